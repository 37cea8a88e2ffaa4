package dev.fracas.model.machine;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a machine's programs into Java byte code, one small method for each visible instruction of
 * each core, in which every field, register and constant has its fixed place. Large explorations
 * run on it; what it must do is said by {@link MachineGenerator}, and property tests compare the
 * two.
 */
final class StepCompiler {
    private final Machine machine;

    private StepCompiler(Machine machine) {
        this.machine = machine;
    }

    /** A compiled class, of which each thread makes its own generator. */
    static final class Compiled {
        private final java.lang.reflect.Constructor<? extends GeneratedSteps> constructor;
        private final Machine machine;

        private Compiled(Machine machine, Class<?> type) {
            this.machine = machine;
            try {
                constructor =
                        type.asSubclass(GeneratedSteps.class).getDeclaredConstructor(Machine.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        GeneratedSteps newGenerator() {
            try {
                return constructor.newInstance(machine);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Compiled compile(Machine machine) {
        byte[] code = new StepCompiler(machine).classFile();
        try {
            return new Compiled(
                    machine, MethodHandles.lookup().defineHiddenClass(code, true).lookupClass());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] classFile() {
        return ClassFile.of()
                .build(
                        StepMethod.THIS,
                        type -> {
                            type.withFlags(ACC_FINAL).withSuperclass(StepMethod.SUPER);
                            type.withMethodBody(
                                    INIT_NAME,
                                    MethodTypeDesc.of(CD_void, StepMethod.MACHINE),
                                    0,
                                    c ->
                                            c.aload(0)
                                                    .aload(1)
                                                    .invokespecial(
                                                            StepMethod.SUPER,
                                                            INIT_NAME,
                                                            MethodTypeDesc.of(
                                                                    CD_void, StepMethod.MACHINE))
                                                    .return_());
                            type.withMethodBody(
                                    "programSteps", StepMethod.EXPAND, 0, this::programSteps);
                            for (int core = 0; core < machine.cores(); core++) {
                                int each = core;
                                type.withMethodBody(
                                        "core" + core,
                                        StepMethod.EXPAND,
                                        ACC_PRIVATE,
                                        c -> core(c, each));
                                for (int pc = 0; pc < machine.programs[core].oops; pc++) {
                                    if (machine.programs[core].kind[pc] != CompiledProgram.END) {
                                        int at = pc;
                                        type.withMethodBody(
                                                method(core, pc),
                                                StepMethod.EXPAND,
                                                ACC_PRIVATE,
                                                c -> new StepMethod(machine, c, each, at).emit());
                                    }
                                }
                            }
                        });
    }

    private static String method(int core, int pc) {
        return "core" + core + "at" + pc;
    }

    private void programSteps(CodeBuilder c) {
        for (int core = 0; core < machine.cores(); core++) {
            c.aload(StepMethod.SELF)
                    .aload(StepMethod.STATES)
                    .iload(StepMethod.AT)
                    .aload(StepMethod.OUT)
                    .invokevirtual(StepMethod.THIS, "core" + core, StepMethod.EXPAND);
        }
        c.return_();
    }

    /** Goes to the method of the instruction that the core stands before. */
    private void core(CodeBuilder c, int core) {
        CompiledProgram p = machine.programs[core];
        Label end = c.newLabel();
        List<SwitchCase> cases = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (int pc = 0; pc < p.oops; pc++) {
            labels.add(c.newLabel());
            cases.add(SwitchCase.of(pc, labels.get(pc)));
        }
        StepMethod.read(c, machine.pc[core]);
        c.l2i().tableswitch(0, p.oops - 1, end, cases);
        for (int pc = 0; pc < p.oops; pc++) {
            c.labelBinding(labels.get(pc));
            if (p.kind[pc] == CompiledProgram.END) {
                StepMethod.markReached(c, core, pc);
            } else {
                c.aload(StepMethod.SELF)
                        .aload(StepMethod.STATES)
                        .iload(StepMethod.AT)
                        .aload(StepMethod.OUT)
                        .invokevirtual(StepMethod.THIS, method(core, pc), StepMethod.EXPAND);
            }
            c.return_();
        }
        c.labelBinding(end).return_();
    }
}
