package copse.lm;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.Problem;
import copse.lmm.LmmCode;
import copse.math.Matrix;
import copse.math.SymmetricEigen;
import copse.model.FixedTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A linear model fitted by least squares. Immutable.
///
/// It holds sums by cluster, from which every covariance by those clusters comes without going back to the
/// rows; others read the rows once more.
public final class LmFit {
    // What rounding leaves of a difference of sums of squares.
    private static final double EXACT = 1e-14;

    // An eigenvalue closer to 0 than this share of the largest may be rounding.
    private static final double NEGATIVE = 1e-12;

    private final Solution solution;
    private final @Nullable String cluster;
    private final @Nullable String absorb;
    private final @Nullable LmRows rows;
    private final int threads;
    private final List<FixedTerm> terms;
    private final LmRows.Dropped dropped;

    private LmFit(
            Solution solution,
            @Nullable String cluster,
            @Nullable String absorb,
            @Nullable LmRows rows,
            int threads,
            List<FixedTerm> terms,
            LmRows.Dropped dropped) {
        this.solution = solution;
        this.cluster = cluster;
        this.absorb = absorb;
        this.rows = rows;
        this.threads = threads;
        this.terms = terms;
        this.dropped = dropped;
    }

    static LmFit of(
            LmRows rows, @Nullable String cluster, @Nullable String absorb, int threads, List<FixedTerm> terms) {
        LmRows.Grouped grouped = rows.by(ClusterProducts.factors(cluster, absorb));
        ClusterProducts products = ClusterProducts.read(rows, grouped, cluster, absorb, threads);
        return fit(products, cluster, absorb, rows, threads, terms, grouped.dropped());
    }

    static LmFit of(ClusterProducts products) {
        return fit(products, null, null, null, 1, List.of(), new LmRows.Dropped(0, 0));
    }

    private static LmFit fit(
            ClusterProducts products,
            @Nullable String cluster,
            @Nullable String absorb,
            @Nullable LmRows rows,
            int threads,
            List<FixedTerm> terms,
            LmRows.Dropped dropped) {
        if (products.rows() == 0) {
            throw new InputException(new Problem(
                    LmCode.NO_ROWS.code(),
                    "no row is left to fit",
                    dropped.missing() + " rows have a missing value and " + dropped.zeroWeight() + " have weight 0",
                    "look at the missing values with `copse describe`"));
        }
        Solution solution = Solution.of(products);
        long used = (long) solution.rank() + solution.absorbed();
        if (products.rows() <= used) {
            throw new InputException(new Problem(
                    LmCode.TOO_FEW_ROWS.code(),
                    used + " coefficients for " + products.rows() + " rows",
                    (solution.absorbed() > 0 ? solution.absorbed() + " of them are absorbed levels; " : "")
                            + "nothing is left from which the errors could be judged",
                    "use fewer terms"));
        }
        return new LmFit(solution, cluster, absorb, rows, threads, terms, dropped);
    }

    // ---- what was fitted ----

    /// @return sums by cluster, from which the fit was made; of one cluster if none was named
    public ClusterProducts products() {
        return solution.products();
    }

    /// @return rows used
    public long rows() {
        return products().rows();
    }

    /// @return rows left out since a variable of the model is missing
    public long missing() {
        return dropped.missing();
    }

    /// @return the factor by which rows were read, null if none was named
    public @Nullable String cluster() {
        return cluster;
    }

    /// @return names of the coefficients; aliased columns, and the intercept beside an absorbed factor, are
    ///     left out
    public List<String> names() {
        return Arrays.stream(solution.kept())
                .mapToObj(j -> products().names().get(j))
                .toList();
    }

    /// @return names of columns of X that were left out since they depend on earlier ones or on the absorbed
    ///     levels
    public List<String> aliased() {
        List<String> names = new ArrayList<>(products().names());
        names.removeAll(names());
        if (absorb != null && products().intercept()) {
            names.remove(products().names().getFirst());
        }
        return names;
    }

    /// @return coefficients in the order of [#names()]; a copy
    public double[] beta() {
        return solution.beta();
    }

    /// @param name of a coefficient
    /// @return its value
    /// @throws IllegalArgumentException if there is none of that name
    public double beta(String name) {
        int j = names().indexOf(name);
        if (j < 0) {
            throw new IllegalArgumentException("no coefficient " + name);
        }
        return beta()[j];
    }

    /// @return rows less coefficients, absorbed levels included
    public long residualDegrees() {
        return rows() - solution.rank() - solution.absorbed();
    }

    /// @return weighted sum of squared residuals
    public double residualSquares() {
        return solution.residualSquares();
    }

    /// @return residual standard deviation (of a row of weight 1)
    public double sigma() {
        return Math.sqrt(residualSquares() / residualDegrees());
    }

