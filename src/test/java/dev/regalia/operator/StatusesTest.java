package dev.regalia.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.TenantSpec;
import dev.regalia.api.TenantStatus;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.TenantStatus.ShareStatus;
import dev.regalia.plan.TenantFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When a status is published.
class StatusesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Statuses statuses = new Statuses();
    private final List<String> told = new ArrayList<>();

    StatusesTest() {
        statuses.tenants().listen(told::add);
    }

    @Test
    void theSameStatusIsPublishedOnce() {
        publish(status(4, 1), NOW);
        publish(status(4, 1), NOW.plusSeconds(1));

        assertThat(told).containsExactly("bank");
    }

    @Test
    void aChangeOfUseAloneWaitsForTenSeconds() {
        publish(status(4, 1), NOW);

        Optional<Instant> later = publish(status(4, 2), NOW.plusSeconds(3));
        assertThat(later).contains(NOW.plusSeconds(10));
        assertThat(told).hasSize(1);

        assertThat(publish(status(4, 3), NOW.plusSeconds(10))).isEmpty();
        assertThat(told).hasSize(2);
    }

    @Test
    void aChangeOfAGrantIsPublishedAtOnceWithTheUse() {
        publish(status(4, 1), NOW);

        assertThat(publish(status(6, 2), NOW.plusSeconds(3))).isEmpty();
        assertThat(statuses.tenants().wanted("bank"))
                .hasValueSatisfying(wanted -> assertThat(wanted.status()).isEqualTo(status(6, 2)));
    }

    private Optional<Instant> publish(TenantStatus status, Instant now) {
        TenantFacts tenant =
                new TenantFacts(
                        "bank",
                        "uid",
                        1,
                        NOW,
                        new TenantSpec(List.of(), List.of(), List.of(), null),
                        Optional.empty());
        return statuses.publish(tenant, status, now);
    }

    private static TenantStatus status(long granted, long inUse) {
        ShareItem item = new ShareItem("nvidia.com/gpu", 8, 8L, granted, inUse, "Granted");
        return new TenantStatus(
                1L,
                List.of(),
                List.of(new ShareStatus("paris", List.of(item))),
                new TenantStatus.Summary("8", Long.toString(inUse), "1/1", "paris"));
    }
}
