package copse.model.internal;

import copse.error.Explained;
import copse.error.NumericException;
import copse.error.Problem;
import copse.model.CrossProducts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which levels are eliminated one by one, and where their blocks go: the symbolic half of [BlockCholesky].
///
/// The system has one block row per level of every grouping, then X, then y. A grouping can be eliminated level
/// by level if every level of those before it meets only one of its own levels, as in nested designs: its
/// diagonal block then stays block-diagonal and nothing fills in. The others, with X and y, form the dense
/// remainder. A node (a level to be eliminated) has a panel of q rows: first its parents (levels of later
/// groupings to be eliminated, one each), then the levels of the remainder that it meets, then X and y.
public final class Structure {
    // The matrix, its inverse, and what the inverse is worked out in.
    private static final int ARRAYS = 3;
    // Below this the matrix is no matter.
    private static final int SMALL = 1000;

    final int groupings;
    final int p;
    /// Columns of Z per grouping.
    final int[] q;
    final int[] levels;
    /// Whether the grouping's levels are nodes.
    final boolean[] node;
    /// Groupings whose levels are nodes, in order of elimination.
    final int[] order;
    /// Order of the dense remainder without X and y.
    final int denseLevels;
    /// Order of the dense remainder: levels, X and y.
    final int dense;
    /// First dense column of a grouping in the remainder.
    final int[] denseStart;

    /// Per node grouping: width of each level's panel and where it starts.
    final int[][] panelWidth;

    final long[][] panelStart;
    /// Per node grouping, per position in [#order] after it: the parent of each level, and its first panel
    /// column.
    final int[][][] parent;

    final int[][] parentColumn;
    /// Per node grouping: dense entries of each level, as ranges into the three arrays below.
    final int[][] entryStart;
    /// Per entry: first panel column, first dense column, width.
    final int[][] entryPanel;

    final int[][] entryDense;
    final int[][] entryWidth;
    /// Per node grouping and parent position: per entry, the panel column of the same dense column in the
    /// parent.
    final int[][][] entryInParent;
    /// Per pair of groupings (index g * groupings + h) and its entries: first panel column of the block in the
    /// node of g.
    final int[][] pairColumn;
    /// Which levels of h meet those of g, at g * groupings + h: g's levels as rows where they are nodes and h's
    /// are not or come later, and for g < h where neither are.
    final @Nullable Meeting[] pair;
    /// Of a pair that was given the other way round: per entry, its place there.
    final int[] @Nullable [] turnedFrom;

    final long panelSize;
    final int largestPanel;
    final int widestPanel;

    /// Levels of a second grouping that meet a level of the first, compressed by rows.
    ///
    /// @param start per level of the first, where its entries begin; one more at the end
    /// @param level levels of the second, ascending within a level of the first
    public record Meeting(int[] start, int[] level) {}

    /// @param columns of Z per level, per grouping
    /// @param levelCounts levels per grouping
    /// @param fixed columns of X
    /// @param meetings of groupings g < h at g * groupings + h; the others are not looked at
    /// @param tooLarge what to say if it does not fit
    /// @throws NumericException `tooLarge` if the dense remainder does not fit into the heap
    public Structure(int[] columns, int[] levelCounts, int fixed, Meeting[] meetings, Explained tooLarge) {
        groupings = columns.length;
        p = fixed;
        q = columns.clone();
        levels = levelCounts.clone();
        node = new boolean[groupings];
        List<Integer> eliminated = new ArrayList<>();
        for (int g = 0; g < groupings; g++) {
            node[g] = staysBlockDiagonal(eliminated, g, meetings);
            if (node[g]) {
                eliminated.add(g);
            }
        }
        order = eliminated.stream().mapToInt(Integer::intValue).toArray();
        denseStart = new int[groupings];
        long total = 0;
        for (int g = 0; g < groupings; g++) {
            if (!node[g]) {
                denseStart[g] = Math.toIntExact(total);
                total += (long) q[g] * levels[g];
            }
        }
        checkMemory(total + p + 1, tooLarge);
        denseLevels = Math.toIntExact(total);
        dense = Math.toIntExact(total + p + 1);

        panelWidth = new int[groupings][];
        panelStart = new long[groupings][];
        parent = new int[groupings][][];
        parentColumn = new int[groupings][];
        entryStart = new int[groupings][];
        entryPanel = new int[groupings][];
        entryDense = new int[groupings][];
        entryWidth = new int[groupings][];
        entryInParent = new int[groupings][][];
        pairColumn = new int[groupings * groupings][];
        pair = new Meeting[groupings * groupings];
        turnedFrom = new int[groupings * groupings][];
        for (int g = 0; g < groupings; g++) {
            for (int h = g + 1; h < groupings; h++) {
                if (node[h] && !node[g]) {
                    turn(meetings[g * groupings + h], g, h);
                } else {
                    pair[g * groupings + h] = meetings[g * groupings + h];
                }
            }
        }
        long size = 0;
        int largest = 0;
        int widest = 0;
        for (int position = 0; position < order.length; position++) {
            size = layOut(position, size);
            for (int width : panelWidth[order[position]]) {
                largest = Math.max(largest, width * q[order[position]]);
                widest = Math.max(widest, width);
            }
        }
        panelSize = size;
        largestPanel = largest;
        widestPanel = widest;
        for (int position = 0; position < order.length; position++) {
            linkToParents(position);
        }
    }

