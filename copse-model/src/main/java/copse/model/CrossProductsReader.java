package copse.model;

import copse.frame.Frame;
import copse.frame.RowSource;
import copse.math.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The parallel pass over the rows.
///
/// Rows are cut into chunks of fixed length; chunk k goes to part k mod [#PARTS], and every part takes its
/// chunks in
/// order. Which thread does it makes no difference to any sum.
final class CrossProductsReader {
    private static final int CHUNK = 16 * PartReader.BLOCK;
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
    private boolean failed;

    private CrossProductsReader(ModelSpec spec, RowSource.Chunks chunks, int partCount) {
        this.spec = spec;
        this.chunks = chunks;
        this.done = new int[partCount];
        this.keySpace = keySpace(spec);
        for (int k = 0; k < partCount; k++) {
            parts.add(emptyPart(spec));
        }
        int largest = 0;
        for (int g = 1; g < keySpace.length; g++) {
            largest = keySpace[g] > keySpace[largest] ? g : largest;
        }
        this.finest = largest;
    }

    static CrossProducts read(ModelSpec spec, RowSource data, int threads) {
        long sums = 0;
        for (long space : keySpace(spec)) {
            sums = Math.max(sums, Math.min(space, 1L << 30) * (spec.fixedNames().size() + 2));
        }
        int partCount = (int) Math.clamp(MOST_SUMS / Math.max(1, sums), 1, PARTS);
        try (RowSource.Chunks chunks = data.open()) {
            return new CrossProductsReader(spec, chunks, partCount).run(Math.min(threads, partCount));
        }
    }

    private static long[] keySpace(ModelSpec spec) {
        return spec.groupings().stream()
                .mapToLong(grouping -> Math.max(1, grouping.cells()))
                .toArray();
    }

    private static int[] widths(ModelSpec spec) {
        return spec.groupings().stream().mapToInt(Grouping::columns).toArray();
    }

    private static Part emptyPart(ModelSpec spec) {
        return new Part(spec.fixedNames().size(), widths(spec), keySpace(spec));
    }

    private record Chunk(int number, Frame rows, int from, int to) {}

    private synchronized @Nullable Chunk take() {
        while (!ended && (current == null || position >= current.rows())) {
            current = chunks.next();
            position = 0;
            ended = current == null;
        }
        Frame rows = current;
        if (failed || rows == null) {
            return null;
        }
        int from = position;
        position = Math.min(rows.rows(), from + CHUNK);
        return new Chunk(next++, rows, from, position);
    }

    private synchronized void fail() {
        failed = true;
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
        List<Block> blocks;
        if (first == null) {
            blocks = List.of(probe);
        } else if (threads == 1 || isAll(first)) {
            blocks = List.of(work(common, first));
        } else {
            blocks = workTogether(threads, common, first);
        }
        Part total = parts.getFirst();
        for (Part part : parts.subList(1, parts.size())) {
            total.add(part);
        }
        return value(
                spec,
                total,
                dropped(blocks),
                Arrays.copyOf(common, spec.fixedNames().size() + 1),
                randomShift);
    }

    // A small frame is one chunk: a second thread would find nothing to do.
    private static boolean isAll(Chunk first) {
        return first.to() == first.rows().rows() && first.to() < CHUNK;
    }

    private List<Block> workTogether(int threads, double[] common, Chunk first) {
        List<Future<Block>> others = new ArrayList<>();
        for (int thread = 1; thread < threads; thread++) {
            Callable<Block> job = () -> work(common, null);
            others.add(ForkJoinPool.commonPool().submit(job));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(work(common, first));
        for (Future<Block> other : others) {
            try {
                blocks.add(other.get());
            } catch (InterruptedException e) {
                fail();
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while reading rows");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw (Error) e.getCause();
            }
        }
        return blocks;
    }

    private Block work(double[] common, @Nullable Chunk first) {
        PartReader reader = new PartReader(spec, keySpace, finest, common);
        boolean finished = false;
        try {
            for (Chunk chunk = first != null ? first : take(); chunk != null; chunk = take()) {
                int part = chunk.number() % done.length;
                if (!awaitTurn(part, chunk.number() / done.length)) {
                    break;
                }
                reader.add(chunk.rows(), chunk.from(), chunk.to(), parts.get(part));
                endTurn(part);
            }
            finished = true;
            return reader.block();
        } finally {
            if (!finished) {
                fail();
            }
        }
    }

    /// Waits until the part has taken in all earlier chunks of its own.
    private synchronized boolean awaitTurn(int part, int turn) {
        while (done[part] != turn && !failed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while reading rows");
            }
        }
        return !failed;
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

    /// Sorts levels by key and groupings by number of levels.
    static CrossProducts value(
            ModelSpec spec, Part part, CrossProducts.Dropped dropped, double[] shift, double[][] randomShift) {
        int groupings = part.groupings();
        int p = part.p;
        double[] gram = new double[(p + 1) * (p + 1)];
        for (int i = 0; i <= p; i++) {
            for (int j = 0; j <= i; j++) {
                double value = part.gram.value(i * (i + 1) / 2 + j);
                gram[i + j * (p + 1)] = value;
                gram[j + i * (p + 1)] = value;
            }
        }
        int[][] rank = new int[groupings][];
        CrossProducts.Products[] products = new CrossProducts.Products[groupings];
        for (int g = 0; g < groupings; g++) {
            rank[g] = ranks(part.levels[g]);
            products[g] = products(spec.groupings().get(g), part, g, rank[g], randomShift[g]);
        }
        int[] order = IntStream.range(0, groupings)
                .boxed()
                .sorted(Comparator.comparingInt(g -> -products[g].levels()))
                .mapToInt(Integer::intValue)
                .toArray();
        CrossProducts.Pair[] pairs = new CrossProducts.Pair[groupings * groupings];
        for (int a = 0; a < groupings; a++) {
            for (int b = a + 1; b < groupings; b++) {
                pairs[a * groupings + b] = pair(part, order[a], order[b], rank);
            }
        }
        return new CrossProducts(
                spec,
                part.rows,
                dropped,
                part.logWeights.value(0),
                shift,
                gram,
                Arrays.stream(order).mapToObj(g -> products[g]).toList(),
                pairs);
    }

    /// Position of each level when sorted by key.
    private static int[] ranks(LevelIndex levels) {
        int[] sorted = IntStream.range(0, levels.size())
                .boxed()
                .sorted(Comparator.comparingLong(levels::key))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rank = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            rank[sorted[i]] = i;
        }
        return rank;
    }

