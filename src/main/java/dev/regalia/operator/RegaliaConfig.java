package dev.regalia.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// What an administrator sets, from the chart through the environment: `REGALIA_NAMESPACE` is
/// `regalia.namespace`, and so on. All times are in seconds.
@ConfigMapping(prefix = "regalia")
interface RegaliaConfig {

    /// The operator's own namespace.
    @WithDefault("regalia-system")
    String namespace();

    /// Who asks for the lease; in a pod its name, so that a container that is started again goes on
    /// at once.
    Optional<String> identity();

    /// Where NVIDIA's operator is, and how we work with it.
    Nvidia nvidia();

    /// Namespaces that no tenant may list, beside ours and NVIDIA's.
    Optional<List<String>> reservedNamespaces();

    /// How long we wait for what.
    Times times();

    /// NVIDIA's operator.
    interface Nvidia {

        /// Its namespace.
        @WithDefault("gpu-operator")
        String namespace();

        /// The ConfigMap there that we write for mig-manager.
        @WithDefault("regalia-mig-parted")
        String migConfigMap();

        /// A ConfigMap there whose mig-parted entries are kept beside ours.
        Optional<String> extraMigConfig();

        /// Kubelets need that long to mount a changed ConfigMap.
        @WithDefault("90")
        long configMapDelaySeconds();
    }

    /// How long we wait for what.
    interface Times {

        /// After this long without an answer a cut has failed.
        @WithDefault("600")
        long applyDeadlineSeconds();

        /// Allocatable may differ that long after `success`.
        @WithDefault("60")
        long mismatchGraceSeconds();

        /// A NotReady node counts that long.
        @WithDefault("300")
        long notReadyGraceSeconds();

        /// A drop of allocatable must last that long to lower grants in force.
        @WithDefault("60")
        long dipGraceSeconds();

        /// An owner must be missing that long before anything is released.
        @WithDefault("600")
        long missingOwnerGraceSeconds();

        /// Three repairs of one node within this time are too many.
        @WithDefault("600")
        long overwriteWindowSeconds();

        /// An unused entry of the mig-parted map stays that long.
        @WithDefault("600")
        long unusedEntryGraceSeconds();
    }
}
