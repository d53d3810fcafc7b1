package dev.regalia;

import dev.regalia.AuditLog.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Waits for an operator to have nothing more to write, and sorts what it wrote.
final class Stillness {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    private Stillness() {}

    /// Waits until the operator has written nothing for that long.
    static void await(TestCloud cloud, Duration silence) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        long mark = cloud.audit().mark();
        pass(silence);
        for (List<Write> last = cloud.audit().operatorWritesSince(mark);
                !last.isEmpty();
                last = cloud.audit().operatorWritesSince(mark)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("The operator goes on writing: " + last);
            }
            mark = cloud.audit().mark();
            pass(silence);
        }
    }

    /// Lets time pass, as what is tested is that nothing happens in it.
    static void pass(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// How often each thing was written, by `resource namespace/name`.
    static Map<String, Long> byObject(List<Write> writes) {
        return writes.stream()
                .collect(
                        Collectors.groupingBy(
                                write ->
                                        write.resource()
                                                + " "
                                                + (write.namespace().isEmpty()
                                                        ? ""
                                                        : write.namespace() + "/")
                                                + write.name(),
                                TreeMap::new,
                                Collectors.counting()));
    }
}
