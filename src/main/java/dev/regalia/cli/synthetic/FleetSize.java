package dev.regalia.cli.synthetic;

import dev.regalia.api.PoolSpec;

/// How large a fleet is to be.
///
/// @param nodes 1 to 5000
/// @param gpus per node, 1 to 16
/// @param product value of `nvidia.com/gpu.product`
/// @param tenants 0 to 1000
/// @param idle per cent of the nodes without GPU pods, 0 to 100
/// @param seed of the choices that are made
/// @param strategy of the nodes that are cut: `Fixed` or `Demand`
public record FleetSize(
        int nodes,
        int gpus,
        String product,
        int tenants,
        int idle,
        long seed,
        PoolSpec.Strategy strategy) {

    public static final int MOST_NODES = 5000;
    public static final int MOST_GPUS = 16;
    public static final int MOST_TENANTS = 1000;

    public FleetSize {
        require("nodes", nodes, 1, MOST_NODES);
        require("gpus", gpus, 1, MOST_GPUS);
        require("tenants", tenants, 0, MOST_TENANTS);
        require("idle", idle, 0, 100);
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
