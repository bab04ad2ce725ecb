package copse.match;

import copse.math.Lanes;
import java.util.Arrays;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;

/// Nearest neighbours of points among themselves.
///
/// The tree halves the points by the median of the coordinate that spreads most, down to [#LEAF] points. A
/// search goes down the nearer side first and skips a side whose box cannot hold a nearer point.
///
/// Which of several equally near points is found depends on the order of the points alone, neither on threads
/// nor on chance. Points that coincide are taken in a ring rather than all choosing the first, so that ties
/// spread evenly.
///
/// Cost: building `n log n` comparisons; searching `n log n` in few dimensions, up to `n²` in many unless the
/// number of leaves looked into is limited.
///
/// Source: Friedman, Bentley and Finkel (1977), An algorithm for finding best matches in logarithmic expected
/// time, ACM Trans. Math. Softw. 3(3), 209-226. doi:10.1145/355744.355745
final class KdTree {
    /// Fewer points than this are compared one by one.
    private static final int LEAF = 12;

    /// Parts of the tree above this size are built in parallel.
    private static final int PARALLEL = 1 << 15;

    /// Queries of one piece of parallel work, neighbours in space.
    private static final int PIECE = 1 << 11;

    private final int size;
    private final int dimensions;

    /// Original index of the point at each place of the tree.
    private final int[] original;

    /// Coordinates in the order of the tree.
    private final double[] at;

    /// Coordinate and value by which each inner node splits; the node of a range has children `2 node + 1`, `+
    /// 2`.
    private final int[] axis;

    private final double[] split;

    /// @param points to be searched
    KdTree(Points points) {
        this.size = points.size;
        this.dimensions = points.dimensions;
        this.original = new int[size];
        Arrays.setAll(original, i -> i);
        int depth = 0;
        for (int left = size; left > LEAF; left = (left + 1) / 2) {
            depth++;
        }
        this.axis = new int[(1 << depth) - 1];
        this.split = new double[axis.length];
        new Build(points, 0, 0, size).invoke();
        this.at = points.select(original).at;
    }

    /// Neighbours of every point.
    ///
    /// @param index of the neighbours, `count` per point in order of distance: `index[point * count + t]`
    /// @param count neighbours per point
    /// @param exact whether they are the nearest; false if a search stopped before it could know
    record Neighbours(int[] index, int count, boolean exact) {}

    /// @param count neighbours per point, below the number of points
    /// @param leaves most leaves to look into for a point
    /// @return the neighbours
    Neighbours nearest(int count, int leaves) {
        int[] index = new int[Math.multiplyExact(size, count)];
        int pieces = (size + PIECE - 1) / PIECE;
        boolean[] exact = new boolean[pieces];
        Lanes.run(pieces > 1, (first, stride) -> {
            Search search = new Search(count, leaves);
            for (int piece = first; piece < pieces; piece += stride) {
                search.stopped = false;
                for (int p = piece * PIECE; p < Math.min(size, (piece + 1) * PIECE); p++) {
                    search.around(p);
                    search.store(index, original[p] * count);
                }
                exact[piece] = !search.stopped;
            }
        });
        boolean all = true;
        for (boolean one : exact) {
            all &= one;
        }
        return new Neighbours(index, count, all);
    }

    private static boolean isLeaf(int from, int to) {
        return to - from <= LEAF;
    }

    /// Builds the node of a range of places and everything below.
    private final class Build extends RecursiveAction {
        private static final long serialVersionUID = 1L;
        private final transient Points points;
        private final int node;
        private final int from;
        private final int to;

        Build(Points points, int node, int from, int to) {
            this.points = points;
            this.node = node;
            this.from = from;
            this.to = to;
        }

        @Override
        protected void compute() {
            if (isLeaf(from, to)) {
                return;
            }
            int k = widest();
            int middle = (from + to + 1) >>> 1;
            select(k, middle);
            axis[node] = k;
            split[node] = value(k, middle);
            Build low = new Build(points, 2 * node + 1, from, middle);
            Build high = new Build(points, 2 * node + 2, middle, to);
            if (to - from > PARALLEL) {
                ForkJoinTask.invokeAll(low, high);
            } else {
                low.compute();
                high.compute();
            }
        }

