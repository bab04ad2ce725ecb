package copse.power;

import copse.error.PlanException;
import copse.math.DenseCholesky;
import copse.power.PeriodDiagram.Cell;
import copse.power.PeriodDiagram.Sequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
        Map<List<Integer>, double[][]> inverses = new HashMap<>();
        for (Sequence sequence : diagram.sequences()) {
            List<Integer> measured = IntStream.range(0, periods)
                    .filter(t -> sequence.cells().get(t) != Cell.ABSENT)
                    .boxed()
                    .toList();
            add(sequence, measured, inverses.computeIfAbsent(measured, this::inverse), m);
        }
        double all = m[periods][periods];
        // periods in which nobody is measured have no mean to take off
        for (int t = 0; t < periods; t++) {
            if (m[t][t] == 0) {
                m[t][t] = 1;
            }
        }
        DenseCholesky.factor(m, periods, periods + 1);
        double left = m[periods][periods];
        if (!(left > NOTHING * all)) {
            throw nothingToCompare();
        }
        return left;
    }

    private double[][] inverse(List<Integer> measured) {
        int n = measured.size();
        double[][] v = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                v[j][i] = correlation.covariance(measured.get(i) - measured.get(j), size);
            }
        }
        if (DenseCholesky.factor(v, n, n) >= 0) {
            throw PowerCode.CONTRADICTION.error(
                    "with these correlations the means of a cluster are known from one another",
                    "all of the variance lies between clusters, or between units that are the same in every period",
                    "choose correlations below 1");
        }
        return DenseCholesky.inverse(v, n);
    }

    /// Adds a sequence's share to the lower triangle of the information about the periods' means and the
    /// effect.
    private static void add(Sequence sequence, List<Integer> measured, double[][] inverse, double[][] m) {
        int last = m.length - 1;
        for (int j = 0; j < measured.size(); j++) {
            int tj = measured.get(j);
            boolean treatedJ = sequence.cells().get(tj) == Cell.TREATED;
            for (int i = 0; i < measured.size(); i++) {
                int ti = measured.get(i);
                double information = sequence.clusters() * inverse[j][i];
                if (ti >= tj) {
                    m[tj][ti] += information;
                }
                if (sequence.cells().get(ti) == Cell.TREATED) {
                    m[tj][last] += information;
                    if (treatedJ) {
                        m[last][last] += information;
                    }
                }
            }
        }
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
