package dev.fracas.model.messaging;

import static dev.fracas.model.kernel.messaging.Channel.DOORBELL;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.messaging.Answer;
import dev.fracas.model.kernel.messaging.MessageRing;
import dev.fracas.model.kernel.messaging.Messages;
import dev.fracas.model.kernel.messaging.RingObservatory;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.FixedMechanism;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.interrupts.InterruptProperties;
import dev.fracas.spec.kernel.messaging.MessagingProperties;
import dev.fracas.spec.machine.MachineProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Messages between kernels. */
public final class MessagingFamily implements Family {
    private static final List<Property<?>> OWED =
            Stream.of(
                            MessagingProperties.all(),
                            List.<Property<?>>of(
                                    InterruptProperties.INTERRUPT_IS_TAKEN,
                                    MachineProperties.NO_DEADLOCK,
                                    MachineProperties.NO_OOPS,
                                    MachineProperties.RUN_COMPLETES))
                    .flatMap(List::stream)
                    .toList();

    private static final List<Mechanism> MECHANISMS =
            List.of(ring("message-ring", "a sender posts three messages, another one one", 3, 1));

    @Override
    public String id() {
        return "messaging";
    }

    @Override
    public String summary() {
        return "messages between kernels: a ring in shared memory with a doorbell";
    }

    @Override
    public List<Mechanism> mechanisms() {
        return MECHANISMS;
    }

    @Override
    public List<Property<?>> properties() {
        return OWED;
    }

    /**
     * Senders of the remote kernel post that many messages each to a daemon of the origin, on whose
     * core the doorbell rings.
     */
    private static Mechanism ring(String name, String summary, int... posts) {
        Threads threads = threads(posts.length);
        return new FixedMechanism<MessageRing.Maker<Notice>>(
                name,
                Optional.empty(),
                summary,
                Source.source(Source.POPCORN, "pcn_kmsg.c"),
                threads.isas(),
                MessageRing::new,
                (description, ring) -> machine(description, threads, ring, posts),
                OWED,
                RingDefects.ALL);
    }

    private static Threads threads(int senders) {
        return Threads.of(Stream.generate(() -> AARCH64).limit(senders).toList(), List.of(X86_64))
                .withHandler(senders, DOORBELL);
    }

    private static Machine machine(
            MachineDescription description,
            Threads threads,
            MessageRing.Maker<Notice> maker,
            int[] posts) {
        int daemon = threads.daemonOf(X86_64).orElseThrow();
        MessageRing<Notice> ring =
                maker.make(threads, X86_64, new Messages<>(List.of(Notice.values())), daemon);
        List<Program> programs = new ArrayList<>();
        for (int sender = 0; sender < posts.length; sender++) {
            Routine r = routine(threads, sender);
            for (int i = 0; i < posts[sender]; i++) {
                ring.post(r, Notice.NODE_INFO);
            }
            programs.add(r.build());
        }
        Routine server = routine(threads, daemon);
        server.daemon();
        ring.serve(server, message -> Answer.done());
        programs.add(server.build());
        Routine bell = routine(threads, threads.program(0));
        ring.handleDoorbell(bell);
        programs.add(bell.build());
        return new Machine(
                programs,
                description.memory(),
                description.exclusives(),
                new RingObservatory(ring.words()).observatory());
    }

    private static Routine routine(Threads threads, int program) {
        return new Routine(program, threads.programs(), threads.isa(program));
    }
}
