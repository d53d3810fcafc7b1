package dev.regalia.sim;

import dev.regalia.mig.Layout;
import java.util.List;

/// What one GPU is at the moment.
sealed interface GpuState {

    /// MIG mode is off.
    record Whole() implements GpuState {}

    /// MIG mode is on.
    ///
    /// @param layout the instances; an empty layout offers nothing to anybody
    record Cut(Layout layout) implements GpuState {}

    /// MIG mode is on and there are no instances.
    static GpuState cleared() {
        return new Cut(new Layout(List.of()));
    }
}
