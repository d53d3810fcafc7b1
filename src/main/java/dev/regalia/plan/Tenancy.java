package dev.regalia.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// The tenants' side of a plan.
///
/// @param committed per pool and resource, what all namespaces hold or may hold now, former tenants
///   included
/// @param granted per pool and resource, what quota will allow once this plan is carried out
/// @param findings about missing owners; those about tenants are in their outcomes
/// @param confirmationsDone keys of `regalia-confirmations` that have served
public record Tenancy(
        List<NamespacePlan> namespaces,
        List<TenantOutcome> tenants,
        SortedMap<String, SortedMap<String, Long>> committed,
        SortedMap<String, SortedMap<String, Long>> granted,
        List<Finding> findings,
        List<String> confirmationsDone,
        Optional<Instant> reconsiderAt) {

    public Tenancy {
        namespaces = List.copyOf(namespaces);
        tenants = List.copyOf(tenants);
        findings = List.copyOf(findings);
        confirmationsDone = List.copyOf(confirmationsDone);
    }
}
