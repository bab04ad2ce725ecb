package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Assignment;
import copse.design.Design;
import copse.design.Possibility;
import copse.design.Randomisation;
import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.error.InputException;
import copse.estimate.EffectEstimate;
import copse.estimate.Question;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.lm.LmArrays;
import copse.lm.Robust;
import copse.lm.RobustFit;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Effects by saturation.
class SaturationAnalysisTest {
    private static final Question QUESTION = Question.of("y", "treated", "untreated");

    private static Randomisation design(String levels, int... sizes) {
        return design(levels, "", sizes);
    }

    private static Randomisation design(String levels, String more, int... sizes) {
        int nodes = Arrays.stream(sizes).sum();
        String[] cluster = new String[nodes];
        int next = 0;
        for (int c = 0; c < sizes.length; c++) {
            for (int i = 0; i < sizes[c]; i++) {
                cluster[next++] = "c" + (char) ('a' + c);
            }
        }
        Frame rows = Frame.of(
                "id",
                        NumericColumn.of(
                                IntStream.range(0, nodes).asDoubleStream().toArray()),
                "g", FactorColumn.of(cluster));
        return Design.parse("saturation(by: g, levels: " + levels + ", within: untreated, treated" + more + ")")
                .over(rows, "id");
    }

    private static byte[] arms(Assignment assignment) {
        byte[] arms = new byte[assignment.size()];
        for (int i = 0; i < arms.length; i++) {
            arms[i] = (byte) assignment.arm(i);
        }
        return arms;
    }

    private static int[] clusters(Randomisation randomisation) {
        FactorColumn groups = randomisation.memberships().getLast().groups();
        return IntStream.range(0, groups.size()).map(groups::code).toArray();
    }

    private static boolean treated(Randomisation randomisation, byte arm) {
        return randomisation.design().arms().column("arm").get(arm).equals("treated");
    }

    private static double saturation(Randomisation randomisation, byte arm) {
        return Double.parseDouble(
                randomisation.design().arms().column("saturation").get(arm));
    }

    /// Outcomes `base + direct·own + spill·(treated among the others of the cluster)`.
    private static double[] outcomes(
            Randomisation randomisation, byte[] arm, double[] base, double direct, double spill) {
        int[] cluster = clusters(randomisation);
        int[] treated = new int[cluster.length];
        for (int i = 0; i < arm.length; i++) {
            treated[cluster[i]] += treated(randomisation, arm[i]) ? 1 : 0;
        }
        double[] y = new double[arm.length];
        for (int i = 0; i < y.length; i++) {
            int own = treated(randomisation, arm[i]) ? 1 : 0;
            y[i] = base[i] + direct * own + spill * (treated[cluster[i]] - own);
        }
        return y;
    }

    private static SaturationEffects effects(Randomisation randomisation, byte[] arm, double[] y) {
        return SaturationAnalysis.of(randomisation, Mask.none(y.length), QUESTION)
                .estimate(arm, y, Mask.none(y.length));
    }

    private static double value(SaturationEffects effects, SaturationContrast contrast, double at) {
        return effects.of(contrast, at).orElseThrow().value();
    }

    /// Without noise every effect is what the outcomes were made of.
    @Test
    void effectsOfNoiselessOutcomesAreExact() {
        Randomisation randomisation = design("0=1, 0.25=1, 0.75=1", 8, 8, 8, 8, 8, 8);
        byte[] arm = arms(randomisation.assign(Seed.of(3)));
        double[] base = new double[arm.length];
        Arrays.fill(base, 5);
        // 0.25 of 8 are 2 treated, 0.75 are 6: an untreated has 2 or 6 of them in its cluster, a treated 1 or 5
        SaturationEffects effects = effects(randomisation, arm, outcomes(randomisation, arm, base, 3, 0.5));
        assertThat(value(effects, SaturationContrast.SPILLOVER, 0.25)).isCloseTo(1, within(1e-12));
        assertThat(value(effects, SaturationContrast.SPILLOVER, 0.75)).isCloseTo(3, within(1e-12));
        assertThat(value(effects, SaturationContrast.TREATED, 0.25)).isCloseTo(3.5, within(1e-12));
        assertThat(value(effects, SaturationContrast.TREATED, 0.75)).isCloseTo(5.5, within(1e-12));
        assertThat(value(effects, SaturationContrast.DIRECT, 0.25)).isCloseTo(2.5, within(1e-12));
        assertThat(value(effects, SaturationContrast.TOTAL, 0.25)).isCloseTo(0.25 * 3.5 + 0.75 * 1, within(1e-12));
        assertThat(value(effects, SaturationContrast.TREATED_SLOPE, 0.75)).isCloseTo(4, within(1e-12));
        assertThat(value(effects, SaturationContrast.UNTREATED_SLOPE, 0.75)).isCloseTo(4, within(1e-12));
        // by the line a unit alone has one treated fewer than at 0.25, which is itself: 3.5 − 0.25·4
        assertThat(value(effects, SaturationContrast.ALONE, 0.75)).isCloseTo(2.5, within(1e-12));
        assertThat(value(effects, SaturationContrast.EXTRAPOLATED, 0.75)).isCloseTo(6.5, within(1e-12));
        assertThat(effects.cells()).hasSize(5);
        assertThat(effects.cells().getFirst().mean()).isCloseTo(5, within(1e-12));
    }

