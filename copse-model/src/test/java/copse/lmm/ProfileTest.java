package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Limit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The limits of lme4 are checked by the reference harness; here what has a closed form.
class ProfileTest {
    private static final double[] Y = {3.1, 4.7, 2.2, 5.9, 4.4, 3.8, 6.1, 2.9, 4.0, 5.2};
    // quantile of χ²₁ at 95 %
    private static final double QUANTILE = 3.841458820694124;

    /// Of a normal sample: the limits of the mean solve `n log(1 + t²/(n-1)) = χ²`, those of σ `n log(σ²/s²) +
    /// n s²/σ² - n = χ²`, with s² the ML variance.
    @Test
    void normalSample() {
        LmmFit fit = Lmm.of("y ~ 1").fit(Frame.of("y", NumericColumn.of(Y)));
        List<ParameterInterval> intervals = Profile.of(fit, 0.95);
        assertThat(intervals).extracting(i -> i.parameter().label()).containsExactly("sigma", "(Intercept)");
        int n = Y.length;
        double variance = fit.sigma() * fit.sigma() * (n - 1) / n;
        for (Limit limit : List.of(
                intervals.get(0).interval().lower(), intervals.get(0).interval().upper())) {
            double ratio = limit.value() * limit.value() / variance;
            assertThat(n * (Math.log(ratio) + 1 / ratio - 1)).isCloseTo(QUANTILE, within(1e-4));
        }
        double half = Math.sqrt(variance * Math.expm1(QUANTILE / n));
        assertThat(intervals.get(1).interval().lower().value()).isCloseTo(fit.beta()[0] - half, within(1e-5));
        assertThat(intervals.get(1).interval().upper().value()).isCloseTo(fit.beta()[0] + half, within(1e-5));
    }

    @Test
    void varianceThatMayBeZeroHasABoundary() {
        LmmFit fit = Lmm.of("Yield ~ 1 + (1 | Batch)").fit(Samples.DYESTUFF2);
        ParameterInterval batch = Profile.of(fit, 0.95).get(0);
        assertThat(batch.parameter().label()).isEqualTo("sd(Batch,(Intercept))");
        assertThat(batch.interval().lower()).isEqualTo(new Limit.Boundary(0));
        assertThat(batch.interval().upper().value()).isCloseTo(2.08404785417, within(4e-3));
    }

    /// A change of units changes limits by the unit, and correlations not at all. Three effects of one term:
    /// every standard deviation and correlation is brought to the front of Λ once.
    @Test
    void unitsDoNotMatter() {
        String formula = "Reaction ~ Days + (Days + I(Days^2) | Subject)";
        List<ParameterInterval> plain = Profile.of(Lmm.of(formula).fit(Samples.SLEEPSTUDY), 0.9);
        NumericColumn reaction = (NumericColumn) Samples.SLEEPSTUDY.column("Reaction");
        double[] scaled = new double[reaction.size()];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = 1e-4 * reaction.value(i);
        }
        List<ParameterInterval> small =
                Profile.of(Lmm.of(formula).fit(Samples.SLEEPSTUDY.with("Reaction", NumericColumn.of(scaled))), 0.9);
        assertThat(plain).hasSize(9);
        for (int i = 0; i < plain.size(); i++) {
            double unit = plain.get(i).parameter() instanceof Parameter.Correlation ? 1 : 1e-4;
            double width = plain.get(i).interval().width() * unit;
            assertThat(small.get(i).interval().lower().value())
                    .as(plain.get(i).parameter().label())
                    .isCloseTo(plain.get(i).interval().lower().value() * unit, within(1e-3 * width));
            assertThat(small.get(i).interval().upper().value())
                    .isCloseTo(plain.get(i).interval().upper().value() * unit, within(1e-3 * width));
        }
    }
}
