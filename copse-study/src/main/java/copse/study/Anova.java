package copse.study;

import copse.estimate.UnitTotals;

/// Variance between and within randomised units, within arms.
///
/// The intraclass correlation is `σ²_b / (σ²_b + σ²_w)` with `σ²_b = (MSB − MSW) / n₀`, `n₀ = (N − Σ_arms
/// Σ_units n² / N_arm) / (units − arms)`, the one-way analysis of variance with a mean per arm. It may be
/// negative.
///
/// Source: Donner and Klar (2000), Design and Analysis of Cluster Randomization Trials in Health Research,
/// section 1.3, whose estimator pools over arms.
final class Anova {
    private final long[] rows;
    private final int units;
    private final int arms;
    private final double between;
    private final double within;
    private final double effectiveSize;

    private Anova(long[] rows, int units, double between, double within, double effectiveSize) {
        this.rows = rows;
        this.arms = rows.length;
        this.units = units;
        this.between = between;
        this.within = within;
        this.effectiveSize = effectiveSize;
    }

    /// @param totals of the outcome
    /// @param arms indices of the arms
    /// @return variances within these arms
    static Anova of(UnitTotals totals, int... arms) {
        long[] rows = new long[arms.length];
        int units = 0;
        double between = 0;
        double within = 0;
        double left = 0;
        for (int a = 0; a < arms.length; a++) {
            double mean = 0;
            double squaredSizes = 0;
            for (int unit : totals.unitsIn(arms[a])) {
                rows[a] += totals.rows(unit);
                mean += (totals.mean(unit) - mean) * totals.rows(unit) / rows[a];
                squaredSizes += (double) totals.rows(unit) * totals.rows(unit);
                units++;
            }
            for (int unit : totals.unitsIn(arms[a])) {
                double deviation = totals.mean(unit) - mean;
                between += totals.rows(unit) * deviation * deviation;
                within += totals.squares(unit);
            }
            left += rows[a] - squaredSizes / rows[a];
        }
        return new Anova(rows, units, between, within, left / (units - arms.length));
    }

    /// @param arm position among the arms given
    /// @return its rows with an outcome
    long rows(int arm) {
        return rows[arm];
    }

    /// @return rows of all arms
    long n() {
        long sum = 0;
        for (long r : rows) {
            sum += r;
        }
        return sum;
    }

    /// @return units that have rows
    int units() {
        return units;
    }

    /// @return variance of rows about the mean of their arm
    double rowVariance() {
        return (between + within) / (n() - arms);
    }

    /// @return intraclass correlation; NaN where no unit has two rows, or fewer than two units are in an arm
    double icc() {
        if (n() <= units || units <= arms) {
            return Double.NaN;
        }
        double meanWithin = within / (n() - units);
        double variance = (between / (units - arms) - meanWithin) / effectiveSize;
        return variance / (variance + meanWithin);
    }
}
