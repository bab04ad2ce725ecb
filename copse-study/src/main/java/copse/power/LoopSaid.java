package copse.power;

import copse.error.CopseException;
import copse.estimate.EffectEstimate;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a rule has said so far. Filled from several threads, each its own entries.
final class LoopSaid {
    private final double[][] estimates;
    private final double[][] lower;
    private final boolean[][] better;
    private final boolean[][] failed;

    LoopSaid(int populations, int assignments) {
        estimates = new double[populations][assignments];
        lower = new double[populations][assignments];
        better = new boolean[populations][assignments];
        failed = new boolean[populations][assignments];
    }

    void put(
            int p,
            int a,
            DecisionRule decision,
            AtomicReference<CopseException> problem,
            Supplier<EffectEstimate> estimator) {
        try {
            EffectEstimate estimate = estimator.get();
            estimates[p][a] = estimate.value();
            lower[p][a] = estimate.interval().lower().value();
            better[p][a] = decision.shows(estimate);
        } catch (CopseException failure) {
            failed[p][a] = true;
            problem.compareAndSet(null, failure);
        }
    }

    /// A rule that can decide nowhere has something to say; one that cannot here and there is counted.
    void requireSome(int p, @Nullable CopseException problem) {
        boolean none = true;
        for (boolean one : failed[p]) {
            none &= one;
        }
        if (none && problem != null) {
            throw problem;
        }
    }

    LoopDecisions decisions(LoopRule rule, double[] weights) {
        return new LoopDecisions(rule.name(), rule.decision().describe(), estimates, lower, better, failed, weights);
    }
}