    /// @return share of the response's sum of squares that is explained: about the mean if there is a constant,
    ///     within the levels if a factor is absorbed
    public double rSquared() {
        return 1 - residualSquares() / solution.responseSquares();
    }

    /// @return covariance of the coefficients if rows are independent with equal variance
    public Matrix vcov() {
        return solution.unscaled().times(residualSquares() / residualDegrees());
    }

    /// @return what a reader must know
    public List<Diagnostic> diagnostics() {
        List<Diagnostic> all = new ArrayList<>();
        for (String name : aliased()) {
            all.add(shared(LmmCode.ALIASED, name, 0));
        }
        if (dropped.zeroWeight() > 0) {
            all.add(shared(LmmCode.ZERO_WEIGHT, "weights", dropped.zeroWeight()));
        }
        if (residualSquares() <= EXACT * solution.responseSquares()) {
            all.add(RobustFit.diagnostic(LmCode.EXACT, "response", 1, 1));
        }
        return all;
    }

    // aliased columns and rows of weight 0 are the same to every Gaussian model
    private static Diagnostic shared(LmmCode code, String parameter, double value) {
        return new Diagnostic(code.code(), parameter, value, 0, code.meaning(), code.advice());
    }

    // ---- covariances ----

    /// Coefficients with a covariance that does not take rows as independent with equal variance.
    ///
    /// By the clusters that were named before the fit: no pass over the rows. Other clusters, two ways, and HC0
    /// to HC3 read the rows once more.
    ///
    /// @param kind which covariance
    /// @return estimates and tests
    /// @throws InputException `N104` if rows are needed and the fit was made from sums, `N105` if there is one
    /// cluster, `N108` if a cluster is missing for rows of the fit, `N109` for CR2 with weights and an absorbed
    ///     factor
    public RobustFit robust(Robust kind) {
        return switch (kind) {
            case Robust.Classical _ -> fixed(kind, vcov(), 0, residualDegrees(), List.of());
            case Robust.Rows byRows -> byRows(byRows);
            case Robust.Clusters clusters -> byClusters(clusters);
            case Robust.TwoWay twoWay -> twoWay(twoWay);
        };
    }

    /// What leaving out each cluster would change. No pass over the rows.
    ///
    /// - Cost: clusters × p³.
    ///
    /// @return leave-one-out coefficients, DFBETAS, Cook's distances and leverages of the clusters
    /// @throws InputException `N111` if no clusters were named before the fit
    public Influence influence() {
        if (cluster == null && rows != null) {
            throw new InputException(new Problem(
                    LmCode.NO_CLUSTERS.code(),
                    "the influence of which clusters?",
                    "the rows were not read by cluster",
                    "name them before the fit: `Lm.of(formula).clusters(\"school\")`"));
        }
        return Influence.of(solution, names());
    }

    private RobustFit.Estimates estimates() {
        return new RobustFit.Estimates(names(), beta(), terms, products().names());
    }

    private RobustFit fixed(Robust kind, Matrix vcov, int clusters, double degrees, List<Diagnostic> more) {
        List<Diagnostic> all = new ArrayList<>(diagnostics());
        all.addAll(more);
        return new RobustFit(estimates(), kind.label(), vcov, clusters, degrees, Robust.Degrees.CLUSTERS, null, all);
    }

    private RobustFit byRows(Robust.Rows kind) {
        LmRows.Grouped grouped = needRows(kind).by(ClusterProducts.factors(null, absorb));
        LongIndex levels = absorbedLevels();
        RowPart sums = ParallelPass.run(grouped, threads, () -> new RowPart(solution, kind.leverage(), levels));
        double factor = kind.leverage() == Robust.Leverage.HC1 ? (double) rows() / residualDegrees() : 1;
        List<Diagnostic> more = sums.lone() == 0
                ? List.of()
                : List.of(RobustFit.diagnostic(LmCode.LONE_ROW, kind.label(), sums.lone(), 0));
        return fixed(kind, solution.covariance(sums.meat()).times(factor), 0, residualDegrees(), more);
    }

    /// Numbers of the absorbed levels by key.
    private @Nullable LongIndex absorbedLevels() {
        ClusterProducts.Cells cells = products().cells();
        if (cells == null) {
            return null;
        }
        LongIndex levels = new LongIndex();
        for (long key : cells.keys()) {
            levels.locate(key);
        }
        return levels;
    }

    private LmRows needRows(Robust kind) {
        if (rows == null) {
            throw new InputException(new Problem(
                    LmCode.ROWS_NEEDED.code(),
                    kind.label() + " needs the rows, and the fit was made from sums",
                    "sums by cluster hold nothing about single rows or other clusters",
                    "fit from the rows, or ask for a covariance by the cluster of the sums"));
        }
        return rows;
    }