    /// The effects are contrasts of an ordinary regression on indicators, CR2 by cluster.
    @Test
    void errorsAreThoseOfARegressionOnCells() {
        Randomisation randomisation = design("0=1, 0.5=1, 1=1", 4, 6, 4, 6, 8, 4, 6, 2, 4);
        byte[] arm = arms(randomisation.assign(Seed.of(11)));
        RandomStream stream = Seed.of(5).stream();
        double[] y = IntStream.range(0, arm.length)
                .mapToDouble(_ -> stream.nextGaussian())
                .toArray();
        LmArrays model = LmArrays.of(y).intercept();
        for (int a = 1; a < 4; a++) {
            byte own = (byte) a;
            model = model.column(
                    "a" + a,
                    IntStream.range(0, arm.length)
                            .mapToDouble(i -> arm[i] == own ? 1 : 0)
                            .toArray());
        }
        RobustFit fit = model.clusters("g", clusters(randomisation)).fit().robust(Robust.cr2("g"));
        SaturationEffects effects = effects(randomisation, arm, y);
        EffectEstimate spillover = effects.of(SaturationContrast.SPILLOVER, 0.5).orElseThrow();
        assertThat(spillover.value()).isCloseTo(fit.effect("a1", 0.95).value(), within(1e-12));
        assertThat(spillover.se().orElseThrow())
                .isCloseTo(fit.effect("a1", 0.95).se(), within(1e-12));
        assertThat(spillover.df().orElseThrow())
                .isCloseTo(fit.effect("a1", 0.95).df(), within(1e-9));
        EffectEstimate treated = effects.of(SaturationContrast.TREATED, 1).orElseThrow();
        assertThat(treated.value()).isCloseTo(fit.effect("a3", 0.95).value(), within(1e-12));
        assertThat(treated.p()).isCloseTo(fit.effect("a3", 0.95).p(), within(1e-9));
    }

    /// Over all assignments estimates average to the effect, and squared errors to at least their variance:
    /// exactly, as clusters are of one size.
    @Test
    void unbiasedAndConservativeByEnumeration() {
        Randomisation randomisation = design("0=1, 0.5=1", 4, 4, 4, 4);
        RandomStream stream = Seed.of(7).stream();
        double[] base =
                IntStream.range(0, 16).mapToDouble(_ -> stream.nextGaussian()).toArray();
        // two of four are treated: an untreated node has two of them around it, a treated one the other
        law(randomisation, base, SaturationContrast.SPILLOVER, 0.5 * 2);
        law(randomisation, base, SaturationContrast.TREATED, 3 + 0.5);
        law(randomisation, base, SaturationContrast.DIRECT, 3 - 0.5);
        law(randomisation, base, SaturationContrast.TOTAL, 0.5 * (3 + 0.5 + 0.5 * 2));
    }

    private static void law(Randomisation randomisation, double[] base, SaturationContrast contrast, double truth) {
        double mean = 0;
        double square = 0;
        double variance = 0;
        for (Possibility one : randomisation.enumerate().toList()) {
            double[] y = outcomes(randomisation, one.arms(), base, 3, 0.5);
            EffectEstimate effect =
                    effects(randomisation, one.arms(), y).of(contrast, 0.5).orElseThrow();
            mean += one.probability() * effect.value();
            square += one.probability() * effect.value() * effect.value();
            variance +=
                    one.probability() * effect.se().orElseThrow() * effect.se().orElseThrow();
        }
        assertThat(mean).isCloseTo(truth, within(1e-9));
        assertThat(variance).isGreaterThan(square - mean * mean - 1e-9);
    }

    /// A cluster of five at saturation 0.7 has four treated, one of nine six: chances of 4/5 and 6/9. Each
    /// counts by its size, not by how many happen to be treated.
    @Test
    void clustersCountByTheirSizeWhateverIsRounded() {
        Randomisation randomisation = design("0=1, 0.7=1", ", rounding: nearest", 5, 9, 5, 9, 5, 9, 5, 9);
        byte[] arm = arms(randomisation.assign(Seed.of(4)));
        int[] cluster = clusters(randomisation);
        double[] y = IntStream.range(0, arm.length)
                .mapToDouble(i -> cluster[i] % 2 == 0 ? 10 : 100)
                .toArray();
        SaturationEffects effects = effects(randomisation, arm, y);
        int small = 0;
        int large = 0;
        for (int c = 0; c < 8; c++) {
            int first = IntStream.of(cluster).boxed().toList().indexOf(c);
            if (saturation(randomisation, arm[first]) == 0.7) {
                small += c % 2 == 0 ? 5 : 0;
                large += c % 2 == 0 ? 0 : 9;
            }
        }
        double mean = (10.0 * small + 100.0 * large) / (small + large);
        assertThat(effects.cells().stream().filter(cell -> cell.saturation() == 0.7))
                .hasSize(2)
                .allSatisfy(cell -> assertThat(cell.mean()).isCloseTo(mean, within(1e-9)));
    }

