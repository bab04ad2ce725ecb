package copse.power;

import copse.error.PlanException;

/// Clusters that cross over: half of them have treatment in the first of two periods, half in the second, and
/// other units are measured in each.
///
/// With correlations ρ of units within a cluster and period and η between the two periods of a cluster, the
/// design effect on `2 σ²/(C m)` is `1 + (m − 1) ρ − m η`; degrees of freedom `C − 2`. It is the cluster-period
/// design of two sequences, of which this is the closed form.
///
/// Source: Giraudeau, Ravaud and Donner (2008), Sample size calculation for cluster randomized cross-over
/// trials, Stat. Med. 27(27). doi:10.1002/sim.3383
///
/// @param total clusters, half of them in either sequence
/// @param size units per cluster and period
/// @param withinPeriod correlation of two units of a cluster in one period
/// @param betweenPeriods correlation of two units of a cluster in different periods
public record CrossoverTrial(double total, double size, double withinPeriod, double betweenPeriods) implements Trial {
    /// @param total clusters
    /// @param size units per cluster and period
    /// @param withinPeriod correlation of two units of a cluster in one period
    /// @param betweenPeriods correlation of two units of a cluster in different periods
    /// @throws PlanException `W102` if a number is out of range, `W105` if units of different periods are more
    ///     alike than those of one
    public CrossoverTrial {
        Require.finite("the number of clusters", total);
        Require.positive("the size of a cluster in a period", size);
        Require.unit("the intraclass correlation within periods", withinPeriod);
        Require.unit("the intraclass correlation between periods", betweenPeriods);
        if (betweenPeriods > withinPeriod) {
            throw PowerCode.CONTRADICTION.error(
                    "units of different periods cannot be more alike (" + betweenPeriods
                            + ") than those of one period (" + withinPeriod + ")",
                    "what periods share is part of what units of one period share",
                    "exchange the two correlations, or make them equal");
        }
    }

    @Override
    public Precision precision(Outcome outcome, double effect) {
        ArmVariances v = new Clustering.Icc(0).split(outcome, effect, 0.5);
        double unit = v.controlWithin() + v.treatedWithin();
        return new Precision(unit * (withinPeriod - betweenPeriods + (1 - withinPeriod) / size) / total, total - 2);
    }

    @Override
    public double copies() {
        return total / 2;
    }

    @Override
    public CrossoverTrial withCopies(double copies) {
        return new CrossoverTrial(2 * copies, size, withinPeriod, betweenPeriods);
    }

    @Override
    public CrossoverTrial withSize(double other) {
        return new CrossoverTrial(total, other, withinPeriod, betweenPeriods);
    }

    @Override
    public String copyOf() {
        return "clusters per sequence";
    }

    @Override
    public String sizeOf() {
        return "units per cluster and period";
    }

    @Override
    public String label() {
        return "clusters that cross over";
    }

    @Override
    public double clusters() {
        return total;
    }

    @Override
    public double controlUnits() {
        return total * size;
    }

    @Override
    public double treatedUnits() {
        return total * size;
    }
}
