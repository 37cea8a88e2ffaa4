/** The routines of the address space step for step as the paper's authors released them. */
@NullMarked
package dev.fracas.model.addressspace.released;

import org.jspecify.annotations.NullMarked;
