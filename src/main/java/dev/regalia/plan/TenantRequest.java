package dev.regalia.plan;

import dev.regalia.api.PoolSpec.Isolation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A tenant's shares, parsed once against the pools that exist.
///
/// @param shares in the order of the spec
/// @param findings everything there is to say about the shares
record TenantRequest(TenantFacts tenant, List<ShareRequest> shares, List<Finding> findings) {

    TenantRequest {
        shares = List.copyOf(shares);
        findings = List.copyOf(findings);
    }

    /// The share of a pool; empty where the tenant has none.
    Optional<ShareRequest> share(String pool) {
        return shares.stream().filter(share -> share.pool().equals(pool)).findFirst();
    }

    /// A share with its profiles resolved.
    ///
    /// @param isolation what separates it from the shares of others
    /// @param readable every line of it resolves; of a share that cannot be read nothing is lowered
    /// @param items the lines that resolve, the largest partitions first, then in spec order
    record ShareRequest(String pool, Isolation isolation, boolean readable, List<ShareItem> items) {
        ShareRequest {
            items = List.copyOf(items);
        }

        /// What it asks for, by resource.
        SortedMap<String, Long> wanted() {
            SortedMap<String, Long> wanted = new TreeMap<>();
            items.forEach(item -> wanted.put(item.resource(), item.count()));
            return Collections.unmodifiableSortedMap(wanted);
        }

        /// How to ask for no more of a line than there is; a line of none is refused, and so is a
        /// share without lines.
        String less(long most) {
            if (most > 0) {
                return "ask for at most " + most;
            }
            return items.size() > 1 ? "remove the line" : "remove the share";
        }
    }

    /// One line of a share.
    ///
    /// @param field where it stands in the spec
    record ShareItem(String field, String resource, long count) {}
}
