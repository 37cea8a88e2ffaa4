/**
 * What jqwik finds by its service loader, so that a property takes Fracas' types with nothing said
 * on how to make them: {@code @Property void holds(@ForAll Schedule schedule)}.
 */
@NullMarked
package dev.fracas.generators.jqwik;

import org.jspecify.annotations.NullMarked;
