package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.estimate.Regression.Adjustment;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.lm.Lm;
import copse.lm.Robust;
import copse.lmm.Lmm;
import copse.test.Cases;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Regressions and mixed models from totals of units are those of the rows.
class AdjustedTest {
    private static final Question ADJUSTED = Trial.Y.withCovariates(List.of("x", "w"));
    private static final Offset<Double> ROUNDING = within(1e-8);

    /// Rows of clusters with two covariates, one that varies within clusters and one that does not, and blocks
    /// of four clusters.
    private static Frame clusters(SplittableRandom random, int clusters) {
        Frame data = Trial.random(random, clusters, 2, 8);
        FactorColumn g = data.factor("g");
        double[] x = random.doubles(data.rows()).map(v -> 100 + v).toArray();
        double[] w = IntStream.range(0, data.rows())
                .mapToDouble(row -> g.code(row) * 7 % 5)
                .toArray();
        double[] y = IntStream.range(0, data.rows())
                .mapToDouble(row -> data.numeric("y").value(row) + 2 * x[row] - w[row])
                .toArray();
        return data.with("y", NumericColumn.of(y))
                .with("x", NumericColumn.of(x))
                .with("w", NumericColumn.of(w))
                .with("block", FactorColumn.of(data.rows(), row -> "b" + g.code(row) / 4))
                .asNumeric("z")
                .rename("z", "t")
                .with("z", data.factor("z"));
    }

    private static Experiment experiment(Frame data) {
        return Experiment.observed(data, Roles.of("z").withUnit("g").withBlock("block"));
    }

    private static void assertSame(EffectEstimate got, Estimate wanted) {
        assertThat(got.value()).isCloseTo(wanted.value(), ROUNDING);
        assertThat(got.se().orElseThrow()).isCloseTo(wanted.se(), ROUNDING);
        // degrees of freedom of hundreds, and those of a mixed model rest on a curvature
        assertThat(got.df().orElseThrow()).isCloseTo(wanted.df(), within(1e-5 * wanted.df()));
    }

    private static double mean(Frame data, String column) {
        return Arrays.stream(data.numeric(column).present()).average().orElseThrow();
    }

    @Test
    void regressionsAreThoseOfTheRows() {
        Cases.of(41, 10).check(random -> {
            Frame data = clusters(random, 16);
            Frame centred = data.with("xc", "x", x -> x - mean(data, "x")).with("wc", "w", w -> w - mean(data, "w"));
            Experiment experiment = experiment(data);
            Robust cr2 = Robust.cr2("g");
            assertSame(
                    Regression.ofRows(Adjustment.NONE).estimate(experiment, ADJUSTED),
                    Lm.of("y ~ t").clusters("g").fit(data).robust(cr2).effect("t", 0.95));
            assertSame(
                    Regression.ofRows(Adjustment.ANCOVA).estimate(experiment, ADJUSTED),
                    Lm.of("y ~ t + x + w").clusters("g").fit(data).robust(cr2).effect("t", 0.95));
            assertSame(
                    Regression.ofRows(Adjustment.LIN).estimate(experiment, ADJUSTED),
                    Lm.of("y ~ t * (xc + wc)")
                            .clusters("g")
                            .fit(centred)
                            .robust(cr2)
                            .effect("t", 0.95));
            assertSame(
                    Regression.ofRows(Adjustment.ANCOVA).withBlocks().estimate(experiment, ADJUSTED),
                    Lm.of("y ~ t + x + w + block")
                            .clusters("g")
                            .fit(data)
                            .robust(cr2)
                            .effect("t", 0.95));
            Frame weighted = data.with("n", "w", w -> 1 + w);
            assertSame(
                    Regression.ofRows(Adjustment.ANCOVA).estimate(experiment(weighted), ADJUSTED.withWeights("n")),
                    Lm.of("y ~ t + x + w")
                            .weights("n")
                            .clusters("g")
                            .fit(weighted)
                            .robust(cr2)
                            .effect("t", 0.95));
        });
    }

