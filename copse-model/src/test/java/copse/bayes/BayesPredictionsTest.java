package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.family.Family;
import copse.family.Link;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.glmm.Averaging;
import copse.mcmc.Chains;
import copse.mcmc.Draws;
import copse.model.ModelSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class BayesPredictionsTest {
    private static final Frame DATA = Frame.of(
            "y", NumericColumn.of(0, 1, 1, 0, 1, 0, 0, 1),
            "number", NumericColumn.of(1.5, 2, 3, 4, 2, 1, 0, -1),
            "x", NumericColumn.of(1, 0.5, 2, 1, 4, 0, 3, 7),
            "arm", FactorColumn.of("a", "b", "a", "b", "a", "b", "a", "b"),
            "g", FactorColumn.of("u", "u", "v", "v", "w", "w", "u", "v"));
    private static final ModelSpec SPEC = HandMade.spec("y ~ x + arm + (1 + x | g)", Family.binomial(), DATA);
    private static final DrawnParameters PARAMETERS = HandMade.parameters(SPEC, Family.binomial(), 500, 12);

    private static double at(String name, int s) {
        return PARAMETERS.draws().column(name)[s];
    }

    @Test
    void meanInAKnownGroupHasItsEffects() {
        BayesPredictions predictions = BayesPredictions.of(PARAMETERS, DATA, BayesPredictOptions.defaults());
        int s = 701;
        double eta = at("(Intercept)", s) + 4 * at("x", s) + at("r(g)[w,(Intercept)]", s) + 4 * at("r(g)[w,x]", s);
        Chains draws = predictions.draws(4);
        assertThat(draws.byChain()[1][201]).isCloseTo(Link.LOGIT.mean(eta), within(1e-14));
        assertThat(predictions.mean(4)).isEqualTo(draws.mean());
        assertThat(predictions.lower(4)).isEqualTo(draws.quantile(0.025), within(1e-15));
        assertThat(predictions.isKnown(4)).isTrue();
    }

    /// Effects of a new group have the draws' own covariance: compared by their first two moments, whose errors
    /// at 1500 draws are about 3 % and 4 %.
    @Test
    void newGroupsHaveEffectsDrawn() {
        ModelSpec spec = HandMade.spec("number ~ 1 + (1 + x | g)", Family.gaussian(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.gaussian(), 4000, 12);
        Frame other = Frame.of(
                "x", NumericColumn.of(2, 2, 2),
                "g", FactorColumn.of("new", "new", "newer"));
        BayesPredictions predictions = BayesPredictions.of(parameters, other, BayesPredictOptions.defaults());
        assertThat(predictions.isKnown(0)).isFalse();
        Draws draws = parameters.draws();
        double[] mean = draws.column("(Intercept)");
        double[] sd0 = draws.column("sd(g,(Intercept))");
        double[] sd1 = draws.column("sd(g,x)");
        double[] cor = draws.column("cor(g,(Intercept),x)");
        double squares = 0;
        double expected = 0;
        for (int s = 0; s < mean.length; s++) {
            double own = predictions.draws(0).byChain()[s / 4000][s % 4000] - mean[s];
            squares += own * own;
            expected += sd0[s] * sd0[s] + 4 * sd1[s] * sd1[s] + 4 * cor[s] * sd0[s] * sd1[s];
        }
        assertThat(squares / expected).isCloseTo(1, within(0.08));
        assertThat(predictions.draws(1).byChain()[0])
                .isEqualTo(predictions.draws(0).byChain()[0]);
        assertThat(predictions.draws(2).byChain()[0])
                .isNotEqualTo(predictions.draws(0).byChain()[0]);
    }

    @Test
    void outcomesVaryMoreThanMeans() {
        ModelSpec spec = HandMade.spec("number ~ x", Family.gaussian(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.gaussian(), 4000, 12);
        BayesPredictions means = BayesPredictions.of(parameters, DATA, BayesPredictOptions.defaults());
        BayesPredictions outcomes = BayesPredictions.of(
                parameters, DATA, BayesPredictOptions.defaults().with(BayesPredictOptions.Of.OUTCOME));
        double noise = 0;
        for (double sigma : parameters.draws().column("sigma")) {
            noise += sigma * sigma / parameters.count();
        }
        assertThat(outcomes.sd(3) * outcomes.sd(3) - means.sd(3) * means.sd(3)).isCloseTo(noise, within(0.1 * noise));
        assertThat(outcomes.mean(3)).isCloseTo(means.mean(3), within(0.1 * Math.sqrt(noise)));
    }

    @Test
    void conditionalEffectsHoldTheOthersStill() {
        ConditionalEffects effects = ConditionalEffects.of(PARAMETERS, DATA, Averaging.TYPICAL, 0.9);
        List<ConditionalEffects.Point> points = effects.along("arm");
        assertThat(points).extracting(ConditionalEffects.Point::at).containsExactly("a", "b");
        double meanX = 18.5 / 8;
        double eta = at("(Intercept)", 3) + meanX * at("x", 3) + at("arm[b]", 3);
        assertThat(points.get(1).draws().byChain()[0][3]).isCloseTo(Link.LOGIT.mean(eta), within(1e-14));
        List<ConditionalEffects.Point> curves = effects.along("x", "arm");
        assertThat(curves).hasSize(14);
        assertThat(curves.get(13).by()).contains("b");
        assertThat(curves.get(13).x()).isEqualTo(7);
        assertThatThrownBy(() -> effects.along("z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no predictor `z`");
    }
}
