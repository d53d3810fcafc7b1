package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuCatalog;
import java.util.Optional;
import java.util.OptionalInt;

/// What a node shows of its GPUs, read once. Most nodes of a site are equal in this, so that a
/// group judges each kind of hardware once.
///
/// @param product the product label without suffixes
/// @param gpus what feature discovery counts; empty while it has not, or says nonsense
/// @param memoryGB memory of one GPU in GiB, rounded up
/// @param migCapable whether its GPUs can be cut; empty while nobody has said
/// @param visible there is any sign of a GPU, so that it is no CPU node even before feature
///   discovery has labelled it
record Hardware(
        Optional<String> product,
        OptionalInt gpus,
        OptionalInt memoryGB,
        Optional<Boolean> migCapable,
        boolean visible) {

    private static final long MIB_PER_GIB = 1024;

    static Hardware of(NodeFacts facts) {
        Optional<String> product =
                facts.label(WellKnown.GPU_PRODUCT_LABEL).map(GpuCatalog::stripSuffixes);
        boolean present =
                facts.label(WellKnown.GPU_PRESENT_LABEL).filter("true"::equals).isPresent();
        return new Hardware(
                product,
                gpus(facts),
                memory(facts.label(WellKnown.GPU_MEMORY_LABEL)),
                facts.label(WellKnown.MIG_CAPABLE_LABEL).map("true"::equals),
                product.isPresent() || present || !facts.allocatable().isEmpty());
    }

    /// How many GPUs feature discovery counts on a node; empty while it has not, or says nonsense.
    static OptionalInt gpus(NodeFacts facts) {
        Optional<Long> number =
                number(facts.label(WellKnown.GPU_COUNT_LABEL))
                        .filter(one -> one <= Integer.MAX_VALUE);
        return number.isPresent()
                ? OptionalInt.of(Math.toIntExact(number.get()))
                : OptionalInt.empty();
    }

    private static OptionalInt memory(Optional<String> label) {
        Optional<Long> number = number(label).filter(one -> one / MIB_PER_GIB < Integer.MAX_VALUE);
        return number.isPresent()
                ? OptionalInt.of(GpuCatalog.memoryGB(number.get()))
                : OptionalInt.empty();
    }

    private static Optional<Long> number(Optional<String> label) {
        try {
            return label.map(Long::parseLong).filter(number -> number > 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
