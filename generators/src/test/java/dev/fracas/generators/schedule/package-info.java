@NullMarked
package dev.fracas.generators.schedule;

import org.jspecify.annotations.NullMarked;
