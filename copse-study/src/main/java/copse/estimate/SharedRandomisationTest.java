package copse.estimate;

import copse.design.Randomisation;
import org.jspecify.annotations.Nullable;

/// A randomisation test that keeps the assignments of the last design that it saw, since a simulation asks for
/// the same ones again and again. Its results are those of the test itself.
final class SharedRandomisationTest implements TotalsEstimator {
    private final RandomisationTest test;
    private volatile @Nullable Last last;

    /// @param of whose assignments
    /// @param set all or some of them
    private record Last(Randomisation of, ReferenceSet set) {}

    SharedRandomisationTest(RandomisationTest test) {
        this.test = test;
    }

    @Override
    public String name() {
        return test.name();
    }

    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        RandomisedUnits units = totals.units();
        // with more arms the assignments depend on who has the others
        if (units.arms().size() > 2 || units.randomisation().isEmpty()) {
            return test.estimate(totals, question);
        }
        Randomisation randomisation = units.randomisation().get();
        Last kept = last;
        if (kept == null || kept.of != randomisation) {
            kept = new Last(randomisation, test.reference(units, question));
            last = kept;
        }
        return test.estimate(kept.set, totals, question);
    }
}
