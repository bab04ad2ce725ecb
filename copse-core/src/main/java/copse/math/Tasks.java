package copse.math;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Runs numbered tasks on a number of threads.
///
/// Which thread takes which task is left to chance; tasks take their randomness from streams of their own
/// number, so that nothing depends on it.
public final class Tasks {
    private Tasks() {}

    /// @param tasks number of tasks
    /// @param threads at least 1, the caller's among them
    /// @param task called once for each number in `[0, tasks)`
    /// @throws RuntimeException the first that a task threw; tasks not begun by then are left out
    public static void run(int tasks, int threads, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable worker = () -> {
            try {
                for (int t = next.getAndIncrement(); t < tasks && failure.get() == null; t = next.getAndIncrement()) {
                    task.accept(t);
                }
            } catch (RuntimeException | Error thrown) {
                failure.compareAndSet(null, thrown);
            }
        };
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, tasks); i++) {
            helpers.add(Thread.ofPlatform().daemon().start(worker));
        }
        worker.run();
        boolean interrupted = false;
        for (Thread helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true; // tasks are short: they are brought to an end first
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        } else if (thrown instanceof Error error) {
            throw error;
        }
    }
}
