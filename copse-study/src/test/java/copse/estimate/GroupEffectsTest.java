package copse.estimate;

import static copse.estimate.EffectsReference.QUESTION;
import static copse.estimate.EffectsReference.clusters;
import static copse.estimate.EffectsReference.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Multiplicity;
import copse.math.Seed;
import copse.scenario.Coolers;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GroupEffectsTest {
    // Two ways to one least-squares problem of a hundred rows.
    private static final Offset<Double> ROUNDING = within(1e-10);

    private static final GroupEffects KINDS = GroupEffects.of(clusters(), QUESTION, "kind");

    private static void check(EffectEstimate effect, String name) {
        assertThat(effect.value()).as(name).isCloseTo(value(name), ROUNDING);
        assertThat(effect.se().orElseThrow()).as(name).isCloseTo(value(name + ".se"), ROUNDING);
        assertThat(effect.df().orElseThrow()).as(name).isCloseTo(value(name + ".df"), within(1e-8));
    }

    /// Kinds cut across clusters; as clubSandwich, CR2 by cluster.
    @Test
    void effectsByGroupWithClusters() {
        for (GroupEffects.Group group : KINDS.groups()) {
            check(group.effect(), "group." + group.level());
        }
        check(KINDS.differences().getFirst().effect(), "group.b.less.a");
        check(KINDS.average(), "group.average");
        assertThat(KINDS.equal().orElseThrow().f()).isCloseTo(value("group.equal.f"), ROUNDING);
        assertThat(KINDS.equal().orElseThrow().denominatorDf()).isCloseTo(value("group.equal.df"), within(1e-8));
        assertThat(KINDS.equal().orElseThrow().p()).isCloseTo(value("group.equal.p"), ROUNDING);
        assertThat(KINDS.groups().stream().mapToLong(GroupEffects.Group::rows).sum())
                .isEqualTo(100);
        assertThat(KINDS.groups().getFirst().units())
                .as("two clusters have no row of this kind")
                .isEqualTo(14);
        assertThat(KINDS.groups().getFirst().effect().estimand()).isEqualTo("effect of treatment on y where kind is a");
    }

    @Test
    void pooledCoefficientWeighsByTheVarianceOfTheArm() {
        PooledWeights weights = KINDS.weights();
        assertThat(weights.pooled()).isCloseTo(value("group.pooled"), ROUNDING);
        assertThat(weights.average()).isCloseTo(KINDS.average().value(), ROUNDING);
        assertThat(weights.unadjusted()).isCloseTo(value("itt"), ROUNDING);
        for (PooledWeights.Group group : weights.groups()) {
            double variance = group.rows() * group.treated() * (1 - group.treated());
            double total = weights.groups().stream()
                    .mapToDouble(one -> one.rows() * one.treated() * (1 - one.treated()))
                    .sum();
            assertThat(group.weight()).isCloseTo(variance / total, ROUNDING);
        }
    }

    @Test
    void adjustedForTheNumberOfGroups() {
        double[] p =
                KINDS.groups().stream().mapToDouble(group -> group.effect().p()).toArray();
        assertThat(KINDS.adjusted(Multiplicity.BONFERRONI))
                .containsExactly(Multiplicity.BONFERRONI.adjust(p), within(0.0));
    }

    /// Trap S10 with the reference's numbers (`an.lin.group`): not centred 3 is the effect in group 0, Lin's
    /// average 3.95.
    @Test
    void s10InteractionNotCentredIsTheEffectInTheGroupCodedZero() {
        double[] z = {0, 0, 0, 0, 1, 1, 1, 1, 0, 1, 0, 0};
        double[] x = {0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0};
        Frame rows = Frame.of(
                "arm",
                FactorColumn.of(12, row -> z[row] == 1 ? "t" : "c"),
                "gold",
                NumericColumn.of(x),
                "y",
                NumericColumn.of(20.2, 19.8, 25.1, 24.9, 30.1, 29.7, 23.1, 22.9, 25.3, 30.2, 20.1, 19.9));
        Experiment experiment = Experiment.observed(rows, Roles.of("arm"));
        Question question = Question.of("y", "t", "c");
        GroupEffects effects = GroupEffects.of(experiment, question, "gold");
        assertThat(effects.groups().getFirst().effect().value()).isCloseTo(3, ROUNDING);
        assertThat(effects.average().value()).isCloseTo(3.95, ROUNDING);
        assertThat(effects.weights().pooled()).isCloseTo(4.00588235294117, ROUNDING);
        assertThat(effects.weights().unadjusted()).isCloseTo(5.01428571428571, ROUNDING);
        // residual variances within the four cells are all there is: HC2 of Lin's regression
        assertThat(effects.average().se().orElseThrow()).isCloseTo(0.117260393995586, ROUNDING);
        assertThat(effects.sentences())
                .contains(
                        "Beside an interaction that is not centred the coefficient of the arm is the effect where gold"
                                + " is `0`: 3.")
                .anyMatch(
                        text -> text.startsWith("Centred, it is the average over the sample: 3.95 (50.0 % of rows in"))
                .anyMatch(text -> text.startsWith("The plain difference between arms, 5.014, is no average"));
        ModeratedEffect moderated = ModeratedEffect.of(experiment, question, "gold", 0, 1);
        assertThat(moderated.atZero().value()).isCloseTo(3, ROUNDING);
        assertThat(moderated.atMean().value()).isCloseTo(3.95, ROUNDING);
    }

    /// The coolers notebook asks why the coefficient feels the sizes of groups but not the shares of coolers:
    /// shares of one third and two thirds have the same p (1 - p), so that the weights are those of the sample.
    /// Other shares are felt.
    @Test
    void coolersPooledCoefficient() {
        Question question = Question.of("y", "1", "0");
        GroupEffects notebook = GroupEffects.of(coolers(Coolers.defaults()), question, "gold");
        assertThat(notebook.groups().get(0).effect().value()).isCloseTo(3, within(0.05));
        assertThat(notebook.differences().getFirst().effect().value()).isCloseTo(2, within(0.05));
        assertThat(notebook.weights().pooled()).isCloseTo(11 / 3.0, within(0.05));
        assertThat(notebook.weights().weighsAsSample()).isTrue();
        assertThat(notebook.weights().groups().get(1).weight()).isCloseTo(1 / 3.0, within(0.01));
        assertThat(notebook.weights().unadjusted()).isGreaterThan(5);
        GroupEffects equal = GroupEffects.of(coolers(Coolers.defaults().withGold(50_000)), question, "gold");
        assertThat(equal.weights().pooled()).isCloseTo(4, within(0.05));
        GroupEffects skewed =
                GroupEffects.of(coolers(Coolers.defaults().withPlainShare(0.05).withGoldShare(0.5)), question, "gold");
        // 50,000 · 0.05 · 0.95 against 25,000 · 0.25
        assertThat(skewed.weights().groups().get(1).weight()).isCloseTo(6250.0 / (6250 + 2375), within(0.02));
        assertThat(skewed.weights().pooled()).isCloseTo(3 + 2 * 0.7246, within(0.05));
        assertThat(skewed.average().value()).isCloseTo(11 / 3.0, within(0.05));
    }

    private static Experiment coolers(Coolers scenario) {
        Frame frame = scenario.simulate(Seed.of(1)).frame();
        return Experiment.observed(
                frame.rename(java.util.Map.of("y_profit", "y", "X_gold", "gold", "w_cooler", "arm")), Roles.of("arm"));
    }

    @Test
    void continuousModerator() {
        ModeratedEffect effect = ModeratedEffect.of(clusters(), QUESTION, "visits", 7);
        check(effect.atMean(), "moderator.mean");
        check(effect.atZero(), "moderator.zero");
        check(effect.slope(), "moderator.slope");
        check(effect.at().getFirst().effect(), "moderator.7");
        assertThat(effect.sentences().getFirst())
                .isEqualTo(
                        "Not centred, the coefficient of the arm is the effect at visits = 0: 0.4372, where there are no"
                                + " data (1 to 10).");
        assertThat(effect.sentences().get(1)).startsWith("Centred, it is the effect at the mean, ");
        assertThat(ModeratedEffect.of(clusters(), QUESTION, "visits").at())
                .extracting(ModeratedEffect.At::value)
                .as("the 25 and 50 % points are one")
                .containsExactly(3.0, 5.0, 6.0, 7.0);
    }

    /// Shifting the moderator moves what "not centred" means, and nothing else.
    @Test
    void shiftingTheModeratorShiftsOnlyTheEffectAtZero() {
        ModeratedEffect effect = ModeratedEffect.of(clusters(), QUESTION, "visits");
        Experiment shifted = clusters().withRows(clusters().rows().with("visits", "visits", v -> v + 1000));
        ModeratedEffect other = ModeratedEffect.of(shifted, QUESTION, "visits");
        assertThat(other.atMean().value()).isCloseTo(effect.atMean().value(), within(1e-8));
        assertThat(other.atMean().se().orElseThrow())
                .isCloseTo(effect.atMean().se().orElseThrow(), within(1e-8));
        assertThat(other.slope().value()).isCloseTo(effect.slope().value(), within(1e-8));
        assertThat(other.atZero().value())
                .isCloseTo(effect.atZero().value() - 1000 * effect.slope().value(), within(1e-6));
    }

    @Test
    void saysWhenTheLineLeavesTheData() {
        ModeratedEffect effect = ModeratedEffect.of(clusters(), QUESTION, "visits", 50);
        assertThat(effect.diagnostics()).extracting(Diagnostic::code).contains("outside-data");
    }

    /// Clusters in matched pairs: CR2 by pair.
    @Test
    void pairsAreTheClusters() {
        Frame rows = clusters().rows();
        FactorColumn pair = FactorColumn.of(
                rows.rows(),
                row -> "p" + ((Integer.parseInt(rows.column("unit").text(row).substring(1)) - 1) % 8 + 1));
        Experiment paired = Experiment.observed(
                rows.with("pair", pair), Roles.of("arm").withUnit("unit").withBlock("pair"));
        check(ModeratedEffect.of(paired, QUESTION, "visits").atMean(), "pairs.mean");
    }

    /// Strata enter as constants: adding a number to the outcomes of a stratum changes no effect.
    @Test
    void strataAreTakenOut() {
        Frame rows = clusters().rows();
        FactorColumn stratum = FactorColumn.of(
                rows.rows(),
                row -> Integer.parseInt(rows.column("unit").text(row).substring(1)) % 2 == 0 ? "even" : "odd");
        Roles roles = Roles.of("arm").withUnit("unit").withBlock("stratum");
        Frame with = rows.with("stratum", stratum);
        double[] y = IntStream.range(0, rows.rows())
                .mapToDouble(row -> rows.numeric("y").value(row) + (stratum.code(row) == 0 ? 100 : 0))
                .toArray();
        GroupEffects plain = GroupEffects.of(Experiment.observed(with, roles), QUESTION, "kind");
        GroupEffects moved =
                GroupEffects.of(Experiment.observed(with.with("y", NumericColumn.of(y)), roles), QUESTION, "kind");
        assertThat(moved.average().value()).isCloseTo(plain.average().value(), ROUNDING);
        assertThat(moved.average().se().orElseThrow())
                .isCloseTo(plain.average().se().orElseThrow(), ROUNDING);
    }

    @Test
    void refusesGroupsThatHoldNoEffect() {
        Frame rows = clusters().rows();
        for (List<String> labels : List.of(List.of("all", "all"), List.of("t", "c"))) {
            FactorColumn group = FactorColumn.of(
                    rows.rows(),
                    row -> rows.column("arm").text(row).equals("treatment") ? labels.get(0) : labels.get(1));
            Experiment experiment = clusters().withRows(rows.with("g", group));
            assertThat(catchThrowableOfType(CopseException.class, () -> GroupEffects.of(experiment, QUESTION, "g"))
                            .getMessage())
                    .contains(
                            labels.get(0).equals("all")
                                    ? "error[E135]: `g` has 1 level"
                                    : "error[E135]: where `g` is `c`, arm `treatment` has 0 randomised units");
        }
        Experiment constant = clusters().withRows(rows.with("visits", "visits", v -> 3));
        assertThat(catchThrowableOfType(CopseException.class, () -> ModeratedEffect.of(constant, QUESTION, "visits"))
                        .getMessage())
                .contains("error[E136]: `visits` is 3 in every row");
    }
}
