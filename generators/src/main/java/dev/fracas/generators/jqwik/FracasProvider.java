package dev.fracas.generators.jqwik;

import dev.fracas.generators.program.MachineSketch;
import dev.fracas.generators.program.ProgramArbitraries;
import dev.fracas.generators.schedule.Schedule;
import dev.fracas.generators.schedule.ScheduleArbitraries;
import dev.fracas.model.machine.memory.Memory;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Arbitraries for {@link Schedule}, {@link MachineSketch} and {@link Memory}. */
public final class FracasProvider implements ArbitraryProvider {
    private static final Map<Class<?>, Supplier<Arbitrary<?>>> BY_TYPE =
            Map.of(
                    Schedule.class, ScheduleArbitraries::schedules,
                    MachineSketch.class, ProgramArbitraries::machines,
                    Memory.class, ProgramArbitraries::memories);

    @Override
    public boolean canProvideFor(TypeUsage target) {
        return BY_TYPE.keySet().stream().anyMatch(target::isOfType);
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage target, SubtypeProvider subtypes) {
        return BY_TYPE.entrySet().stream()
                .filter(entry -> target.isOfType(entry.getKey()))
                .map(entry -> entry.getValue().get())
                .collect(Collectors.toSet());
    }
}
