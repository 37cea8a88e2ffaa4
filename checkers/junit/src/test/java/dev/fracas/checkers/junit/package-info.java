@NullMarked
package dev.fracas.checkers.junit;

import org.jspecify.annotations.NullMarked;
