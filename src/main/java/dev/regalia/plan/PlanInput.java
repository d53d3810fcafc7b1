package dev.regalia.plan;

import dev.regalia.mig.GpuCatalog;

/// What the steps of one decision share.
///
/// @param tenants who wants and has what of which pool
record PlanInput(
        ClusterSnapshot snapshot, GpuCatalog catalog, Tenants tenants, Settings.Times times) {}
