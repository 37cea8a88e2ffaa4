@NullMarked
package dev.fracas.checkers.hunt;

import org.jspecify.annotations.NullMarked;
