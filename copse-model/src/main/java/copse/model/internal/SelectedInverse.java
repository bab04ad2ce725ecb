package copse.model.internal;

import copse.math.DenseCholesky;
import copse.math.Lanes;
import java.util.Arrays;

/// The inverse T of a linear mixed model's penalised system where its factor has entries, and the traces that
/// derivatives of log-determinants need.
///
/// A node's part follows from those of the columns it meets, which are all in the factor's pattern: nodes are
/// taken in reverse order of elimination.
///
/// - Cost: about twice that of the factor.
/// - Work arrays are made once; an instance belongs to one thread.
///
/// Source: Erisman and Tinney (1975), Comm. ACM 18, 177-179. doi:10.1145/360680.360704
public final class SelectedInverse {
    private final BlockCholesky factor;
    private final Structure s;
    private final int p;
    private final double[] panels;
    private final double[][] pivots;
    private double[][] dense = {};
    private double[][] work = {};
    private boolean withX;

    /// @param factor of the system
    public SelectedInverse(BlockCholesky factor) {
        this.factor = factor;
        this.s = factor.s;
        this.p = s.p;
        this.panels = new double[factor.panels.length];
        this.pivots = new double[s.groupings][];
        for (int g : s.order) {
            pivots[g] = new double[factor.pivots[g].length];
        }
    }

    /// Computes the inverse at the factor's present state.
    ///
    /// @param withX of the whole system, else of `ΛᵀZᵀZΛ + I` alone
    public void compute(boolean withX) {
        this.withX = withX;
        int n = s.denseLevels + (withX ? p : 0);
        if (dense.length < n) {
            dense = new double[n][n];
            work = new double[n][n];
        }
        DenseCholesky.inverse(factor.dense, n, dense, work);
        boolean parallel = s.panelSize > BlockCholesky.PARALLEL;
        for (int position = s.order.length - 1; position >= 0; position--) {
            int nodes = position;
            int levels = s.levels[s.order[position]];
            // nodes of one grouping do not meet each other
            Lanes.run(parallel, (first, stride) -> {
                Scratch scratch = new Scratch(s);
                for (int level = first; level < levels; level += stride) {
                    invertNode(nodes, level, scratch);
                }
            });
        }
    }

    /// Work arrays of one thread.
    ///
    /// @param k L⁻ᵀW of a node
    /// @param panelColumn of its columns in the remainder
    /// @param denseColumn of the same
    private record Scratch(double[] k, int[] panelColumn, int[] denseColumn) {
        Scratch(Structure s) {
            this(new double[s.largestPanel], new int[s.widestPanel], new int[s.widestPanel]);
        }
    }

