package dev.regalia.plan;

import dev.regalia.api.PoolSpec.Isolation;
import dev.regalia.api.Reason;
import dev.regalia.api.TenantSpec.PartitionCount;
import dev.regalia.api.TenantSpec.Share;
import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import dev.regalia.mig.ProfileResolution;
import dev.regalia.plan.TenantRequest.ShareItem;
import dev.regalia.plan.TenantRequest.ShareRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Parses tenants' shares: profiles become extended resources, by the geometries of the pool's GPU
/// groups.
final class TenantRequests {

    private final TenantFacts tenant;
    private final Map<String, PoolOffer> pools;
    private final List<Finding> findings = new ArrayList<>();

    private TenantRequests(TenantFacts tenant, Map<String, PoolOffer> pools) {
        this.tenant = tenant;
        this.pools = pools;
    }

    static TenantRequest parse(TenantFacts tenant, Map<String, PoolOffer> pools) {
        TenantRequests parsing = new TenantRequests(tenant, pools);
        List<ShareRequest> shares = tenant.spec().shares().stream().map(parsing::share).toList();
        return new TenantRequest(tenant, shares, parsing.findings);
    }

    private ShareRequest share(Share share) {
        @Nullable PoolOffer offer = pools.get(share.poolName());
        @Nullable List<GpuGeometry> pool = offer == null ? null : offer.geometries();
        if (pool == null) {
            find(
                    "shares[%s]".formatted(share.poolName()),
                    Reason.POOL_MISSING,
                    "pool %s does not exist, so nothing of this share is raised or lowered"
                            .formatted(share.poolName()),
                    "create SovereignPool %s, or remove the share".formatted(share.poolName()));
        }
        List<Line> lines = new ArrayList<>();
        boolean readable = pool != null;
        long gpus = share.gpus() == null ? 0 : share.gpus();
        if (gpus > 0) {
            String field = "shares[%s].gpus".formatted(share.poolName());
            lines.add(
                    new Line(
                            new ShareItem(field, WellKnown.GPU_RESOURCE, gpus),
                            Integer.MAX_VALUE,
                            Integer.MAX_VALUE));
        }
        SortedMap<String, Integer> times = timesNamed(share, pool);
        for (PartitionCount partition : share.partitions()) {
            readable &= pool != null && add(lines, share, partition, pool, times);
        }
        List<ShareItem> items = lines.stream().sorted(Line.LARGEST_FIRST).map(Line::item).toList();
        return new ShareRequest(share.poolName(), isolation(share, offer), readable, items);
    }

    /// The stricter of what the share and what the pool say.
    private Isolation isolation(Share share, @Nullable PoolOffer offer) {
        Isolation least = offer == null ? Isolation.SHARED_NODE : offer.isolation();
        Isolation asked = share.isolation() == null ? least : share.isolation();
        if (asked.compareTo(least) >= 0) {
            return asked;
        }
        find(
                "shares[%s].isolation".formatted(share.poolName()),
                Reason.ISOLATION_TOO_WEAK,
                "SharedNode is weaker than pool %s gives; the share gets nodes of its own"
                        .formatted(share.poolName()),
                "write DedicatedNode, or leave `isolation` out");
        return least;
    }

    /// Adds the line where it resolves; says whether it did.
    private boolean add(
            List<Line> lines,
            Share share,
            PartitionCount partition,
            List<GpuGeometry> pool,
            Map<String, Integer> times) {
        String field = "shares[%s].partitions[%s]".formatted(share.poolName(), partition.profile());
        List<MigProfile> meanings = meanings(partition.profile(), pool);
        if (meanings.isEmpty()) {
            find(field, Reason.UNKNOWN_PROFILE, unknown(partition, share), existing(pool));
            return false;
        }
        if (meanings.size() > 1) {
            ambiguous(field, partition, share, meanings);
            return false;
        }
        MigProfile profile = meanings.getFirst();
        String resource = profile.resourceName();
        if (times.getOrDefault(resource, 0) > 1) {
            find(
                    field,
                    Reason.DUPLICATE_PROFILE,
                    "%s means %s, which another line of the share names too"
                            .formatted(partition.profile(), profile.name()),
                    "write %s once, with the sum of the counts".formatted(profile.name()));
            return false;
        }
        ShareItem item = new ShareItem(field, resource, partition.count());
        lines.add(new Line(item, profile.footprint().size(), profile.computeSlices()));
        return true;
    }

    private void ambiguous(
            String field, PartitionCount partition, Share share, List<MigProfile> meanings) {
        find(
                field,
                Reason.AMBIGUOUS_PROFILE,
                "%s means %s on the GPU models of pool %s"
                        .formatted(
                                partition.profile(),
                                joined(meanings, MigProfile::resourceName, " and "),
                                share.poolName()),
                "write NVIDIA's name: " + joined(meanings, MigProfile::name, " or "));
    }

    private static String unknown(PartitionCount partition, Share share) {
        return "no GPU model of pool %s has a profile %s"
                .formatted(share.poolName(), partition.profile());
    }

    private static String existing(List<GpuGeometry> pool) {
        if (pool.isEmpty()) {
            return "ask for `gpus`, or add a node group with a GPU model that can be cut";
        }
        String models =
                pool.stream()
                        .map(
                                model ->
                                        model.profiles().stream()
                                                .map(TenantRequests::spellings)
                                                .collect(
                                                        Collectors.joining(
                                                                ", ", model.id() + ": ", "")))
                        .collect(Collectors.joining("; "));
        return "write one of these (" + models + ")";
    }

    private static String spellings(MigProfile profile) {
        return profile.shape() + " or " + profile.name();
    }

    /// How often the share names each resource; lines that do not resolve are left out.
    private static SortedMap<String, Integer> timesNamed(
            Share share, @Nullable List<GpuGeometry> pool) {
        SortedMap<String, Integer> times = new TreeMap<>();
        if (pool != null) {
            for (PartitionCount partition : share.partitions()) {
                List<MigProfile> meanings = meanings(partition.profile(), pool);
                if (meanings.size() == 1) {
                    times.merge(meanings.getFirst().resourceName(), 1, Integer::sum);
                }
            }
        }
        return times;
    }

    /// What a profile as written means on the pool's models, one per resource, by resource.
    private static List<MigProfile> meanings(String written, List<GpuGeometry> pool) {
        SortedMap<String, MigProfile> meanings = new TreeMap<>();
        for (GpuGeometry geometry : pool) {
            switch (geometry.resolve(written)) {
                case ProfileResolution.Resolved(MigProfile profile) ->
                        meanings.putIfAbsent(profile.resourceName(), profile);
                case ProfileResolution.Unknown _ -> {
                    // Another model of the pool may have it.
                }
            }
        }
        return List.copyOf(meanings.values());
    }

    private static String joined(
            List<MigProfile> profiles, Function<MigProfile, String> word, String between) {
        return profiles.stream().map(word).collect(Collectors.joining(between));
    }

    private void find(String field, Reason reason, String message, String cure) {
        findings.add(
                new Finding(WellKnown.TENANT_KIND, tenant.name(), field, reason, message, cure));
    }

    /// A line with its size, for the order in which a tenant's own lines are served.
    private record Line(ShareItem item, int memorySlices, int computeSlices) {

        static final Comparator<Line> LARGEST_FIRST =
                Comparator.comparingInt(Line::memorySlices)
                        .thenComparingInt(Line::computeSlices)
                        .reversed();
    }
}
