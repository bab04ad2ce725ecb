package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.ChiBarSquare;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LikelihoodRatioTest {
    private static LmmFit sleep(String formula) {
        return Lmm.of(formula).fit(Samples.SLEEPSTUDY);
    }

    private static final LmmFit SLOPE = sleep("Reaction ~ Days + (Days | Subject)");

    /// lme4's numbers (sleepstudy_slope.json); fits by REML are refitted by ML.
    @Test
    void asLme4() {
        LikelihoodRatio test = LikelihoodRatio.of(sleep("Reaction ~ 1 + (Days | Subject)"), SLOPE);
        assertThat(((LmmFit) test.larger()).estimator()).isEqualTo(Estimator.ML);
        assertThat(test.df()).isEqualTo(1);
        assertThat(test.variances()).isZero();
        assertThat(test.boundary()).isEmpty();
        assertThat(test.pBoundary()).isEqualTo(test.p());
        LikelihoodRatio correlation = LikelihoodRatio.of(SLOPE, sleep("Reaction ~ Days + (Days || Subject)"));
        assertThat(correlation.statistic()).isCloseTo(0.0639106766852819, within(1e-5));
        assertThat(correlation.p()).isCloseTo(0.800418431976803, within(1e-5));
        assertThat(correlation.boundary()).isEmpty();
    }

    @Test
    void variancesAreTestedOnTheBoundary() {
        assertThat(LikelihoodRatio.of(sleep("Reaction ~ Days + (1 | Subject)"), SLOPE)
                        .boundary())
                .isEqualTo(Optional.of(ChiBarSquare.oneMoreEffect(1, 0)));
        assertThat(LikelihoodRatio.of(sleep("Reaction ~ Days"), sleep("Reaction ~ Days + (1 | Subject)"))
                        .boundary())
                .isEqualTo(Optional.of(ChiBarSquare.oneMoreEffect(0, 0)));
        assertThat(LikelihoodRatio.of(sleep("Reaction ~ 1"), sleep("Reaction ~ Days + (Days || Subject)"))
                        .boundary())
                .isEqualTo(Optional.of(ChiBarSquare.independentVariances(2, 1)));
        // two correlated effects at once: the weights have no closed form
        LikelihoodRatio both = LikelihoodRatio.of(sleep("Reaction ~ Days"), SLOPE);
        assertThat(both.variances()).isEqualTo(2);
        assertThat(both.boundary()).isEmpty();
        LikelihoodRatio cask = LikelihoodRatio.of(
                Lmm.of("strength ~ 1 + (1 | batch:cask)").fit(Samples.PASTES),
                Lmm.of("strength ~ 1 + (1 | batch/cask)").fit(Samples.PASTES));
        assertThat(cask.statistic()).isCloseTo(0.407233941893935, within(1e-5));
        assertThat(cask.pBoundary()).isCloseTo(0.523376796461217 / 2, within(1e-5));
    }

    @Test
    void refusals() {
        assertThatThrownBy(() -> LikelihoodRatio.of(SLOPE, sleep("log(Reaction) ~ Days + (1 | Subject)")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("different responses: `Reaction` and `log(Reaction)`");
        NumericColumn days = (NumericColumn) Samples.SLEEPSTUDY.column("Days");
        double[] other = new double[days.size()];
        for (int i = 0; i < other.length; i++) {
            other[i] = 3 + Math.sin(i);
        }
        Frame shuffled = Samples.SLEEPSTUDY.with("Reaction", NumericColumn.of(other));
        assertThatThrownBy(() -> LikelihoodRatio.of(
                        SLOPE, Lmm.of("Reaction ~ Days + (1 | Subject)").fit(shuffled)))
                .hasMessageContaining("different data");
        assertThatThrownBy(() -> LikelihoodRatio.of(sleep("Reaction ~ I(Days^2)"), SLOPE))
                .hasMessageContaining("I(Days^2)")
                .hasMessageContaining("AIC");
        assertThatThrownBy(() -> LikelihoodRatio.of(SLOPE, SLOPE)).hasMessageContaining("6 parameters");
    }
}