    @Test
    void regressionsOfUnitsAreThoseOfTheirMeans() {
        Frame data = clusters(new SplittableRandom(5), 12);
        Frame means = data.groupBy("g")
                .summarise(
                        "y", copse.frame.Aggregate.mean("y"),
                        "x", copse.frame.Aggregate.mean("x"),
                        "w", copse.frame.Aggregate.mean("w"),
                        "t", copse.frame.Aggregate.mean("t"));
        assertSame(
                Regression.ofUnits(Adjustment.ANCOVA).estimate(experiment(data), ADJUSTED),
                Lm.of("y ~ t + x + w").fit(means).robust(Robust.hc2()).effect("t", 0.95));
    }

    /// Lin's regression on blocks is the average of the differences within blocks by size.
    @Test
    void blocksInteractedAreBlocksBySize() {
        Cases.of(51, 20).check(random -> {
            int[] block = {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2};
            int[] z = {0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1};
            UnitTotals totals = Trial.blocked(random.doubles(15).toArray(), z, block);
            EffectEstimate means = BlockedMeans.ofUnits().estimate(totals, Trial.Y);
            EffectEstimate lin = Regression.ofUnits(Adjustment.LIN).withBlocks().estimate(totals, Trial.Y);
            assertThat(lin.value()).isCloseTo(means.value(), ROUNDING);
            assertThat(lin.se().orElseThrow()).isCloseTo(means.se().orElseThrow(), ROUNDING);
            assertThat(lin.df()).isEqualTo(means.df());
            EffectEstimate fixed = BlockedMeans.ofUnits()
                    .withWeights(BlockedMeans.Weights.FIXED_EFFECTS)
                    .estimate(totals, Trial.Y);
            assertThat(Regression.ofUnits(Adjustment.ANCOVA)
                            .withBlocks()
                            .estimate(totals, Trial.Y)
                            .value())
                    .isCloseTo(fixed.value(), ROUNDING);
        });
    }

    @Test
    void cupedTakesOffWhatCovariatesForetell() {
        Frame data = clusters(new SplittableRandom(6), 12);
        UnitTotals totals = experiment(data).totals(ADJUSTED);
        double[] theta = Cuped.ofRows().theta(totals, ADJUSTED);
        assertThat(theta[0]).isCloseTo(Lm.of("y ~ x + w").fit(data).beta("x"), ROUNDING);
        Frame adjusted = data.with(
                "y",
                NumericColumn.of(IntStream.range(0, data.rows())
                        .mapToDouble(row -> data.numeric("y").value(row)
                                - theta[0] * data.numeric("x").value(row)
                                - theta[1] * data.numeric("w").value(row))
                        .toArray()));
        EffectEstimate cuped = Cuped.ofRows().estimate(totals, ADJUSTED);
        EffectEstimate plain = new RowMeans().estimate(experiment(adjusted), Trial.Y);
        assertThat(cuped.value()).isCloseTo(plain.value(), ROUNDING);
        assertThat(cuped.se().orElseThrow()).isCloseTo(plain.se().orElseThrow(), ROUNDING);
        assertThat(cuped.method()).startsWith("CUPED, θ = ").contains(" for x, ");
        UnitTotals after = totals.adjusted(theta);
        UnitTotals rows = experiment(adjusted).totals(Trial.Y);
        for (int unit = 0; unit < after.size(); unit++) {
            assertThat(after.squares(unit)).isCloseTo(rows.squares(unit), ROUNDING);
        }
    }

