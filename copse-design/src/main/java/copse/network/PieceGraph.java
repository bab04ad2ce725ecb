package copse.network;

import copse.math.RandomStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A graph whose nodes are pieces of several nodes of another: its edges are weighted by what runs between the
/// pieces.
final class PieceGraph {
    private static final int ROUNDS = 3;

    private final int[] start;
    private final int[] neighbour;
    private final double @Nullable [] weight;
    private final int[] size;

    private PieceGraph(int[] start, int[] neighbour, double @Nullable [] weight, int[] size) {
        this.start = start;
        this.neighbour = neighbour;
        this.weight = weight;
        this.size = size;
    }

    /// @return each node a piece
    static PieceGraph of(Graph graph) {
        int[] size = new int[graph.nodes()];
        Arrays.fill(size, 1);
        return new PieceGraph(graph.starts(), graph.neighbours(), graph.weights(), size);
    }

    int pieces() {
        return size.length;
    }

    int start(int piece) {
        return start[piece];
    }

    int neighbour(int at) {
        return neighbour[at];
    }

    double weight(int at) {
        return weight == null ? 1 : weight[at];
    }

    /// @return number of nodes in a piece
    int size(int piece) {
        return size[piece];
    }

    int largestPiece() {
        return Arrays.stream(size).max().orElse(0);
    }

    /// Label propagation in which no label may have more than `bound` nodes.
    ///
    /// @return the label of each piece
    int[] merge(int bound, RandomStream chance) {
        int n = pieces();
        int[] label = new int[n];
        int[] total = size.clone();
        for (int piece = 0; piece < n; piece++) {
            label[piece] = piece;
        }
        Tally tally = new Tally(n);
        for (int round = 0; round < ROUNDS; round++) {
            for (int piece : chance.permutation(n)) {
                for (int at = start[piece]; at < start[piece + 1]; at++) {
                    tally.add(label[neighbour[at]], weight(at));
                }
                int own = label[piece];
                int best = own;
                double most = tally.of(own);
                for (int i = 0; i < tally.size(); i++) {
                    int candidate = tally.key(i);
                    // of labels as close the smaller one: pieces grow evenly
                    if (candidate != own
                            && total[candidate] + size[piece] <= bound
                            && (tally.of(candidate) > most
                                    || (tally.of(candidate) == most
                                            && best != own
                                            && total[candidate] < total[best]))) {
                        best = candidate;
                        most = tally.of(candidate);
                    }
                }
                total[own] -= size[piece];
                total[best] += size[piece];
                label[piece] = best;
                tally.clear();
            }
        }
        return numbered(label);
    }

    private static int[] numbered(int[] label) {
        int[] number = new int[label.length];
        Arrays.fill(number, -1);
        int used = 0;
        for (int piece = 0; piece < label.length; piece++) {
            if (number[label[piece]] < 0) {
                number[label[piece]] = used++;
            }
            label[piece] = number[label[piece]];
        }
        return label;
    }

    /// @param into the new piece of each, numbered without gaps
    /// @return the graph of the new pieces
    PieceGraph merged(int[] into) {
        int n = Arrays.stream(into).max().orElse(-1) + 1;
        int[] begin = new int[n + 1];
        for (int piece : into) {
            begin[piece + 1]++;
        }
        for (int piece = 0; piece < n; piece++) {
            begin[piece + 1] += begin[piece];
        }
        int[] members = new int[into.length];
        int[] next = begin.clone();
        for (int piece = 0; piece < into.length; piece++) {
            members[next[into[piece]]++] = piece;
        }
        int[] newStart = new int[n + 1];
        int[] newNeighbour = new int[neighbour.length];
        double[] newWeight = new double[neighbour.length];
        int[] newSize = new int[n];
        Tally tally = new Tally(n);
        int used = 0;
        for (int piece = 0; piece < n; piece++) {
            for (int m = begin[piece]; m < begin[piece + 1]; m++) {
                newSize[piece] += size[members[m]];
                for (int at = start[members[m]]; at < start[members[m] + 1]; at++) {
                    int other = into[neighbour[at]];
                    if (other != piece) {
                        tally.add(other, weight(at));
                    }
                }
            }
            for (int i = 0; i < tally.size(); i++) {
                newNeighbour[used] = tally.key(i);
                newWeight[used++] = tally.of(tally.key(i));
            }
            newStart[piece + 1] = used;
            tally.clear();
        }
        return new PieceGraph(newStart, Arrays.copyOf(newNeighbour, used), Arrays.copyOf(newWeight, used), newSize);
    }
}
