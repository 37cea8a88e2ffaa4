/**
 * What a lock owes its users: the properties, and the narrow views of states and steps that they
 * read.
 */
@NullMarked
package dev.fracas.spec.lock;

import org.jspecify.annotations.NullMarked;
