package copse.network;

import copse.math.RandomStream;
import java.util.Arrays;

/// Pieces in k blocks of at most `largest` nodes, while they are being improved.
final class Blocks {
    private static final int NONE = -1;

    /// Blocks tried for a piece that no block of its neighbours has room for; of some chosen at random one is
    /// nearly empty soon enough.
    private static final int TRIES = 8;

    private final PieceGraph graph;
    private final int k;
    private final int largest;
    private final int[] block;
    private final int[] load;
    private final Tally tally;

    private Blocks(PieceGraph graph, int k, int largest, int[] block) {
        this.graph = graph;
        this.k = k;
        this.largest = largest;
        this.block = block;
        this.load = new int[k];
        this.tally = new Tally(k);
        for (int piece = 0; piece < block.length; piece++) {
            if (block[piece] != NONE) {
                load[block[piece]] += graph.size(piece);
            }
        }
    }

    /// No piece in a block yet.
    Blocks(PieceGraph graph, int k, int largest) {
        this(graph, k, largest, none(graph.pieces()));
    }

    private static int[] none(int n) {
        int[] block = new int[n];
        Arrays.fill(block, NONE);
        return block;
    }

    int[] labels() {
        return block;
    }

    /// @param finer the graph whose pieces were merged
    /// @param into which piece of this one each became
    Blocks on(PieceGraph finer, int[] into, int bound) {
        int[] labels = new int[into.length];
        for (int piece = 0; piece < into.length; piece++) {
            labels[piece] = block[into[piece]];
        }
        return new Blocks(finer, k, bound, labels);
    }

    Blocks within(int bound) {
        return new Blocks(graph, k, bound, block);
    }

    /// Deals out all pieces in a random order: each to the block with which it has the most in common, full
    /// ones counting for less (linear deterministic greedy).
    void stream(RandomStream chance) {
        for (int piece : chance.permutation(block.length)) {
            remove(piece);
            around(piece);
            int best = NONE;
            double highest = -1;
            for (int i = 0; i < tally.size(); i++) {
                int candidate = tally.key(i);
                if (load[candidate] + graph.size(piece) <= largest) {
                    double score = tally.of(candidate) * (1 - (double) load[candidate] / largest);
                    if (score > highest || (score == highest && load[candidate] < load[best])) {
                        best = candidate;
                        highest = score;
                    }
                }
            }
            tally.clear();
            put(piece, best == NONE ? roomy(graph.size(piece), chance) : best);
        }
    }

    /// A block with room, the emptiest of some; the emptiest of all if none of these has room.
    private int roomy(int size, RandomStream chance) {
        int best = chance.nextInt(k);
        for (int i = 1; i < TRIES; i++) {
            int other = chance.nextInt(k);
            best = load[other] < load[best] ? other : best;
        }
        if (load[best] + size > largest) {
            for (int b = 0; b < k; b++) {
                best = load[b] < load[best] ? b : best;
            }
        }
        return best;
    }

    /// Moves single pieces to blocks with which they have more in common, or as much and more room.
    ///
    /// @param smallest number of nodes that a block keeps
    void refine(int rounds, int smallest, RandomStream chance) {
        boolean moved = true;
        for (int round = 0; round < rounds && moved; round++) {
            moved = false;
            for (int piece : chance.permutation(block.length)) {
                int own = block[piece];
                int size = graph.size(piece);
                if (load[own] - size >= smallest) {
                    around(piece);
                    int best = best(own, size);
                    tally.clear();
                    if (best != own) {
                        remove(piece);
                        put(piece, best);
                        moved = true;
                    }
                }
            }
        }
    }

    private int best(int own, int size) {
        int best = own;
        // a block that is too full gives up what it must
        double most = load[own] > largest ? Double.NEGATIVE_INFINITY : tally.of(own);
        for (int i = 0; i < tally.size(); i++) {
            int candidate = tally.key(i);
            if (candidate != own && load[candidate] + size <= largest) {
                double common = tally.of(candidate);
                int emptier = best == own ? load[own] - size : load[best];
                if (common > most || (common == most && load[candidate] < emptier)) {
                    best = candidate;
                    most = common;
                }
            }
        }
        return best;
    }

    /// Brings every block of single nodes to at least `smallest` and at most `largest`: what has to leave is
    /// what has the least in common with its block.
    void level(int smallest, RandomStream chance) {
        for (int node : byTies()) {
            if (load[block[node]] > largest) {
                around(node);
                int best = NONE;
                for (int i = 0; i < tally.size(); i++) {
                    int candidate = tally.key(i);
                    if (load[candidate] < largest && (best == NONE || tally.of(candidate) > tally.of(best))) {
                        best = candidate;
                    }
                }
                tally.clear();
                remove(node);
                put(node, best == NONE ? roomy(1, chance) : best);
            }
        }
        fill(smallest);
    }

    /// Blocks that are too small take from those that can give, first nodes that they touch, then any.
    private void fill(int smallest) {
        int[] order = byTies();
        for (boolean touching : new boolean[] {true, false}) {
            int needy = 0;
            for (int node : order) {
                if (load[block[node]] <= smallest) {
                    continue;
                }
                int to = NONE;
                if (touching) {
                    around(node);
                    for (int i = 0; i < tally.size(); i++) {
                        int candidate = tally.key(i);
                        if (load[candidate] < smallest && (to == NONE || tally.of(candidate) > tally.of(to))) {
                            to = candidate;
                        }
                    }
                    tally.clear();
                } else {
                    while (needy < k && load[needy] >= smallest) {
                        needy++;
                    }
                    to = needy < k ? needy : NONE;
                }
                if (to != NONE) {
                    remove(node);
                    put(node, to);
                }
            }
        }
    }

    /// Nodes from those that lose the least by leaving their block to those that lose the most.
    private int[] byTies() {
        double[] loss = new double[block.length];
        for (int node = 0; node < loss.length; node++) {
            around(node);
            double elsewhere = 0;
            for (int i = 0; i < tally.size(); i++) {
                if (tally.key(i) != block[node]) {
                    elsewhere = Math.max(elsewhere, tally.of(tally.key(i)));
                }
            }
            loss[node] = elsewhere - tally.of(block[node]);
            tally.clear();
        }
        return Sorting.descending(loss);
    }

    private void around(int piece) {
        for (int at = graph.start(piece); at < graph.start(piece + 1); at++) {
            int b = block[graph.neighbour(at)];
            if (b != NONE) {
                tally.add(b, graph.weight(at));
            }
        }
    }

    private void remove(int piece) {
        if (block[piece] != NONE) {
            load[block[piece]] -= graph.size(piece);
            block[piece] = NONE;
        }
    }

    private void put(int piece, int b) {
        block[piece] = b;
        load[b] += graph.size(piece);
    }
}
