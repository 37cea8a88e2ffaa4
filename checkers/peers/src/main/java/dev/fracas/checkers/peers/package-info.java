/**
 * The comparison with another model checker: the same models, explored by SPIN and by Fracas.
 *
 * <p>The models lie in {@code checkers/peers/models}; {@code STATES.md} beside them says, rule by
 * rule, what a state and a step are, so that both tools must arrive at the same counts. A row whose
 * counts differ is a defect of one of the two; only a row whose counts agree says anything about
 * speed or memory.
 *
 * <p>{@link dev.fracas.checkers.peers.Peers} is the command, {@link
 * dev.fracas.checkers.peers.PeerRows} the rows, {@link dev.fracas.checkers.peers.SpinRun} one run
 * of SPIN and {@link dev.fracas.checkers.peers.OurSide} the place where our engine answers.
 */
@NullMarked
package dev.fracas.checkers.peers;

import org.jspecify.annotations.NullMarked;
