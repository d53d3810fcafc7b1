package dev.regalia.plan;

import dev.regalia.api.TenantStatus.ShareStatus;
import java.util.List;

/// How a tenant stands: everything its status says.
///
/// @param accepted all names of the spec resolve
/// @param granted every share is wholly granted and in force
/// @param namespacesWanted namespaces of the spec
/// @param namespacesReady those that exist with quota in force and grant label
/// @param findings sorted by [Finding#ORDER]
public record TenantOutcome(
        TenantFacts tenant,
        boolean accepted,
        boolean granted,
        List<ShareStatus> shares,
        int namespacesWanted,
        int namespacesReady,
        Progress progress,
        List<Finding> findings) {

    public TenantOutcome {
        shares = List.copyOf(shares);
        findings = findings.stream().sorted(Finding.ORDER).distinct().toList();
    }
}
