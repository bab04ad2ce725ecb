package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lmm.RSquared;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.Roles;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

/// Checks of fits to outcomes that were drawn with what is looked for, and without.
class FitChecksTest {
    private static final int GROUPS = 40;
    private static final int PER_GROUP = 25;
    private static final double SD = 0.6;

    /// Rows with a linear predictor `0.4 + 0.5 x + b`, b normal with sd 0.6.
    private static Frame data(int seed, ToDoubleBiFunction<Double, RandomStream> outcome) {
        RandomStream random = Seed.of(seed).stream();
        int n = GROUPS * PER_GROUP;
        String[] g = new String[n];
        double[] x = new double[n];
        double[] y = new double[n];
        double[] trials = new double[n];
        Arrays.fill(trials, 12);
        for (int k = 0; k < GROUPS; k++) {
            double b = SD * random.nextGaussian();
            for (int j = 0; j < PER_GROUP; j++) {
                int i = k * PER_GROUP + j;
                g[i] = "g" + k;
                x[i] = random.nextGaussian();
                y[i] = outcome.applyAsDouble(0.4 + 0.5 * x[i] + b, random);
            }
        }
        return Frame.of(
                "g", FactorColumn.of(g),
                "x", NumericColumn.of(x),
                "y", NumericColumn.of(y),
                "n", NumericColumn.of(trials));
    }

    private static double drawn(
            Family family, double eta, double zeta, double size, double omega, RandomStream random) {
        return family.distribution(eta, zeta, size, omega).draw(random);
    }

    private static GlmmFit counts(Family fitted, Family truth, double omega, double zeta) {
        return Glmm.of("y ~ x + (1 | g)", fitted)
                .fit(data(5, (eta, random) -> drawn(truth, eta, zeta, 1, omega, random)));
    }

    @Test
    void countsOfTheirFamilyPassTheChecks() {
        GlmmFit fit = counts(Family.poisson(), Family.poisson(), 0, 0);
        assertThat(Overdispersion.of(fit).orElseThrow().ratio()).isCloseTo(1, within(0.15));
        assertThat(Overdispersion.of(fit).orElseThrow().p()).isGreaterThan(0.01);
        assertThat(ExcessZeros.of(fit).orElseThrow().p()).isGreaterThan(0.01);
        assertThat(fit.diagnostics()).extracting(Diagnostic::code).doesNotContain("overdispersed", "excess-zeros");
    }

    @Test
    void countsThatVaryMoreAreFound() {
        GlmmFit fit = counts(Family.poisson(), Family.of("nbinom2"), Math.log(1.5), 0);
        assertThat(Overdispersion.of(fit).orElseThrow().ratio()).isGreaterThan(1.5);
        assertThat(fit.diagnostics()).extracting(Diagnostic::code).contains("overdispersed");
        GlmmFit remedied = counts(Family.of("nbinom2"), Family.of("nbinom2"), Math.log(1.5), 0);
        assertThat(Overdispersion.of(remedied)).isEmpty();
        assertThat(remedied.diagnostics()).extracting(Diagnostic::code).doesNotContain("overdispersed", "excess-zeros");
    }

    @Test
    void addedZerosAreFoundAndModelled() {
        Family inflated = Family.poisson().zeroInflated();
        GlmmFit fit = counts(Family.poisson(), inflated, 0, -0.8);
        assertThat(ExcessZeros.of(fit).orElseThrow().p()).isLessThan(1e-6);
        assertThat(fit.diagnostics()).extracting(Diagnostic::code).contains("excess-zeros");
        GlmmFit remedied = counts(inflated, inflated, 0, -0.8);
        ExcessZeros zeros = ExcessZeros.of(remedied).orElseThrow();
        assertThat(zeros.observed()).isCloseTo(zeros.expected(), within(0.03 * zeros.expected()));
        assertThat(remedied.diagnostics()).extracting(Diagnostic::code).doesNotContain("excess-zeros");
    }

    @Test
    void sharesThatVaryMoreAreFound() {
        Frame data = data(9, (eta, random) -> drawn(Family.betaBinomial(), eta, 0, 12, Math.log(8), random));
        GlmmFit fit = Glmm.of("y | trials(n) ~ x + (1 | g)", Family.binomial()).fit(data);
        // 1 + 11/9
        assertThat(Overdispersion.of(fit).orElseThrow().ratio()).isCloseTo(2.2, within(0.3));
        assertThat(fit.diagnostics()).extracting(Diagnostic::code).contains("overdispersed");
    }

    @Test
    void singleTrialsCannotBeChecked() {
        Frame data = data(9, (eta, random) -> drawn(Family.binomial(), eta, 0, 1, 0, random));
        GlmmFit fit = Glmm.of("y ~ x + (1 | g)", Family.binomial()).fit(data);
        assertThat(Overdispersion.of(fit)).isEmpty();
        assertThat(ExcessZeros.of(fit)).isEmpty();
    }

