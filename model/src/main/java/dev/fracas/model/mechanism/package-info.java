/**
 * What can be checked: a mechanism with its promises and defects, on the machine that it is put on.
 */
@NullMarked
package dev.fracas.model.mechanism;

import org.jspecify.annotations.NullMarked;
