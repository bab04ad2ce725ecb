package copse.model.internal;

import copse.math.DenseCholesky;
import copse.math.Lanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Factor of the penalised system of a linear mixed model at given covariance factors Λ, and its solution.
///
/// The system is `[ΛᵀZᵀZΛ + I, ΛᵀZᵀX; XᵀZΛ, XᵀX]` with the right-hand side `[ΛᵀZᵀy; Xᵀy]`. Levels that
/// [Structure] calls nodes are eliminated one by one; the remainder is factored densely.
///
/// - Cost: Σ over nodes q·width² plus m³/3 for a remainder of order m.
/// - Work arrays are made once; an instance belongs to one thread.
///
/// Source: Bates, Mächler, Bolker and Walker (2015), J. Stat. Softw. 67(1), section 3.
/// doi:10.18637/jss.v067.i01
public final class BlockCholesky {
    /// Numbers in all panels from which a second thread pays for itself.
    static final int PARALLEL = 20_000;

    final Structure s;
    final SystemValues values;
    private final int p;
    final double[] panels;
    final double[][] pivots; // per grouping: L of each node's own block, q×q column-major
    final double[][] dense; // columns of the remainder, then of its factor
    double[][] lambda = {};
    private double logDeterminantA;
    private double logDeterminantX;

    /// @param structure pattern of the system
    /// @param values its numbers: kept, and looked at by each [#factor(double[][])]
    public BlockCholesky(Structure structure, SystemValues values) {
        this.s = structure;
        this.values = values;
        this.p = structure.p;
        int size = Math.toIntExact(structure.panelSize);
        this.panels = new double[size];
        this.pivots = new double[structure.groupings][];
        for (int g : structure.order) {
            pivots[g] = new double[structure.levels[g] * structure.q[g] * structure.q[g]];
        }
        this.dense = new double[structure.dense][structure.dense];
    }

    /// log|ΛᵀZᵀZΛ + I|.
    ///
    /// @return at the last [#factor(double[][])]
    public double logDeterminantA() {
        return logDeterminantA;
    }

    /// log|XᵀV⁻¹X| with V = I + ZΛΛᵀZᵀ.
    ///
    /// @return at the last [#factor(double[][])]
    public double logDeterminantX() {
        return logDeterminantX;
    }

    /// Penalised residual sum of squares: `min ‖y − Xβ − ZΛu‖² + ‖u‖²`.
    ///
    /// @return at the last [#factor(double[][])]
    public double residualSquares() {
        return Math.max(0, dense[s.dense - 1][s.dense - 1]);
    }

    /// @return Λ per grouping of the last [#factor(double[][])]; a view
    public double[][] lambda() {
        return lambda;
    }

    /// Factors the system.
    ///
    /// @param factors Λ per grouping, q×q lower triangular, column-major; kept until the next call
    /// @return whether the system came out positive definite; without weights below 0 that depends on `XᵀV⁻¹X`
    ///     alone
    public boolean factor(double[][] factors) {
        lambda = factors;
        fillDense();
        for (int g : s.order) {
            fillPanels(g);
        }
        LogProduct pivotsOfNodes = new LogProduct();
        for (int position = 0; position < s.order.length; position++) {
            if (!eliminate(position, pivotsOfNodes)) {
                return false;
            }
        }
        if (DenseCholesky.factor(dense, s.dense - 1, s.dense) >= 0) {
            return false;
        }
        double log = pivotsOfNodes.log();
        for (int j = 0; j < s.denseLevels; j++) {
            log += Math.log(dense[j][j]);
        }
        logDeterminantA = 2 * log;
        double logX = 0;
        for (int j = s.denseLevels; j < s.dense - 1; j++) {
            logX += Math.log(dense[j][j]);
        }
        logDeterminantX = 2 * logX;
        return true;
    }

    private void fillDense() {
        for (int j = 0; j < s.dense; j++) {
            Arrays.fill(dense[j], j, s.dense, 0);
        }
        double[] gram = values.gram;
        int columns = p + 1;
        for (int j = 0; j < columns; j++) {
            for (int i = j; i < columns; i++) {
                dense[s.denseLevels + j][s.denseLevels + i] = gram[i + j * columns];
            }
        }
        for (int g = 0; g < s.groupings; g++) {
            if (!s.node[g]) {
                fillDenseLevels(g);
                for (int h = g + 1; h < s.groupings; h++) {
                    if (!s.node[h]) {
                        fillDensePair(g, h);
                    }
                }
            }
        }
    }

