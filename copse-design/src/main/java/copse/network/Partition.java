package copse.network;

import copse.math.RandomStream;
import java.util.ArrayList;
import java.util.List;

/// Division of a graph into k blocks of bounded size with few edges between them: merge, divide, undo the
/// merging while improving ([Balanced]).
final class Partition {
    /// Pieces stop growing at this share of a block. Larger pieces are dealt out sooner, but fit worse: of
    /// 200,000 nodes in communities of 20 to 1,000, blocks of 500 cut 50% of the edges with a quarter, 45% with
    /// this.
    private static final double PIECE_SHARE = 0.02;

    /// Merging stops when it leaves more than this share of the pieces.
    private static final double LITTLE_MERGED = 0.95;

    private static final int STREAMS = 10;
    private static final int ROUNDS = 8;
    private static final int LAST_ROUNDS = 20;

    private final int k;
    private final int smallest;
    private final int largest;
    private final RandomStream stream;
    private final int[] label;
    private int streams;

    Partition(Graph graph, int k, int smallest, int largest, RandomStream stream) {
        this.k = k;
        this.smallest = smallest;
        this.largest = largest;
        this.stream = stream;
        List<PieceGraph> levels = new ArrayList<>();
        List<int[]> merged = new ArrayList<>();
        PieceGraph level = PieceGraph.of(graph);
        int bound = Math.max(2, (int) (PIECE_SHARE * largest));
        while (true) {
            levels.add(level);
            int[] into = level.merge(bound, next());
            PieceGraph coarser = level.merged(into);
            if (coarser.pieces() > LITTLE_MERGED * level.pieces()) {
                break;
            }
            merged.add(into);
            level = coarser;
        }
        Blocks blocks = new Blocks(level, k, bound(level));
        for (int i = 0; i < STREAMS; i++) {
            blocks.stream(next());
        }
        blocks.refine(ROUNDS, 0, next());
        for (int l = levels.size() - 2; l >= 0; l--) {
            PieceGraph finer = levels.get(l);
            blocks = blocks.on(finer, merged.get(l), bound(finer));
            blocks.refine(ROUNDS, 0, next());
        }
        blocks = blocks.within(largest);
        blocks.level(smallest, next());
        blocks.refine(LAST_ROUNDS, smallest, next());
        this.label = blocks.labels();
    }

    private RandomStream next() {
        return stream.split(streams++);
    }

    /// Where pieces are large a block may hold one more than it should; the last step brings sizes in.
    private int bound(PieceGraph level) {
        return Math.max(largest, smallest + level.largestPiece());
    }

    int[] label() {
        return label;
    }
}
