package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Criterion.MeanDifference;
import copse.design.Criterion.Threshold;
import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The mistakes R1 to R5 and R7 of the notebooks on rerandomisation, and what happens here instead.
class RerandomisationTrapsTest {
    private static Criterion sizeDifference(double threshold) {
        return new MeanDifference("x0", new Threshold.Value(threshold));
    }

    /// R1: the loop never ends when no assignment meets the threshold.
    @Test
    void r1AnUnattainableThresholdIsToldWithTheBestAssignment() {
        Units units = Screened.units(Screened.column(Screened.SIZES));
        Mechanism mechanism = Screened.mechanism(sizeDifference(0.1), units, 5, 5);

        assertThatThrownBy(() -> mechanism.draw(Seed.of(1).stream(), new byte[10]))
                .isInstanceOfSatisfying(DesignException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("D147");
                    assertThat(e.problem().what())
                            .isEqualTo("none of the 252 assignments of the design has difference of x0 ≤ 0.1");
                    assertThat(e.problem().why()).isEqualTo("they have difference of x0 of at least 0.2");
                    assertThat(e.problem().fix())
                            .isEqualTo("take `below: 0.2`, which accepts a share of 0.04762 of the assignments");
                });
        Screening screening = mechanism.screening().orElseThrow();
        assertThat(screening.feasibility())
                .isInstanceOfSatisfying(Screening.Feasibility.Infeasible.class, infeasible -> {
                    assertThat(infeasible.best().values().getFirst()).isCloseTo(0.2, within(1e-12));
                    assertThat(infeasible.best().arms()).hasSize(10);
                });
        assertThat(mechanism.count().value()).isEqualByComparingTo("0");
        assertThat(mechanism.enumerate()).isEmpty();
        assertThatThrownBy(mechanism::probabilities).isInstanceOf(DesignException.class);
        assertThat(Screened.mechanism(sizeDifference(0.2), units, 5, 5).count().value())
                .as("the advice works")
                .isEqualByComparingTo("12");
    }

    /// R1, where assignments are too many to be listed: the cap ends the search.
    @Test
    void r1ASearchEndsAtTheCap() {
        Units units = Screened.units(Screened.EIGHT);
        AcceptedMechanism mechanism =
                Screened.drawn(Screened.below(1e-4, Screened.EIGHT), units, ListedMechanism.complete(4, 4), true, 500);

        assertThatThrownBy(() -> mechanism.draw(Seed.of(1).stream(), new byte[8]))
                .isInstanceOfSatisfying(DesignException.class, e -> {
                    assertThat(e.problem().what()).isEqualTo("no assignment with M ≤ 0.0001 in 500 draws");
                    assertThat(e.problem().why()).isEqualTo("the best of 131072 others has M = 0.3792");
                    assertThat(e.problem().fix())
                            .startsWith("raise the cap, or take `below: 0.3793`, which accepts a share of 0.0");
                });
        assertThat(mechanism.screening().orElseThrow().feasibility())
                .isInstanceOf(Screening.Feasibility.NotFound.class);
        assertThat(mechanism.count().basis()).isInstanceOf(Basis.AtMost.class);
    }

    /// R2: coin flips are screened, so that accepted arms have from one unit to all but one.
    @Test
    void r2CoinFlipsAreNotScreened() {
        assertThatThrownBy(() -> Design.parse("rerandomised(simple(), mean: size, below: 3)"))
                .isInstanceOfSatisfying(DesignException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("D143");
                    assertThat(e.problem().what())
                            .isEqualTo("coin flips (`simple`) as the design that is rerandomised");
                    assertThat(e.problem().fix()).isEqualTo("write `rerandomised(complete(), on: …)`");
                });
        assertThatThrownBy(() -> Design.parse("rerandomised(clustered(by: school, simple()), mean: size, below: 3)"))
                .hasMessageContaining("coin flips");
    }

    /// R3: the distance is neither squared nor scaled by n, and the threshold 0.3 accepts 31% of all draws.
    @Test
    void r3ThresholdsAreSharesOfAssignmentsAndSayWhatTheyBuy() {
        ChiSquareThreshold notebook = ChiSquareThreshold.ofDistance(4, 100, 50, 0.3);
        assertThat(notebook.value()).isCloseTo(2.25, within(1e-12));
        assertThat(notebook.acceptance()).isCloseTo(0.310113506863507, within(1e-10));
        assertThat(notebook.percentReduction()).isLessThan(70);

        ChiSquareThreshold strict = ChiSquareThreshold.accepting(4, 0.001);
        assertThat(strict.acceptance()).isCloseTo(0.001, within(1e-12));
        assertThat(strict.percentReduction()).isGreaterThan(98);
        assertThat(strict.expectedDraws()).isCloseTo(1000, within(1e-6));
    }

    /// R4: constant covariates, all dummies of a factor and too many covariates break the inverse, or give
    /// noise.
    @Test
    void r4RankDecidesAndIsTold() {
        double[][] x = new double[10][5];
        for (int i = 0; i < 10; i++) {
            x[i][0] = Screened.SIZES[i];
            x[i][1] = 7.3;
            x[i][2 + i % 3] = 1;
        }
        Units units = Screened.units(x);
        Resolution resolution = AcceptedArms.resolve(
                Screened.complete(Screened.below(1.5, x), 5, 5), units, Screened.over(ListedMechanism.complete(5, 5)));

        assertThat(resolution.diagnostics())
                .extracting(Diagnostic::code, Diagnostic::parameter)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("constant-covariate", "x1"),
                        org.assertj.core.groups.Tuple.tuple("aliased-covariate", "x4"));
        Screening.Rule rule =
                resolution.mechanism().screening().orElseThrow().rules().getFirst();
        assertThat(rule.df()).hasValue(3);

        MahalanobisDistance distance = MahalanobisDistance.of(units, Screened.columns(x));
        MahalanobisDistance lean = MahalanobisDistance.of(units, List.of("x0", "x2", "x3"));
        for (byte[] arms : ListedMechanism.complete(5, 5).assignments()) {
            assertThat(distance.of(arms)).isCloseTo(lean.of(arms), within(1e-9));
        }
    }

    /// R4: with a rank of n − 1 all assignments have the same distance.
    @Test
    void r4AsManyCovariatesAsUnitsAreRefused() {
        double[][] x = new double[6][5];
        for (int i = 0; i < 5; i++) {
            x[i][i] = i + 1.0;
        }
        Units units = Screened.units(x);

        assertThatThrownBy(() -> Screened.mechanism(Screened.below(1, x), units, 3, 3))
                .isInstanceOfSatisfying(DesignException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("D146");
                    assertThat(e.problem().what())
                            .isEqualTo("the Mahalanobis distance of covariates of rank 5 on 6 units");
                    assertThat(e.problem().why())
                            .isEqualTo(
                                    "with a rank of n - 1 or more every assignment has M = 5, the balanced ones too");
                });
        MahalanobisDistance distance = MahalanobisDistance.of(units, Screened.columns(x));
        assertThat(distance.discriminates()).isFalse();
        for (byte[] arms : ListedMechanism.complete(3, 3).assignments()) {
            assertThat(distance.of(arms)).isCloseTo(5, within(1e-9));
        }
    }

    /// R5: `<` here and `<=` there: 68 or 80 of 252 assignments.
    @Test
    void r5AValueEqualToTheThresholdIsAccepted() {
        Units units = Screened.units(Screened.column(Screened.SIZES));
        Screen screen = Screen.of(sizeDifference(3), units, 5, 5);
        List<Standing> standings = new ArrayList<>();
        for (byte[] arms : ListedMechanism.complete(5, 5).assignments()) {
            standings.add(screen.verdict(arms).standing());
        }

        assertThat(standings).filteredOn(s -> s == Standing.BELOW).hasSize(68);
        assertThat(standings).filteredOn(s -> s == Standing.AT).hasSize(12);
        assertThat(standings).filteredOn(Standing::accepted).hasSize(80);
        assertThat(Screened.mechanism(sizeDifference(3), units, 5, 5).count().value())
                .isEqualByComparingTo("80");
    }

    /// R7: the covariance matrix is worked out anew for every draw; here it is a part of the screen, and the
    /// distance agrees with the textbook formula.
    @Test
    void r7TheCovarianceIsWorkedOutOnce() {
        double[] x = Screened.SIZES;
        double mean = java.util.Arrays.stream(x).average().orElseThrow();
        double variance =
                java.util.Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / 9;
        MahalanobisDistance distance = MahalanobisDistance.of(Screened.units(Screened.column(x)), List.of("x0"));
        for (byte[] arms : ListedMechanism.complete(4, 6).assignments()) {
            double treated = 0;
            double control = 0;
            for (int i = 0; i < 10; i++) {
                treated += arms[i] == 1 ? x[i] / 6 : 0;
                control += arms[i] == 0 ? x[i] / 4 : 0;
            }
            double difference = treated - control;
            assertThat(distance.of(arms)).isCloseTo(6 * 4 / 10.0 * difference * difference / variance, within(1e-9));
        }
    }
}
