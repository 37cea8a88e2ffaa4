package dev.fracas.model.addressspace.fused;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Kernel;
import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.addressspace.KernelDesign;
import dev.fracas.model.addressspace.KernelRoutines;
import dev.fracas.model.addressspace.PageMessage;
import dev.fracas.model.addressspace.Shape;
import dev.fracas.model.addressspace.Tlbs;
import dev.fracas.model.addressspace.VmaWalk;
import dev.fracas.model.addressspace.linux.LinuxFault;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.messaging.Channel;
import dev.fracas.model.kernel.messaging.Mailbox;
import dev.fracas.spec.Property;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the fused kernels are made of, routine by routine. {@link #paper} is as the paper describes
 * them, completed where it is silent; every other reading, and every defect, puts other routines
 * in.
 *
 * @param originFault the x86 kernel's page-fault handler
 * @param remoteFault the Arm kernel's, which walks the origin's VMAs
 * @param vmaWalk that walk
 * @param mapping {@code mmap}
 * @param unmapping {@code munmap} and {@code mprotect}, and what fork and exit need of them
 * @param forking {@code fork}
 * @param exit process exit
 * @param distribution pages that messages keep coherent
 * @param tlbs the TLBs, with the handler of shootdowns
 * @param originChannel messages to the origin
 */
public record FusedRoutines(
        Function<AddressSpace, LinuxFault> originFault,
        BiFunction<AddressSpace, VmaWalk, FaultHandler> remoteFault,
        Function<AddressSpace, VmaWalk> vmaWalk,
        Function<AddressSpace, Mapping> mapping,
        Function<AddressSpace, Unmapping> unmapping,
        BiFunction<AddressSpace, Unmapping, ForkRoutine> forking,
        BiFunction<AddressSpace, Unmapping, ExitRoutine> exit,
        Function<AddressSpace, Distribution> distribution,
        BiFunction<Shape, Threads, Tlbs> tlbs,
        Channel.Maker<PageMessage> originChannel)
        implements KernelRoutines {

    /** As the paper describes them. */
    public static FusedRoutines paper() {
        return new FusedRoutines(
                OriginFault::new,
                RemoteFault::new,
                RemoteVmaWalk::new,
                Mapping::new,
                Unmapping::new,
                Forking::new,
                ProcessExit::new,
                space -> Distribution.none(),
                Tlbs::new,
                Mailbox::new);
    }

    /** As the paper describes them, and every way of getting one of them wrong. */
    public static KernelDesign<FusedRoutines> paperDesign() {
        return new KernelDesign<>(
                paper(),
                Stream.of(
                                OriginFaultDefects.ALL,
                                RemoteFaultDefects.ALL,
                                UnmappingDefects.ALL,
                                RemoteVmaWalkDefects.ALL,
                                MessageDefects.ALL,
                                MappingDefects.ALL,
                                ProcessExitDefects.ALL,
                                ForkingDefects.ALL)
                        .flatMap(List::stream)
                        .toList());
    }

    static KernelDefect<FusedRoutines> defect(
            String name,
            String sentence,
            Property<?> violates,
            String exposedBy,
            UnaryOperator<FusedRoutines> change) {
        return new KernelDefect<>(name, sentence, violates, exposedBy, change);
    }

    @Override
    public AddressSpace space(Shape shape, Threads threads) {
        return new AddressSpace(shape, threads, tlbs, originChannel);
    }

    @Override
    public Kernel kernel(AddressSpace space) {
        return new Stramash(space, this);
    }

    public FusedRoutines withOriginFault(Function<AddressSpace, LinuxFault> other) {
        return new FusedRoutines(
                other,
                remoteFault,
                vmaWalk,
                mapping,
                unmapping,
                forking,
                exit,
                distribution,
                tlbs,
                originChannel);
    }

    public FusedRoutines withRemoteFault(BiFunction<AddressSpace, VmaWalk, FaultHandler> other) {
        return new FusedRoutines(
                originFault,
                other,
                vmaWalk,
                mapping,
                unmapping,
                forking,
                exit,
                distribution,
                tlbs,
                originChannel);
    }

    public FusedRoutines withVmaWalk(Function<AddressSpace, VmaWalk> other) {
        return new FusedRoutines(
                originFault,
                remoteFault,
                other,
                mapping,
                unmapping,
                forking,
                exit,
                distribution,
                tlbs,
                originChannel);
    }

    public FusedRoutines withMapping(Function<AddressSpace, Mapping> other) {
        return new FusedRoutines(
                originFault,
                remoteFault,
                vmaWalk,
                other,
                unmapping,
                forking,
                exit,
                distribution,
                tlbs,
                originChannel);
    }

    public FusedRoutines withUnmapping(Function<AddressSpace, Unmapping> other) {
        return new FusedRoutines(
                originFault,
                remoteFault,
                vmaWalk,
                mapping,
                other,
                forking,
                exit,
                distribution,
                tlbs,
                originChannel);
    }

    public FusedRoutines withForking(BiFunction<AddressSpace, Unmapping, ForkRoutine> other) {
        return new FusedRoutines(
                originFault,
                remoteFault,
                vmaWalk,
                mapping,
                unmapping,
                other,
                exit,
                distribution,
                tlbs,
                originChannel);
    }

    public FusedRoutines withExit(BiFunction<AddressSpace, Unmapping, ExitRoutine> other) {
        return new FusedRoutines(
                originFault,
                remoteFault,
                vmaWalk,
                mapping,
                unmapping,
                forking,
                other,
                distribution,
                tlbs,
                originChannel);
    }

    public FusedRoutines withDistribution(Function<AddressSpace, Distribution> other) {
        return new FusedRoutines(
                originFault,
                remoteFault,
                vmaWalk,
                mapping,
                unmapping,
                forking,
                exit,
                other,
                tlbs,
                originChannel);
    }

    public FusedRoutines withTlbs(BiFunction<Shape, Threads, Tlbs> other) {
        return new FusedRoutines(
                originFault,
                remoteFault,
                vmaWalk,
                mapping,
                unmapping,
                forking,
                exit,
                distribution,
                other,
                originChannel);
    }

    public FusedRoutines withOriginChannel(Channel.Maker<PageMessage> other) {
        return new FusedRoutines(
                originFault,
                remoteFault,
                vmaWalk,
                mapping,
                unmapping,
                forking,
                exit,
                distribution,
                tlbs,
                other);
    }
}
