package dev.regalia.cli.manifest;

import dev.regalia.api.PoolSpec;
import dev.regalia.api.TenantSpec;

/// An object of ours from a file, with the defaults of its schema.
sealed interface Manifest {

    /// `SovereignPool` or `SovereignTenant`.
    String kind();

    /// The object's name.
    String name();

    /// A pool.
    record Pool(String name, PoolSpec spec) implements Manifest {
        @Override
        public String kind() {
            return dev.regalia.api.WellKnown.POOL_KIND;
        }
    }

    /// A tenant.
    record Tenant(String name, TenantSpec spec) implements Manifest {
        @Override
        public String kind() {
            return dev.regalia.api.WellKnown.TENANT_KIND;
        }
    }
}
