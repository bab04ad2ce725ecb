package copse.model;

import copse.frame.Frame;
import copse.frame.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The parallel pass that sums up the rows.
final class CrossProductsReader {
    // As many threads as this can work side by side; each part holds sums for all levels.
    private static final int PARTS = 8;
    // Parts whose sums would take more than about 1 GiB together are not worth their parallelism.
    private static final long MOST_SUMS = 1L << 26;

    private final ModelSpec spec;
    private final List<Part> parts = new ArrayList<>();
    private final long[] keySpace;
    private final int finest;

    private CrossProductsReader(ModelSpec spec, int partCount) {
        this.spec = spec;
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
            boolean small = data instanceof Frame frame && frame.rows() <= ChunkPass.CHUNK;
            return new CrossProductsReader(spec, partCount)
                    .run(new ChunkPass(chunks, partCount), small ? 1 : Math.min(threads, partCount));
        }
    }

    private CrossProducts run(ChunkPass pass, int threads) {
        Block probe = spec.newBlock(PartReader.BLOCK);
        ChunkPass.Chunk first = pass.take();
        if (first != null) {
            spec.fill(first.rows(), 0, Math.min(first.to(), PartReader.BLOCK), probe);
        }
        double[] common = PartReader.shift(spec, probe);
        double[][] randomShift = PartReader.randomShift(spec, probe, common);
        List<Block> blocks = first == null
                ? List.of(probe)
                : pass.run(threads, first, new Worker(common), () -> new Worker(common)).stream()
                        .map(worker -> worker.reader.block())
                        .toList();
        Part total = parts.getFirst();
        for (Part part : parts.subList(1, parts.size())) {
            total.add(part);
        }
        return Assembly.products(
                spec,
                total,
                CrossProducts.Dropped.of(blocks),
                Arrays.copyOf(common, spec.fixedNames().size() + 1),
                randomShift);
    }

    private final class Worker implements ChunkPass.Worker {
        private final PartReader reader;

        Worker(double[] common) {
            this.reader = new PartReader(spec, keySpace, finest, common);
        }

        @Override
        public void add(ChunkPass.Chunk chunk, int part) {
            reader.block().before = chunk.before();
            reader.add(chunk.rows(), chunk.from(), chunk.to(), parts.get(part));
        }
    }
}
