package copse.scenario;

import copse.frame.Frame;
import copse.frame.RowSource;
import copse.frame.Schema;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows of a draft, made in blocks of fixed size with a stream each, so that neither the number of threads nor
/// the size of chunks has any influence.
final class Blocks {
    /// Rows of a block: short enough to stay in cache and to share out 10^5 rows, long enough to forget its
    /// overhead.
    static final int BLOCK = 1 << 12;

    private static final int BLOCKS_PER_CHUNK = 16;

    // arrays of some JVMs end a few elements before Integer.MAX_VALUE
    private static final long MOST_ROWS = Integer.MAX_VALUE - 8;

    private Blocks() {}

    static Simulated inMemory(Draft draft) {
        if (draft.rows() > MOST_ROWS) {
            throw ScenarioCode.TOO_MANY_ROWS.error(
                    String.format(Locale.ROOT, "%,d rows do not fit into a table in memory", draft.rows()),
                    String.format(Locale.ROOT, "it has room for %,d", MOST_ROWS),
                    "simulate fewer rows, or read `rows(seed)` chunk by chunk");
        }
        Sheet sheet = new Sheet(draft.schema(), (int) draft.rows());
        double[] sums = overBlocks(draft, (block, partial) -> {
            int from = block * BLOCK;
            int count = Math.min(BLOCK, (int) draft.rows() - from);
            draft.fill(from, count, draft.blockStream().split(block), sheet, from, partial);
        });
        return new Simulated(sheet.frame(), draft.truth(sums));
    }

    static Truth truth(Draft draft) {
        return draft.truth(overBlocks(draft, (block, partial) -> {
            long from = (long) block * BLOCK;
            int count = (int) Math.min(BLOCK, draft.rows() - from);
            draft.fill(from, count, draft.blockStream().split(block), new Sheet(draft.schema(), count), 0, partial);
        }));
    }

    private interface Work {
        void on(int block, double[] sums);
    }

    /// Runs the blocks in parallel and adds up their sums in the blocks' order.
    private static double[] overBlocks(Draft draft, Work work) {
        int blocks = Math.toIntExact(Math.ceilDiv(draft.rows(), (long) BLOCK));
        double[][] partial = new double[blocks][draft.sums()];
        IntStream.range(0, blocks).parallel().forEach(block -> work.on(block, partial[block]));
        double[] sums = new double[draft.sums()];
        for (double[] part : partial) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += part[i];
            }
        }
        return sums;
    }

    static RowSource source(Draft draft) {
        return new RowSource() {
            @Override
            public Schema schema() {
                return draft.schema();
            }

            @Override
            public Chunks open() {
                return new DraftChunks(draft);
            }
        };
    }

    private static final class DraftChunks implements RowSource.Chunks {
        private final Draft draft;
        private long next;

        DraftChunks(Draft draft) {
            this.draft = draft;
        }

        @Override
        public @Nullable Frame next() {
            if (next >= draft.rows()) {
                return null;
            }
            long first = next;
            int rows = (int) Math.min((long) BLOCK * BLOCKS_PER_CHUNK, draft.rows() - first);
            Sheet sheet = new Sheet(draft.schema(), rows);
            double[] sums = new double[draft.sums()];
            for (int at = 0; at < rows; at += BLOCK) {
                long block = (first + at) / BLOCK;
                draft.fill(
                        first + at,
                        Math.min(BLOCK, rows - at),
                        draft.blockStream().split(block),
                        sheet,
                        at,
                        sums);
            }
            next = first + rows;
            return sheet.frame();
        }

        @Override
        public void close() {
            next = draft.rows();
        }
    }
}