    private void fillDenseLevels(int g) {
        double[] ztz = values.own[g];
        double[] ztx = values.fixed[g];
        int q = s.q[g];
        double[] block = new double[q * q];
        for (int level = 0; level < s.levels[g]; level++) {
            int at = s.denseStart[g] + level * q;
            sandwich(lambda[g], q, ztz, level * q * q, block);
            for (int b = 0; b < q; b++) {
                for (int a = b; a < q; a++) {
                    dense[at + b][at + a] = block[a + b * q] + (a == b ? 1 : 0);
                }
                for (int j = 0; j <= p; j++) {
                    dense[at + b][s.denseLevels + j] = leftProduct(g, b, ztx, level * q * (p + 1) + j, p + 1);
                }
            }
        }
    }

    private void fillDensePair(int g, int h) {
        Structure.Meeting pair = s.meeting(g, h);
        double[] blocks = values.pair[g * s.groupings + h];
        int q = s.q[g];
        int r = s.q[h];
        double[] block = new double[q * r];
        for (int level = 0; level < s.levels[g]; level++) {
            for (int k = pair.start()[level]; k < pair.start()[level + 1]; k++) {
                sandwich(g, h, blocks, k * q * r, block);
                for (int a = 0; a < q; a++) {
                    for (int b = 0; b < r; b++) {
                        dense[s.denseStart[g] + level * q + a][s.denseStart[h] + pair.level()[k] * r + b] =
                                block[a + b * q];
                    }
                }
            }
        }
    }

    private void fillPanels(int g) {
        double[] ztz = values.own[g];
        double[] ztx = values.fixed[g];
        int q = s.q[g];
        double[] block = new double[q * q];
        for (int level = 0; level < s.levels[g]; level++) {
            sandwich(lambda[g], q, ztz, level * q * q, block);
            for (int a = 0; a < q; a++) {
                block[a + a * q] += 1;
            }
            System.arraycopy(block, 0, pivots[g], level * q * q, q * q);
            int at = (int) s.panelStart[g][level] + (s.panelWidth[g][level] - p - 1) * q;
            for (int j = 0; j <= p; j++) {
                for (int a = 0; a < q; a++) {
                    panels[at + a + j * q] = leftProduct(g, a, ztx, level * q * (p + 1) + j, p + 1);
                }
            }
        }
        for (int h = 0; h < s.groupings; h++) {
            Structure.Meeting pair = s.pair[g * s.groupings + h];
            if (pair != null) {
                fillPanelPair(g, h, pair);
            }
        }
    }

    private void fillPanelPair(int g, int h, Structure.Meeting pair) {
        double[] blocks = values.pair[g * s.groupings + h];
        int q = s.q[g];
        int r = s.q[h];
        int[] column = s.pairColumn[g * s.groupings + h];
        double[] block = new double[q * r];
        for (int level = 0; level < s.levels[g]; level++) {
            for (int k = pair.start()[level]; k < pair.start()[level + 1]; k++) {
                sandwich(g, h, blocks, k * q * r, block);
                System.arraycopy(block, 0, panels, (int) s.panelStart[g][level] + column[k] * q, q * r);
            }
        }
    }

    // (Λᵀ B)[a, ·] for B stored by rows with the given stride, one column of it
    private double leftProduct(int g, int a, double[] b, int at, int stride) {
        int q = s.q[g];
        double sum = 0;
        for (int c = a; c < q; c++) {
            sum += lambda[g][c + a * q] * b[at + c * stride];
        }
        return sum;
    }

