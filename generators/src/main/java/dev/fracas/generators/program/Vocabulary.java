package dev.fracas.generators.program;

import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The words that all programs of a machine share, and the registers that each of them has. There
 * are few of both, so that accesses meet.
 *
 * @param fields whether programs access fields of words too
 */
record Vocabulary(
        List<WordArray> words, boolean fields, WordArray ghosts, List<Register> registers) {
    static Vocabulary of(
            List<WordArray> words, boolean fields, WordArray ghosts, List<Integer> registerWidths) {
        List<Register> registers = new ArrayList<>();
        for (int width : registerWidths) {
            registers.add(new Register("r" + registers.size(), width, registers.size()));
        }
        return new Vocabulary(words, fields, ghosts, List.copyOf(registers));
    }
}