    private static CrossProducts.Products products(Grouping grouping, Part part, int g, int[] rank, double[] shift) {
        int q = part.q[g];
        int columns = part.p + 1;
        int levels = rank.length;
        long[] keys = new long[levels];
        long[] counts = new long[levels];
        double[] ztz = new double[Math.multiplyExact(levels, q * q)];
        double[] ztx = new double[Math.multiplyExact(levels, q * columns)];
        CompensatedSums sums = part.levelSums[g];
        int width = part.levelWidth(g);
        for (int level = 0; level < levels; level++) {
            int to = rank[level];
            int from = level * width;
            keys[to] = part.levels[g].key(level);
            counts[to] = Math.round(sums.value(from));
            for (int i = 0; i < q; i++) {
                int row = from + 1 + i * (q + columns);
                for (int j = 0; j < q; j++) {
                    ztz[to * q * q + i + j * q] = sums.value(row + j);
                }
                for (int j = 0; j < columns; j++) {
                    ztx[(to * q + i) * columns + j] = sums.value(row + q + j);
                }
            }
        }
        return new CrossProducts.Products(grouping, q, keys, counts, ztz, ztx, shift);
    }

    /// The pair of groupings g (rows) and h (columns) of the model, which may be the other way round in the part.
    private static CrossProducts.Pair pair(Part part, int g, int h, int[][] rank) {
        boolean turned = g > h;
        int pair = turned ? h * part.groupings() + g : g * part.groupings() + h;
        LevelIndex index = part.pairs[pair];
        int entries = index.size();
        long[] key = new long[entries];
        for (int k = 0; k < entries; k++) {
            int first = (int) (index.key(k) >>> 32);
            int second = (int) index.key(k);
            long row = turned ? rank[g][second] : rank[g][first];
            long column = turned ? rank[h][first] : rank[h][second];
            key[k] = row << 32 | column;
        }
        int[] sorted = sortedByKey(key);
        int q = part.q[g];
        int r = part.q[h];
        int[] start = new int[rank[g].length + 1];
        int[] level = new int[entries];
        double[] blocks = new double[Math.multiplyExact(entries, q * r)];
        for (int k = 0; k < entries; k++) {
            int from = sorted[k];
            start[(int) (key[from] >>> 32) + 1]++;
            level[k] = (int) key[from];
            for (int i = 0; i < q; i++) {
                for (int j = 0; j < r; j++) {
                    blocks[k * q * r + i * r + j] =
                            part.pairSums[pair].value(from * q * r + (turned ? j * q + i : i * r + j));
                }
            }
        }
        for (int row = 0; row < rank[g].length; row++) {
            start[row + 1] += start[row];
        }
        return new CrossProducts.Pair(start, level, blocks);
    }

