package dev.fracas.generators.program;

import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Instruction;
import java.util.List;

/** A piece of a structured program, which shrinks as a tree does and always links. */
sealed interface Statement {
    /** Anything but control flow. */
    record Plain(Instruction instruction) implements Statement {}

    /** One after the other. */
    record Block(List<Statement> statements) implements Statement {}

    /** {@code if (condition) then; else otherwise}. */
    record When(Condition condition, List<Statement> then, List<Statement> otherwise)
            implements Statement {}

    /** {@code do { first; rest } while (!done)}; {@code first} is a step, so that it can end. */
    record Repeat(Instruction.Visible first, List<Statement> rest, Condition done)
            implements Statement {}

    /** Appends the instructions of {@code statement} to {@code code}. */
    static void lower(Statement statement, List<Instruction> code) {
        switch (statement) {
            case Plain plain -> code.add(plain.instruction());
            case Block block -> block.statements().forEach(s -> lower(s, code));
            case When when -> {
                int branch = code.size();
                code.add(new Instruction.Jump(branch));
                when.otherwise().forEach(s -> lower(s, code));
                int jump = code.size();
                code.add(new Instruction.Jump(jump));
                code.set(branch, new Instruction.Branch(when.condition(), code.size()));
                when.then().forEach(s -> lower(s, code));
                code.set(jump, new Instruction.Jump(code.size()));
            }
            case Repeat repeat -> {
                int top = code.size();
                code.add(repeat.first());
                repeat.rest().forEach(s -> lower(s, code));
                code.add(new Instruction.Branch(repeat.done().not(), top));
            }
        }
    }
}
