package dev.regalia.sim;

import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.MigConfigEntry;
import dev.regalia.mig.StockConfigs;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The mig-parted file as the nodes have it mounted: behind the ConfigMap by a lag.
///
/// Before there has been a ConfigMap, the stock configurations are what a node knows. One that is
/// deleted stays mounted as it was.
final class MountedConfigs {

    private final Duration lag;
    private final LongSupplier nanoTime;
    private final Deque<Version> coming = new ArrayDeque<>();
    private MigPartedFile mounted;

    MountedConfigs(GpuCatalog catalog, Duration lag, LongSupplier nanoTime) {
        this.lag = lag;
        this.nanoTime = nanoTime;
        this.mounted = new MigPartedFile.Valid(StockConfigs.of(catalog));
    }

    /// Takes note of the text that nodes have had mounted before anybody looked.
    synchronized void mounted(String text) {
        mounted = MigPartedReader.read(text);
    }

    /// Takes note that the ConfigMap now has this text.
    synchronized void changed(String text) {
        coming.add(new Version(nanoTime.getAsLong() + lag.toNanos(), MigPartedReader.read(text)));
    }

    /// The configuration of that name, as far as a node can see it by now.
    synchronized Optional<List<MigConfigEntry>> lookup(String name) {
        long now = nanoTime.getAsLong();
        for (Version next = coming.peek();
                next != null && next.visibleAt() - now <= 0;
                next = coming.peek()) {
            mounted = next.file();
            coming.remove();
        }
        return switch (mounted) {
            case MigPartedFile.Valid valid -> Optional.ofNullable(valid.configs().get(name));
            case MigPartedFile.Invalid invalid -> Optional.empty();
        };
    }

    private record Version(long visibleAt, MigPartedFile file) {}
}
