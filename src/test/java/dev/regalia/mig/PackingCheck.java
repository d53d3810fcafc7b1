package dev.regalia.mig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Checks packed GPUs without asking who packed them: every layout fits on the model by itself, and
/// together they hold the demand.
final class PackingCheck {

    private final GpuPacking packing;
    private final Map<Layout, Boolean> fits = new HashMap<>();

    PackingCheck(GpuPacking packing) {
        this.packing = packing;
    }

    /// The number of GPUs that the checked packing uses, whole ones included.
    long gpus(long[] counts, List<GpuLayout> packed) {
        long[] held = new long[counts.length];
        long gpus = counts[packing.profiles()];
        held[packing.profiles()] = gpus;
        for (GpuLayout part : packed) {
            assertThat(fits.computeIfAbsent(part.layout(), this::fits))
                    .as("%s can be cut into %s", packing.geometry().id(), part.layout())
                    .isTrue();
            for (Layout.Portion portion : part.layout().portions()) {
                int profile = packing.geometry().profiles().indexOf(portion.profile());
                held[profile] += portion.count() * part.gpus();
            }
            gpus += part.gpus();
        }
        for (int k = 0; k < counts.length; k++) {
            if (held[k] < counts[k]) {
                throw new AssertionError(packed + " does not hold " + Arrays.toString(counts));
            }
        }
        return gpus;
    }

    private boolean fits(Layout layout) {
        return switch (MigPacker.fit(packing.geometry(), layout)) {
            case MigFit.Placed placed -> true;
            case MigFit.Uniform uniform -> true;
            case MigFit.Unplaceable no -> false;
            case MigFit.PlacementDependent no -> false;
            case MigFit.Unresolved no -> false;
        };
    }
}
