package copse.lm;

import copse.error.InputException;
import copse.error.Problem;
import copse.frame.RowSource;
import copse.lmm.LmmFit;
import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.ModelSpec;
import copse.model.internal.CompensatedSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Fixed effects of a linear mixed model with a covariance by clusters: right even where the random terms are
/// not all there is between clusters.
///
/// The model's own covariance of a cluster's rows is the working model: CR2 is unbiased and its degrees of
/// freedom are right if it holds, and nearly so if it does not.
///
/// ```java
/// LmmFit fit = Lmm.of("score ~ arm + pre + (1 | class)").fit(pupils);
/// RobustFit robust = MixedRobust.of(fit, pupils, Robust.cr2("school"));
/// ```
public final class MixedRobust {
    // Beyond this the dense work on a cluster takes seconds.
    private static final int MOST_EFFECTS = 500;
    // Sums of the same numbers in other batches differ by rounding.
    private static final double SAME = 1e-8;

    private final LmmFit fit;
    private final CrossProducts products;
    private final int[] kept;
    private final SpecRows rows;

    private MixedRobust(LmmFit fit, RowSource data) {
        this.fit = fit;
        this.products = fit.crossProducts();
        this.kept = fit.fixedNames().stream()
                .mapToInt(name -> fit.spec().fixedNames().indexOf(name))
                .toArray();
        this.rows = new SpecRows(fit.spec().formula(), data, fit.spec().roles(), List.of());
    }

    /// Reads the rows once more, cluster by cluster.
    ///
    /// - Cost: beside the pass, dense work per cluster on p columns and the random effects of the groups in it.
    ///
    /// @param fit a mixed model
    /// @param data the rows it was fitted to
    /// @param kind which covariance; its clusters are a grouping factor of the model, or unions of the groups
    /// @return estimates and tests
    /// @throws InputException `N105` if there is one cluster, `N108` if the rows are not those of the fit,
    ///     `N110` if clusters cut through groups, `N115` if a cluster has more than 500 random effects
    public static RobustFit of(LmmFit fit, RowSource data, Robust.Clusters kind) {
        return new MixedRobust(fit, data).robust(kind);
    }

    /// What leaving out each cluster would change, the variances kept as they are. Reads the rows once more.
    ///
    /// @param fit a mixed model
    /// @param data the rows it was fitted to
    /// @param cluster a grouping factor of the model, or one whose clusters are unions of the groups
    /// @return leave-one-out coefficients, DFBETAS, Cook's distances and leverages of the clusters
    /// @throws InputException as [#of(LmmFit, RowSource, Robust.Clusters)]
    public static Influence influence(LmmFit fit, RowSource data, String cluster) {
        return new MixedRobust(fit, data).influence(cluster);
    }

    /// What the rows say, cluster by cluster.
    private record Read(List<String> labels, long[] rows, MixedTerms.Result terms, Matrix map) {}

    private RobustFit robust(Robust.Clusters kind) {
        Read read = read(kind.cluster(), kind.adjustment());
        MixedTerms.Result made = read.terms();
        int r = kept.length;
        int size = read.labels().size();
        Matrix map = read.map();
        double factor = kind.adjustment().factor(size, fit.rows(), r);
        Matrix transposed = map.transpose();
        Matrix vcov = symmetric(map.times(Matrix.wrap(r, r, made.terms().meat()))
                .times(transposed)
                .times(factor));
        return new RobustFit(
                new RobustFit.Estimates(
                        fit.fixedNames(),
                        fit.beta(),
                        fit.spec().fixedTerms(),
                        fit.spec().fixedNames()),
                kind.label(),
                vcov,
                size,
                kind.degrees().fixed(size, r),
                kind.degrees(),
                new RobustFit.Evidence(made.terms(), made.lone(), read.labels(), transposed::times, true),
                fit.diagnostics());
    }

    private Influence influence(String cluster) {
        Read read = read(cluster, Adjustment.CR0);
        return Influence.of(
                read.labels(),
                fit.fixedNames(),
                read.rows(),
                fit.beta(),
                fit.standardErrors(),
                read.map(),
                read.terms().information(),
                read.terms().scores());
    }

