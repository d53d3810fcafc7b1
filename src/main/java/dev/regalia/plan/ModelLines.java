package dev.regalia.plan;

import dev.regalia.plan.TenantRequest.ShareItem;
import dev.regalia.plan.packing.Claim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What is asked of one GPU model of a pool, line by line of the shares, in the order of service.
final class ModelLines {

    private final long[] floor;
    private final List<Line> lines;
    private final List<Claim> claims;

    private ModelLines(long[] floor, List<Line> lines) {
        this.floor = floor;
        this.lines = List.copyOf(lines);
        this.claims = lines.stream().map(Line::claim).toList();
    }

    /// What nobody can take: what namespaces outside of the shares' split hold, and what pods hold
    /// beyond what is still asked for.
    long[] floor() {
        return floor.clone();
    }

    /// One per line of a share.
    List<Line> lines() {
        return lines;
    }

    /// The same as the packing wants them.
    List<Claim> claims() {
        return claims;
    }

    /// One line of one share.
    ///
    /// @param priority of the tenant
    record Line(String tenant, int priority, String resource, Claim claim) {}

    /// The lines of some tenants.
    static ModelLines of(ModelCounts counts, Collection<Account> accounts) {
        long[] floor = counts.zero();
        List<Line> lines = new ArrayList<>();
        for (Account account : accounts) {
            for (int i = 0; i < floor.length; i++) {
                floor[i] += elsewhere(account, counts.resource(i));
                floor[i] += account.usedBeyondShare(counts.resource(i));
            }
            for (ShareItem item : account.items()) {
                counts.index(item.resource())
                        .ifPresent(index -> lines.add(line(counts, account, index, item.count())));
            }
            if (!account.readable()) {
                lines.addAll(unread(counts, account));
            }
        }
        return new ModelLines(floor, lines);
    }

    /// The same with what namespaces without a living tenant hold.
    ModelLines beside(ModelCounts counts, Collection<Holding> strangers) {
        long[] more = floor.clone();
        for (int i = 0; i < more.length; i++) {
            for (Holding stranger : strangers) {
                more[i] += stranger.floor(counts.resource(i));
            }
        }
        return new ModelLines(more, lines);
    }

    /// The same with what others are granted and nobody may take from them.
    ModelLines beside(Collection<Claim> granted) {
        long[] more = floor.clone();
        granted.forEach(claim -> more[claim.index()] += claim.inForce());
        return new ModelLines(more, lines);
    }

    /// The claims, of which the tenants behind the first `served` lines ask only for what is
    /// granted.
    List<Claim> claims(int served) {
        List<Claim> some = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Claim claim = claims.get(i);
            some.add(
                    i < served
                            ? claim
                            : new Claim(claim.index(), claim.inForce(), claim.inForce()));
        }
        return some;
    }

    private static long elsewhere(Account account, String resource) {
        return account.others().stream().mapToLong(other -> other.floor(resource)).sum();
    }

    private static Line line(ModelCounts counts, Account account, int index, long requested) {
        String resource = counts.resource(index);
        long wanted = Math.max(0, requested - elsewhere(account, resource));
        return new Line(
                account.tenant().name(),
                account.tenant().priority(),
                resource,
                new Claim(index, wanted, Math.min(wanted, account.granted(resource))));
    }

    /// Of a share that cannot be read, what no line names stays as it is.
    private static List<Line> unread(ModelCounts counts, Account account) {
        List<Line> lines = new ArrayList<>();
        for (int index = 0; index <= counts.profiles(); index++) {
            String resource = counts.resource(index);
            long current = account.granted(resource);
            if (account.wanted(resource).isEmpty() && current > 0) {
                lines.add(line(counts, account, index, current + elsewhere(account, resource)));
            }
        }
        return lines;
    }
}
