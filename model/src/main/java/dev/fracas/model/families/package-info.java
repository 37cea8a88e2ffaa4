/** Which families there are. The only package that knows them all. */
@NullMarked
package dev.fracas.model.families;

import org.jspecify.annotations.NullMarked;
