package dev.regalia.plan;

import dev.regalia.api.TenantStatus.ShareStatus;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// How a tenant stands: everything its status says.
///
/// @param accepted all names of the spec resolve
/// @param granted every share is wholly granted and in force
/// @param namespacesWanted namespaces of the spec
/// @param namespacesReady names of those that exist with quota in force and grant label
/// @param findings sorted by [Finding#ORDER]
public record TenantOutcome(
        TenantFacts tenant,
        boolean accepted,
        boolean granted,
        List<ShareStatus> shares,
        int namespacesWanted,
        SortedSet<String> namespacesReady,
        Progress progress,
        List<Finding> findings) {

    public TenantOutcome {
        shares = List.copyOf(shares);
        namespacesReady = Collections.unmodifiableSortedSet(new TreeSet<>(namespacesReady));
        findings = findings.stream().sorted(Finding.ORDER).distinct().toList();
    }
}