    private Read read(String factor, Adjustment adjustment) {
        List<String> factors = new ArrayList<>(List.of(factor));
        for (CrossProducts.Products grouping : products.groupings()) {
            factors.add(String.join(":", grouping.grouping().factors()));
        }
        LmRows.Grouped grouped = rows.by(factors);
        ModelSpec spec = fit.spec();
        MixedPart sums = ParallelPass.run(
                grouped,
                Runtime.getRuntime().availableProcessors(),
                () -> new MixedPart(
                        products.shift(),
                        spec.hasWeights(),
                        products.groupings().size()));
        checkRows(sums.products(), factor);
        checkCuts(sums, grouped, factor);
        int[] order = sums.products().clusters.order();
        int size = order.length;
        if (size < 2) {
            throw new InputException(new Problem(
                    LmCode.ONE_CLUSTER.code(),
                    "`" + factor + "` has one cluster",
                    "a covariance by clusters compares clusters",
                    "name a finer factor"));
        }
        List<String> labels = new ArrayList<>();
        List<MixedTerms.Rows> clusters = new ArrayList<>();
        List<List<int[]>> members = members(sums, order);
        List<Matrix> psi = products.groupings().stream().map(this::covariance).toList();
        long[] counts = new long[size];
        for (int g = 0; g < size; g++) {
            ProductsPart own = sums.products();
            labels.add(grouped.label(0, own.clusters.key(order[g])));
            counts[g] = Math.round(own.products.value(order[g] * own.width()));
            clusters.add(cluster(own, order[g], members.get(g), psi, factor, labels.get(g)));
        }
        MixedTerms.Result made = MixedTerms.of(kept.length, fit.sigma() * fit.sigma(), clusters, adjustment);
        return new Read(labels, counts, made, map(made.factor()));
    }

    private static Matrix symmetric(Matrix m) {
        return m.plus(m.transpose()).times(0.5);
    }

    private void checkRows(ProductsPart sums, String cluster) {
        CompensatedSums total = new CompensatedSums();
        int last = products.p();
        total.ensure(2);
        int corner = 1 + Solution.index(last, last);
        for (int c = 0; c < sums.clusters.size(); c++) {
            total.add(0, sums.products.value(c * sums.width()));
            total.add(1, sums.products.value(c * sums.width() + corner));
        }
        long count = Math.round(total.value(0));
        if (count < fit.rows()) {
            throw new InputException(new Problem(
                    LmCode.OTHER_ROWS.code(),
                    "`" + cluster + "` is missing in " + (fit.rows() - count) + " of the " + fit.rows()
                            + " rows fitted",
                    "coefficients and covariance have to be of the same rows",
                    "leave those rows out before the fit: on the command line --where '" + cluster + " IS NOT NULL'"));
        }
        double squares = products.gram().at(last, last);
        if (count > fit.rows() || Math.abs(total.value(1) - squares) > SAME * squares) {
            throw new InputException(new Problem(
                    LmCode.OTHER_ROWS.code(),
                    "these are not the rows that were fitted",
                    "there are " + count + ", the fit has " + fit.rows()
                            + ", or the response has changed; coefficients and covariance have to be of the same rows",
                    "pass the data that the model was fitted to"));
        }
    }

    private void checkCuts(MixedPart sums, LmRows.Grouped grouped, String cluster) {
        if (sums.cut() < 0) {
            return;
        }
        String group = products.groupings().get(sums.cut()).grouping().name();
        throw new InputException(new Problem(
                LmCode.CUTS_GROUPS.code(),
                "`" + group + "` " + grouped.label(1 + sums.cut(), sums.cutLevel())
                        + " has rows in several clusters of `" + cluster + "`",
                "rows of one group share a random effect, so that they belong to one cluster",
                "cluster by `" + group + "` or a coarser factor"));
    }

    /// Per cluster, in order, the levels of every grouping that lie in it: pairs of grouping and level.
    private List<List<int[]>> members(MixedPart sums, int[] order) {
        int[] rank = new int[order.length];
        for (int g = 0; g < order.length; g++) {
            rank[order[g]] = g;
        }
        List<List<int[]>> members = new ArrayList<>();
        for (int g = 0; g < order.length; g++) {
            members.add(new ArrayList<>());
        }
        for (int f = 0; f < products.groupings().size(); f++) {
            CrossProducts.Products grouping = products.groupings().get(f);
            for (int level = 0; level < grouping.levels(); level++) {
                int cluster = sums.products().clusters.find(sums.home(f, grouping.keys()[level]));
                members.get(rank[cluster]).add(new int[] {f, level});
            }
        }
        return members;
    }

