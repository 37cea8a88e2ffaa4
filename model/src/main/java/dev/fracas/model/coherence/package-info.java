/**
 * The hardware below all else: caches of cores of both ISAs that keep their copies of a line
 * coherent. No programs run here; a cache is asked, asks the bus, and is served.
 *
 * <p>{@link dev.fracas.model.coherence.Mesi} is the protocol, {@link
 * dev.fracas.model.coherence.MesiBus} the system that takes its steps, {@link
 * dev.fracas.model.coherence.CoherenceMechanism} what is checked, and {@link
 * dev.fracas.model.coherence.MesiDefects} ways of getting it wrong.
 */
@NullMarked
package dev.fracas.model.coherence;

import org.jspecify.annotations.NullMarked;
