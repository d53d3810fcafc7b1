package dev.regalia.plan;

import java.util.List;
import java.util.stream.Stream;

/// Who wants and has what of one pool.
///
/// @param accounts of the living tenants, in the order in which they are served
/// @param strangers namespaces on the pool whose tenant is missing
record PoolParties(List<Account> accounts, List<Holding> strangers) {

    PoolParties {
        accounts = List.copyOf(accounts);
        strangers = List.copyOf(strangers);
    }

    /// All namespaces that draw on the pool.
    List<Holding> holdings() {
        return Stream.concat(
                        accounts.stream()
                                .flatMap(
                                        account ->
                                                Stream.concat(
                                                        account.members().stream(),
                                                        account.others().stream())),
                        strangers.stream())
                .toList();
    }

    /// Nobody.
    static PoolParties none() {
        return new PoolParties(List.of(), List.of());
    }
}
