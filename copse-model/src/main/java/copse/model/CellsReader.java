package copse.model;

import copse.family.Family;
import copse.frame.Frame;
import copse.frame.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The parallel pass over rows that puts them into cells, or lines them up where hardly any are alike.
final class CellsReader {
    // As many threads as this can work side by side.
    private static final int PARTS = 8;
    // Cells are worth their search if there are fewer of them than this share of the rows.
    private static final double WORTHWHILE = 0.7;
    // Rows expected of a source that does not tell their number.
    private static final long MANY_ROWS = 1L << 22;

    private final ModelSpec spec;
    private final Family family;
    private final int width;

    private CellsReader(ModelSpec spec, Family family) {
        this.spec = spec;
        this.family = family;
        this.width = CellRows.width(spec, family.isAdditive());
    }

    static Cells read(ModelSpec spec, RowSource data, Family family, int threads) {
        CellsReader reader = new CellsReader(spec, family);
        long rows = data instanceof Frame frame ? frame.rows() : MANY_ROWS;
        try (RowSource.Chunks chunks = data.open()) {
            ChunkPass pass = new ChunkPass(chunks, PARTS);
            return reader.run(pass, rows <= ChunkPass.CHUNK ? 1 : Math.min(threads, PARTS), rows);
        }
    }

    private Cells run(ChunkPass pass, int threads, long expected) {
        ChunkPass.Chunk first = pass.take();
        if (first == null) {
            return CellsAssembly.of(
                    spec,
                    family.isAdditive(),
                    new CellPart(width),
                    new CellsAssembly.Tally(0, CrossProducts.Dropped.of(List.of(spec.newBlock(1))), 0));
        }
        boolean collapse = repeats(first, expected);
        CellPart[] parts = new CellPart[PARTS];
        Arrays.setAll(parts, part -> new CellPart(width));
        List<Worker> workers = pass.run(threads, first, () -> new Worker(parts, collapse));
        CompensatedSum constant = new CompensatedSum();
        long rows = 0;
        for (Constant sum : all(workers, worker -> worker.constants.stream())
                .sorted(Comparator.comparingInt(Constant::chunk))
                .toList()) {
            constant.add(sum.value());
            rows += sum.rows();
        }
        CellsAssembly.Tally tally = new CellsAssembly.Tally(
                rows,
                CrossProducts.Dropped.of(
                        workers.stream().map(worker -> worker.block).toList()),
                constant.value());
        if (!collapse) {
            List<Stretch> stretches = all(workers, worker -> worker.stretches.stream())
                    .sorted(Comparator.comparingInt(Stretch::chunk))
                    .toList();
            return CellsAssembly.of(
                    spec,
                    family.isAdditive(),
                    stretches.stream().map(Stretch::rows).toList(),
                    tally);
        }
        CellPart total = parts[0];
        for (CellPart part : Arrays.asList(parts).subList(1, PARTS)) {
            total.add(part);
        }
        return CellsAssembly.of(spec, family.isAdditive(), total, tally);
    }

    private static <T> Stream<T> all(List<Worker> workers, Function<Worker, Stream<T>> of) {
        return workers.stream().flatMap(of);
    }

    /// Whether rows repeat, judged by the first chunk.
    ///
    /// Of n rows that fall into C cells by chance about `n² / 2C` meet an earlier one. Rows that come cluster
    /// by cluster meet more of their like early than late; there the guess errs towards looking for cells,
    /// which costs little where it is in vain.
    private boolean repeats(ChunkPass.Chunk chunk, long expected) {
        Worker probe = new Worker(new CellPart[] {new CellPart(width)}, true);
        probe.add(chunk, 0);
        double rows = probe.seen();
        double cells = probe.parts[0].count();
        if (rows == 0) {
            return true;
        }
        if (expected <= chunk.to()) {
            return cells <= WORTHWHILE * rows;
        }
        double possible = rows * rows / (2 * Math.max(rows - cells, 1e-9));
        double share = -Math.expm1(-expected / possible) * possible / expected;
        return share <= WORTHWHILE;
    }

    /// What one chunk adds to the log likelihood whatever the parameters.
    private record Constant(int chunk, double value, int rows) {}

    /// The rows of one chunk.
    private record Stretch(int chunk, CellRows rows) {}

    /// Reads chunks; belongs to one thread.
    private final class Worker implements ChunkPass.Worker {
        private final CellPart[] parts;
        private final boolean collapse;
        private final Block block = spec.newBlock(PartReader.BLOCK);
        private final OutcomeReader outcome = new OutcomeReader(spec, PartReader.BLOCK, !family.isAdditive());
        private final CellRows rows = new CellRows(spec, family.isAdditive(), PartReader.BLOCK);
        private final List<Constant> constants = new ArrayList<>();
        private final List<Stretch> stretches = new ArrayList<>();

        Worker(CellPart[] parts, boolean collapse) {
            this.parts = parts;
            this.collapse = collapse;
        }

        long seen() {
            return constants.stream().mapToLong(Constant::rows).sum();
        }

        @Override
        public void add(ChunkPass.Chunk chunk, int part) {
            CompensatedSum constant = new CompensatedSum();
            int used = 0;
            CellRows stretch = new CellRows(spec, family.isAdditive(), collapse ? 0 : chunk.to() - chunk.from());
            for (int at = chunk.from(); at < chunk.to(); at += PartReader.BLOCK) {
                int to = Math.min(chunk.to(), at + PartReader.BLOCK);
                spec.filler().fill(chunk.rows(), at, to, block, Filler.Wanted.OUTCOME);
                outcome.read(block);
                rows.read(block, outcome, chunk.before());
                constant.add(CellPart.constant(rows, family));
                if (family.isAdditive()) {
                    rows.weigh();
                }
                if (collapse) {
                    parts[part].add(rows);
                } else {
                    stretch.append(rows);
                }
                used += rows.count;
            }
            constants.add(new Constant(chunk.number(), constant.value(), used));
            if (!collapse) {
                stretches.add(new Stretch(chunk.number(), stretch));
            }
        }
    }
}