    @Test
    void mixedModelsAreThoseOfTheRows() {
        Cases.of(61, 10).check(random -> {
            Frame data = clusters(random, 16);
            Experiment experiment = experiment(data);
            assertSame(
                    MixedModel.kenwardRoger().estimate(experiment, ADJUSTED),
                    Lmm.of("y ~ t + x + w + (1 | g)").fit(data).effect("t").interval(0.95, DfMethod.KENWARD_ROGER));
            assertSame(
                    MixedModel.kenwardRoger()
                            .withBlocks()
                            .withDegrees(DfMethod.SATTERTHWAITE)
                            .estimate(experiment, Trial.Y),
                    Lmm.of("y ~ t + block + (1 | g)").fit(data).effect("t").interval(0.95, DfMethod.SATTERTHWAITE));
            assertSame(
                    RandomBlocks.kenwardRoger().estimate(experiment, ADJUSTED),
                    Lmm.of("y ~ t + x + w + (1 | block) + (1 | g)")
                            .fit(data)
                            .effect("t")
                            .interval(0.95, DfMethod.KENWARD_ROGER));
        });
    }

    /// Balanced, and with a positive variance between clusters, the mixed model is the t-test of cluster means.
    @Test
    void balancedMixedModelsAreTheTTestOfMeans() {
        Cases.of(71, 20).check(random -> {
            UnitTotals totals = Trial.totals(Trial.random(random, 20, 20, 20));
            EffectEstimate model = MixedModel.kenwardRoger().estimate(totals, Trial.Y);
            EffectEstimate means = UnitMeans.pooled().estimate(totals, Trial.Y);
            assertThat(model.diagnostics()).isEmpty();
            assertThat(model.value()).isCloseTo(means.value(), ROUNDING);
            assertThat(model.se().orElseThrow()).isCloseTo(means.se().orElseThrow(), within(1e-6));
            assertThat(model.df().orElseThrow()).isCloseTo(18, within(1e-5));
        });
    }

    @Test
    void noVarianceBetweenUnitsIsTold() {
        double[][] y = {{1, 5}, {5, 1}, {1.5, 4.5}, {4.5, 1.5}, {2, 4}, {4, 2}};
        EffectEstimate effect = MixedModel.kenwardRoger()
                .estimate(Trial.totals(Trial.clusters(new int[] {0, 1, 0, 1, 0, 1}, y)), Trial.Y);
        assertThat(effect.diagnostics()).extracting(Diagnostic::code).contains("no-between-variance");
    }

    private static String message(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return catchThrowableOfType(InputException.class, work).problem().text();
    }

    @Test
    void whatUnitsCannotBearIsRefused() {
        Frame data = clusters(new SplittableRandom(7), 6);
        Experiment experiment = experiment(data.with("b", "x", any -> 2));
        assertThat(message(() -> Regression.ofRows(Adjustment.LIN).withBlocks().estimate(experiment, ADJUSTED)))
                .contains("error[E119]: 8 columns for 6 clusters", "however many rows there are");
        assertThat(message(() -> Cuped.ofRows().estimate(experiment, Trial.Y)))
                .contains("error[E119]: 0 covariates for 6 clusters", "--covariates COL");
        assertThat(message(() -> MixedModel.kenwardRoger().estimate(experiment, ADJUSTED.withWeights("b"))))
                .contains("error[E120]: weights `b` in a mixed model");
        Experiment single = Experiment.observed(data, Roles.of("z"));
        assertThat(message(() -> MixedModel.kenwardRoger().estimate(single, Trial.Y)))
                .contains("error[E120]: every unit has one row", "HC2");
    }

    @Test
    void aConstantCovariateIsLeftOutAndTold() {
        Frame data = clusters(new SplittableRandom(8), 12).with("one", "x", any -> 1);
        EffectEstimate effect = Regression.ofRows(Adjustment.ANCOVA)
                .estimate(experiment(data), Trial.Y.withCovariates(List.of("one", "x", "t")));
        assertThat(effect.diagnostics())
                .filteredOn(diagnostic -> diagnostic.code().equals("covariate-dropped"))
                .extracting(Diagnostic::parameter)
                .containsExactly("one", "t");
        assertSame(
                effect,
                Lm.of("y ~ t + x")
                        .clusters("g")
                        .fit(data)
                        .robust(Robust.cr2("g"))
                        .effect("t", 0.95));
    }
}
