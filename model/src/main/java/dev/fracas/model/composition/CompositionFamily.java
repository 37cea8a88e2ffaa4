package dev.fracas.model.composition;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.Call.Post;
import dev.fracas.model.addressspace.Call.Read;
import dev.fracas.model.addressspace.Call.Unmap;
import dev.fracas.model.addressspace.Call.WaitFor;
import dev.fracas.model.addressspace.Call.Write;
import dev.fracas.model.addressspace.Shape;
import dev.fracas.model.addressspace.threads.Workload;
import dev.fracas.model.kernel.messaging.Channel;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.FixedMechanism;
import dev.fracas.model.mechanism.FixedMechanism.Wrong;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.addressspace.AddressSpaceProperties;
import dev.fracas.spec.interrupts.InterruptProperties;
import dev.fracas.spec.kernel.messaging.MessagingProperties;
import dev.fracas.spec.kernel.pages.PageAllocatorProperties;
import dev.fracas.spec.machine.MachineProperties;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Subsystems that meet on one machine. */
public final class CompositionFamily implements Family {
    /** The core that takes the doorbell. */
    private static final int BELL = 0;

    private static final List<Property<?>> AFTER_MUNMAP =
            List.of(
                    AddressSpaceProperties.NO_MAPPING_AFTER_MUNMAP,
                    AddressSpaceProperties.FRAME_FREED_ONCE_BY_OWNER,
                    AddressSpaceProperties.ILLEGAL_ACCESS_IS_SIGNALLED,
                    AddressSpaceProperties.MAPPING_CALLS_END,
                    AddressSpaceProperties.WRITER_GETS_MMAP_SEM);

    /** What can be broken where every block is online and there is no watermark. */
    private static final List<Property<?>> ZONES_ALL_ONLINE =
            PageAllocatorProperties.all().stream()
                    .filter(p -> !p.equals(PageAllocatorProperties.FRAME_OF_ONLINE_BLOCK))
                    .filter(p -> !p.equals(PageAllocatorProperties.WATERMARK_IS_KEPT))
                    .toList();

    private static final List<Mechanism> MECHANISMS =
            List.of(
                    composed(
                            "fallback-during-copy",
                            "two remote faults fall back by a ring while the page's copy is shot down",
                            new Workload.Builder(Shape.of(1, 2, 1))
                                    .origin(new Read(0), new Post(0), new Read(0))
                                    .remote(new WaitFor(0), new Write(0, 1))
                                    .remote(new WaitFor(0), new Read(0))
                                    .serving(X86_64)
                                    .interruptible()
                                    .handler(BELL, Channel.DOORBELL)
                                    .build(),
                            owed(List.of()),
                            FallbackDefects.DURING_COPY),
                    composed(
                            "fallback-during-munmap",
                            "a remote fault falls back by a ring while munmap shoots the page down",
                            munmapAgainstFallback(Shape.of(1, 2, 1)),
                            owed(AFTER_MUNMAP),
                            FallbackDefects.DURING_MUNMAP),
                    composed(
                            "fallback-from-zones",
                            "the same, and each kernel's frames come from a page allocator of words",
                            munmapAgainstFallback(Shape.of(1, 2, 1).with(Shape.Trait.ZONES)),
                            owed(
                                    Stream.concat(AFTER_MUNMAP.stream(), ZONES_ALL_ONLINE.stream())
                                            .toList()),
                            List.of()));

    private static Workload munmapAgainstFallback(Shape shape) {
        return new Workload.Builder(shape)
                .origin(new Read(0), new Post(0), new Read(0))
                .origin(new WaitFor(0), new Unmap(0))
                .remote(new WaitFor(0), new Write(0, 1))
                .serving(X86_64, AARCH64)
                .interruptible()
                .handler(BELL, Channel.DOORBELL)
                .build();
    }

    @Override
    public String id() {
        return "composition";
    }

    @Override
    public String summary() {
        return "an address space, a ring of messages and interrupts with vectors on one machine";
    }

    @Override
    public List<Mechanism> mechanisms() {
        return MECHANISMS;
    }

    private static Mechanism composed(
            String name,
            String summary,
            Workload workload,
            List<Property<?>> owed,
            List<Wrong<Kernels>> wrong) {
        return new FixedMechanism<>(
                name,
                Optional.of(Reading.PAPER),
                summary,
                Source.source(Source.PAPER, "sections 6.2 and 6.4"),
                workload.threads().isas(),
                Kernels.paper(BELL),
                (description, kernels) -> kernels.machine(description, workload),
                owed,
                wrong);
    }

    private static List<Property<?>> owed(List<Property<?>> more) {
        return Stream.of(
                        MessagingProperties.all(),
                        InterruptProperties.all(),
                        List.<Property<?>>of(
                                AddressSpaceProperties.USER_VIEW,
                                AddressSpaceProperties.ONE_FRAME_PER_PAGE,
                                AddressSpaceProperties.NO_MAPPING_OF_FREE_FRAME,
                                AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE,
                                AddressSpaceProperties.FIRST_READ_IS_INITIAL_CONTENT,
                                AddressSpaceProperties.READ_RETURNS_LAST_WRITE,
                                AddressSpaceProperties.RESIDENT_COUNT_BALANCES,
                                AddressSpaceProperties.LEGAL_ACCESS_ENDS,
                                AddressSpaceProperties.LEGAL_ACCESS_IS_NOT_SIGNALLED,
                                AddressSpaceProperties.FALLBACK_IS_ANSWERED,
                                AddressSpaceProperties.LEAF_IN_VMA,
                                MachineProperties.UNLOCK_BALANCE,
                                MachineProperties.NO_LOCK_LEFT,
                                MachineProperties.NO_OOPS,
                                MachineProperties.NO_DEADLOCK,
                                MachineProperties.RUN_COMPLETES),
                        more)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Property<?>> properties() {
        return Stream.of(
                        MessagingProperties.all(),
                        InterruptProperties.all(),
                        AddressSpaceProperties.all(),
                        PageAllocatorProperties.all())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
