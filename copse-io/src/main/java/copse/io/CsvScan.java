package copse.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One pass over a CSV file by several threads, which finds out what each column holds and, if asked, keeps the
/// cells.
///
/// Every column starts as the kind that its first cells have. A cell that does not fit widens the column and
/// the pass starts again, which is rare: the first thousand rows usually tell. Workers take whole blocks in
/// turn and parse them with buffers and label tables of their own, so that they share nothing but the stream.
final class CsvScan {
    private static final int SAMPLE_ROWS = 1000;
    /// Without keeping cells, a column with more labels than this, over half of them new, is free text for
    /// good: a table of them would grow with the file.
    private static final int MOST_LABELS = 1 << 20;

    private final CsvFile file;
    private final byte[][] missing;
    private final int threads;
    private final boolean keep;
    private final boolean[] wanted;
    private final boolean[] fixed;
    private final CellKind[] kinds;
    private final boolean[] evidence;
    private final boolean[] free;

    /// @param file the file
    /// @param options kinds that are asked for, texts that mean missing, threads
    /// @param wanted which columns of the file are read
    /// @param keep whether cells are kept, or only kinds and labels are found out
    CsvScan(CsvFile file, ReadOptions options, boolean[] wanted, boolean keep) {
        this.file = file;
        this.threads = options.threads();
        this.keep = keep;
        this.wanted = wanted;
        this.missing = options.missing().stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int width = file.names().size();
        this.fixed = new boolean[width];
        this.kinds = new CellKind[width];
        this.evidence = new boolean[width];
        this.free = new boolean[width];
        Arrays.fill(kinds, CellKind.NUMBER);
        for (int column = 0; column < width; column++) {
            String name = file.names().get(column);
            boolean label = options.factors().contains(name) || options.levels().containsKey(name);
            fixed[column] = label || options.numerics().contains(name);
            kinds[column] = label ? CellKind.LABEL : CellKind.NUMBER;
        }
    }

    /// What the pass found.
    ///
    /// @param kinds of the columns of the file
    /// @param parts cells in the order of the file, empty unless they are kept
    /// @param tables labels by worker and column, null where a column has none
    /// @param free by column whether it is free text with too many labels to keep
    /// @param rows number of rows
    /// @param values number of cells by column that are not missing
    /// @param naTexts number of cells by column that say `NA` or `NaN` and count as missing
    record Found(
            CellKind[] kinds,
            List<Part> parts,
            @Nullable LabelTable[][] tables,
            boolean[] free,
            long rows,
            long[] values,
            long[] naTexts) {}

    /// Cells of one block.
    ///
    /// @param index of the block
    /// @param worker whose label tables the codes belong to
    /// @param rows number of rows
    /// @param cells by column of the file, arrays as [CellBuffer#take] makes them
    record Part(int index, int worker, int rows, @Nullable Object[] cells) {}

    /// Runs passes until every cell fits.
    ///
    /// @return what was found
    /// @throws IOException if the file cannot be read
    /// @throws CsvFault if the text is no CSV
    /// @throws CellMismatch if a column that must be numeric holds something else
    Found run() throws IOException {
        sample();
        while (true) {
            List<Worker> workers = pass();
            CellMismatch mismatch = mismatch(workers);
            if (mismatch == null && !onlyNa(workers)) {
                return found(workers);
            }
            if (mismatch != null) {
                widen(mismatch);
            }
        }
    }

    /// A column of which every cell is `NA` or empty is no column of numbers: then `NA` is a value.
    private boolean onlyNa(List<Worker> workers) {
        boolean any = false;
        for (int column = 0; column < kinds.length; column++) {
            int c = column;
            if (wanted[c]
                    && !fixed[c]
                    && kinds[c] != CellKind.LABEL
                    && sum(workers, c, false) == 0
                    && sum(workers, c, true) > 0) {
                kinds[c] = CellKind.LABEL;
                any = true;
            }
        }
        return any;
    }

    private void widen(CellMismatch mismatch) {
        int column = mismatch.column();
        if (fixed[column]) {
            throw mismatch;
        }
        if (evidence[column]) {
            kinds[column] = kinds[column].join(mismatch.kind());
        } else {
            kinds[column] = mismatch.kind();
            evidence[column] = true;
        }
    }

    private Found found(List<Worker> workers) {
        List<Part> parts = new ArrayList<>();
        workers.forEach(worker -> parts.addAll(worker.parts));
        parts.sort(Comparator.comparingInt(Part::index));
        @Nullable
        LabelTable[][] tables = workers.stream().map(worker -> worker.tables).toArray(LabelTable[][]::new);
        long[] values = new long[kinds.length];
        long[] na = new long[kinds.length];
        for (int column = 0; column < kinds.length; column++) {
            values[column] = sum(workers, column, false);
            na[column] = sum(workers, column, true);
        }
        long rows = workers.stream().mapToLong(worker -> worker.rows).sum();
        return new Found(kinds, parts, tables, free, rows, values, na);
    }

    private static long sum(List<Worker> workers, int column, boolean na) {
        long sum = 0;
        for (Worker worker : workers) {
            CellBuffer buffer = worker.buffers[column];
            sum += buffer == null ? 0 : na ? buffer.naTexts : buffer.values;
        }
        return sum;
    }

