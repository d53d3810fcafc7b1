package dev.regalia.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MountedConfigsTest {

    private static final Duration LAG = Duration.ofSeconds(60);

    private final AtomicLong now = new AtomicLong();
    private final MountedConfigs configs = new MountedConfigs(Boards.CATALOG, LAG, now::get);

    @Test
    void theStockConfigurationsAreThereBeforeAnyMap() {
        assertThat(configs.lookup("all-1g.10gb")).isPresent();
        assertThat(configs.lookup("ours")).isEmpty();
    }

    @Test
    void aMapIsSeenAfterTheLagAndReplacesTheStock() {
        configs.changed(withEntry("ours"));
        now.addAndGet(LAG.toNanos() - 1);
        assertThat(configs.lookup("ours")).isEmpty();
        assertThat(configs.lookup("all-1g.10gb")).isPresent();

        now.incrementAndGet();
        assertThat(configs.lookup("ours")).isPresent();
        assertThat(configs.lookup("all-1g.10gb")).isEmpty();
    }

    @Test
    void aMapThatWasThereFromTheStartNeedsNoTime() {
        configs.mounted(withEntry("ours"));

        assertThat(configs.lookup("ours")).isPresent();
    }

    @Test
    void changesArriveOneAfterTheOther() {
        configs.changed(withEntry("first"));
        now.addAndGet(LAG.toNanos() / 2);
        configs.changed(withEntry("second"));

        now.addAndGet(LAG.toNanos() / 2);
        assertThat(configs.lookup("first")).isPresent();
        assertThat(configs.lookup("second")).isEmpty();

        now.addAndGet(LAG.toNanos());
        assertThat(configs.lookup("first")).isEmpty();
        assertThat(configs.lookup("second")).isPresent();
    }

    @Test
    void aMapThatCannotBeReadOffersNothing() {
        configs.changed("version: v1\nmig-configs: {ours: [{}]}");
        now.addAndGet(LAG.toNanos());

        assertThat(configs.lookup("ours")).isEmpty();
        assertThat(configs.lookup("all-disabled")).isEmpty();
    }

    private static String withEntry(String name) {
        return "version: v1\nmig-configs: {" + name + ": [{devices: all, mig-enabled: false}]}";
    }
}
