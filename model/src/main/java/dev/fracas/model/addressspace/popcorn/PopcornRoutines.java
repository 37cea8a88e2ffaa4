package dev.fracas.model.addressspace.popcorn;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.KernelDesign;
import dev.fracas.model.addressspace.KernelRoutines;
import dev.fracas.model.addressspace.Shape;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.locking.PageTableLock;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What Popcorn's kernels are made of, routine by routine. A defect puts another routine in, and so
 * does a kernel that follows Popcorn in part.
 *
 * @param faultHandles a kernel's fault handles
 * @param originFault the x86 kernel's page-fault handler
 * @param remoteFault the Arm kernel's
 * @param requestAtOrigin how the x86 kernel answers the other's page requests
 * @param requestAtRemote how the Arm kernel does
 * @param unmapping {@code munmap} and exit
 */
public record PopcornRoutines(
        BiFunction<AddressSpace, Isa, FaultHandles> faultHandles,
        Function<DistributedProcess, PopcornOriginFault> originFault,
        Function<DistributedProcess, PopcornRemoteFault> remoteFault,
        Function<DistributedProcess, PageRequestAtOrigin> requestAtOrigin,
        Function<DistributedProcess, PageRequestAtRemote> requestAtRemote,
        Function<DistributedProcess, PopcornUnmapping> unmapping)
        implements KernelRoutines {

    /** Popcorn's own. */
    public static PopcornRoutines popcorn() {
        return new PopcornRoutines(
                FaultHandles::new,
                PopcornOriginFault::new,
                PopcornRemoteFault::new,
                PageRequestAtOrigin::new,
                PageRequestAtRemote::new,
                PopcornUnmapping::new);
    }

    /** Popcorn's own, and every way of getting one of them wrong. */
    public static KernelDesign<PopcornRoutines> popcornDesign() {
        return new KernelDesign<>(
                popcorn(),
                Stream.of(
                                FaultHandlesDefects.ALL,
                                PopcornFaultDefects.ALL,
                                PageRequestDefects.ALL,
                                PopcornUnmappingDefects.ALL)
                        .flatMap(List::stream)
                        .toList());
    }

    @Override
    public AddressSpace space(Shape shape, Threads threads) {
        return new AddressSpace(shape, threads);
    }

    @Override
    public Popcorn kernel(AddressSpace space) {
        return new Popcorn(space, this);
    }

    /** What a kernel has of the process; its leaves change under its own split page-table lock. */
    public RemoteContext context(AddressSpace space, Isa kernel) {
        return context(space, kernel, space.ptl(kernel));
    }

    /** What a kernel has of the process; its leaves change under that lock. */
    public RemoteContext context(AddressSpace space, Isa kernel, PageTableLock ptl) {
        return new RemoteContext(space, kernel, ptl, faultHandles.apply(space, kernel));
    }

    public PopcornRoutines withFaultHandles(BiFunction<AddressSpace, Isa, FaultHandles> other) {
        return new PopcornRoutines(
                other, originFault, remoteFault, requestAtOrigin, requestAtRemote, unmapping);
    }

    public PopcornRoutines withOriginFault(Function<DistributedProcess, PopcornOriginFault> other) {
        return new PopcornRoutines(
                faultHandles, other, remoteFault, requestAtOrigin, requestAtRemote, unmapping);
    }

    public PopcornRoutines withRemoteFault(Function<DistributedProcess, PopcornRemoteFault> other) {
        return new PopcornRoutines(
                faultHandles, originFault, other, requestAtOrigin, requestAtRemote, unmapping);
    }

    public PopcornRoutines withRequestAtOrigin(
            Function<DistributedProcess, PageRequestAtOrigin> other) {
        return new PopcornRoutines(
                faultHandles, originFault, remoteFault, other, requestAtRemote, unmapping);
    }

    public PopcornRoutines withRequestAtRemote(
            Function<DistributedProcess, PageRequestAtRemote> other) {
        return new PopcornRoutines(
                faultHandles, originFault, remoteFault, requestAtOrigin, other, unmapping);
    }

    public PopcornRoutines withUnmapping(Function<DistributedProcess, PopcornUnmapping> other) {
        return new PopcornRoutines(
                faultHandles, originFault, remoteFault, requestAtOrigin, requestAtRemote, other);
    }
}
