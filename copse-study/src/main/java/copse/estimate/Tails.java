package copse.estimate;

/// How much of a reference set is at least as extreme as the observed assignment.
///
/// Values count as equal within a relative [#TIE]: assignments that are alike by symmetry differ by rounding.
///
/// @param greater mass of assignments with a statistic at least as high
/// @param less mass of those with one at least as low
/// @param absolute mass of those with one at least as far from 0
/// @param defined mass of those that have a statistic
/// @param undefined number of those that have none
record Tails(double greater, double less, double absolute, double defined, int undefined) {
    /// Relative distance within which values are equal.
    static final double TIE = 1e-9;

    // Rounding of sums of a thousand numbers, relative to the largest statistic.
    private static final double ROUNDING = 1e-13;

    /// @param set the assignments; of a complete set mass is probability, else a count
    /// @param values of the statistic
    /// @return the tails
    static Tails of(ReferenceSet set, ShiftFamily.Values values) {
        double observed = values.observed();
        double tie = tie(values);
        boolean uniform = set.isUniform();
        double greater = 0;
        double less = 0;
        double absolute = 0;
        double defined = 0;
        int undefined = 0;
        double[] reference = values.reference();
        for (int i = 0; i < reference.length; i++) {
            double value = reference[i];
            if (Double.isNaN(value)) {
                undefined++;
                continue;
            }
            double mass = uniform ? 1 : set.probability(i);
            defined += mass;
            greater += atLeast(value, observed, tie) ? mass : 0;
            less += atLeast(-value, -observed, tie) ? mass : 0;
            absolute += atLeast(Math.abs(value), Math.abs(observed), tie) ? mass : 0;
        }
        return new Tails(greater, less, absolute, defined, undefined);
    }

    private static double tie(ShiftFamily.Values values) {
        double largest = 0;
        for (double value : values.reference()) {
            double size = Math.abs(value);
            largest = size > largest && size < Double.POSITIVE_INFINITY ? size : largest;
        }
        return TIE * Math.abs(values.observed()) + ROUNDING * largest;
    }

    /// An infinite statistic, a difference without any spread, ties with itself only.
    private static boolean atLeast(double value, double bound, double tie) {
        return value >= bound || value >= bound - tie && tie < Double.POSITIVE_INFINITY;
    }
}
