package dev.regalia.plan;

import dev.regalia.plan.PoolOutcome.Stack;
import java.util.List;

/// What [StackCheck] says of NVIDIA's stack, for all pools alike.
///
/// @param findings about the `ClusterPolicy`: what is wrong, or what could not be read
public record StackVerdict(Stack stack, List<Finding> findings) {

    public StackVerdict {
        findings = findings.stream().sorted(Finding.ORDER).toList();
    }
}
