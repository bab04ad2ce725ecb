package copse.model;

import copse.frame.Frame;
import copse.frame.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/// The parallel pass over the rows.
///
/// Rows are cut into chunks of fixed length; chunk k goes to part k mod [#PARTS], and every part takes its
/// chunks in order. Which thread does it makes no difference to any sum.
final class CrossProductsReader {
    private static final int CHUNK = 1 << 15;
    // As many threads as this can work side by side; each part holds sums for all levels.
    private static final int PARTS = 8;
    // Parts whose sums would take more than about 1 GiB together are not worth their parallelism.
    private static final long MOST_SUMS = 1L << 26;

    private final ModelSpec spec;
    private final RowSource.Chunks chunks;
    private final List<Part> parts = new ArrayList<>();
    private final int[] done; // chunks that a part has taken in
    private final long[] keySpace;
    private final int finest;

    // guarded by `this`
    private @Nullable Frame current;
    private int position;
    private int next;
    private boolean ended;
    private @Nullable Throwable failure;

    private CrossProductsReader(ModelSpec spec, RowSource.Chunks chunks, int partCount) {
        this.spec = spec;
        this.chunks = chunks;
        this.done = new int[partCount];
        this.keySpace = Part.keySpace(spec);
        for (int k = 0; k < partCount; k++) {
            parts.add(Part.of(spec));
        }
        int largest = 0;
        for (int g = 1; g < keySpace.length; g++) {
            largest = keySpace[g] > keySpace[largest] ? g : largest;
        }
        this.finest = largest;
    }

    static CrossProducts read(ModelSpec spec, RowSource data, int threads) {
        long sums = 0;
        for (long space : Part.keySpace(spec)) {
            sums = Math.max(sums, Math.min(space, 1L << 30) * (spec.fixedNames().size() + 2));
        }
        int partCount = (int) Math.clamp(MOST_SUMS / Math.max(1, sums), 1, PARTS);
        try (RowSource.Chunks chunks = data.open()) {
            // a small frame is one chunk: a second thread would find nothing to do
            boolean small = data instanceof Frame frame && frame.rows() <= CHUNK;
            return new CrossProductsReader(spec, chunks, partCount).run(small ? 1 : Math.min(threads, partCount));
        }
    }

    private record Chunk(int number, Frame rows, int from, int to) {}

    private synchronized @Nullable Chunk take() {
        while (!ended && (current == null || position >= current.rows())) {
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
        return new Chunk(next++, rows, from, position);
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        notifyAll();
    }

    private CrossProducts run(int threads) {
        Block probe = spec.newBlock(PartReader.BLOCK);
        Chunk first = take();
        if (first != null) {
            spec.fill(first.rows(), 0, Math.min(first.to(), PartReader.BLOCK), probe);
        }
        double[] common = PartReader.shift(spec, probe);
        double[][] randomShift = PartReader.randomShift(spec, probe, common);
        List<Block> blocks = first == null ? List.of(probe) : workTogether(threads, common, first);
        Part total = parts.getFirst();
        for (Part part : parts.subList(1, parts.size())) {
            total.add(part);
        }
        return Assembly.products(
                spec,
                total,
                dropped(blocks),
                Arrays.copyOf(common, spec.fixedNames().size() + 1),
                randomShift);
    }

    private List<Block> workTogether(int threads, double[] common, Chunk first) {
        List<ForkJoinTask<Block>> others = new ArrayList<>();
        for (int thread = 1; thread < threads; thread++) {
            Callable<Block> job = () -> work(common, null);
            others.add(ForkJoinPool.commonPool().submit(job));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(work(common, first));
        others.forEach(other -> blocks.add(other.join()));
        switch (failed()) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
        return blocks;
    }

    private synchronized @Nullable Throwable failed() {
        return failure;
    }

    /// Takes chunks until there are none; a failure is kept for the thread that waits for all.
    private Block work(double[] common, @Nullable Chunk first) {
        PartReader reader = new PartReader(spec, keySpace, finest, common);
        try {
            for (Chunk chunk = first != null ? first : take(); chunk != null; chunk = take()) {
                int part = chunk.number() % done.length;
                if (!awaitTurn(part, chunk.number() / done.length)) {
                    break;
                }
                reader.add(chunk.rows(), chunk.from(), chunk.to(), parts.get(part));
                endTurn(part);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        return reader.block();
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

    private synchronized void endTurn(int part) {
        done[part]++;
        notifyAll();
    }

    private static CrossProducts.Dropped dropped(List<Block> blocks) {
        long seen = 0;
        long missing = 0;
        long zeroWeight = 0;
        long[] byVariable = new long[blocks.getFirst().droppedByColumn.length];
        for (Block block : blocks) {
            seen += block.seenRows;
            missing += block.droppedRows;
            zeroWeight += block.zeroWeightRows;
            for (int v = 0; v < byVariable.length; v++) {
                byVariable[v] += block.droppedByColumn[v];
            }
        }
        return new CrossProducts.Dropped(
                seen, missing, zeroWeight, Arrays.stream(byVariable).boxed().toList());
    }
}
