package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.family.Family;
import copse.family.Link;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.mcmc.Chains;
import copse.mcmc.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorPredictiveTest {
    private static final Frame DATA = Frame.of(
            "y", NumericColumn.of(0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0),
            "x", NumericColumn.of(10, 12, 13, 11, 15, 19, 12, 16, 14, 11, 10, 13),
            "z", NumericColumn.of(1, 0, 2, 1, 0, 1, 0, 2, 1, 1, 0, 2),
            "g", FactorColumn.of("a", "a", "a", "b", "b", "b", "c", "c", "c", "d", "d", "d"));

    private static final int DRAWS = 20_000;

    private static BayesPosterior posterior(Family family, String formula, String... statements) {
        return Bayes.of(formula, family)
                .priors(Priors.parse(List.of(statements)))
                .posterior(DATA);
    }

    private static Draws prior(Family family, String formula, String... statements) {
        return posterior(family, formula, statements).prior(DRAWS, Seed.of(6)).draws();
    }

    /// Independent draws: five standard errors of a mean and of a standard deviation.
    private static void hasMoments(Draws draws, String name, double mean, double sd) {
        Chains own = draws.of(name);
        assertThat(own.mean()).as(name).isCloseTo(mean, within(5 * sd / Math.sqrt(DRAWS)));
        assertThat(own.sd()).as(name).isCloseTo(sd, within(5 * sd / Math.sqrt(DRAWS)));
    }

    @Test
    void drawsOfTheInterceptAreOfWhatItsPriorIsStatedOn() {
        Draws atZero = prior(Family.gaussian(), "y ~ x", "intercept=normal(1, 2)", "coef=normal(0, 1)");
        hasMoments(atZero, "(Intercept)", 1, 2);
        hasMoments(atZero, "x", 0, 1);
        Draws centred = prior(Family.binomial(), "y ~ x", "intercept_centered=normal(1, 2)", "coef=normal(0, 1)");
        hasMoments(centred, "intercept_centered", 1, 2);
        // x has mean 13
        hasMoments(centred, "(Intercept)", 1, Math.sqrt(4 + 169));
    }

    /// Every correlation of q effects under LKJ(η) is beta distributed on (−1, 1) with both shapes η − 1 + q/2.
    @Test
    void correlationsFollowTheLkjDistribution() {
        Draws draws = prior(Family.gaussian(), "y ~ x + z + (x + z | g)", "cor=lkj(2)");
        double sd = 1 / Math.sqrt(2 * 2.5 + 1);
        hasMoments(draws, "cor(g,(Intercept),x)", 0, sd);
        hasMoments(draws, "cor(g,(Intercept),z)", 0, sd);
        hasMoments(draws, "cor(g,x,z)", 0, sd);
    }

    @Test
    void boundedPriorsAreDrawnBetweenTheirEnds() {
        Draws draws = prior(
                Family.gaussian(), "y ~ x + (1 | g)", "coef=uniform(-3, 3)", "sd=uniform(0, 5)", "sigma=constant(2)");
        hasMoments(draws, "x", 0, 6 / Math.sqrt(12));
        hasMoments(draws, "sd(g,(Intercept))", 2.5, 5 / Math.sqrt(12));
        assertThat(draws.column("sigma")).containsOnly(2);
    }

    /// The probability that a normal number with standard deviation 100 lies beyond ±log 99 is 0.96335.
    @Test
    void widePriorsOnTheLogitScaleAreSaidToBeExtreme() {
        PriorPredictive wide = PriorPredictive.of(
                posterior(Family.binomial(), "y ~ 1", "intercept=normal(0, 100)"), DATA, DRAWS, Seed.of(6));
        assertThat(wide.shareBelow() + wide.shareAbove())
                .isCloseTo(0.96335, within(5 * Math.sqrt(0.96335 * 0.03665 / DRAWS)));
        assertThat(wide.diagnostics()).extracting(Diagnostic::code).containsExactly("prior-extreme");
        assertThat(wide.usual().getFirst().replicated().mean()).isCloseTo(0.5, within(5 * 0.5 / Math.sqrt(DRAWS)));
        PriorPredictive usual =
                PriorPredictive.of(posterior(Family.binomial(), "y ~ x + (1 | g)"), DATA, 2000, Seed.of(6));
        assertThat(usual.diagnostics()).isEmpty();
    }

    @Test
    void countsFarFromTheDataAreSaid() {
        PriorPredictive wide = PriorPredictive.of(
                posterior(Family.poisson(), "z ~ 1", "intercept=normal(20, 2)"), DATA, 500, Seed.of(6));
        assertThat(wide.diagnostics()).extracting(Diagnostic::code).containsExactly("prior-far");
        PriorPredictive usual =
                PriorPredictive.of(posterior(Family.poisson(), "z ~ x + (x | g)"), DATA, 500, Seed.of(6));
        assertThat(usual.diagnostics()).isEmpty();
    }

    @Test
    void flatPriorsHaveNoDraws() {
        assertThatThrownBy(() -> prior(Family.gaussian(), "y ~ x", "coef=flat"))
                .isInstanceOfSatisfying(InputException.class, error -> {
                    assertThat(error.code()).isEqualTo("B128");
                    assertThat(error.problem().fix()).contains("`coef:x=normal(0, ");
                });
    }

    @Test
    void meansThatCannotBeAreSaid() {
        assertThatThrownBy(() -> PriorPredictive.of(
                        posterior(Family.poisson().withLink(Link.IDENTITY), "z ~ x"), DATA, 100, Seed.of(6)))
                .isInstanceOfSatisfying(
                        InputException.class, error -> assertThat(error.code()).isEqualTo("B129"));
    }
}
