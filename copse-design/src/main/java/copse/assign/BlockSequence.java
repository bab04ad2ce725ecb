package copse.assign;

import copse.math.RandomStream;
import copse.math.Seed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Permuted blocks, one row of them per stratum. Block b of a stratum comes from the b-th child of its stream.
final class BlockSequence implements Sequence {
    private final List<Integer> sizes;
    private final int[] armOfPart;
    private final RandomStream root;
    private final Map<List<String>, Row> rows = new HashMap<>();

    BlockSequence(BlockEnrolment rule, Seed seed) {
        this.sizes = rule.design().sizes();
        this.armOfPart = WholeRatio.of(rule.allocation()).armOfPart();
        this.root = seed.stream();
    }

    @Override
    public Place next(List<String> levels) {
        Row row = rows.computeIfAbsent(levels, stratum -> new Row(Sequence.streamOf(root, stratum)));
        return new Place(row.next(), levels, row.arrivals);
    }

    /// The blocks of one stratum.
    private final class Row {
        private final RandomStream stream;
        private int[] block = new int[0];
        private int blocks;
        private int at;
        private int arrivals;

        Row(RandomStream stream) {
            this.stream = stream;
        }

        int next() {
            if (at == block.length) {
                block = draw(stream.split(blocks));
                blocks++;
                at = 0;
            }
            arrivals++;
            return block[at++];
        }
    }

    private int[] draw(RandomStream stream) {
        int size = sizes.get(stream.nextInt(sizes.size()));
        int[] arms = new int[size];
        for (int i = 0; i < size; i++) {
            arms[i] = armOfPart[i % armOfPart.length];
        }
        stream.shuffle(arms);
        return arms;
    }
}
