package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.StudentT;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Risk, odds and rate ratios beside differences in means.
class RatiosTest {
    private static final Question QUESTION =
            Question.of("y", "treatment", "control").withKind(OutcomeKind.BINARY);

    /// Shares of ten rows in each of eight clusters, treated and control in turn, in four pairs.
    private static final int[] ONES = {4, 2, 6, 5, 3, 1, 7, 4};

    private static Experiment experiment() {
        int n = 10 * ONES.length;
        double[] y = new double[n];
        for (int row = 0; row < n; row++) {
            y[row] = row % 10 < ONES[row / 10] ? 1 : 0;
        }
        Frame rows = Frame.of(
                        "cluster",
                        FactorColumn.of(n, row -> "c" + row / 10),
                        "arm",
                        FactorColumn.of(n, row -> (row / 10) % 2 == 0 ? "treatment" : "control"))
                .with("pair", FactorColumn.of(n, row -> "p" + row / 20))
                .with("y", NumericColumn.of(y))
                .relevel("arm", "control");
        return Experiment.observed(rows, Roles.of("arm").withUnit("cluster").withBlock("pair"));
    }

    private static void check(ScaledEffect ratio, String scale, double value, double logSe, double df) {
        assertThat(ratio.scale()).isEqualTo(scale);
        assertThat(ratio.value()).isCloseTo(value, within(1e-12));
        double half = logSe * StudentT.critical(0.95, df);
        assertThat(ratio.interval().upper().value()).isCloseTo(value * Math.exp(half), within(1e-9));
        assertThat(ratio.interval().lower().value()).isCloseTo(value * Math.exp(-half), within(1e-9));
    }

    /// The textbook's delta method for two independent means.
    @Test
    void independentArms() {
        double p = 0.5;
        double q = 0.3;
        double v = (0.01 + 0.01 + 0.04 + 0.04) / 3 / 4;
        double u = (0.01 + 0.04 + 0.04 + 0.01) / 3 / 4;
        List<ScaledEffect> scales =
                UnitMeans.pooled().estimate(experiment(), QUESTION).scales();
        double both = (v + u) / 2;
        // a pooled variance is that of outcomes divided by their arm's mean
        double pooled = Math.sqrt((v / (p * p) + u / (q * q)));
        assertThat(both).isCloseTo(v, within(1e-12));
        check(scales.get(0), "risk ratio", p / q, pooled, 6);
        double odds = Math.sqrt(v / (p * p * 0.25) + u / (q * q * 0.49));
        check(scales.get(1), "odds ratio", p / (1 - p) / (q / (1 - q)), odds, 6);
        double w = v / (p * p);
        double x = u / (q * q);
        ScaledEffect welch =
                UnitMeans.welch().estimate(experiment(), QUESTION).scales().getFirst();
        check(welch, "risk ratio", p / q, pooled, (w + x) * (w + x) / (w * w / 3 + x * x / 3));
    }

    /// Within pairs the arms vary together: differences of outcomes over their arm's mean tell by how much.
    @Test
    void pairsTieArmsTogether() {
        double[] d = new double[4];
        double squares = 0;
        for (int pair = 0; pair < 4; pair++) {
            d[pair] = ONES[2 * pair] / 10.0 / 0.5 - ONES[2 * pair + 1] / 10.0 / 0.3;
            squares += d[pair] * d[pair];
        }
        List<ScaledEffect> scales =
                MatchedPairs.equal().estimate(experiment(), QUESTION).scales();
        check(scales.getFirst(), "risk ratio", 0.5 / 0.3, Math.sqrt(squares / 3 / 4), 3);
    }

    @Test
    void countsHaveARateRatioAndNumbersNone() {
        Question count = QUESTION.withKind(OutcomeKind.COUNT);
        assertThat(new RowMeans().estimate(experiment(), count).scales())
                .extracting(ScaledEffect::scale)
                .containsExactly("rate ratio");
        assertThat(new RowMeans()
                        .estimate(experiment(), QUESTION.withKind(OutcomeKind.NUMBER))
                        .scales())
                .isEmpty();
    }
}
