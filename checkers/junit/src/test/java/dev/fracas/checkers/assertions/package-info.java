@NullMarked
package dev.fracas.checkers.assertions;

import org.jspecify.annotations.NullMarked;
