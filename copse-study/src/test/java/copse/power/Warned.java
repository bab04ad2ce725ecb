package copse.power;

import copse.estimate.EffectEstimate;
import copse.estimate.EffectEstimator;
import copse.estimate.Experiment;
import copse.estimate.Question;
import copse.estimate.TotalsEstimator;
import copse.estimate.UnitTotals;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// An estimator that counts in how many experiments it warned.
class Warned implements EffectEstimator {
    final EffectEstimator inner;
    private final Set<String> codes;
    private final AtomicLong estimates = new AtomicLong();
    private final AtomicLong warned = new AtomicLong();

    Warned(EffectEstimator inner, Set<String> codes) {
        this.inner = inner;
        this.codes = codes;
    }

    /// @param estimator to be watched
    /// @param codes of diagnostics that tell a reader not to trust it
    static Warned of(EffectEstimator estimator, Set<String> codes) {
        return estimator instanceof TotalsEstimator totals ? new OfTotals(totals, codes) : new Warned(estimator, codes);
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public EffectEstimate estimate(Experiment experiment, Question question) {
        return counted(inner.estimate(experiment, question));
    }

    EffectEstimate counted(EffectEstimate estimate) {
        estimates.incrementAndGet();
        if (estimate.diagnostics().stream().anyMatch(each -> codes.contains(each.code()))) {
            warned.incrementAndGet();
        }
        return estimate;
    }

    double share() {
        return (double) warned.get() / estimates.get();
    }

    private static final class OfTotals extends Warned implements TotalsEstimator {
        OfTotals(TotalsEstimator inner, Set<String> codes) {
            super(inner, codes);
        }

        @Override
        public UnitTotals totals(Experiment experiment, Question question) {
            return ((TotalsEstimator) inner).totals(experiment, question);
        }

        @Override
        public EffectEstimate estimate(UnitTotals totals, Question question) {
            return counted(((TotalsEstimator) inner).estimate(totals, question));
        }

        @Override
        public EffectEstimate estimate(Experiment experiment, Question question) {
            return estimate(totals(experiment, question), question);
        }
    }
}
