@NullMarked
package dev.fracas.checkers.mutate;

import org.jspecify.annotations.NullMarked;
