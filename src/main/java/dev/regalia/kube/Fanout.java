package dev.regalia.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Does the same to many things at once, but to no more than eight at a time, so that the API
/// server has room for others.
final class Fanout {

    private static final int AT_ONCE = 8;

    private Fanout() {}

    /// Returns when all is done.
    ///
    /// @throws RuntimeException the first that any of them threw, after all have ended
    static <T> void each(List<T> things, Consumer<T> action) {
        if (things.size() < 2) {
            things.forEach(action);
            return;
        }
        Semaphore turns = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> tasks = new ArrayList<>();
            for (T thing : things) {
                tasks.add(threads.submit(() -> inTurn(turns, () -> action.accept(thing))));
            }
            for (Future<?> task : tasks) {
                await(task);
            }
        }
    }

    private static void inTurn(Semaphore turns, Runnable action) {
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            action.run();
        } finally {
            turns.release();
        }
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            task.cancel(true);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
