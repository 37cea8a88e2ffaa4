package dev.fracas.model.addressspace.popcorn;

import dev.fracas.model.addressspace.AddressSpace;

/** A process that is distributed over both kernels, and what each of them has of it. */
public record DistributedProcess(AddressSpace space, RemoteContext origin, RemoteContext remote) {}
