package copse.interference;

import copse.math.RandomStream;
import copse.network.Graph;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Carries out a choice of focal units.
final class FocalChoice {
    private final Graph graph;
    private final Pieces pieces;

    FocalChoice(Graph graph, Pieces pieces) {
        this.graph = graph;
        this.pieces = pieces;
    }

    /// @param how to choose
    /// @param stream where randomness comes from
    /// @return whether each piece is focal
    boolean[] choose(FocalUnits how, RandomStream stream) {
        int[] order =
                IntStream.range(0, pieces.size()).filter(this::hasNeighbours).toArray();
        stream.shuffle(order);
        boolean[] focal = new boolean[pieces.size()];
        switch (how) {
            case FocalUnits.Share(double share) -> {
                int count = Math.clamp(Math.round(share * order.length), 1, Math.max(1, order.length - 1));
                for (int k = 0; k < Math.min(count, order.length); k++) {
                    focal[order[k]] = true;
                }
            }
            case FocalUnits.Net(int radius) -> net(order, radius, focal);
        }
        return focal;
    }

    private boolean hasNeighbours(int piece) {
        for (int m = pieces.start()[piece]; m < pieces.start()[piece + 1]; m++) {
            int node = pieces.members()[m];
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                if (pieces.of()[graph.neighbour(at)] != piece) {
                    return true;
                }
            }
        }
        return false;
    }

    /// One piece after the other is chosen unless it is within the radius of one chosen before.
    private void net(int[] order, int radius, boolean[] focal) {
        boolean[] covered = new boolean[pieces.size()];
        int[] seen = new int[pieces.size()];
        Arrays.fill(seen, -1);
        int[] queue = new int[pieces.size()];
        for (int centre : order) {
            if (covered[centre]) {
                continue;
            }
            focal[centre] = true;
            queue[0] = centre;
            seen[centre] = centre;
            int from = 0;
            int to = 1;
            for (int step = 0; step < radius; step++) {
                int end = to;
                for (; from < end; from++) {
                    to = neighbours(queue[from], centre, seen, queue, to);
                }
            }
            for (int k = 0; k < to; k++) {
                covered[queue[k]] = true;
            }
        }
    }

    private int neighbours(int piece, int centre, int[] seen, int[] queue, int to) {
        int next = to;
        for (int m = pieces.start()[piece]; m < pieces.start()[piece + 1]; m++) {
            int node = pieces.members()[m];
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int other = pieces.of()[graph.neighbour(at)];
                if (seen[other] != centre) {
                    seen[other] = centre;
                    queue[next++] = other;
                }
            }
        }
        return next;
    }
}