    @Test
    void quantileResidualsAreStandardNormal() {
        Family inflated = Family.of("nbinom1").zeroInflated();
        Frame data = data(21, (eta, random) -> drawn(inflated, eta, -1, 1, 0.2, random));
        double[] residuals =
                QuantileResiduals.of(Glmm.of("y ~ x + (1 | g)", inflated).fit(data), data, Seed.of(2).stream());
        assertNormal(residuals);
        Frame shares = data(22, (eta, random) -> drawn(Family.binomial(), eta, 0, 12, 0, random));
        assertNormal(QuantileResiduals.of(
                Glmm.of("y | trials(n) ~ x + (1 | g)", Family.binomial()).fit(shares), shares, Seed.of(2).stream()));
        Frame values = data(23, (eta, random) -> drawn(Family.gamma(), eta, 0, 1, -0.5, random));
        assertNormal(QuantileResiduals.of(
                Glmm.of("y ~ x + (1 | g)", Family.gamma()).fit(values), values, Seed.of(2).stream()));
    }

    private static void assertNormal(double[] residuals) {
        assertThat(residuals).hasSize(GROUPS * PER_GROUP);
        double mean = Arrays.stream(residuals).average().orElseThrow();
        double square = Arrays.stream(residuals).map(r -> r * r).average().orElseThrow();
        // three standard errors of 1,000 rows; 40 modes take off a fortieth of the variance
        assertThat(mean).isCloseTo(0, within(0.1));
        assertThat(square).isCloseTo(0.97, within(0.14));
        long inTail = Arrays.stream(residuals).filter(r -> Math.abs(r) > 1.96).count();
        assertThat(inTail).isBetween(25L, 80L);
    }

    @Test
    void sharesOfVarianceOfAGaussianFamilyAreTheSameOnBothScales() {
        Frame data = data(31, (eta, random) -> eta + random.nextGaussian());
        GlmmFit fit = Glmm.of("y ~ x + (1 | g)", Family.gaussian()).fit(data);
        RSquared latent = GlmmVariances.latent(fit);
        RSquared outcome = GlmmVariances.outcome(fit);
        // a mean square on the one, a sample variance on the other
        double n = fit.rows();
        assertThat(outcome.fixed() * n / (n - 1)).isCloseTo(latent.fixed(), within(1e-10));
        assertThat(outcome.residual()).isCloseTo(latent.residual(), within(1e-10));
        assertThat(outcome.iccAdjusted().orElseThrow())
                .isCloseTo(latent.iccAdjusted().orElseThrow(), within(1e-10));
        double sigma = fit.shape().orElseThrow();
        assertThat(latent.residual()).isCloseTo(sigma * sigma, within(1e-12));
    }

    @Test
    void correlationsOfRareOutcomesAreSmallerThanThoseOfTheirLogits() {
        Frame data = data(33, (eta, random) -> drawn(Family.binomial(), eta - 3.5, 0, 12, 0, random));
        GlmmFit fit = Glmm.of("y | trials(n) ~ x + (1 | g)", Family.binomial()).fit(data);
        double latent = GlmmVariances.latent(fit).icc().get("g");
        double outcome = GlmmVariances.outcome(fit).icc().get("g");
        double variance = fit.covariance("g").at(0, 0);
        assertThat(latent).isCloseTo(variance / (variance + Math.PI * Math.PI / 3), within(1e-12));
        assertThat(outcome).isPositive().isLessThan(latent / 2);
    }

    @Test
    void correlationsOnTheOutcomeScaleAreThoseOfDrawnOutcomes() {
        Frame data = data(34, (eta, random) -> drawn(Family.poisson(), eta, 0, 1, 0, random));
        GlmmFit fit = Glmm.of("y ~ 1 + (1 | g)", Family.poisson()).fit(data);
        double variance = fit.covariance("g").at(0, 0);
        // lognormal means: Var(μ)/(Var(μ) + E μ)
        double mean = Math.exp(fit.beta()[0] + 0.5 * variance);
        double between = mean * mean * Math.expm1(variance);
        assertThat(GlmmVariances.outcome(fit).icc().get("g")).isCloseTo(between / (between + mean), within(1e-9));
    }

    @Test
    void approximationsOfTheLogLinkAreCloseForLargeCounts() {
        Frame data = data(35, (eta, random) -> drawn(Family.poisson(), eta + 4, 0, 1, 0, random));
        GlmmFit fit = Glmm.of("y ~ x + (1 | g)", Family.poisson())
                .roles(Roles.defaults())
                .fit(data);
        double lognormal = GlmmVariances.latent(fit).residual();
        double delta =
                GlmmVariances.latent(fit, GlmmVariances.Approximation.DELTA).residual();
        double trigamma =
                GlmmVariances.latent(fit, GlmmVariances.Approximation.TRIGAMMA).residual();
        assertThat(delta).isCloseTo(lognormal, within(0.02 * lognormal));
        assertThat(trigamma).isCloseTo(lognormal, within(0.02 * lognormal));
        // the rate of a typical group without predictors, about exp(4.4)
        assertThat(lognormal).isBetween(0.5 * Math.exp(-4.4), 2 * Math.exp(-4.4));
    }
}
