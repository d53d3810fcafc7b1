package dev.regalia.kube;

import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Settings;
import java.util.List;
import java.util.Optional;

/// What a single look at a cluster has shown.
public sealed interface LiveLook {

    /// The cluster as the operator would see it, but for what a process remembers.
    ///
    /// @param note what the settings rest on where they could not be read
    record Seen(ClusterSnapshot cluster, Settings settings, Optional<String> note)
            implements LiveLook {}

    /// Nothing could be seen; every reason is a sentence.
    record Failed(List<String> sentences) implements LiveLook {
        public Failed {
            sentences = List.copyOf(sentences);
        }
    }
}
