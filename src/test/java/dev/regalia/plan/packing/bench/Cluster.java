package dev.regalia.plan.packing.bench;

import dev.regalia.api.PoolSpec;
import dev.regalia.api.TenantSpec;
import dev.regalia.api.TenantSpec.PartitionCount;
import dev.regalia.api.TenantSpec.Share;
import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.cli.json.Records;
import dev.regalia.cli.synthetic.FleetSize;
import dev.regalia.cli.synthetic.SyntheticFleet;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.TenantFacts;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// The clusters for which whole plans are timed: a synthetic fleet of H100 whose layouts follow
/// demand, twenty tenants, pods on seven nodes of ten.
public enum Cluster {
    /// Nothing is to be done, as at most looks of the operator.
    SETTLED("settled"),
    /// Every tenant asks for up to a fifth more or less of each profile.
    MOVED("±20 %");

    private static final String PRODUCT = "NVIDIA-H100-80GB-HBM3";
    private static final int TENANTS = 20;
    private static final int IDLE_PERCENT = 30;
    private static final int MOVE_PERCENT = 20;

    final String words;

    Cluster(String words) {
        this.words = words;
    }

    /// Makes the clusters of a size and leaves them in files, unless they are there.
    static void write(Path folder, Scenario.Size size) throws IOException {
        if (Files.exists(SETTLED.file(folder, size.text()))) {
            return;
        }
        ClusterSnapshot settled =
                SyntheticFleet.of(
                        new FleetSize(
                                size.nodes(),
                                size.gpus(),
                                PRODUCT,
                                TENANTS,
                                IDLE_PERCENT,
                                1,
                                PoolSpec.Strategy.DEMAND),
                        GpuCatalogReader.readDefault());
        for (Cluster cluster : values()) {
            try (OutputStream out =
                    new BufferedOutputStream(
                            Files.newOutputStream(cluster.file(folder, size.text())))) {
                new Records().write(out, cluster.from(settled));
            }
        }
    }

    private ClusterSnapshot from(ClusterSnapshot settled) {
        return switch (this) {
            case SETTLED -> settled;
            case MOVED -> moved(settled);
        };
    }

    /// Reads the cluster that [#write] has left.
    ClusterSnapshot read(Path folder, String size) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file(folder, size)))) {
            return new Records().read(in, ClusterSnapshot.class);
        }
    }

    private Path file(Path folder, String size) {
        return folder.resolve(name() + "-" + size + ".json");
    }

    private static ClusterSnapshot moved(ClusterSnapshot settled) {
        SplittableRandom random = new SplittableRandom(1);
        return new ClusterSnapshot(
                settled.takenAt(),
                settled.served(),
                settled.pools(),
                settled.tenants().stream().map(tenant -> moved(tenant, random)).toList(),
                settled.nodes(),
                settled.namespaces(),
                settled.migConfig(),
                settled.stack(),
                settled.confirmations(),
                settled.memory());
    }

    private static TenantFacts moved(TenantFacts tenant, SplittableRandom random) {
        TenantSpec spec = tenant.spec();
        List<Share> shares = spec.shares().stream().map(share -> moved(share, random)).toList();
        return new TenantFacts(
                tenant.name(),
                tenant.uid(),
                tenant.generation() + 1,
                tenant.createdAt(),
                new TenantSpec(shares, spec.namespaces(), spec.members(), spec.priority()),
                tenant.status());
    }

    private static Share moved(Share share, SplittableRandom random) {
        return new Share(
                share.poolName(),
                share.gpus(),
                share.partitions().stream()
                        .map(one -> new PartitionCount(one.profile(), moved(one.count(), random)))
                        .toList(),
                share.isolation());
    }

    private static int moved(int count, SplittableRandom random) {
        int percent = 100 - MOVE_PERCENT + random.nextInt(2 * MOVE_PERCENT + 1);
        return Math.max(1, count * percent / 100);
    }
}