    /// @param products in standard coordinates
    /// @param tooLarge what to say if it does not fit
    /// @return the pattern of their system
    /// @throws NumericException `tooLarge` if the dense remainder does not fit into the heap
    public static Structure of(CrossProducts products, Explained tooLarge) {
        List<CrossProducts.Products> all = products.groupings();
        int count = all.size();
        Meeting[] meetings = new Meeting[count * count];
        for (int g = 0; g < count; g++) {
            for (int h = g + 1; h < count; h++) {
                CrossProducts.Pair met = products.pair(g, h);
                meetings[g * count + h] = new Meeting(met.start(), met.level());
            }
        }
        return new Structure(
                all.stream().mapToInt(CrossProducts.Products::q).toArray(),
                all.stream().mapToInt(CrossProducts.Products::levels).toArray(),
                products.p(),
                meetings,
                tooLarge);
    }

    /// @return number of groupings
    public int groupings() {
        return groupings;
    }

    /// @return columns of X
    public int p() {
        return p;
    }

    /// @param g a grouping
    /// @return its columns of Z per level
    public int q(int g) {
        return q[g];
    }

    /// @param g a grouping
    /// @return its levels
    public int levels(int g) {
        return levels[g];
    }

    /// The meeting of two groupings that is known to be kept this way round.
    Meeting meeting(int g, int h) {
        return Objects.requireNonNull(pair[g * groupings + h]);
    }

    /// @param index g * groupings + h
    /// @return which levels of h meet those of g; null if the pair is kept the other way round
    public @Nullable Meeting meeting(int index) {
        return pair[index];
    }

    /// @param index g * groupings + h
    /// @return of a pair that was given the other way round, per entry its place there; null else
    public int @Nullable [] turnedFrom(int index) {
        return turnedFrom[index];
    }

    /// @param g a grouping
    /// @return whether its levels are eliminated one by one
    public boolean isNode(int g) {
        return node[g];
    }

    private void checkMemory(long order, Explained tooLarge) {
        double bytes = ARRAYS * 8.0 * order * order;
        if (order > SMALL && bytes > Runtime.getRuntime().maxMemory()) {
            throw new NumericException(new Problem(
                    tooLarge.code(),
                    "the crossed grouping factors leave a dense matrix of " + order + " columns",
                    "its factor and inverse take " + Math.round(bytes / (1 << 20)) + " MiB, the heap holds "
                            + Runtime.getRuntime().maxMemory() / (1 << 20),
                    "drop a grouping factor, or give more memory: COPSE_JAVA_OPTS=-Xmx"
                            + (long) Math.ceil(1.5 * bytes / (1 << 30)) + "g"));
        }
    }

    private boolean staysBlockDiagonal(List<Integer> eliminated, int g, Meeting[] meetings) {
        for (int earlier : eliminated) {
            int[] start = meetings[earlier * groupings + g].start();
            for (int level = 0; level < levels[earlier]; level++) {
                if (start[level + 1] - start[level] > 1) {
                    return false;
                }
            }
        }
        return true;
    }