    // ΛᵀSΛ, S symmetric q×q column-major
    private static void sandwich(double[] lambda, int q, double[] symmetric, int at, double[] into) {
        if (q == 1) {
            into[0] = lambda[0] * lambda[0] * symmetric[at];
            return;
        }
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int c = a; c < q; c++) {
                    double inner = 0;
                    for (int d = b; d < q; d++) {
                        inner += symmetric[at + c + d * q] * lambda[d + b * q];
                    }
                    sum += lambda[c + a * q] * inner;
                }
                into[a + b * q] = sum;
                into[b + a * q] = sum;
            }
        }
    }

    // Λ_gᵀ B Λ_h, B q×r by rows, into column-major q×r
    private void sandwich(int g, int h, double[] b, int at, double[] into) {
        int q = s.q[g];
        int r = s.q[h];
        if (q == 1 && r == 1) {
            into[0] = lambda[g][0] * b[at] * lambda[h][0];
            return;
        }
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < r; j++) {
                double sum = 0;
                for (int c = i; c < q; c++) {
                    double inner = 0;
                    for (int d = j; d < r; d++) {
                        inner += b[at + c * r + d] * lambda[h][d + j * r];
                    }
                    sum += lambda[g][c + i * q] * inner;
                }
                into[i + j * q] = sum;
            }
        }
    }

    /// Eliminates all levels of one grouping; multiplies the pivots into a product.
    ///
    /// @return false if a pivot is not positive, as weights below 0 may make it
    private boolean eliminate(int position, LogProduct product) {
        int g = s.order[position];
        int q = s.q[g];
        int parents = s.parent[g].length;
        for (int level = 0; level < s.levels[g]; level++) {
            int at = (int) s.panelStart[g][level];
            int width = s.panelWidth[g][level];
            int pivot = level * q * q;
            if (!factorPivot(pivots[g], pivot, q, product)) {
                return false;
            }
            solveLower(pivots[g], pivot, q, panels, at, width);
            int fixed = width - p - 1;
            for (int k = 0; k < parents; k++) {
                updateParent(position, k, level, at, fixed);
            }
        }
        updateDense(g);
        return true;
    }

    private static boolean factorPivot(double[] a, int at, int q, LogProduct product) {
        for (int j = 0; j < q; j++) {
            for (int i = j; i < q; i++) {
                double sum = a[at + i + j * q];
                for (int k = 0; k < j; k++) {
                    sum -= a[at + i + k * q] * a[at + j + k * q];
                }
                if (i == j && !(sum > 0)) {
                    return false;
                }
                a[at + i + j * q] = i == j ? Math.sqrt(sum) : sum / a[at + j + j * q];
            }
            product.multiply(a[at + j + j * q]);
        }
        return true;
    }

    static void solveLower(double[] l, int pivot, int q, double[] panel, int at, int width) {
        for (int column = 0; column < width; column++) {
            int c = at + column * q;
            for (int i = 0; i < q; i++) {
                double sum = panel[c + i];
                for (int k = 0; k < i; k++) {
                    sum -= l[pivot + i + k * q] * panel[c + k];
                }
                panel[c + i] = sum / l[pivot + i + i * q];
            }
        }
    }

    private static double inner(double[] panel, int a, int b, int q) {
        double sum = 0;
        for (int i = 0; i < q; i++) {
            sum += panel[a + i] * panel[b + i];
        }
        return sum;
    }

    private void updateParent(int position, int k, int level, int at, int fixed) {
        int g = s.order[position];
        int h = s.order[position + 1 + k];
        int q = s.q[g];
        int r = s.q[h];
        int other = s.parent[g][k][level];
        int own = at + s.parentColumn[g][k] * q;
        int otherPanel = (int) s.panelStart[h][other];
        for (int b = 0; b < r; b++) {
            int mine = own + b * q;
            for (int a = b; a < r; a++) {
                double value = inner(panels, own + a * q, mine, q);
                pivots[h][other * r * r + a + b * r] -= value;
                if (a != b) {
                    pivots[h][other * r * r + b + a * r] -= value;
                }
            }
            // later parents of this node are the parents of its parent
            for (int m = k + 1; m < s.parent[g].length; m++) {
                int columns = s.q[s.order[position + 1 + m]];
                int from = at + s.parentColumn[g][m] * q;
                int to = otherPanel + s.parentColumn[h][m - k - 1] * r + b;
                for (int c = 0; c < columns; c++) {
                    panels[to + c * r] -= inner(panels, mine, from + c * q, q);
                }
            }
            int[] link = s.entryInParent[g][k];
            for (int entry = s.entryStart[g][level]; entry < s.entryStart[g][level + 1]; entry++) {
                int from = at + s.entryPanel[g][entry] * q;
                int to = otherPanel + link[entry] * r + b;
                for (int c = 0; c < s.entryWidth[g][entry]; c++) {
                    panels[to + c * r] -= inner(panels, mine, from + c * q, q);
                }
            }
            int otherFixed = otherPanel + (s.panelWidth[h][other] - p - 1) * r + b;
            for (int j = 0; j <= p; j++) {
                panels[otherFixed + j * r] -= inner(panels, mine, at + (fixed + j) * q, q);
            }
        }
    }

    // Each column of the remainder belongs to one thread, which takes the nodes in order: the sums do not depend on
    // how many threads there are
    private void updateDense(int g) {
        int q = s.q[g];
        Lanes.run(s.panelSize > PARALLEL, (first, stride) -> {
            int[] panelColumn = new int[s.widestPanel];
            int[] denseColumn = new int[s.widestPanel];
            for (int level = 0; level < s.levels[g]; level++) {
                int at = (int) s.panelStart[g][level];
                int count = s.denseColumns(g, level, p + 1, panelColumn, denseColumn);
                for (int a = 0; a < count; a++) {
                    if (denseColumn[a] % stride == first) {
                        subtractProducts(dense[denseColumn[a]], at, q, a, count, panelColumn, denseColumn);
                    }
                }
            }
        });
    }

    // column −= products of panel column a with itself and those after it
    private void subtractProducts(
            double[] column, int at, int q, int a, int count, int[] panelColumn, int[] denseColumn) {
        int mine = at + panelColumn[a] * q;
        if (q == 1) {
            // a node's columns in the remainder lie side by side in its panel
            double w = panels[mine];
            for (int b = a; b < count; b++) {
                column[denseColumn[b]] -= w * panels[mine + b - a];
            }
            return;
        }
        for (int b = a; b < count; b++) {
            column[denseColumn[b]] -= inner(panels, mine, at + panelColumn[b] * q, q);
        }
    }

    /// The solution of the system.
    ///
    /// @param beta filled with β. *Modified.*
    /// @param u filled per grouping with the spherical modes of its levels. *Modified.*
    public void solve(double[] beta, double[][] u) {
        int n = s.dense - 1;
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            x[j] = dense[j][n];
        }
        for (int j = n - 1; j >= 0; j--) {
            double sum = x[j];
            for (int i = j + 1; i < n; i++) {
                sum -= dense[j][i] * x[i];
            }
            x[j] = sum / dense[j][j];
        }
        System.arraycopy(x, s.denseLevels, beta, 0, p);
        for (int g = 0; g < s.groupings; g++) {
            if (!s.node[g]) {
                System.arraycopy(x, s.denseStart[g], u[g], 0, s.levels[g] * s.q[g]);
            }
        }
        for (int position = s.order.length - 1; position >= 0; position--) {
            solveNodes(position, x, beta, u);
        }
    }

    private void solveNodes(int position, double[] x, double[] beta, double[][] u) {
        int g = s.order[position];
        int q = s.q[g];
        double[] own = new double[q];
        for (int level = 0; level < s.levels[g]; level++) {
            int at = (int) s.panelStart[g][level];
            int fixed = s.panelWidth[g][level] - p - 1;
            for (int a = 0; a < q; a++) {
                double sum = panels[at + a + (fixed + p) * q];
                for (int j = 0; j < p; j++) {
                    sum -= panels[at + a + (fixed + j) * q] * beta[j];
                }
                own[a] = sum;
            }
            back(position, level, own, x, u);
        }
    }

    // L⁻ᵀ of what a node's entries are after those of its parents and of the remainder are taken out
    private void back(int position, int level, double[] own, double[] rest, double[][] u) {
        int g = s.order[position];
        int q = s.q[g];
        int at = (int) s.panelStart[g][level];
        for (int a = 0; a < q; a++) {
            double sum = own[a];
            for (int k = 0; k < s.parent[g].length; k++) {
                int h = s.order[position + 1 + k];
                for (int c = 0; c < s.q[h]; c++) {
                    sum -= panels[at + a + (s.parentColumn[g][k] + c) * q] * u[h][s.parent[g][k][level] * s.q[h] + c];
                }
            }
            for (int entry = s.entryStart[g][level]; entry < s.entryStart[g][level + 1]; entry++) {
                for (int c = 0; c < s.entryWidth[g][entry]; c++) {
                    sum -= panels[at + a + (s.entryPanel[g][entry] + c) * q] * rest[s.entryDense[g][entry] + c];
                }
            }
            own[a] = sum;
        }
        int pivot = level * q * q;
        for (int a = q - 1; a >= 0; a--) {
            double sum = own[a];
            for (int i = a + 1; i < q; i++) {
                sum -= pivots[g][pivot + i + a * q] * own[i];
            }
            own[a] = sum / pivots[g][pivot + a + a * q];
        }
        System.arraycopy(own, 0, u[g], level * q, q);
    }

    /// L⁻¹r for the factor L of the system's matrix M and any r: products of two such vectors are products in
    /// the metric of M⁻¹.
    ///
    /// Cost: that of one right-hand side, 2 Σ q·width over nodes and m² for a remainder of order m.
    ///
    /// @param right per grouping, q entries per level. *Modified*: scratch.
    /// @param fixed the entries of X. *Not modified.*
    /// @return the vector, first the nodes' entries in order of elimination, then those of the remainder
    public double[] forward(double[][] right, double[] fixed) {
        double[] rest = new double[s.denseLevels + p];
        for (int g = 0; g < s.groupings; g++) {
            if (!s.node[g]) {
                System.arraycopy(right[g], 0, rest, s.denseStart[g], right[g].length);
            }
        }
        System.arraycopy(fixed, 0, rest, s.denseLevels, p);
        int nodes = 0;
        for (int g : s.order) {
            nodes += right[g].length;
        }
        double[] result = new double[nodes + rest.length];
        int at = 0;
        for (int position = 0; position < s.order.length; position++) {
            int g = s.order[position];
            int q = s.q[g];
            double[] own = new double[q];
            for (int level = 0; level < s.levels[g]; level++) {
                System.arraycopy(right[g], level * q, own, 0, q);
                solveLower(pivots[g], level * q * q, q, own, 0, 1);
                spread(position, level, own, right, rest);
                System.arraycopy(own, 0, result, at, q);
                at += q;
            }
        }
        for (int j = 0; j < rest.length; j++) {
            double[] column = dense[j];
            double w = rest[j] / column[j];
            result[at + j] = w;
            for (int i = j + 1; i < rest.length; i++) {
                rest[i] -= column[i] * w;
            }
        }
        return result;
    }

    // takes an eliminated node's entries out of those of its parents and of the remainder
    private void spread(int position, int level, double[] own, double[][] right, double[] rest) {
        int g = s.order[position];
        int q = s.q[g];
        int at = (int) s.panelStart[g][level];
        for (int k = 0; k < s.parent[g].length; k++) {
            int h = s.order[position + 1 + k];
            for (int c = 0; c < s.q[h]; c++) {
                right[h][s.parent[g][k][level] * s.q[h] + c] -= inner(panels, at + (s.parentColumn[g][k] + c) * q, own);
            }
        }
        for (int entry = s.entryStart[g][level]; entry < s.entryStart[g][level + 1]; entry++) {
            for (int c = 0; c < s.entryWidth[g][entry]; c++) {
                rest[s.entryDense[g][entry] + c] -= inner(panels, at + (s.entryPanel[g][entry] + c) * q, own);
            }
        }
        int fixed = s.panelWidth[g][level] - p - 1;
        for (int j = 0; j < p; j++) {
            rest[s.denseLevels + j] -= inner(panels, at + (fixed + j) * q, own);
        }
    }

    /// A⁻¹r for the levels alone, A the part of the system without X.
    ///
    /// @param right per grouping, q entries per level. *Modified*: the solution.
    public void solve(double[][] right) {
        double[] rest = new double[s.denseLevels + p];
        for (int g = 0; g < s.groupings; g++) {
            if (!s.node[g]) {
                System.arraycopy(right[g], 0, rest, s.denseStart[g], right[g].length);
            }
        }
        for (int position = 0; position < s.order.length; position++) {
            int g = s.order[position];
            int q = s.q[g];
            double[] own = new double[q];
            for (int level = 0; level < s.levels[g]; level++) {
                System.arraycopy(right[g], level * q, own, 0, q);
                solveLower(pivots[g], level * q * q, q, own, 0, 1);
                spread(position, level, own, right, rest);
                System.arraycopy(own, 0, right[g], level * q, q);
            }
        }
        for (int j = 0; j < s.denseLevels; j++) {
            rest[j] /= dense[j][j];
            for (int i = j + 1; i < s.denseLevels; i++) {
                rest[i] -= dense[j][i] * rest[j];
            }
        }
        backward(right, rest);
    }

    /// L⁻ᵀr for the levels alone, L the factor of A: of independent normal numbers it makes numbers with the
    /// covariance A⁻¹.
    ///
    /// @param right per grouping, q entries per level. *Modified*: the result.
    public void backward(double[][] right) {
        double[] rest = new double[s.denseLevels];
        for (int g = 0; g < s.groupings; g++) {
            if (!s.node[g]) {
                System.arraycopy(right[g], 0, rest, s.denseStart[g], right[g].length);
            }
        }
        backward(right, rest);
    }

    private void backward(double[][] right, double[] rest) {
        for (int j = s.denseLevels - 1; j >= 0; j--) {
            double sum = rest[j];
            for (int i = j + 1; i < s.denseLevels; i++) {
                sum -= dense[j][i] * rest[i];
            }
            rest[j] = sum / dense[j][j];
        }
        for (int g = 0; g < s.groupings; g++) {
            if (!s.node[g]) {
                System.arraycopy(rest, s.denseStart[g], right[g], 0, right[g].length);
            }
        }
        for (int position = s.order.length - 1; position >= 0; position--) {
            int g = s.order[position];
            double[] own = new double[s.q[g]];
            for (int level = 0; level < s.levels[g]; level++) {
                System.arraycopy(right[g], level * own.length, own, 0, own.length);
                back(position, level, own, rest, right);
            }
        }
    }

    /// `rᵀM⁻¹r` for the matrix M of the system and a sparse r: the variance of a linear combination of u and β
    /// given the data, relative to σ². It takes the forward elimination of the levels concerned and their
    /// parents.
    ///
    /// @param level per grouping, the level concerned, or -1
    /// @param loadings per grouping, q coefficients of that level's u
    /// @param x coefficients of β
    /// @return the form
    public double inverseForm(int[] level, double[][] loadings, double[] x) {
        double[] rest = new double[s.denseLevels + p];
        List<Map<Integer, double[]>> open = new ArrayList<>();
        for (int g = 0; g < s.groupings; g++) {
            open.add(new TreeMap<>());
            if (level[g] < 0) {
                continue;
            }
            if (s.node[g]) {
                open.get(g).put(level[g], loadings[g].clone());
            } else {
                System.arraycopy(loadings[g], 0, rest, s.denseStart[g] + level[g] * s.q[g], s.q[g]);
            }
        }
        System.arraycopy(x, 0, rest, s.denseLevels, p);
        double form = 0;
        for (int position = 0; position < s.order.length; position++) {
            int g = s.order[position];
            for (Map.Entry<Integer, double[]> one : open.get(g).entrySet()) {
                form += eliminateNode(position, one.getKey(), one.getValue(), open, rest);
            }
        }
        for (int j = 0; j < rest.length; j++) {
            if (rest[j] == 0) {
                continue; // leading zeros stay zeros
            }
            double w = rest[j] / dense[j][j];
            form += w * w;
            for (int i = j + 1; i < rest.length; i++) {
                rest[i] -= dense[j][i] * w;
            }
        }
        return form;
    }

    private double eliminateNode(
            int position, int level, double[] right, List<Map<Integer, double[]>> open, double[] rest) {
        int g = s.order[position];
        int q = s.q[g];
        int at = (int) s.panelStart[g][level];
        double form = 0;
        for (int a = 0; a < q; a++) {
            double sum = right[a];
            for (int c = 0; c < a; c++) {
                sum -= pivots[g][level * q * q + a + c * q] * right[c];
            }
            right[a] = sum / pivots[g][level * q * q + a + a * q];
            form += right[a] * right[a];
        }
        for (int k = 0; k < s.parent[g].length; k++) {
            int h = s.order[position + 1 + k];
            double[] parent = open.get(h).computeIfAbsent(s.parent[g][k][level], key -> new double[s.q[h]]);
            for (int c = 0; c < s.q[h]; c++) {
                parent[c] -= inner(panels, at + (s.parentColumn[g][k] + c) * q, right);
            }
        }
        for (int entry = s.entryStart[g][level]; entry < s.entryStart[g][level + 1]; entry++) {
            for (int c = 0; c < s.entryWidth[g][entry]; c++) {
                rest[s.entryDense[g][entry] + c] -= inner(panels, at + (s.entryPanel[g][entry] + c) * q, right);
            }
        }
        int fixed = s.panelWidth[g][level] - p - 1;
        for (int j = 0; j < p; j++) {
            rest[s.denseLevels + j] -= inner(panels, at + (fixed + j) * q, right);
        }
        return form;
    }

    private static double inner(double[] panel, int at, double[] vector) {
        double sum = 0;
        for (int a = 0; a < vector.length; a++) {
            sum += panel[at + a] * vector[a];
        }
        return sum;
    }

    /// Inverse of `XᵀV⁻¹X`.
    ///
    /// @return p×p column-major
    public double[] inverseX() {
        double[] inverse = new double[p * p];
        double[][] l = new double[p][p];
        for (int j = 0; j < p; j++) {
            System.arraycopy(dense[s.denseLevels + j], s.denseLevels + j, l[j], j, p - j);
        }
        double[][] columns = DenseCholesky.inverse(l, p);
        for (int j = 0; j < p; j++) {
            System.arraycopy(columns[j], 0, inverse, j * p, p);
        }
        return inverse;
    }
}
