package dev.regalia.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// A condition as Kubernetes defines it: an observation, keyed by its type.
public record Condition(
        @JsonPropertyDescription("Type of the condition.") @Required @Size(min = 1, max = 63)
                String type,
        @JsonPropertyDescription("'True', 'False' or 'Unknown'.") @Required @Size(max = 7)
                String status,
        @JsonPropertyDescription("Generation of the spec that the condition speaks of.")
                long observedGeneration,
        @JsonPropertyDescription("When the status last changed, RFC 3339.")
                @Required
                @Size(max = 40)
                String lastTransitionTime,
        @JsonPropertyDescription("Reason in CamelCase.") @Required @Size(min = 1, max = 63)
                String reason,
        @JsonPropertyDescription("All that is to be said, for people.") @Required @Size(max = 16384)
                String message) {}
