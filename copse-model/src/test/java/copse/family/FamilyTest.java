package copse.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyTest {
    @ParameterizedTest
    @ValueSource(strings = {"binomial", "betabinomial", "poisson", "nbinom1", "nbinom2", "Gamma", "gaussian"})
    void isFoundByItsName(String label) {
        Family family = Family.of(label);
        assertThat(family.label()).isEqualTo(label);
        assertThat(family.link()).isEqualTo(family.links().getFirst());
        for (Link link : family.links()) {
            assertThat(Family.of(label, link).link()).isEqualTo(link);
        }
    }

    @Test
    void otherNamesOfFamiliesAreKnown() {
        assertThat(Family.of("bernoulli")).isEqualTo(Family.binomial());
        assertThat(Family.of("Poisson")).isEqualTo(Family.poisson());
        assertThat(Family.of("gamma")).isEqualTo(Family.gamma());
    }

    @Test
    void aFamilyThatDoesNotExistIsAnErrorThatNamesTheOneMeant() {
        assertThatThrownBy(() -> Family.of("poison"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("O201")
                .hasMessageContaining("did you mean `poisson`?");
    }

    @Test
    void aLinkThatDoesNotExistIsAnErrorThatNamesTheOneMeant() {
        assertThatThrownBy(() -> Link.of("logitt"))
                .hasMessageContaining("O202")
                .hasMessageContaining("did you mean `logit`?");
    }

    @Test
    void aLinkThatDoesNotFitIsAnErrorThatNamesThoseThatDo() {
        assertThatThrownBy(() -> Family.of("poisson", Link.LOGIT))
                .hasMessageContaining("O203")
                .hasMessageContaining("take log, identity");
        assertThatThrownBy(() -> new Family.Binomial(Link.INVERSE))
                .hasMessageContaining("take logit, probit, cloglog, log, identity");
    }

    @Test
    void zerosAreAddedToCountsAlone() {
        assertThat(Family.of("nbinom1").zeroInflated().isInflated()).isTrue();
        assertThat(Family.poisson().zeroInflated().zeroInflated())
                .isEqualTo(Family.poisson().zeroInflated());
        assertThatThrownBy(() -> Family.binomial().zeroInflated()).hasMessageContaining("O204");
    }

    @ParameterizedTest
    @EnumSource
    void linkAndMeanAreInverses(Link link) {
        double eta = link == Link.LOG ? -0.7 : 0.4;
        double mean = link.mean(eta);
        assertThat(link.eta(mean)).isCloseTo(eta, within(1e-14));
        assertThat(mean + link.complement(eta)).isCloseTo(1, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void derivativesOfTheMeanAreItsDifferences(Link link) {
        double step = 1e-5;
        for (double eta : new double[] {-2.2, -0.3, 0.8, 3}) {
            // central differences are good to step² and rounding over step
            assertThat(link.slope(eta))
                    .isCloseTo((link.mean(eta + step) - link.mean(eta - step)) / (2 * step), within(3e-8));
            assertThat(link.curvature(eta))
                    .isCloseTo((link.slope(eta + step) - link.slope(eta - step)) / (2 * step), within(5e-7));
            assertThat(link.thirdDerivative(eta))
                    .isCloseTo((link.curvature(eta + step) - link.curvature(eta - step)) / (2 * step), within(5e-6));
        }
    }

    @Test
    void probabilitiesInBothTailsKeepTheirDigits() {
        // 1/(1 + e^40)
        assertThat(Link.LOGIT.complement(40)).isCloseTo(4.2483542552915889e-18, within(1e-32));
        assertThat(Link.LOGIT.mean(-40)).isCloseTo(4.2483542552915889e-18, within(1e-32));
        // Φ(−9)
        assertThat(Link.PROBIT.mean(-9)).isCloseTo(1.1285884059538406e-19, within(1e-32));
        assertThat(Link.CLOGLOG.mean(-40)).isCloseTo(4.2483542552915889e-18, within(1e-32));
    }

    @Test
    void whereALinkGivesNoMeanTheDensityIsZero() {
        Outcomes one = new Outcomes(new double[] {1}, new double[] {2}, new double[] {1});
        Derivatives at = new Derivatives(1);
        for (Family family : List.of(
                Family.of("binomial", Link.LOG),
                Family.of("binomial", Link.IDENTITY),
                Family.of("betabinomial", Link.LOG))) {
            family.likelihood(0).evaluate(one, new double[] {1.2}, new double[1], 0, 1, Derivatives.Order.FULL, at);
            assertThat(at.value()[0]).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(at.score()[0]).isZero();
            assertThat(family.link().isValid(1.2, OutcomeType.SHARE)).isFalse();
        }
        for (Family family : List.of(Family.of("poisson", Link.IDENTITY), Family.of("Gamma", Link.INVERSE))) {
            family.likelihood(0).evaluate(one, new double[] {-1}, new double[1], 0, 1, Derivatives.Order.FULL, at);
            assertThat(at.value()[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        }
    }
}
