package copse.plan;

import copse.estimate.FamilyAdjustment;
import copse.estimate.Hypothesis;

/// What effects are held against.
///
/// @param alpha level of the test; of each of the two one-sided tests for equivalence
/// @param hypothesis of each effect
/// @param adjust for the number of effects asked for, primary and secondary ones apart
public record TestPlan(double alpha, Hypothesis hypothesis, FamilyAdjustment adjust) {
    /// The usual level.
    public static final double ALPHA = 0.05;

    /// @return two-sided at 5 %, several effects adjusted by Holm
    public static TestPlan defaults() {
        return new TestPlan(ALPHA, Hypothesis.noDifference(), FamilyAdjustment.HOLM);
    }

    /// @return coverage of the limits that go with the test, as analyses take it
    public double level() {
        return 1 - alpha;
    }
}