    /// A share of 0.3 is nobody of one: singletons could not have been treated there.
    @Test
    void clustersTooSmallForAShareAreLeftOutAndCounted() {
        Randomisation randomisation = design("0=1, 0.3=1", ", rounding: nearest", 1, 6, 6, 6, 6, 1, 6, 6);
        byte[] arm = arms(randomisation.assign(Seed.of(4)));
        SaturationEffects effects = effects(randomisation, arm, new double[arm.length]);
        assertThat(effects.cells().stream()
                        .mapToInt(SaturationEffects.Cell::nodes)
                        .sum())
                .isEqualTo(36);
        assertThat(effects.diagnostics()).anySatisfy(note -> {
            assertThat(note.code()).isEqualTo("cluster-too-small");
            assertThat(note.value()).isEqualTo(2);
        });
        assertThat(effects.of(SaturationContrast.TOTAL, 0.3).orElseThrow().rows())
                .isEqualTo(38);
    }

    /// N3: no neighbours is not "no treated neighbour".
    @Test
    void isolatedNodesHaveNoSpillover() {
        Randomisation randomisation = design("0=1, 0.5=1", 4, 4, 4, 4, 4, 4);
        byte[] arm = arms(randomisation.assign(Seed.of(4)));
        double[] base = new double[24];
        base[0] = 1000;
        base[5] = -500;
        double[] y = outcomes(randomisation, arm, base, 3, 0.5);
        Mask alone = Mask.of(24, i -> i == 0 || i == 5);
        SaturationEffects effects =
                SaturationAnalysis.of(randomisation, alone, QUESTION).estimate(arm, y, Mask.none(24));
        assertThat(value(effects, SaturationContrast.SPILLOVER, 0.5)).isCloseTo(1, within(1e-9));
        assertThat(effects.diagnostics()).extracting(Diagnostic::code).containsExactly("isolated-nodes");
        assertThat(effects.of(SaturationContrast.TOTAL, 0.5).orElseThrow().rows())
                .isEqualTo(24);
        assertThat(effects.of(SaturationContrast.SPILLOVER, 0.5).orElseThrow().rows())
                .isLessThanOrEqualTo(18);
    }

    @Test
    void missingOutcomesAreLeftOut() {
        Randomisation randomisation = design("0=1, 0.5=1", 4, 4, 4, 4, 4, 4);
        byte[] arm = arms(randomisation.assign(Seed.of(4)));
        double[] y = outcomes(randomisation, arm, new double[24], 3, 0.5);
        y[3] = Double.NaN;
        SaturationEffects effects = SaturationAnalysis.of(randomisation, Mask.none(24), QUESTION)
                .estimate(arm, y, Mask.of(24, i -> i == 3));
        assertThat(value(effects, SaturationContrast.SPILLOVER, 0.5)).isCloseTo(1, within(1e-9));
        assertThat(effects.of(SaturationContrast.TOTAL, 0.5).orElseThrow().rows())
                .isEqualTo(23);
    }

    @Test
    void severalSaturationsAreTestedTogether() {
        Randomisation randomisation = design(
                "0=1, 0.25=1, 0.5=1, 0.75=1",
                IntStream.generate(() -> 8).limit(24).toArray());
        byte[] arm = arms(randomisation.assign(Seed.of(4)));
        RandomStream stream = Seed.of(2).stream();
        double[] base = IntStream.range(0, arm.length)
                .mapToDouble(_ -> stream.nextGaussian())
                .toArray();
        SaturationEffects effects = effects(randomisation, arm, outcomes(randomisation, arm, base, 1, 1));
        assertThat(effects.spillover().orElseThrow().numeratorDf()).isEqualTo(3);
        assertThat(effects.spillover().orElseThrow().p()).isLessThan(1e-3);
        assertThat(effects.straight().orElseThrow().numeratorDf()).isEqualTo(2);
        assertThat(effects.straight().orElseThrow().p()).isGreaterThan(1e-3);
        assertThat(effects.sentences())
                .first()
                .asString()
                .startsWith("No spillover on the untreated at any saturation: F(3");
    }

    @Test
    void otherDesignsAreRefused() {
        Frame rows = Frame.of("id", NumericColumn.of(1, 2, 3, 4));
        Randomisation complete = Design.parse("complete()").over(rows, "id");
        assertThatThrownBy(() -> SaturationAnalysis.of(complete, Mask.none(4), QUESTION))
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("draws no saturations");
        Randomisation randomisation = design("0=1, 0.5=1", 4, 4, 4, 4);
        assertThatThrownBy(() ->
                        SaturationAnalysis.of(randomisation, Mask.none(16), Question.of("y", "untreated", "treated")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ask for `treated` against `untreated`");
    }

    @Test
    void oneClusterPerSaturationTellsNothing() {
        Randomisation randomisation = design("0=1, 0.5=1", 4, 4);
        byte[] arm = arms(randomisation.assign(Seed.of(4)));
        assertThatThrownBy(() -> effects(randomisation, arm, new double[8]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 clusters drew one of 2 saturations");
    }
}
