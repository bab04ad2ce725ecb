package copse.loo;

import copse.error.Diagnostic;
import java.util.List;
import java.util.Locale;

/// The widely applicable information criterion: the log density of each observation less the posterior variance
/// of its log likelihood. Leave-one-out by [Loo] costs no more, and tells where it fails: prefer it.
///
/// Source: Watanabe (2010), Asymptotic equivalence of Bayes cross validation and widely applicable information
/// criterion in singular learning theory, J. Mach. Learn. Res. 11; Vehtari, Gelman and Gabry (2017), Stat.
/// Comput. 27, section 2.2.
public final class Waic extends SummedElpd {
    // Vehtari, Gelman and Gabry (2017), section 2.3.
    private static final double LARGEST_PENALTY = 0.4;

    private final List<LooColumn> columns;
    private final int[] columnOf;
    private final RowTotals penalty;

    Waic(List<LooColumn> columns, int[] columnOf, long fingerprint) {
        super(totals(columns, Waic::elpd), fingerprint);
        this.columns = columns;
        this.columnOf = columnOf;
        this.penalty = totals(columns, LooColumn::waicPenalty);
    }

    private static double elpd(LooColumn column) {
        return column.logDensity() - column.waicPenalty();
    }

    @Override
    public String method() {
        return "WAIC";
    }

    @Override
    public String kind() {
        return "WAIC";
    }

    @Override
    public int rows() {
        return columnOf.length;
    }

    @Override
    public double elpd(int row) {
        return elpd(columns.get(columnOf[row]));
    }

    /// @param row an observation
    /// @return posterior variance of its log likelihood
    public double penalty(int row) {
        return columns.get(columnOf[row]).waicPenalty();
    }

    /// @return effective number of parameters: the sum of the variances
    public double p() {
        return penalty.sum();
    }

    /// @return standard error of [#p()]
    public double seP() {
        return penalty.se();
    }

    /// @return what a reader must know before the numbers are used; empty if nothing
    public List<Diagnostic> diagnostics() {
        double large = columns.stream()
                .filter(column -> column.waicPenalty() > LARGEST_PENALTY)
                .mapToDouble(LooColumn::multiplicity)
                .sum();
        double largest =
                columns.stream().mapToDouble(LooColumn::waicPenalty).max().orElse(0);
        return large == 0
                ? List.of()
                : List.of(LooCode.LARGE_PENALTY.diagnostic(
                        "elpd_waic",
                        largest,
                        LARGEST_PENALTY,
                        String.format(
                                Locale.ROOT,
                                "The log likelihood of %,.0f of %,d observations has a posterior variance above %.1f, up to"
                                        + " %.2f: WAIC is not to be relied on there.",
                                large,
                                rows(),
                                LARGEST_PENALTY,
                                largest)));
    }
}