    private static @Nullable CellMismatch mismatch(List<Worker> workers) {
        Worker first = null;
        for (Worker worker : workers) {
            if (worker.failure != null && (first == null || worker.failed < first.failed)) {
                first = worker;
            }
        }
        if (first == null) {
            return null;
        }
        if (first.failure instanceof CellMismatch mismatch) {
            return mismatch;
        }
        throw first.failure;
    }

    private void sample() throws IOException {
        try (CsvBlocks blocks = file.blocks(1 << 16)) {
            CsvBlock block = new CsvBlock(1 << 16);
            if (!blocks.next(block)) {
                return;
            }
            int at = 0;
            for (int row = 0; row < SAMPLE_ROWS && at < block.length; ) {
                byte b = block.data[at];
                if (b == '\n' || b == '\r') {
                    at++;
                } else {
                    List<byte[]> cells = new ArrayList<>();
                    at = CsvParser.split(block, file.separator(), at, cells);
                    row++;
                    for (int column = 0; column < Math.min(kinds.length, cells.size()); column++) {
                        look(column, cells.get(column));
                    }
                }
            }
        }
    }

    private void look(int column, byte[] cell) {
        if (!wanted[column] || fixed[column] || isMissing(cell)) {
            return;
        }
        CellKind kind = CellKind.of(cell, 0, cell.length);
        kinds[column] = evidence[column] ? kinds[column].join(kind) : kind;
        evidence[column] = true;
    }

    private boolean isMissing(byte[] cell) {
        return new CellBuffer.Nothing(missing, false).add(0, cell, 0, cell.length);
    }

    private List<Worker> pass() throws IOException {
        try (CsvBlocks blocks = file.blocks(CsvBlocks.BLOCK)) {
            List<Worker> workers = new ArrayList<>();
            for (int id = 0; id < threads; id++) {
                workers.add(new Worker(id, blocks));
            }
            if (threads == 1) {
                workers.getFirst().run();
            } else {
                runAll(workers);
            }
            for (Worker worker : workers) {
                if (worker.broken != null) {
                    throw worker.broken;
                }
            }
            return workers;
        }
    }

    private static void runAll(List<Worker> workers) {
        try (ExecutorService pool = Executors.newFixedThreadPool(
                workers.size() - 1,
                Thread.ofPlatform().daemon().name("copse-read-", 0).factory())) {
            List<Future<?>> others = new ArrayList<>();
            for (Worker worker : workers.subList(1, workers.size())) {
                others.add(pool.submit(worker));
            }
            workers.getFirst().run();
            for (Future<?> other : others) {
                other.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("reading was interrupted");
        } catch (ExecutionException failed) {
            // workers keep what they expect to themselves: this is a mistake of ours, or memory ran out
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /// Takes blocks in turn with the others and parses them.
    private final class Worker implements Runnable {
        private final int id;
        private final CsvBlocks blocks;
        private final @Nullable LabelTable[] tables = new LabelTable[kinds.length];
        private final @Nullable CellBuffer[] buffers = new CellBuffer[kinds.length];
        private final List<Part> parts = new ArrayList<>();
        private long rows;
        private int failed;
        private @Nullable RuntimeException failure;
        private @Nullable IOException broken;

        private Worker(int id, CsvBlocks blocks) {
            this.id = id;
            this.blocks = blocks;
            for (int column = 0; column < kinds.length; column++) {
                if (wanted[column]) {
                    LabelTable table = new LabelTable();
                    tables[column] = kinds[column] == CellKind.LABEL ? table : null;
                    buffers[column] = fixed[column] && kinds[column] == CellKind.NUMBER
                            ? CellBuffer.numeric(missing)
                            : CellBuffer.of(kinds[column], missing, table);
                }
            }
        }

        @Override
        public void run() {
            CsvParser parser = new CsvParser(file.separator(), buffers);
            CsvBlock block = new CsvBlock(CsvBlocks.BLOCK);
            try {
                while (take(block)) {
                    failed = block.index;
                    int count = parser.parse(block);
                    rows += count;
                    if (keep) {
                        parts.add(new Part(block.index, id, count, cells(count)));
                    } else {
                        giveUpTables();
                    }
                }
            } catch (CsvFault | CellMismatch fault) {
                failure = fault;
            } catch (IOException e) {
                broken = e;
            } finally {
                if (failure != null || broken != null) {
                    stop();
                }
            }
        }

        private void giveUpTables() {
            for (int column = 0; column < tables.length; column++) {
                LabelTable table = tables[column];
                CellBuffer buffer = buffers[column];
                if (table != null
                        && buffer != null
                        && !fixed[column]
                        && table.size() > MOST_LABELS
                        && 2L * table.size() > buffer.values) {
                    free[column] = true;
                    tables[column] = null;
                    buffers[column] = new CellBuffer.Nothing(missing, true);
                }
            }
        }

        private boolean take(CsvBlock block) throws IOException {
            // a fault of the cutting itself lies behind all blocks that were cut
            failed = Integer.MAX_VALUE;
            synchronized (blocks) {
                return blocks.next(block);
            }
        }

        /// The others finish their blocks, which lie before or just behind this one, and find no more.
        private void stop() {
            synchronized (blocks) {
                blocks.stop();
            }
        }

        private @Nullable Object[] cells(int count) {
            @Nullable Object[] cells = new Object[buffers.length];
            for (int column = 0; column < cells.length; column++) {
                CellBuffer buffer = buffers[column];
                cells[column] = buffer == null ? null : buffer.take(count);
            }
            return cells;
        }
    }
}
