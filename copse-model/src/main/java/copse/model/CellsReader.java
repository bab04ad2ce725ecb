package copse.model;

import copse.family.Family;
import copse.frame.Frame;
import copse.frame.RowSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The parallel pass over rows that puts them into cells, or lines them up where hardly any are alike.
final class CellsReader {
    // As many threads as this can work side by side.
    private static final int PARTS = 8;
    // Cells are worth their search if there are fewer of them than this share of the rows.
    private static final double WORTHWHILE = 0.7;
    // So many rows tell whether rows repeat.
    private static final int ENOUGH = ChunkPass.CHUNK / 2;
    // Rows expected of a source that does not tell their number.
    private static final long MANY_ROWS = 1L << 22;

    private final ModelSpec spec;
    private final Family family;
    private final CellShape shape;

    private CellsReader(ModelSpec spec, Family family) {
        this.spec = spec;
        this.family = family;
        this.shape = new CellShape(spec, family.isAdditive());
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
        // sums of whole numbers are exact in any order, so that each thread may have a part of its own
        List<CellPart> shared = shape.whole
                ? List.of()
                : Stream.generate(() -> new CellPart(shape)).limit(PARTS).toList();
        Worker own = new Worker(shared);
        boolean ended = false;
        while (!ended && own.used < ENOUGH) {
            ChunkPass.Chunk chunk = pass.take();
            ended = chunk == null;
            if (chunk != null) {
                own.add(chunk, chunk.number());
                pass.endTurn(chunk.number());
            }
        }
        boolean collapse = isWorthwhile(own.used, own.distinct(), ended ? own.used : Math.max(expected, own.used));
        if (collapse) {
            own.collapse();
        }
        List<Worker> workers = ended
                ? List.of(own)
                : pass.run(threads, null, own, () -> {
                    Worker other = new Worker(shared);
                    other.collapse = collapse;
                    return other;
                });
        return assembled(workers, collapse, threads);
    }

    /// Whether rows repeat often enough, judged by the first chunks.
    ///
    /// Of n rows that fall into C cells by chance about `n² / 2C` meet an earlier one, and N rows fill `C (1 −
    /// exp(−N/C))` of them. Rows that come cluster by cluster meet more of their like early than late; there
    /// the guess errs towards looking for cells, which costs little where it is in vain.
    private static boolean isWorthwhile(double rows, double cells, double expected) {
        if (expected == rows || rows == cells) {
            return cells < WORTHWHILE * rows;
        }
        double possible = rows * rows / (2 * (rows - cells));
        return -Math.expm1(-expected / possible) * possible < WORTHWHILE * expected;
    }

    private Cells assembled(List<Worker> workers, boolean collapse, int threads) {
        List<Stretch> stretches = workers.stream()
                .flatMap(worker -> worker.stretches.stream())
                .sorted(Comparator.comparingInt(Stretch::chunk))
                .toList();
        CompensatedSum constant = new CompensatedSum();
        stretches.forEach(stretch -> constant.add(stretch.constant()));
        Cells.Tally tally = new Cells.Tally(
                workers.stream().mapToLong(worker -> worker.used).sum(),
                CrossProducts.Dropped.of(
                        workers.stream().map(worker -> worker.block).toList()),
                constant.value());
        CellColumns columns = collapse
                ? total(workers)
                : new LinedRows(
                        stretches.stream().<CellColumns>map(Stretch::rows).toList());
        return CellsAssembly.of(spec, shape, columns, tally, threads);
    }

    private static CellPart total(List<Worker> workers) {
        List<CellPart> parts = workers.stream()
                .flatMap(worker -> worker.parts.stream())
                .distinct()
                .toList();
        CellPart total = parts.getFirst();
        parts.subList(1, parts.size()).forEach(total::add);
        return total;
    }

    /// What is left of one chunk.
    ///
    /// @param chunk its number
    /// @param constant what it adds to the log likelihood whatever the parameters
    /// @param rows its rows; without meaning if they are in cells
    private record Stretch(int chunk, double constant, CellRows rows) {}

    /// Reads chunks; belongs to one thread.
    private final class Worker implements ChunkPass.Worker {
        private final List<CellPart> parts;
        private boolean collapse;
        private final Block block = spec.newBlock(PartReader.BLOCK);
        private final OutcomeReader outcome = new OutcomeReader(spec, PartReader.BLOCK, !family.isAdditive());
        private final OutcomeConstants constants = new OutcomeConstants(family);
        private final CellRows rows = new CellRows(shape, PartReader.BLOCK); // on their way into cells
        private final double[] buffer = new double[PartReader.BLOCK];
        private final List<Stretch> stretches = new ArrayList<>();
        private long used;

        /// @param shared parts by number; none if the worker is to have one of its own
        Worker(List<CellPart> shared) {
            this.parts = shared.isEmpty() ? List.of(new CellPart(shape)) : shared;
        }

        private CellPart part(int chunk) {
            return parts.get(chunk % parts.size());
        }

        @Override
        public void add(ChunkPass.Chunk chunk, int number) {
            CellRows lined = new CellRows(shape, collapse ? 0 : chunk.to() - chunk.from());
            CellRows into = collapse ? rows : lined;
            CompensatedSum constant = new CompensatedSum();
            block.before = chunk.before();
            for (int at = chunk.from(); at < chunk.to(); at += PartReader.BLOCK) {
                int to = Math.min(chunk.to(), at + PartReader.BLOCK);
                spec.filler().fill(chunk.rows(), at, to, block, Filler.Wanted.OUTCOME);
                outcome.read(block);
                constant.add(constants.sum(outcome, block.rows));
                int empty = into.append(block, outcome, buffer);
                block.zeroWeightRows += empty;
                used += block.rows - empty;
                if (collapse) {
                    part(chunk.number()).add(rows);
                    rows.clear();
                }
            }
            stretches.add(new Stretch(chunk.number(), constant.value(), lined));
        }

        /// @return how many cells the rows lined up so far would make
        int distinct() {
            CellPart all = new CellPart(shape);
            stretches.forEach(stretch -> all.add(stretch.rows()));
            return all.count();
        }

        /// Puts the rows lined up so far into cells, and those to come.
        void collapse() {
            collapse = true;
            stretches.replaceAll(stretch -> {
                part(stretch.chunk()).add(stretch.rows());
                return new Stretch(stretch.chunk(), stretch.constant(), rows);
            });
        }
    }
}
