package copse.power;

import copse.error.PlanException;
import copse.power.PeriodDiagram.Cell;
import copse.power.PeriodDiagram.Sequence;
import java.util.Arrays;
import java.util.List;

/// Clusters measured over periods, by any diagram: stepped wedges, complete or not, parallel arms with a
/// baseline, crossovers, and the parallel trial itself as that of one period.
///
/// Model: the mean of cluster i in period t is `β_t + θ z_it + e_it`, with covariance V_i over the periods in
/// which the cluster is measured ([PeriodCorrelation]). With the information `M = Σ [I z]ᵀ V⁻¹ [I z]`, the
/// variance of θ is the inverse of its Schur complement. Degrees of freedom are `clusters − 2`, as for parallel
/// arms: no distribution is exact here, and this choice is cautious for wedges, whose comparison is partly
/// within clusters.
///
/// A proportion or a rate has the mean variance of its two arms in all cells.
///
/// - Cost: T³ for each pattern of measured periods, T periods.
///
/// Source: Hussey and Hughes (2007), Design and analysis of stepped wedge cluster randomized trials, Contemp.
/// Clin. Trials 28(2). doi:10.1016/j.cct.2006.05.007; Hooper et al. (2016) and Kasza et al. (2019) as in
/// [PeriodCorrelation].
///
/// @param diagram which cluster has which arm when
/// @param size units per cluster and period
/// @param correlation how alike units of a cluster are
public record PeriodTrial(PeriodDiagram diagram, double size, PeriodCorrelation correlation) implements Trial {
    /// Below this share of its information a treatment effect is what periods and clusters leave of it by
    /// rounding.
    private static final double NOTHING = 1e-11;

    /// Units without bound are so many that what they add to the variance of a mean is this share of what
    /// clusters add: exactly none would make V singular where periods do not matter.
    private static final double LIMIT = 1e-9;

    /// @param diagram which cluster has which arm when
    /// @param size units per cluster and period
    /// @param correlation how alike units of a cluster are
    /// @throws PlanException `W102` if the size is not above 0, `W105` if no arms can be compared in the
    ///     diagram
    public PeriodTrial {
        Require.positive("the size of a cluster in a period", size);
        if (diagram.cells(Cell.CONTROL) == 0 || diagram.cells(Cell.TREATED) == 0) {
            throw nothingToCompare();
        }
    }

    @Override
    public Precision precision(Outcome outcome, double effect) {
        ArmVariances total = new Clustering.Icc(0).split(outcome, effect, treatedUnits() / units());
        double unit = 0.5 * (total.controlWithin() + total.treatedWithin());
        double df = clusters() - 2;
        if (Double.isInfinite(size)) {
            double large = (1 - correlation.icc()) / (LIMIT * correlation.icc());
            return Double.isInfinite(large)
                    ? new Precision(0, df)
                    : new Precision(unit / withSize(Math.max(large, 1)).information(), df);
        }
        return new Precision(unit / information(), df);
    }

    /// @return information about the effect, for a unit variance of the outcome
    private double information() {
        int periods = diagram.periods();
        double[][] m = new double[periods + 1][periods + 1];
        boolean[] last = new boolean[0];
        double[][] inverse = {};
        for (Sequence sequence : diagram.sequences()) {
            boolean[] measured = measured(sequence);
            if (!Arrays.equals(measured, last)) {
                inverse = inverse(measured);
                last = measured;
            }
            add(sequence, inverse, m);
        }
        double all = m[periods][periods];
        for (int t = 0; t < periods; t++) {
            if (m[t][t] == 0) {
                m[t][t] = 1; // a period in which nobody is measured has no mean to take off
            }
        }
        eliminate(m, periods);
        double left = m[periods][periods];
        if (!(left > NOTHING * all)) {
            throw nothingToCompare();
        }
        return left;
    }

    private static boolean[] measured(Sequence sequence) {
        boolean[] measured = new boolean[sequence.cells().size()];
        for (int t = 0; t < measured.length; t++) {
            measured[t] = sequence.cells().get(t) != Cell.ABSENT;
        }
        return measured;
    }

