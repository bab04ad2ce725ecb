package copse.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A pass over rows by several threads whose sums do not depend on their number.
///
/// Batch k goes to part k mod [#PARTS], and every part takes its batches in order; parts are added in order at
/// the end. Which thread does it makes no difference to any sum.
final class ParallelPass<P extends ParallelPass.Part<P>> {
    // As many threads as this can work side by side; each part holds sums for all levels.
    private static final int PARTS = 8;

    /// Sums of some of the rows.
    interface Part<P> {
        void add(LmRows.Batch batch);

        void merge(P other);
    }

    private record Numbered(int number, LmRows.Pending batch) {}

    private final LmRows.Reading reading;
    private final List<P> parts = new ArrayList<>();
    private final int[] done = new int[PARTS]; // batches that a part has taken in

    // guarded by `this`
    private int next;
    private boolean ended;
    private @Nullable Throwable failure;

    private ParallelPass(LmRows.Reading reading, Supplier<P> part) {
        this.reading = reading;
        for (int k = 0; k < PARTS; k++) {
            parts.add(part.get());
        }
    }

    /// @param rows what to read
    /// @param threads at least 1
    /// @param part an empty part
    /// @return the sums of all rows
    static <P extends Part<P>> P run(LmRows.Grouped rows, int threads, Supplier<P> part) {
        try (LmRows.Reading reading = rows.open()) {
            return new ParallelPass<>(reading, part).run(Math.min(threads, PARTS));
        }
    }

    private P run(int threads) {
        List<ForkJoinTask<Boolean>> others = new ArrayList<>();
        for (int thread = 1; thread < threads; thread++) {
            Callable<Boolean> job = this::work;
            others.add(ForkJoinPool.commonPool().submit(job));
        }
        work();
        others.forEach(ForkJoinTask::join);
        switch (failed()) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
        P total = parts.getFirst();
        for (P other : parts.subList(1, PARTS)) {
            total.merge(other);
        }
        return total;
    }

    private synchronized @Nullable Numbered take() {
        if (ended || failure != null) {
            return null;
        }
        LmRows.Pending batch = reading.next();
        if (batch == null) {
            ended = true;
            return null;
        }
        return new Numbered(next++, batch);
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        notifyAll();
    }

    private synchronized @Nullable Throwable failed() {
        return failure;
    }

    // whoever fails, all stop
    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private boolean work() {
        try {
            for (Numbered job = take(); job != null; job = take()) {
                LmRows.Batch batch = job.batch().make();
                if (!turn(job.number())) {
                    return false;
                }
                parts.get(job.number() % PARTS).add(batch);
                finish(job.number() % PARTS);
            }
        } catch (Throwable cause) {
            fail(cause);
        }
        return true;
    }

    /// Waits until all earlier batches of the same part are in.
    private synchronized boolean turn(int number) throws InterruptedException {
        while (failure == null && done[number % PARTS] < number / PARTS) {
            wait();
        }
        return failure == null;
    }

    private synchronized void finish(int part) {
        done[part]++;
        notifyAll();
    }
}
