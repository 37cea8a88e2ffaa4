/** Tests of traces, on small machines built here. */
@NullMarked
package dev.fracas.counterexamples;

import org.jspecify.annotations.NullMarked;
