package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.family.Link;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lmm.RSquared;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.Roles;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Shares of variance hang on the rows as a set: not on their order, nor on the unit of their weights.
class GlmmVariancesTest {
    private static final int ROWS = 9000;

    /// Groups of two rows, one of each arm, so that cells alternate between the arms; `z` differs everywhere.
    private static Frame pairs() {
        RandomStream random = Seed.of(3).stream();
        double[] arm = new double[ROWS];
        double[] z = new double[ROWS];
        double[] y = new double[ROWS];
        double[] w = new double[ROWS];
        String[] g = new String[ROWS];
        double b = 0;
        for (int i = 0; i < ROWS; i++) {
            b = i % 2 == 0 ? random.nextGaussian() : b;
            arm[i] = i % 2;
            z[i] = random.nextGaussian();
            y[i] = random.nextBoolean(Link.LOGIT.mean(-0.5 + 1.5 * arm[i] + b)) ? 1 : 0;
            w[i] = 1e-6 * (1 + i % 3);
            g[i] = "g" + i / 2;
        }
        return Frame.of(
                "arm", NumericColumn.of(arm),
                "z", NumericColumn.of(z),
                "y", NumericColumn.of(y),
                "w", NumericColumn.of(w),
                "g", FactorColumn.of(g));
    }

    private static Frame reversed(Frame frame) {
        return frame.rows(IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).toArray());
    }

    @Test
    void bothArmsCountHoweverManyPairsThereAre() {
        GlmmFit fit = Glmm.of("y ~ arm + (1 | g)", Family.binomial()).fit(pairs());
        RSquared shares = GlmmVariances.outcome(fit);
        EffectOptions options = EffectOptions.defaults().withAveraging(Averaging.POPULATION);
        double difference = AverageEffects.of(fit)
                .effect(Change.values("arm", 0, 1), options)
                .value();
        assertThat(fit.cells().count()).isGreaterThan(4000);
        // half of the rows at either mean
        assertThat(shares.fixed()).isCloseTo(difference * difference / 4, within(1e-9));
        FittedCells fitted = FittedCells.of(fit);
        double[] units = Standardisation.units(fit.cells(), fit.family());
        assertThat(CellPoints.of(fitted, units, 4000).weight()).containsExactly(ROWS / 2.0, ROWS / 2.0);
        RSquared other = GlmmVariances.outcome(
                Glmm.of("y ~ arm + (1 | g)", Family.binomial()).fit(reversed(pairs())));
        assertThat(other.marginal()).isCloseTo(shares.marginal(), within(1e-7));
        assertThat(other.icc().get("g")).isCloseTo(shares.icc().get("g"), within(1e-7));
    }

    @Test
    void quantilesStandForVeryManyKinds() {
        GlmmFit fit = Glmm.of("y ~ arm + z + (1 | g)", Family.binomial()).fit(pairs());
        FittedCells fitted = FittedCells.of(fit);
        double[] units = Standardisation.units(fit.cells(), fit.family());
        CellPoints all = CellPoints.of(fitted, units, ROWS);
        CellPoints some = CellPoints.of(fitted, units, 4000);
        assertThat(all.weight()).hasSize(ROWS);
        assertThat(some.weight()).hasSize(4000);
        assertThat(some.total()).isEqualTo(ROWS);
        assertThat(Arrays.stream(some.weight()).sum()).isCloseTo(ROWS, within(1e-6));
        double whole = meanSquare(fitted, all);
        assertThat(meanSquare(fitted, some)).isCloseTo(whole, within(1e-3 * whole));
        // few points still lie along the whole range
        assertThat(meanSquare(fitted, CellPoints.of(fitted, units, 200))).isCloseTo(whole, within(0.01 * whole));
    }

    private static double meanSquare(FittedCells fitted, CellPoints points) {
        double mean = 0;
        double square = 0;
        for (int k = 0; k < points.cell().length; k++) {
            double eta = fitted.fixed()[points.cell()[k]];
            mean += points.weight()[k] * eta / points.total();
            square += points.weight()[k] * eta * eta / points.total();
        }
        return square - mean * mean;
    }

    @Test
    void sharesLieBetween0And1HoweverSmallWeightsAre() {
        Roles roles = Roles.defaults().withWeights("w");
        RSquared shares = GlmmVariances.outcome(
                Glmm.of("z ~ arm + (1 | g)", Family.gaussian()).roles(roles).fit(pairs()));
        assertThat(shares.fixed()).isPositive();
        assertThat(shares.marginal()).isBetween(0.0, 1.0);
    }
}
