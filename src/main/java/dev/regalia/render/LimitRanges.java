package dev.regalia.render;

import dev.regalia.plan.NamespacePlan.Hold;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;

/// Default requests of containers in a tenant namespace that name none. No limits: a default limit
/// would throttle or kill work whose author never asked for one.
public final class LimitRanges {

    /// Name of our limit range.
    public static final String NAME = "regalia";

    private static final Quantity CPU = new Quantity("100m");
    private static final Quantity MEMORY = new Quantity("256Mi");

    private LimitRanges() {}

    /// The limit range that every tenant namespace gets.
    public static LimitRange of(Hold hold) {
        return new LimitRangeBuilder()
                .withMetadata(OwnMetadata.of(hold, NAME))
                .withNewSpec()
                .addNewLimit()
                .withType("Container")
                .addToDefaultRequest("cpu", CPU)
                .addToDefaultRequest("memory", MEMORY)
                .endLimit()
                .endSpec()
                .build();
    }
}