    // T_iJ = −K T_JJ and T_ii = L⁻ᵀL⁻¹ − T_iJ Kᵀ with K = L⁻ᵀW, J the node's columns
    private void invertNode(int position, int level, Scratch scratch) {
        double[] k = scratch.k();
        int g = s.order[position];
        int q = s.q[g];
        int at = (int) s.panelStart[g][level];
        int width = s.panelWidth[g][level] - p - 1 + (withX ? p : 0);
        int pivot = level * q * q;
        System.arraycopy(factor.panels, at, k, 0, width * q);
        solveUpper(factor.pivots[g], pivot, q, k, width);
        Arrays.fill(panels, at, at + width * q, 0);
        addParents(position, level, at, width, k);
        addDense(g, level, at, scratch);
        double[] own = new double[q * q];
        for (int c = 0; c < q; c++) {
            own[c + c * q] = 1;
        }
        BlockCholesky.solveLower(factor.pivots[g], pivot, q, own, 0, q);
        solveUpper(factor.pivots[g], pivot, q, own, q);
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = own[a + b * q];
                for (int c = 0; c < width; c++) {
                    sum -= panels[at + a + c * q] * k[b + c * q];
                }
                pivots[g][pivot + a + b * q] = sum;
                pivots[g][pivot + b + a * q] = sum;
            }
        }
    }

    private static void solveUpper(double[] l, int pivot, int q, double[] panel, int width) {
        for (int column = 0; column < width; column++) {
            int c = column * q;
            for (int i = q - 1; i >= 0; i--) {
                double sum = panel[c + i];
                for (int m = i + 1; m < q; m++) {
                    sum -= l[pivot + m + i * q] * panel[c + m];
                }
                panel[c + i] = sum / l[pivot + i + i * q];
            }
        }
    }

    // T_iJ −= K_{·a} T_{ab} for panel columns a and b; T is symmetric
    private void spread(int at, int q, double[] k, int a, int b, double value) {
        for (int i = 0; i < q; i++) {
            panels[at + i + b * q] -= k[i + a * q] * value;
        }
    }

    private void addParents(int position, int level, int at, int width, double[] k) {
        int g = s.order[position];
        int q = s.q[g];
        for (int m = 0; m < s.parent[g].length; m++) {
            int h = s.order[position + 1 + m];
            int r = s.q[h];
            int other = s.parent[g][m][level];
            int first = s.parentColumn[g][m];
            int otherAt = (int) s.panelStart[h][other];
            for (int a = 0; a < r; a++) {
                for (int b = 0; b < r; b++) {
                    spread(at, q, k, first + a, first + b, pivots[h][other * r * r + a + b * r]);
                }
                for (int later = m + 1; later < s.parent[g].length; later++) {
                    int columns = s.q[s.order[position + 1 + later]];
                    int from = s.parentColumn[g][later];
                    int there = s.parentColumn[h][later - m - 1];
                    for (int c = 0; c < columns; c++) {
                        spreadBoth(at, q, k, first + a, from + c, panels[otherAt + a + (there + c) * r]);
                    }
                }
                int[] link = s.entryInParent[g][m];
                for (int entry = s.entryStart[g][level]; entry < s.entryStart[g][level + 1]; entry++) {
                    for (int c = 0; c < s.entryWidth[g][entry]; c++) {
                        spreadBoth(
                                at,
                                q,
                                k,
                                first + a,
                                s.entryPanel[g][entry] + c,
                                panels[otherAt + a + (link[entry] + c) * r]);
                    }
                }
                int fixed = s.panelWidth[g][level] - p - 1;
                int otherFixed = s.panelWidth[h][other] - p - 1;
                for (int j = 0; fixed + j < width; j++) {
                    spreadBoth(at, q, k, first + a, fixed + j, panels[otherAt + a + (otherFixed + j) * r]);
                }
            }
        }
    }

    private void spreadBoth(int at, int q, double[] k, int a, int b, double value) {
        spread(at, q, k, a, b, value);
        spread(at, q, k, b, a, value);
    }

    private void addDense(int g, int level, int at, Scratch scratch) {
        double[] k = scratch.k();
        int[] panelColumn = scratch.panelColumn();
        int[] denseColumn = scratch.denseColumn();
        int q = s.q[g];
        int count = s.denseColumns(g, level, withX ? p : 0, panelColumn, denseColumn);
        if (q == 1) {
            addSymmetric(at, k, count, panelColumn, denseColumn);
            return;
        }
        for (int a = 0; a < count; a++) {
            double[] column = dense[denseColumn[a]];
            for (int b = 0; b < count; b++) {
                spread(at, q, k, panelColumn[a], panelColumn[b], column[denseColumn[b]]);
            }
        }
    }

    // The product of T_JJ with k, each entry of T's triangle read once: reading it takes most of the time, since it
    // lies
    // scattered. A node's columns in the remainder lie side by side in its panel.
    private void addSymmetric(int at, double[] k, int count, int[] panelColumn, int[] denseColumn) {
        int shift = count == 0 ? 0 : panelColumn[0];
        for (int a = 0; a < count; a++) {
            double[] column = dense[denseColumn[a]];
            double factor = k[shift + a];
            double sum = factor * column[denseColumn[a]];
            for (int b = a + 1; b < count; b++) {
                double value = column[denseColumn[b]];
                sum += k[shift + b] * value;
                panels[at + shift + b] -= factor * value;
            }
            panels[at + shift + a] -= sum;
        }
    }

    /// Per grouping, the sum over its levels of the own block of `ZᵀZΛT_uu (+ ZᵀX T_βu)`, q×q column-major,
    /// with T the inverse. The derivative of the log-determinant by Λ[a, b] is twice entry (a, b).
    ///
    /// @return per grouping
    public double[][] traces() {
        double[][] sum = new double[s.groupings][];
        for (int g = 0; g < s.groupings; g++) {
            sum[g] = new double[s.q[g] * s.q[g]];
            addOwnTraces(g, sum[g]);
        }
        for (int g : s.order) {
            for (int h = 0; h < s.groupings; h++) {
                Structure.Meeting pair = s.pair[g * s.groupings + h];
                if (pair != null) {
                    addPairTraces(g, h, pair, sum);
                }
            }
        }
        for (int g = 0; g < s.groupings; g++) {
            for (int h = g + 1; h < s.groupings; h++) {
                if (!s.node[g] && !s.node[h]) {
                    addPairTraces(g, h, s.meeting(g, h), sum);
                }
            }
        }
        return sum;
    }

    /// T[a, b] of two columns of the same level.
    private double own(int g, int level, int a, int b) {
        int q = s.q[g];
        if (s.node[g]) {
            return pivots[g][level * q * q + a + b * q];
        }
        int at = s.denseStart[g] + level * q;
        return dense[at + a][at + b];
    }

    private void addOwnTraces(int g, double[] sum) {
        double[] ztz = factor.values.own[g];
        double[] ztx = factor.values.fixed[g];
        int q = s.q[g];
        double[] right = new double[q * q]; // Λ T
        for (int level = 0; level < s.levels[g]; level++) {
            for (int b = 0; b < q; b++) {
                for (int c = 0; c < q; c++) {
                    double value = 0;
                    for (int d = 0; d <= c; d++) {
                        value += factor.lambda[g][c + d * q] * own(g, level, d, b);
                    }
                    right[c + b * q] = value;
                }
            }
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < q; b++) {
                    double value = 0;
                    for (int c = 0; c < q; c++) {
                        value += ztz[level * q * q + a + c * q] * right[c + b * q];
                    }
                    if (withX) {
                        for (int j = 0; j < p; j++) {
                            value += ztx[(level * q + a) * (p + 1) + j] * withFixed(g, level, b, j);
                        }
                    }
                    sum[a + b * q] += value;
                }
            }
        }
    }

    private double withFixed(int g, int level, int b, int j) {
        if (s.node[g]) {
            int column = s.panelWidth[g][level] - p - 1 + j;
            return panels[(int) s.panelStart[g][level] + b + column * s.q[g]];
        }
        return dense[s.denseStart[g] + level * s.q[g] + b][s.denseLevels + j];
    }

    private void addPairTraces(int g, int h, Structure.Meeting pair, double[][] sum) {
        double[] blocks = factor.values.pair[g * s.groupings + h];
        int q = s.q[g];
        int r = s.q[h];
        double[] t = new double[q * r]; // T_gh
        double[] left = new double[r * q]; // Λ_h T_hg
        double[] right = new double[q * r]; // Λ_g T_gh
        for (int level = 0; level < s.levels[g]; level++) {
            for (int k = pair.start()[level]; k < pair.start()[level + 1]; k++) {
                pairBlock(g, h, level, k, pair.level()[k], t);
                for (int a = 0; a < q; a++) {
                    for (int b = 0; b < r; b++) {
                        double value = 0;
                        for (int d = 0; d <= b; d++) {
                            value += factor.lambda[h][b + d * r] * t[a + d * q];
                        }
                        left[b + a * r] = value;
                        value = 0;
                        for (int d = 0; d <= a; d++) {
                            value += factor.lambda[g][a + d * q] * t[d + b * q];
                        }
                        right[a + b * q] = value;
                    }
                }
                int at = k * q * r;
                for (int a = 0; a < q; a++) {
                    for (int c = 0; c < r; c++) {
                        double block = blocks[at + a * r + c];
                        for (int b = 0; b < q; b++) {
                            sum[g][a + b * q] += block * left[c + b * r];
                        }
                        for (int b = 0; b < r; b++) {
                            sum[h][c + b * r] += block * right[a + b * q];
                        }
                    }
                }
            }
        }
    }

    private void pairBlock(int g, int h, int level, int entry, int other, double[] t) {
        int q = s.q[g];
        int r = s.q[h];
        if (s.node[g]) {
            int at = (int) s.panelStart[g][level] + s.pairColumn[g * s.groupings + h][entry] * q;
            System.arraycopy(panels, at, t, 0, q * r);
            return;
        }
        for (int b = 0; b < r; b++) {
            for (int a = 0; a < q; a++) {
                t[a + b * q] = dense[s.denseStart[g] + level * q + a][s.denseStart[h] + other * r + b];
            }
        }
    }

    /// The own block of a level.
    ///
    /// @param g grouping
    /// @param level from 0
    /// @return T_ll, q×q column-major
    public double[] ownBlock(int g, int level) {
        int q = s.q[g];
        double[] block = new double[q * q];
        for (int b = 0; b < q; b++) {
            for (int a = 0; a < q; a++) {
                block[a + b * q] = own(g, level, a, b);
            }
        }
        return block;
    }

    /// `Λ_g T_gh Λ_hᵀ` on the pattern of the system: the covariances of the effects b given the data.
    ///
    /// @param into its own and pair parts are filled. *Modified.*
    public void covariances(SystemValues into) {
        for (int g = 0; g < s.groupings; g++) {
            int q = s.q[g];
            double[] t = new double[q * q];
            for (int level = 0; level < s.levels[g]; level++) {
                for (int b = 0; b < q; b++) {
                    for (int a = 0; a < q; a++) {
                        t[a + b * q] = own(g, level, a, b);
                    }
                }
                sandwich(g, g, t, into.own[g], level * q * q);
            }
            for (int h = 0; h < s.groupings; h++) {
                Structure.Meeting met = s.pair[g * s.groupings + h];
                if (met == null) {
                    continue;
                }
                int r = s.q[h];
                double[] block = new double[q * r];
                for (int level = 0; level < s.levels[g]; level++) {
                    for (int k = met.start()[level]; k < met.start()[level + 1]; k++) {
                        pairBlock(g, h, level, k, met.level()[k], block);
                        sandwich(g, h, block, into.pair[g * s.groupings + h], k * q * r);
                    }
                }
            }
        }
    }

    // Λ_g T Λ_hᵀ of a q×r column-major T, row by row
    private void sandwich(int g, int h, double[] t, double[] into, int at) {
        int q = s.q[g];
        int r = s.q[h];
        double[] left = factor.lambda[g];
        double[] right = factor.lambda[h];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < r; b++) {
                double sum = 0;
                for (int c = 0; c <= a; c++) {
                    for (int d = 0; d <= b; d++) {
                        sum += left[a + c * q] * t[c + d * q] * right[b + d * r];
                    }
                }
                into[at + a * r + b] = sum;
            }
        }
    }

    /// Sum of squares of the block of T that two groupings of the dense remainder share.
    ///
    /// @param g a grouping whose levels are no nodes
    /// @param h another, or the same
    /// @return ‖T_gh‖² (Frobenius)
    public double squares(int g, int h) {
        double sum = 0;
        int from = s.denseStart[h];
        int to = from + s.levels[h] * s.q[h];
        for (int j = s.denseStart[g]; j < s.denseStart[g] + s.levels[g] * s.q[g]; j++) {
            double own = 0;
            for (int i = from; i < to; i++) {
                own += dense[j][i] * dense[j][i];
            }
            sum += own;
        }
        return sum;
    }

    /// Trace of the own block of T of a grouping of the dense remainder.
    ///
    /// @param g a grouping whose levels are no nodes
    /// @return tr T_gg
    public double trace(int g) {
        double sum = 0;
        for (int j = s.denseStart[g]; j < s.denseStart[g] + s.levels[g] * s.q[g]; j++) {
            sum += dense[j][j];
        }
        return sum;
    }
}
