package dev.regalia.plan;

import java.time.Duration;
import java.util.SortedSet;

/// What an administrator sets once for the operator; the times have the defaults of
/// [Times#defaults()].
///
/// @param namespace the operator's own namespace
/// @param reservedNamespaces namespaces that can never be a tenant's, ours and NVIDIA's included
public record Settings(
        String namespace,
        String nvidiaNamespace,
        String migConfigMap,
        SortedSet<String> reservedNamespaces,
        Times times) {

    /// How long we wait for what.
    ///
    /// @param configMapDelay kubelets need that long to mount a changed ConfigMap
    /// @param applyDeadline after this long without an answer a cut has failed
    /// @param mismatchGrace allocatable may differ that long after `success`
    /// @param notReadyGrace a NotReady node counts that long as supply
    /// @param dipGrace a drop of allocatable must last that long to lower grants in force
    /// @param missingOwnerGrace an owner must be missing that long before anything is released
    /// @param overwriteWindow three repairs within this window are too many
    /// @param unusedEntryGrace an unused entry stays that long in the ConfigMap
    public record Times(
            Duration configMapDelay,
            Duration applyDeadline,
            Duration mismatchGrace,
            Duration notReadyGrace,
            Duration dipGrace,
            Duration missingOwnerGrace,
            Duration overwriteWindow,
            Duration unusedEntryGrace) {

        /// The defaults that the documentation names.
        public static Times defaults() {
            return new Times(
                    Duration.ofSeconds(90),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10));
        }
    }
}
