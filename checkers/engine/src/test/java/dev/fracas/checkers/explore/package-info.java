@NullMarked
package dev.fracas.checkers.explore;

import org.jspecify.annotations.NullMarked;