        private double value(int k, int place) {
            return points.at[original[place] * dimensions + k];
        }

        private int widest() {
            int widest = 0;
            double spread = -1;
            for (int k = 0; k < dimensions; k++) {
                double low = Double.POSITIVE_INFINITY;
                double high = Double.NEGATIVE_INFINITY;
                for (int place = from; place < to; place++) {
                    double value = value(k, place);
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
                if (high - low > spread) {
                    spread = high - low;
                    widest = k;
                }
            }
            return widest;
        }

        /// Puts the points such that none before `middle` is above, and none after it below, the one there
        /// (Hoare's selection). Stopping at equal values keeps the halves even where many values are equal.
        private void select(int k, int middle) {
            int low = from;
            int high = to - 1;
            while (low < high) {
                double pivot = median(value(k, low), value(k, (low + high) >>> 1), value(k, high));
                int i = low;
                int j = high;
                while (i <= j) {
                    while (value(k, i) < pivot) {
                        i++;
                    }
                    while (value(k, j) > pivot) {
                        j--;
                    }
                    if (i <= j) {
                        int moved = original[i];
                        original[i++] = original[j];
                        original[j--] = moved;
                    }
                }
                if (middle <= j) {
                    high = j;
                } else if (middle >= i) {
                    low = i;
                } else {
                    return;
                }
            }
        }

        private static double median(double a, double b, double c) {
            return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
        }
    }

    /// One search after the other, on one thread.
    private final class Search {
        private final int count;
        private final int most;
        private final double[] squared;
        private final int[] place;
        private final double[] offset = new double[dimensions];
        private int self;
        private int leaves;
        private boolean stopped;

        Search(int count, int most) {
            this.count = count;
            this.most = most;
            this.squared = new double[count];
            this.place = new int[count];
        }

        void around(int p) {
            self = p;
            leaves = 0;
            Arrays.fill(squared, Double.POSITIVE_INFINITY);
            visit(0, 0, size, 0);
        }

        void store(int[] index, int first) {
            for (int t = 0; t < count; t++) {
                index[first + t] = original[place[t]];
            }
        }

        /// `away` is the squared distance to the box of the node; `offset` holds its part along each coordinate
        /// (Arya and Mount's incremental distance).
        private void visit(int node, int from, int to, double away) {
            if (isLeaf(from, to)) {
                look(from, to);
                return;
            }
            int k = axis[node];
            int middle = (from + to + 1) >>> 1;
            double side = at[self * dimensions + k] - split[node];
            // a point of the value of the split lies on either side: its own place decides
            boolean low = side < 0 || (side == 0 && self < middle);
            if (low) {
                visit(2 * node + 1, from, middle, away);
            } else {
                visit(2 * node + 2, middle, to, away);
            }
            double before = offset[k];
            double across = away - before * before + side * side;
            if (across < squared[count - 1]) {
                if (leaves >= most && squared[count - 1] < Double.POSITIVE_INFINITY) {
                    stopped = true;
                    return;
                }
                offset[k] = side;
                if (low) {
                    visit(2 * node + 2, middle, to, across);
                } else {
                    visit(2 * node + 1, from, middle, across);
                }
                offset[k] = before;
            }
        }

        private void look(int from, int to) {
            leaves++;
            boolean own = from <= self && self < to;
            // in a ring from the point itself, so that equal points do not all choose the first of them
            int begin = own ? self + 1 : from;
            for (int p = begin; p < to; p++) {
                consider(p);
            }
            if (own) {
                for (int p = from; p < self; p++) {
                    consider(p);
                }
            }
        }

        private void consider(int p) {
            double distance = 0;
            int a = self * dimensions;
            int b = p * dimensions;
            double worst = squared[count - 1];
            for (int k = 0; k < dimensions; k++) {
                double difference = at[a + k] - at[b + k];
                distance += difference * difference;
            }
            if (distance < worst) {
                int t = count - 1;
                while (t > 0 && squared[t - 1] > distance) {
                    squared[t] = squared[t - 1];
                    place[t] = place[t - 1];
                    t--;
                }
                squared[t] = distance;
                place[t] = p;
            }
        }
    }
}
