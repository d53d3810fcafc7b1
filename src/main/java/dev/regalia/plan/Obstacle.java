package dev.regalia.plan;

/// Why a group cannot take a node that its selector matches.
///
/// @param detail the value on this node that shows it; may be empty
record Obstacle(Kind kind, String detail) {

    /// The reasons, in the order in which they are told.
    enum Kind {
        CONTROL_PLANE(
                "are control-plane nodes", "narrow `nodeSelector` so that it leaves them out"),
        CONTROLLER(
                "run a controller of the platform",
                "keep that pod off them, or narrow `nodeSelector` so that it leaves them out"),
        WORKLOAD_CONFIG(
                "do not give their GPUs to containers",
                "set label `nvidia.com/gpu.workload.config` to 'container', or narrow"
                        + " `nodeSelector`"),
        DYNAMIC_RESOURCES(
                "publish their GPUs through dynamic resource allocation",
                "take NVIDIA's DRA driver off them, or narrow `nodeSelector`"),
        NOT_DISCOVERED(
                "have not been labelled by GPU feature discovery",
                "they are taken as soon as it has; look at its pod on the node if it does not"),
        NOT_SHOWN(
                "do not show their GPUs in allocatable yet",
                "they are taken as soon as the device plugin does; look at its pod on the node if"
                        + " it does not"),
        SHOWN_COUNT(
                "show other GPUs in allocatable than label nvidia.com/gpu.count counts",
                "repair them; they are taken as soon as both agree"),
        GPU_COUNT(
                "have another number of GPUs than `gpu.countPerNode` says",
                "repair them, or give them a group with their own `gpu.countPerNode`"),
        TOO_FEW_GPUS(
                "have fewer GPUs than the layouts take",
                "lower `gpusPerNode`, or narrow `nodeSelector`"),
        MEMORY(
                "have GPUs with another memory",
                "correct `gpu.memoryGB`, or give them a group of their own"),
        NOT_MIG_CAPABLE(
                "have GPUs that cannot be cut now (label nvidia.com/mig.capable is not 'true')",
                "use strategy 'Disabled' for them, or narrow `nodeSelector`"),
        OTHER_HARDWARE(
                "have another GPU model, or none, or one where the group wants none",
                "correct `gpu.product` or `nodeSelector`");

        private final String what;
        private final String cure;

        Kind(String what, String cure) {
            this.what = what;
            this.cure = cure;
        }

        /// What is the case with the nodes, as the end of a sentence about them.
        String what() {
            return what;
        }

        /// What to do.
        String cure() {
            return cure;
        }
    }
}
