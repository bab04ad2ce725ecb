package copse.power;

import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.infer.Share;
import copse.lmm.LmmCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What every estimator said of every simulated experiment. Each entry is written once, by one thread.
final class Outcomes {
    private static final byte FINISHED = 1;
    private static final byte FAILED = 2;

    final double[] realised;
    final double[][] value;
    final double[][] se; // NaN where the estimator has none: never leaves this package as a number
    final double[][] df;
    final double[][] lower;
    final double[][] upper;
    final double[][] p;
    final boolean[][] shown;
    private final byte[][] state;
    private final @Nullable String[][] failure;
    private final @Nullable CopseException[] first;

    Outcomes(int estimators, int replicates) {
        realised = new double[replicates];
        value = new double[estimators][replicates];
        se = new double[estimators][replicates];
        df = new double[estimators][replicates];
        lower = new double[estimators][replicates];
        upper = new double[estimators][replicates];
        p = new double[estimators][replicates];
        shown = new boolean[estimators][replicates];
        state = new byte[estimators][replicates];
        failure = new String[estimators][replicates];
        first = new CopseException[estimators];
    }

    void put(int e, int k, EffectEstimate estimate, DecisionRule rule) {
        for (Diagnostic diagnostic : estimate.diagnostics()) {
            if (diagnostic.code().equals(LmmCode.NOT_CONVERGED.code())) {
                fail(e, k, diagnostic.code() + " " + diagnostic.meaning());
                return;
            }
        }
        if (!Double.isFinite(estimate.value())) {
            fail(e, k, "the estimate is not finite");
            return;
        }
        value[e][k] = estimate.value();
        se[e][k] = estimate.se().orElse(Double.NaN);
        df[e][k] = estimate.df().orElse(Double.NaN);
        lower[e][k] = estimate.interval().lower().value();
        upper[e][k] = estimate.interval().upper().value();
        p[e][k] = estimate.p();
        shown[e][k] = rule.shows(estimate);
        state[e][k] = FINISHED;
    }

    void fail(int e, int k, CopseException why) {
        fail(e, k, why.code() + " " + why.problem().what());
        if (k == 0) {
            first[e] = why;
        }
    }

    private void fail(int e, int k, String why) {
        failure[e][k] = why;
        state[e][k] = FAILED;
    }

    boolean finished(int e, int k) {
        return state[e][k] == FINISHED;
    }

    @Nullable
    String failure(int e, int k) {
        return failure[e][k];
    }

    int failed(int e, int run) {
        int count = 0;
        for (int k = 0; k < run; k++) {
            count += state[e][k] == FAILED ? 1 : 0;
        }
        return count;
    }

    /// Whether all failures have the code of the first, so that it speaks for all.
    boolean sameFailure(int e, int run) {
        CopseException of = first[e];
        if (of == null) {
            return false;
        }
        for (int k = 0; k < run; k++) {
            String why = failure[e][k];
            if (why != null && !why.startsWith(of.code() + " ")) {
                return false;
            }
        }
        return true;
    }

    CopseException firstFailure(int e) {
        return Objects.requireNonNull(first[e]);
    }

    /// The share of finished experiments that show an effect. `of(0 of 1)` if none finished.
    Share power(int e, int run) {
        int hits = 0;
        int trials = 0;
        for (int k = 0; k < run; k++) {
            if (finished(e, k)) {
                trials++;
                hits += shown[e][k] ? 1 : 0;
            }
        }
        return new Share(hits, Math.max(1, trials));
    }
}
