/** What caches that keep copies of the same lines owe their cores. */
@NullMarked
package dev.fracas.spec.coherence;

import org.jspecify.annotations.NullMarked;