    /// The covariance of a level's effects, for columns of Z that are shifted as the products are.
    private Matrix covariance(CrossProducts.Products grouping) {
        Matrix n = MixedTerms.unshifted(grouping);
        return n.times(fit.covariance(grouping.grouping().name())).times(n.transpose());
    }

    private MixedTerms.Rows cluster(
            ProductsPart sums, int cluster, List<int[]> members, List<Matrix> covariance, String factor, String label) {
        int r = kept.length;
        int k = r;
        for (int[] member : members) {
            k += products.groupings().get(member[0]).q();
        }
        if (k - r > MOST_EFFECTS) {
            throw new InputException(new Problem(
                    LmCode.WIDE_CLUSTERS.code(),
                    "the cluster " + label + " of `" + factor + "` has " + (k - r) + " random effects",
                    "its adjustment is dense work on all of them; the limit is " + MOST_EFFECTS,
                    "cluster by a finer factor, or ask for Kenward-Roger degrees of freedom instead"));
        }
        double[][] gram = new double[k][k];
        double[] y = new double[k];
        double[][] psi = new double[k - r][k - r];
        int last = products.p();
        int from = cluster * sums.width() + 1;
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                gram[i][j] = sums.products.value(from + Solution.index(kept[i], kept[j]));
            }
            y[i] = sums.products.value(from + Solution.index(last, kept[i]));
        }
        int at = r;
        int[] start = new int[members.size()];
        for (int m = 0; m < start.length; m++) {
            start[m] = at;
            addLevel(members.get(m), at, gram, y);
            Matrix own = covariance.get(members.get(m)[0]);
            for (int a = 0; a < own.rows(); a++) {
                for (int b = 0; b < own.rows(); b++) {
                    psi[at - r + a][at - r + b] = own.at(a, b);
                }
            }
            at += own.rows();
        }
        for (int m = 0; m < start.length; m++) {
            for (int n = m + 1; n < start.length; n++) {
                addPair(members.get(m), members.get(n), start[m], start[n], gram);
            }
        }
        return new MixedTerms.Rows(gram, y, psi);
    }

    private void addLevel(int[] member, int at, double[][] gram, double[] y) {
        CrossProducts.Products grouping = products.groupings().get(member[0]);
        int q = grouping.q();
        int width = products.p() + 1;
        for (int a = 0; a < q; a++) {
            int row = (member[1] * q + a) * width;
            for (int j = 0; j < kept.length; j++) {
                gram[at + a][j] = grouping.ztx()[row + kept[j]];
                gram[j][at + a] = gram[at + a][j];
            }
            y[at + a] = grouping.ztx()[row + width - 1];
            for (int b = 0; b < q; b++) {
                gram[at + a][at + b] = grouping.ztz()[member[1] * q * q + a + b * q];
            }
        }
    }

    private void addPair(int[] first, int[] second, int at, int to, double[][] gram) {
        if (first[0] == second[0]) {
            return;
        }
        CrossProducts.Pair pair = products.pair(first[0], second[0]);
        int index = Arrays.binarySearch(pair.level(), pair.start()[first[1]], pair.start()[first[1] + 1], second[1]);
        if (index < 0) {
            return;
        }
        int q = products.groupings().get(first[0]).q();
        int s = products.groupings().get(second[0]).q();
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < s; b++) {
                double value = pair.blocks()[(index * q + a) * s + b];
                gram[at + a][to + b] = value;
                gram[to + b][at + a] = value;
            }
        }
    }

    /// T of `β = T β̃ + t`: out of the terms' coordinates and the shift of the columns.
    private Matrix map(double[][] factor) {
        int r = kept.length;
        double[] map = new double[r * r];
        double[] unit = new double[r];
        for (int k = 0; k < r; k++) {
            Arrays.fill(unit, 0);
            unit[k] = 1;
            System.arraycopy(SmallMatrix.backward(factor, unit), 0, map, k * r, r);
        }
        if (fit.spec().hasIntercept() && r > 0 && kept[0] == 0) {
            for (int k = 0; k < r; k++) {
                for (int j = 1; j < r; j++) {
                    map[k * r] -= products.shift()[kept[j]] * map[j + k * r];
                }
            }
        }
        return Matrix.wrap(r, r, map);
    }
}
