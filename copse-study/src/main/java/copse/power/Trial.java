package copse.power;

/// A comparison of two arms, planned: who is randomised, how many, and what makes units alike.
///
/// Every trial is so many copies of a smallest whole layout (one cluster per arm, one pair, one cluster per
/// sequence), each with units in clusters of some size; the two numbers are what is solved for. Counts may be
/// fractions, as expectations after attrition.
public sealed interface Trial
        permits ParallelTrial,
                PairedTrial,
                StratifiedTrial,
                ThreeLevelTrial,
                PeriodTrial,
                CrossoverTrial,
                GroupTreatmentTrial,
                BlockedTrial {
    /// The precision of the effect's estimate.
    ///
    /// @param outcome what is measured
    /// @param effect treated less control; matters where an outcome's variance depends on its mean
    /// @return variance and degrees of freedom
    /// @throws copse.error.PlanException `W104` or `W105` if the outcome and the trial do not go together
    Precision precision(Outcome outcome, double effect);

    /// @return copies of the smallest layout
    double copies();

    /// @param copies of the smallest layout, above 0
    /// @return the trial with as many
    Trial withCopies(double copies);

    /// @return units per cluster, per cluster and period, or per subcluster: see [#sizeOf()]
    double size();

    /// @param size units, above 0; infinite for the limit
    /// @return the trial with clusters of that size, on average
    Trial withSize(double size);

    /// @return the smallest size that is tried when it is solved for: 1, or 2 for blocks, which hold both arms
    default double leastSize() {
        return 1;
    }

    /// @return what one copy is, as counted in an answer: `clusters per arm`, `pairs of clusters`
    String copyOf();

    /// @return what [#size()] counts units of: `units per cluster`
    String sizeOf();

    /// @return the trial in a few words: `parallel arms of clusters`
    String label();

    /// @return clusters in all; units, if units are randomised one by one
    double clusters();

    /// @return units in the control arm, measurements if clusters are measured in several periods
    double controlUnits();

    /// @return units in the treated arm, measurements if clusters are measured in several periods
    double treatedUnits();

    /// @return units in all
    default double units() {
        return controlUnits() + treatedUnits();
    }

    /// @param attrition what is expected to be lost
    /// @return the trial that is left, on average
    default Trial after(Attrition attrition) {
        return attrition.equals(Attrition.NONE)
                ? this
                : withCopies(copies() * (1 - attrition.clusters())).withSize(size() * (1 - attrition.units()));
    }

    /// Variance of the estimate if as many units were randomised one by one, the denominator of the design
    /// effect.
    ///
    /// @param outcome what is measured
    /// @param effect treated less control
    /// @return the variance of the difference of two means
    default double unclusteredVariance(Outcome outcome, double effect) {
        double n0 = controlUnits();
        double n1 = treatedUnits();
        ArmVariances all = new Clustering.Icc(0).split(outcome, effect, n1 / (n0 + n1));
        return all.controlWithin() / n0 + all.treatedWithin() / n1;
    }
}
