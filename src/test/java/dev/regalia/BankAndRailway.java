package dev.regalia;

import java.time.Duration;
import java.util.List;

/// A small cloud whose objects are deleted in tests: a pool of one H100 node cut into `1g` slices,
/// and two tenants that hold slices of it.
final class BankAndRailway {

    static final String POOL = Specs.pool("slices", Specs.cut("slices", "slices", "1g", 7));
    static final String BANK = Specs.tenant("bank", "slices", 20, "bank-risk", "bank-fraud");
    static final String RAILWAY = Specs.tenant("railway", "slices", 30, "railway-vision");

    /// All of them, in the order in which they are applied.
    static final List<String> OBJECTS = List.of(POOL, BANK, RAILWAY);

    /// How long nothing is written before a test begins or ends.
    static final Duration SILENCE = Duration.ofSeconds(2);

    /// After this an owner that is missing counts as gone.
    static final Duration PAST_THE_GRACE =
            TestCloud.settings().times().missingOwnerGrace().plusSeconds(2);

    private BankAndRailway() {}

    /// Adds the node, starts the operator and applies the objects, without waiting for them.
    static void start(TestCloud cloud) {
        cloud.fleet().addGpuNodes("slices", 1, Specs.H100, 8, "slices");
        cloud.startOperator();
        OBJECTS.forEach(cloud::apply);
    }

    /// Waits until pool and tenants are Ready.
    static void await(TestCloud cloud) {
        cloud.awaitPool("slices");
        cloud.awaitTenant("bank");
        cloud.awaitTenant("railway");
    }
}