    private static int[] sortedByKey(long[] key) {
        return IntStream.range(0, key.length)
                .boxed()
                .sorted(Comparator.comparingLong(k -> key[k]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static CrossProducts merge(CrossProducts a, CrossProducts b) {
        if (!a.spec().equals(b.spec())) {
            throw new IllegalArgumentException("products of two models cannot be merged");
        }
        Part sum = part(a);
        sum.add(part(reshifted(b, a)));
        CrossProducts.Dropped dropped = new CrossProducts.Dropped(
                a.dropped().seen() + b.dropped().seen(),
                a.dropped().missing() + b.dropped().missing(),
                a.dropped().zeroWeight() + b.dropped().zeroWeight(),
                IntStream.range(0, a.dropped().byVariable().size())
                        .mapToObj(v -> a.dropped().byVariable().get(v)
                                + b.dropped().byVariable().get(v))
                        .toList());
        double[][] randomShift = new double[a.groupings().size()][];
        for (CrossProducts.Products products : a.groupings()) {
            randomShift[a.spec().groupings().indexOf(products.grouping())] = products.shift();
        }
        return value(a.spec(), sum, dropped, a.shift(), randomShift);
    }

    /// Shifts the columns of b as those of a are: `x − s_a = (x − s_b) + (s_b − s_a)`, with the constant's help.
    private static CrossProducts reshifted(CrossProducts b, CrossProducts a) {
        int p = b.p();
        double[] m = Matrix.identity(p + 1).toArray();
        double[] own = b.shift();
        double[] wanted = a.shift();
        for (int j = 0; j <= p; j++) {
            if (own[j] != wanted[j]) {
                m[j * (p + 1)] = own[j] - wanted[j];
            }
        }
        List<Matrix> random = new ArrayList<>();
        for (CrossProducts.Products products : b.groupings()) {
            CrossProducts.Products target = a.groupings().stream()
                    .filter(candidate -> candidate.grouping().equals(products.grouping()))
                    .findFirst()
                    .orElseThrow();
            int q = products.q();
            double[] n = Matrix.identity(q).toArray();
            int column = 0;
            for (RandomTerm term : products.grouping().terms()) {
                int constant = column + term.columns().indexOf(RandomTerm.INTERCEPT);
                for (int c = column; c < column + term.columns().size(); c++) {
                    double difference = products.shift()[c] - target.shift()[c];
                    if (difference != 0) {
                        n[constant + c * q] = difference;
                    }
                }
                column += term.columns().size();
            }
            random.add(Matrix.wrap(q, q, n));
        }
        return b.transformed(Matrix.wrap(p + 1, p + 1, m), random);
    }

    /// The sums of products that are there already.
    private static Part part(CrossProducts products) {
        ModelSpec spec = products.spec();
        Part part = emptyPart(spec);
        int p = products.p();
        int groupings = part.groupings();
        part.rows = products.rows();
        Matrix gram = products.gram();
        for (int i = 0; i <= p; i++) {
            for (int j = 0; j <= i; j++) {
                part.gram.add(i * (i + 1) / 2 + j, gram.at(i, j));
            }
        }
        part.logWeights.add(0, products.logWeights());
        int[] source = new int[groupings]; // the model's number of each grouping of the products
        int[][] number = new int[groupings][];
        for (int a = 0; a < groupings; a++) {
            CrossProducts.Products own = products.groupings().get(a);
            int g = spec.groupings().indexOf(own.grouping());
            source[a] = g;
            number[a] = new int[own.levels()];
            int q = own.q();
            int width = part.levelWidth(g);
            part.levelSums[g].ensure(own.levels() * width);
            for (int level = 0; level < own.levels(); level++) {
                number[a][level] = part.levels[g].locate(own.keys()[level]);
                int to = number[a][level] * width;
                part.levelSums[g].add(to, own.counts()[level]);
                for (int i = 0; i < q; i++) {
                    int row = to + 1 + i * (q + p + 1);
                    for (int j = 0; j < q; j++) {
                        part.levelSums[g].add(row + j, own.ztz()[level * q * q + i + j * q]);
                    }
                    for (int j = 0; j <= p; j++) {
                        part.levelSums[g].add(row + q + j, own.ztx()[(level * q + i) * (p + 1) + j]);
                    }
                }
            }
        }
        for (int a = 0; a < groupings; a++) {
            for (int b = a + 1; b < groupings; b++) {
                addPair(part, products.pair(a, b), source[a], source[b], number[a], number[b]);
            }
        }
        return part;
    }

    private static void addPair(Part part, CrossProducts.Pair pair, int g, int h, int[] numberG, int[] numberH) {
        boolean turned = g > h;
        int slotPair = turned ? h * part.groupings() + g : g * part.groupings() + h;
        int q = part.q[g];
        int r = part.q[h];
        for (int row = 0; row + 1 < pair.start().length; row++) {
            for (int k = pair.start()[row]; k < pair.start()[row + 1]; k++) {
                long first = turned ? numberH[pair.level()[k]] : numberG[row];
                long second = turned ? numberG[row] : numberH[pair.level()[k]];
                int slot = part.pairs[slotPair].locate(first << 32 | second);
                part.pairSums[slotPair].ensure((slot + 1) * q * r);
                for (int i = 0; i < q; i++) {
                    for (int j = 0; j < r; j++) {
                        part.pairSums[slotPair].add(
                                slot * q * r + (turned ? j * q + i : i * r + j), pair.blocks()[k * q * r + i * r + j]);
                    }
                }
            }
        }
    }
}
