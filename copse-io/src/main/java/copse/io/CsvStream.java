package copse.io;

import copse.error.Diagnostic;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Chunks of a CSV or TSV file of any size: a first pass finds kinds and labels, every further one gives the rows.
///
/// Blocks are cut in order by whoever asks for the next chunk, parsed ahead by a few threads, and handed out in
/// order. Memory is a few blocks and the labels, whatever the size of the file.
final class CsvStream implements DataStream {
    private final CsvAnalysis analysis;
    private final Schema schema;

    private CsvStream(CsvAnalysis analysis) {
        this.analysis = analysis;
        this.schema = analysis.schema();
    }

    /// @param path the file
    /// @param tabs whether its name promises tabs
    /// @param options how; without a condition
    /// @return the stream
    static CsvStream open(Path path, boolean tabs, ReadOptions options) {
        try {
            return new CsvStream(CsvAnalysis.of(path, tabs, options, false));
        } catch (IOException e) {
            throw DataFiles.failure(path, e);
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Diagnostic> notes() {
        return analysis.notes();
    }

    @Override
    public Chunks open() {
        try {
            return new Parsed(analysis.file().blocks(CsvBlocks.BLOCK));
        } catch (IOException e) {
            throw DataFiles.failure(analysis.file().path(), e);
        }
    }

    /// Nothing is held between readings.
    @Override
    public void close() {}

    private final class Parsed implements Chunks {
        private final CsvBlocks blocks;
        private final ExecutorService pool;
        private final ArrayDeque<Slot> idle = new ArrayDeque<>();
        private final ArrayDeque<Pending> pending = new ArrayDeque<>();

        private Parsed(CsvBlocks blocks) {
            this.blocks = blocks;
            int threads = analysis.options().threads();
            this.pool = Executors.newFixedThreadPool(
                    threads,
                    Thread.ofPlatform().daemon().name("copse-parse-", 0).factory());
            for (int i = 0; i <= threads; i++) {
                idle.add(new Slot());
            }
        }

        @Override
        public @Nullable Frame next() {
            try {
                while (!idle.isEmpty() && blocks.next(idle.peek().block)) {
                    Slot slot = idle.remove();
                    pending.add(new Pending(slot, pool.submit(slot::parse)));
                }
                Pending first = pending.poll();
                if (first == null) {
                    return null;
                }
                Frame frame = first.frame.get();
                idle.add(first.slot);
                return frame.rows() > 0 ? frame : next();
            } catch (IOException e) {
                throw DataFiles.failure(analysis.file().path(), e);
            } catch (CsvFault fault) {
                throw changed();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof CsvFault || e.getCause() instanceof CellMismatch
                        ? changed()
                        : new IllegalStateException(e.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("reading was interrupted");
            }
        }

        /// The first pass read every cell: what does not fit now was not there then.
        private RuntimeException changed() {
            return Notes.changed("`" + FileFormat.fileName(analysis.file().path()) + "`");
        }

        @Override
        public void close() {
            pool.shutdownNow();
            try {
                blocks.close();
            } catch (IOException e) {
                throw DataFiles.failure(analysis.file().path(), e);
            }
        }
    }

    private record Pending(Slot slot, Future<Frame> frame) {}

    /// A block, and what parses it.
    private final class Slot {
        private final CsvBlock block = new CsvBlock(CsvBlocks.BLOCK);
        private final @Nullable CellBuffer[] buffers =
                new CellBuffer[analysis.file().names().size()];
        private final CsvParser parser = new CsvParser(analysis.file().separator(), buffers);

        private Slot() {
            byte[][] missing = analysis.options().missing().stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            for (int position : analysis.wanted().positions()) {
                buffers[position] = buffer(position, missing);
            }
        }

        private CellBuffer buffer(int position, byte[][] missing) {
            CellKind kind = analysis.found().kinds()[position];
            CsvLabels labels = analysis.labels()[position];
            if (analysis.options().numerics().contains(analysis.file().names().get(position))) {
                return CellBuffer.numeric(missing);
            }
            if (kind != CellKind.LABEL) {
                return CellBuffer.of(kind, missing, new LabelTable());
            }
            return labels == null || labels.levels() == null
                    ? new CellBuffer.Texts(missing)
                    : new CellBuffer.Levelled(missing, labels.merged(), labels.level());
        }

        private Frame parse() {
            int rows = parser.parse(block);
            Map<String, Column> columns = new LinkedHashMap<>();
            for (int position : analysis.wanted().positions()) {
                CellKind kind = analysis.found().kinds()[position];
                CsvLabels labels = analysis.labels()[position];
                Levels levels = labels == null ? null : labels.levels();
                Object cells = Objects.requireNonNull(buffers[position]).take(rows);
                columns.put(analysis.file().names().get(position), CsvColumns.of(kind, cells, levels));
            }
            return Frame.of(columns);
        }
    }
}