    /// V⁻¹ over all periods, 0 where a cluster is not measured.
    private double[][] inverse(boolean[] measured) {
        int periods = measured.length;
        double[] apart = new double[periods];
        for (int t = 0; t < periods; t++) {
            apart[t] = correlation.covariance(t, size);
        }
        double[][] v = new double[periods][periods];
        for (int j = 0; j < periods; j++) {
            for (int i = j; i < periods; i++) {
                v[i][j] = measured[i] && measured[j] ? apart[i - j] : i == j ? 1 : 0;
            }
        }
        double[][] inverse = new double[periods][periods];
        if (!invert(v, inverse)) {
            throw PowerCode.CONTRADICTION.error(
                    "with these correlations the means of a cluster are known from one another",
                    "all of the variance lies between clusters, or between units that are the same in every period",
                    "choose correlations below 1");
        }
        for (int t = 0; t < periods; t++) {
            if (!measured[t]) {
                inverse[t][t] = 0;
            }
        }
        return inverse;
    }

    /// Adds a sequence's share to the lower triangle of the information about the periods' means and the
    /// effect.
    private static void add(Sequence sequence, double[][] inverse, double[][] m) {
        int last = inverse.length;
        List<Cell> cells = sequence.cells();
        double clusters = sequence.clusters();
        for (int i = 0; i < last; i++) {
            boolean treated = cells.get(i) == Cell.TREATED;
            for (int j = 0; j < last; j++) {
                double information = clusters * inverse[i][j];
                if (j <= i) {
                    m[i][j] += information;
                }
                if (treated) {
                    m[last][j] += information;
                    if (cells.get(j) == Cell.TREATED) {
                        m[last][last] += information;
                    }
                }
            }
        }
    }

    /// Eliminates the first n rows of a symmetric matrix of order n + 1, whose last diagonal entry is then the
    /// Schur complement. Matrices have a handful of rows: plain loops are quicker than kernels.
    ///
    /// @param a lower triangle. *Modified.*
    /// @param n positive definite part
    private static void eliminate(double[][] a, int n) {
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i <= n; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k + 1; j <= i; j++) {
                    a[i][j] -= factor * a[j][k];
                }
            }
        }
    }

    /// @param a lower triangle of a symmetric matrix. *Modified*: its Cholesky factor.
    /// @param inverse *Modified*: both triangles of the inverse
    /// @return whether the matrix is positive definite
    private static boolean invert(double[][] a, double[][] inverse) {
        int n = a.length;
        for (int j = 0; j < n; j++) {
            double pivot = a[j][j];
            for (int k = 0; k < j; k++) {
                pivot -= a[j][k] * a[j][k];
            }
            if (!(pivot > 0)) {
                return false;
            }
            a[j][j] = Math.sqrt(pivot);
            for (int i = j + 1; i < n; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = sum / a[j][j];
            }
        }
        double[] x = new double[n];
        for (int column = 0; column < n; column++) {
            for (int i = column; i < n; i++) {
                double sum = i == column ? 1 : 0;
                for (int k = column; k < i; k++) {
                    sum -= a[i][k] * x[k];
                }
                x[i] = sum / a[i][i];
            }
            for (int i = n - 1; i >= column; i--) {
                double sum = x[i];
                for (int k = i + 1; k < n; k++) {
                    sum -= a[k][i] * inverse[k][column];
                }
                inverse[i][column] = sum / a[i][i];
                inverse[column][i] = inverse[i][column];
            }
        }
        return true;
    }

    private static PlanException nothingToCompare() {
        return PowerCode.CONTRADICTION.error(
                "no two arms can be compared in this diagram",
                "in every period in which clusters are measured, all have the same arm",
                "let clusters begin treatment in different periods, or leave some untreated");
    }

    /// @return the largest number that goes into the clusters of all sequences
    @Override
    public double copies() {
        return diagram.sequences().stream()
                .mapToDouble(Sequence::clusters)
                .reduce(Counts::common)
                .orElseThrow();
    }

    @Override
    public PeriodTrial withCopies(double copies) {
        return new PeriodTrial(diagram.times(copies / copies()), size, correlation);
    }

    @Override
    public PeriodTrial withSize(double other) {
        return new PeriodTrial(diagram, other, correlation);
    }

    @Override
    public String copyOf() {
        boolean alike = diagram.sequences().stream()
                        .mapToDouble(Sequence::clusters)
                        .distinct()
                        .count()
                == 1;
        return alike ? "clusters per sequence" : "copies of the diagram's smallest share";
    }

    @Override
    public String sizeOf() {
        return "units per cluster and period";
    }

    @Override
    public String label() {
        return "clusters over " + diagram.periods() + (diagram.periods() == 1 ? " period" : " periods");
    }

    @Override
    public double clusters() {
        return diagram.clusters();
    }

    @Override
    public double controlUnits() {
        return diagram.cells(Cell.CONTROL) * size;
    }

    @Override
    public double treatedUnits() {
        return diagram.cells(Cell.TREATED) * size;
    }
}