    private long layOut(int position, long size) {
        int g = order[position];
        int parents = order.length - position - 1;
        parent[g] = new int[parents][];
        parentColumn[g] = new int[parents];
        int first = 0;
        for (int k = 0; k < parents; k++) {
            int h = order[position + 1 + k];
            parent[g][k] = meeting(g, h).level(); // exactly one entry per level
            parentColumn[g][k] = first;
            pairColumn[g * groupings + h] = filled(levels[g], first);
            first += q[h];
        }
        panelWidth[g] = new int[levels[g]];
        panelStart[g] = new long[levels[g]];
        entryStart[g] = new int[levels[g] + 1];
        int entries = 0;
        for (int h = 0; h < groupings; h++) {
            if (!node[h]) {
                entries += meeting(g, h).level().length;
                pairColumn[g * groupings + h] = new int[meeting(g, h).level().length];
            }
        }
        entryPanel[g] = new int[entries];
        entryDense[g] = new int[entries];
        entryWidth[g] = new int[entries];
        int entry = 0;
        for (int level = 0; level < levels[g]; level++) {
            int column = first;
            for (int h = 0; h < groupings; h++) {
                if (node[h]) {
                    continue;
                }
                Meeting met = meeting(g, h);
                for (int k = met.start()[level]; k < met.start()[level + 1]; k++) {
                    pairColumn[g * groupings + h][k] = column;
                    entryPanel[g][entry] = column;
                    entryDense[g][entry] = denseStart[h] + met.level()[k] * q[h];
                    entryWidth[g][entry] = q[h];
                    column += q[h];
                    entry++;
                }
            }
            entryStart[g][level + 1] = entry;
            panelWidth[g][level] = column + p + 1;
            panelStart[g][level] = size;
            size += (long) panelWidth[g][level] * q[g];
        }
        return size;
    }

    // the meeting of g and h with h's levels as rows
    private void turn(Meeting meeting, int g, int h) {
        int entries = meeting.level().length;
        int[] start = new int[levels[h] + 1];
        for (int row : meeting.level()) {
            start[row + 1]++;
        }
        for (int row = 0; row < levels[h]; row++) {
            start[row + 1] += start[row];
        }
        int[] next = Arrays.copyOf(start, levels[h]);
        int[] level = new int[entries];
        int[] from = new int[entries];
        for (int old = 0; old + 1 < meeting.start().length; old++) {
            for (int k = meeting.start()[old]; k < meeting.start()[old + 1]; k++) {
                int to = next[meeting.level()[k]]++;
                level[to] = old;
                from[to] = k;
            }
        }
        pair[h * groupings + g] = new Meeting(start, level);
        turnedFrom[h * groupings + g] = from;
    }

    /// Lists a node's columns in the dense remainder, ascending.
    ///
    /// @param g the node's grouping
    /// @param level the node
    /// @param fixedColumns how many of X and y
    /// @param panelColumn filled with the column in the node's panel. *Modified.*
    /// @param denseColumn filled with the column in the remainder. *Modified.*
    /// @return how many there are
    int denseColumns(int g, int level, int fixedColumns, int[] panelColumn, int[] denseColumn) {
        int count = 0;
        for (int entry = entryStart[g][level]; entry < entryStart[g][level + 1]; entry++) {
            for (int c = 0; c < entryWidth[g][entry]; c++) {
                panelColumn[count] = entryPanel[g][entry] + c;
                denseColumn[count++] = entryDense[g][entry] + c;
            }
        }
        int fixed = panelWidth[g][level] - p - 1;
        for (int j = 0; j < fixedColumns; j++) {
            panelColumn[count] = fixed + j;
            denseColumn[count++] = denseLevels + j;
        }
        return count;
    }

    private void linkToParents(int position) {
        int g = order[position];
        int parents = parent[g].length;
        entryInParent[g] = new int[parents][];
        for (int k = 0; k < parents; k++) {
            int h = order[position + 1 + k];
            int[] link = new int[entryPanel[g].length];
            for (int level = 0; level < levels[g]; level++) {
                int other = parent[g][k][level];
                int seek = entryStart[h][other];
                // both lists are sorted by dense column, and the parent meets whatever its children meet
                for (int entry = entryStart[g][level]; entry < entryStart[g][level + 1]; entry++) {
                    while (entryDense[h][seek] != entryDense[g][entry]) {
                        seek++;
                    }
                    link[entry] = entryPanel[h][seek];
                }
            }
            entryInParent[g][k] = link;
        }
    }

    private static int[] filled(int length, int value) {
        int[] array = new int[length];
        Arrays.fill(array, value);
        return array;
    }
}
