/** Which machines, workloads and schedules to look at. No checking. */
@NullMarked
package dev.fracas.generators;

import org.jspecify.annotations.NullMarked;
