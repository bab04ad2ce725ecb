package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.math.Matrix;
import copse.math.Seed;
import copse.model.CrossProducts;
import copse.model.internal.CovarianceTemplate;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ParametricBootstrapTest {
    private static final LmmFit NESTED =
            Lmm.of("strength ~ 1 + (1 | batch/cask)").fit(Samples.PASTES);
    private static final LmmFit SLOPE =
            Lmm.of("Reaction ~ Days + (Days | Subject)").fit(Samples.SLEEPSTUDY);

    /// Means and variances of drawn cross-products against those of the model, in standard coordinates.
    @Test
    void drawnProductsHaveTheModelsMoments() {
        moments(NESTED);
        moments(SLOPE);
        moments(Lmm.of("diameter ~ 1 + (1 | plate) + (1 | sample)").fit(Samples.PENICILLIN));
    }

    private static void moments(LmmFit fit) {
        ProductSimulator simulator = new ProductSimulator(fit);
        CrossProducts products = fit.standard().products();
        int p = products.p();
        int draws = 4000;
        double mean = 0;
        double square = 0;
        double sumY = 0;
        double varianceY = 0;
        CrossProducts.Products first = products.groupings().get(0);
        for (int k = 0; k < draws; k++) {
            CrossProducts drawn = simulator.draw(Seed.of(3).stream().split(k));
            double yy = drawn.gram().at(p, p);
            mean += yy / draws;
            square += yy * yy / draws;
            double zy = drawn.groupings().get(0).ztx()[p]; // first column of the first level
            sumY += zy / draws;
            varianceY += zy * zy / draws;
        }
        // E yᵀy = σ²(n + Σ tr(ΛΛᵀZᵀZ)) + βᵀXᵀXβ
        double sigma2 = Math.pow(fit.sigma() / fit.standard().yScale(), 2);
        double[][] lambda = CovarianceTemplate.of(products.groupings())
                .factors(fit.optimum().theta());
        double trace = fit.rows();
        for (int g = 0; g < lambda.length; g++) {
            CrossProducts.Products own = products.groupings().get(g);
            int q = own.q();
            Matrix psi = Matrix.wrap(q, q, lambda[g])
                    .times(Matrix.wrap(q, q, lambda[g]).transpose());
            for (int i = 0; i < own.ztz().length; i++) {
                trace += psi.at(i % q, i / q % q) * own.ztz()[i];
            }
        }
        double[] beta = fit.optimum().evaluation().beta();
        double fixed = 0;
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                fixed += beta[a] * products.gram().at(a, b) * beta[b];
            }
        }
        double spread = Math.sqrt((square - mean * mean) / draws);
        assertThat(mean).isCloseTo(sigma2 * trace + fixed, within(5 * spread));
        // the first level's Zᵀy: mean ZᵀXβ, variance σ²(ZᵀZ + ZᵀZ ΛΛᵀ ZᵀZ) and what other groupings add
        double expected = 0;
        for (int j = 0; j < p; j++) {
            expected += first.ztx()[j] * beta[j];
        }
        assertThat(sumY).isCloseTo(expected, within(5 * Math.sqrt(varianceY / draws)));
        if (products.groupings().size() == 1) {
            int q = first.q();
            double variance = first.ztz()[0];
            Matrix psi = Matrix.wrap(q, q, lambda[0])
                    .times(Matrix.wrap(q, q, lambda[0]).transpose());
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < q; b++) {
                    variance += first.ztz()[a] * psi.at(a, b) * first.ztz()[b];
                }
            }
            assertThat(varianceY - sumY * sumY)
                    .isCloseTo(sigma2 * variance, within(5 * sigma2 * variance * Math.sqrt(2.0 / draws)));
        }
    }

    @Test
    void sameDrawsForAnyNumberOfThreads() throws Exception {
        double[] many = draws();
        double[] one;
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            one = pool.submit(ParametricBootstrapTest::draws).get();
        }
        assertThat(one).containsExactly(many);
    }

    private static double[] draws() {
        return ParametricBootstrap.of(SLOPE, 40, Seed.of(9).stream())
                .draws(new Parameter.StandardDeviation("Subject", "Days"));
    }

    /// The replicates scatter as the standard error says: 18 subjects, so within 15 %.
    @Test
    void scatterIsTheStandardError() {
        ParametricBootstrap bootstrap = ParametricBootstrap.of(SLOPE, 400, Seed.of(4).stream());
        double[] draws = bootstrap.draws(new Parameter.Coefficient("Days"));
        double mean = 0;
        double square = 0;
        for (double draw : draws) {
            mean += draw / draws.length;
            square += draw * draw / draws.length;
        }
        double se = SLOPE.standardErrors()[1];
        assertThat(Math.sqrt(square - mean * mean) / se).isCloseTo(1, within(0.15));
        ParameterInterval percentile =
                bootstrap.intervals(ParametricBootstrap.Kind.PERCENTILE, 0.95).get(5);
        ParameterInterval basic =
                bootstrap.intervals(ParametricBootstrap.Kind.BASIC, 0.95).get(5);
        assertThat(percentile.parameter().label()).isEqualTo("Days");
        assertThat(percentile.interval().contains(SLOPE.beta()[1])).isTrue();
        assertThat(basic.interval().width()).isCloseTo(percentile.interval().width(), within(1e-9));
    }

    /// Of 200 samples, 95 % intervals cover the slope about 190 times; fewer than 180 happens once in 10⁴.
    @Test
    @Tag("slow")
    void intervalsCover() {
        ProductSimulator simulator = new ProductSimulator(SLOPE);
        double truth = SLOPE.beta()[1];
        int covered = 0;
        for (int k = 0; k < 200; k++) {
            CrossProducts drawn = simulator.draw(Seed.of(21).stream().split(k));
            LmmFit refit = SLOPE.refit(drawn);
            // refitted in standard coordinates of the first fit, so the slope is in those units
            double unit = SLOPE.standard().betaMap().at(1, 1);
            ParameterInterval slope = ParametricBootstrap.of(
                            refit, 200, Seed.of(22).stream().split(k))
                    .intervals(ParametricBootstrap.Kind.PERCENTILE, 0.95)
                    .get(5);
            if (slope.interval().contains(truth / unit)) {
                covered++;
            }
        }
        assertThat(covered).isBetween(178, 199);
    }
}
