package copse.io;

import copse.frame.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Pieces of text that are made on all processors and written in the order in which they were asked for.
///
/// A piece more than there are threads is under way at any time, so that memory stays bounded and no thread
/// waits for the file. Threads are started with the first piece.
final class OrderedTexts implements AutoCloseable {
    private static final int CAPACITY = 1 << 18;

    private final OutputStream file;
    private final int threads;
    private final ArrayDeque<Future<TextBuffer>> pending = new ArrayDeque<>();
    private final ArrayDeque<TextBuffer> idle = new ArrayDeque<>();
    private @Nullable ExecutorService pool;

    /// @param file where to; not closed
    /// @param threads that make texts
    OrderedTexts(OutputStream file, int threads) {
        this.file = file;
        this.threads = threads;
    }

    /// @param maker puts a piece of text into a buffer; called in another thread
    /// @throws IOException if an earlier piece cannot be written
    void add(Consumer<TextBuffer> maker) throws IOException {
        if (pending.size() > threads) {
            writeFirst();
        }
        TextBuffer buffer = idle.isEmpty() ? new TextBuffer(CAPACITY) : idle.remove();
        pending.add(pool().submit(() -> maker.accept(buffer), buffer));
    }

    /// @param buffer a piece that is ready, written after all before it. *Modified*: empty afterwards
    /// @throws IOException if it or an earlier piece cannot be written
    void write(TextBuffer buffer) throws IOException {
        while (!pending.isEmpty()) {
            writeFirst();
        }
        buffer.writeTo(file);
        buffer.clear();
    }

    private void writeFirst() throws IOException {
        try {
            TextBuffer buffer = pending.remove().get();
            buffer.writeTo(file);
            buffer.clear();
            idle.add(buffer);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("writing was interrupted");
        }
    }

    private ExecutorService pool() {
        ExecutorService started = pool;
        if (started == null) {
            started = Executors.newFixedThreadPool(
                    threads,
                    Thread.ofPlatform().daemon().name("copse-write-", 0).factory());
            pool = started;
        }
        return started;
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
