package copse.model;

import copse.frame.Frame;
import copse.frame.RowSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One pass of several threads over rows.
///
/// Rows are cut into chunks of fixed length; chunk k goes to part k mod the number of parts, and every part
/// takes its chunks in order. Which thread does it makes no difference to any sum.
final class ChunkPass {
    /// Rows of a chunk.
    static final int CHUNK = 1 << 15;

    private final RowSource.Chunks chunks;
    private final int[] done; // chunks that a part has taken in

    // guarded by `this`
    private @Nullable Frame current;
    private long before; // rows of the frames before
    private int position;
    private int next;
    private boolean ended;
    private @Nullable Throwable failure;

    /// @param chunks the rows
    /// @param parts how many
    ChunkPass(RowSource.Chunks chunks, int parts) {
        this.chunks = chunks;
        this.done = new int[parts];
    }

    /// Rows of a frame.
    ///
    /// @param number from 0, in the order of the rows
    /// @param rows the frame
    /// @param before rows of the source before this frame
    /// @param from first row
    /// @param to one past the last row
    record Chunk(int number, Frame rows, long before, int from, int to) {}

    /// Takes chunks in; each belongs to one thread.
    interface Worker {
        /// @param chunk some rows
        /// @param part that they go to; no other thread has it meanwhile
        void add(Chunk chunk, int part);
    }

    /// @return the next chunk, null after the last
    synchronized @Nullable Chunk take() {
        while (!ended && (current == null || position >= current.rows())) {
            before += current == null ? 0 : current.rows();
            current = chunks.next();
            position = 0;
            ended = current == null;
        }
        Frame rows = current;
        if (failure != null || rows == null) {
            return null;
        }
        int from = position;
        position = Math.min(rows.rows(), from + CHUNK);
        return new Chunk(next++, rows, before, from, position);
    }

    /// Works through all chunks.
    ///
    /// @param threads how many share the work, the caller's among them
    /// @param first a chunk that waits to be taken in, null if none does
    /// @param own worker of the caller's thread
    /// @param others makes one for each other thread
    /// @return the workers
    <W extends Worker> List<W> run(int threads, @Nullable Chunk first, W own, Supplier<W> others) {
        List<ForkJoinTask<W>> jobs = new ArrayList<>();
        for (int thread = 1; thread < threads; thread++) {
            Callable<W> job = () -> work(others.get(), null);
            jobs.add(ForkJoinPool.commonPool().submit(job));
        }
        List<W> all = new ArrayList<>();
        all.add(work(own, first));
        jobs.forEach(job -> all.add(job.join()));
        switch (failed()) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
        return all;
    }

    private synchronized @Nullable Throwable failed() {
        return failure;
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        notifyAll();
    }

    /// Takes chunks until there are none; a failure is kept for the thread that waits for all.
    private <W extends Worker> W work(W worker, @Nullable Chunk first) {
        try {
            for (Chunk chunk = first != null ? first : take(); chunk != null; chunk = take()) {
                int part = chunk.number() % done.length;
                if (!awaitTurn(part, chunk.number() / done.length)) {
                    break;
                }
                worker.add(chunk, part);
                endTurn(chunk.number());
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        return worker;
    }

    /// Waits until the part has taken in all earlier chunks of its own.
    private synchronized boolean awaitTurn(int part, int turn) {
        while (done[part] != turn && failure == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while reading rows");
            }
        }
        return failure == null;
    }

    /// Tells that a chunk has been taken in.
    synchronized void endTurn(int number) {
        done[number % done.length]++;
        notifyAll();
    }
}