    private RobustFit twoWay(Robust.TwoWay kind) {
        List<String> factors = new ArrayList<>(List.of(kind.first(), kind.second()));
        factors.addAll(ClusterProducts.factors(null, absorb));
        LmRows.Grouped grouped = needRows(kind).by(factors);
        LongIndex levels = absorbedLevels();
        ScorePart sums = ParallelPass.run(grouped, threads, () -> new ScorePart(solution, levels));
        checkSameRows(sums.count(), kind.first() + "` or `" + kind.second());
        int[] sizes = {sums.index[0].size(), sums.index[1].size(), sums.index[2].size()};
        for (int way = 0; way < 2; way++) {
            if (sizes[way] < 2) {
                throw oneCluster(factors.get(way));
            }
        }
        int used = solution.rank() + solution.absorbed();
        double[] meat = sums.meat(0, kind.adjustment().factor(sizes[0], rows(), used));
        add(meat, sums.meat(1, kind.adjustment().factor(sizes[1], rows(), used)), 1);
        double[] overlap = switch (kind.overlap()) {
            case CELLS -> sums.meat(2, kind.adjustment().factor(sizes[2], rows(), used));
            case ROWS ->
                ParallelPass.run(
                                needRows(kind).by(ClusterProducts.factors(null, absorb)),
                                threads,
                                () -> new RowPart(solution, Robust.Leverage.HC0, levels))
                        .meat();
        };
        add(meat, overlap, -1);
        Matrix vcov = solution.covariance(meat);
        int fewer = Math.min(sizes[0], sizes[1]);
        return fixed(kind, vcov, fewer, fewer - 1, definite(kind, meat));
    }

    private static void add(double[] to, double[] what, double factor) {
        for (int k = 0; k < to.length; k++) {
            to[k] += factor * what[k];
        }
    }

    private List<Diagnostic> definite(Robust kind, double[] meat) {
        int r = solution.rank();
        double[][] square = new double[r][];
        for (int j = 0; j < r; j++) {
            square[j] = Arrays.copyOfRange(meat, j * r, (j + 1) * r);
        }
        SymmetricEigen eigen = SymmetricEigen.of(square);
        return r > 0 && eigen.values()[0] < -NEGATIVE * eigen.largest()
                ? List.of(RobustFit.diagnostic(LmCode.INDEFINITE, kind.label(), eigen.values()[0], 0))
                : List.of();
    }

    private RobustFit byClusters(Robust.Clusters kind) {
        Solution own = byCluster(kind.cluster());
        int size = own.products().size();
        if (size < 2) {
            throw oneCluster(kind.cluster());
        }
        boolean satterthwaite = kind.degrees() == Robust.Degrees.SATTERTHWAITE;
        boolean isWhole = !own.products().hasWeights() || own.absorbed() == 0;
        if (!isWhole && (kind.adjustment() == Adjustment.CR2 || satterthwaite)) {
            throw new InputException(new Problem(
                    LmCode.WEIGHTED_ABSORBED.code(),
                    kind.label() + " with weights, `" + absorb + "` absorbed",
                    "sums with squared weights by level of `" + absorb + "` are not kept",
                    "write `+ factor(" + absorb + ")` into the formula instead of absorbing it"));
        }
        LeastSquaresTerms.Result made = LeastSquaresTerms.of(own, kind.adjustment());
        double factor = kind.adjustment().factor(size, rows(), own.rank() + own.absorbed());
        Matrix vcov = own.covariance(made.terms().meat()).times(factor);
        return new RobustFit(
                estimates(),
                kind.label(),
                vcov,
                size,
                kind.degrees().fixed(size, own.rank() + own.absorbed()),
                kind.degrees(),
                new RobustFit.Evidence(made.terms(), made.lone(), own.products().clusters(), own::combination, isWhole),
                diagnostics());
    }

    private static InputException oneCluster(String factor) {
        return new InputException(new Problem(
                LmCode.ONE_CLUSTER.code(),
                "`" + factor + "` has one cluster",
                "a covariance by clusters compares clusters",
                "name a finer factor, or `Robust.hc2()` if rows are independent"));
    }

    /// The fit by a cluster factor, read again if it is not the one that was named.
    private Solution byCluster(String factor) {
        if (factor.equals(cluster) || rows == null) {
            return solution;
        }
        ClusterProducts read = ClusterProducts.read(rows, factor, absorb, threads);
        checkSameRows(read.rows(), factor);
        return Solution.of(read);
    }

    private void checkSameRows(long count, String factor) {
        if (count != rows()) {
            throw new InputException(new Problem(
                    LmCode.OTHER_ROWS.code(),
                    "`" + factor + "` is missing in " + (rows() - count) + " of the " + rows() + " rows fitted",
                    "coefficients and covariance have to be of the same rows",
                    "name it before the fit: `.clusters(\"" + factor + "\")`; on the command line leave those rows out:"
                            + " --where '" + factor + " IS NOT NULL'"));
        }
    }
}
