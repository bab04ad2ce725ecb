package copse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import copse.error.CopseException;
import copse.family.Family;
import copse.formula.Formula;
import copse.frame.Condition;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of outcomes that a family cannot explain, and that what is advised works.
class OutcomeErrorTest {
    private static final Frame ROWS = Frame.of(
            "x", NumericColumn.of(0, 1, 0, 1),
            "passed", NumericColumn.of(0, 1, 1, 0),
            "coded", NumericColumn.of(1, 2, 2, 1),
            "visits", NumericColumn.of(0, 3, 1, 12),
            "change", NumericColumn.of(2, 0, -1, 4),
            "rate", NumericColumn.of(0.5, 2, 1.25, 3),
            "share", NumericColumn.of(0.5, 0.25, 1, 0),
            "rounded", NumericColumn.of(0.33, 0.25, 1, 0),
            "percent", NumericColumn.of(50, 12.5, 100, 0),
            "n", NumericColumn.of(4, 8, 2, 3),
            "w", NumericColumn.of(0.5, 8, 2, 3),
            "ten", NumericColumn.of(10, 12, 10, 10),
            "k", NumericColumn.of(5, 8, 2, 3),
            "grade", FactorColumn.of("a", "b", "c", "a"),
            "same", TextColumn.of("no", "no", "no", "no"),
            "answer", TextColumn.of("no", "yes", "no", "yes"));

    private static void fit(String formula, Family family, @Nullable String weights) {
        fit(formula, family, weights, ROWS);
    }

    private static void fit(String formula, Family family, @Nullable String weights, Frame rows) {
        Roles roles = Roles.defaults().withOutcome(family.outcome()).withWeights(weights);
        Cells.of(ModelSpec.of(Formula.parse(formula), rows, roles), rows, family);
    }

    private static CopseException error(String formula, Family family, @Nullable String weights) {
        CopseException error = catchThrowableOfType(CopseException.class, () -> fit(formula, family, weights));
        assertThat(error).as(formula).isNotNull();
        return error;
    }

    @Test
    void threeLevelsAreNoYesOrNo() {
        assertThat(error("grade ~ x", Family.binomial(), null)).hasMessage("""
                error[O101]: the outcome `grade` has 3 levels: a, b, c
                  formula: grade ~ x
                           ^^^^^
                  why: a yes/no outcome has two levels; the second is the success
                  fix: keep two of them: `--where "grade in ('a', 'b')"`""");
        Frame two = ROWS.where(Condition.in("grade", "a", "b"));
        assertThatCode(() -> fit("grade ~ x", Family.binomial(), null, two)).doesNotThrowAnyException();
    }

    @Test
    void aShareOutsideNamesTheRow() {
        assertThat(error("visits ~ x", Family.binomial(), null)).hasMessage("""
                error[O102]: row 2: `visits` is 3, which is no share
                  why: a binomial family explains yes/no (0 and 1, two levels) and shares between 0 and 1
                  fix: two codes are read by `factor(visits)`, successes out of n by `visits | trials(n)`, percent by `I(visits / 100)` with `--weights n`; counts want `--family poisson`""");
        assertThatCode(() -> fit("factor(coded) ~ x", Family.binomial(), null)).doesNotThrowAnyException();
        assertThatCode(() -> fit("visits | trials(14) ~ x", Family.binomial(), null))
                .doesNotThrowAnyException();
        assertThatCode(() -> fit("visits ~ x", Family.poisson(), null)).doesNotThrowAnyException();
    }

    @Test
    void aShareWithoutTrialsIsSentToItsTrials() {
        assertThat(error("share ~ x", Family.binomial(), null)).hasMessage("""
                error[O103]: row 1: `share` is 0.5, a share, and the trials are not known
                  why: how far a share can be trusted hangs on the number of trials
                  fix: name their column: `--weights n`; a share without trials is a number: leave `--family` out""");
        assertThatCode(() -> fit("share ~ x", Family.binomial(), "n")).doesNotThrowAnyException();
        assertThatCode(() -> fit("share ~ x", Family.gaussian(), null)).doesNotThrowAnyException();
    }

    @Test
    void moreSuccessesThanTrialsAreSetAgainstEachOther() {
        assertThat(error("k | trials(n) ~ x", Family.binomial(), null)).hasMessage("""
                error[O105]: row 1: `k` is 5, and `n` is 4
                  why: there cannot be more successes than trials
                  fix: `cbind(s, f)` takes successes and failures, `s | trials(n)` successes and all trials: check which of them your columns hold""");
        assertThatCode(() -> fit("cbind(k, n) ~ x", Family.binomial(), null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '¤',
            nullValues = "-",
            value = {
                "same ~ x              § binomial    § - § O101 § has 1 level: no                     § --levels 'same=no|…'",
                "factor(visits) ~ x    § binomial    § - § O101 § has 4 levels: 0, 1, 3, 12           § visits in ('0', '1')",
                "coded ~ x             § binomial    § - § O102 § row 2: `coded` is 2                 § factor(coded)",
                "percent ~ x           § binomial    § n § O102 § row 1: `percent` is 50              § I(percent / 100)",
                "rate ~ x              § binomial    § - § O103 § row 1: `rate` is 0.5                § --weights n",
                "change ~ x            § binomial    § - § O102 § row 1: `change` is 2                § factor(change)",
                "log(visits + 1) ~ x   § binomial    § - § O102 § row 2: `log(visits + 1)` is 1.38    § make it 0 and 1",
                "rounded ~ x           § binomial    § n § O104 § 0.33 of 4 trials, which is 1.32     § s | trials(n)",
                "rate | trials(ten) ~ x § binomial   § - § O104 § row 1: `rate` is 0.5                § --weights n",
                "k | trials(w) ~ x     § binomial    § - § O104 § row 1: `w` is 0.5                   § trials that were made",
                "cbind(n, change) ~ x  § binomial    § - § O105 § row 3: `n` is 2, and `n + change` is 1 § cbind(s, f)",
                "change | trials(ten) ~ x § binomial § - § O106 § row 3: `change` is -1               § --where 'change >= 0'",
                "change ~ x            § poisson     § - § O106 § row 3: `change` is -1               § --where 'change >= 0'",
                "change ~ x            § nbinom2     § - § O106 § row 3: `change` is -1               § leave `--family` out",
                "rate ~ x              § poisson     § - § O107 § row 1: `rate` is 0.5                § offset(log(exposure))",
                "rate ~ x              § nbinom1     § - § O107 § row 1: `rate` is 0.5                § --family Gamma",
                "visits ~ x            § Gamma       § - § O108 § row 1: `visits` is 0                § --where 'visits > 0'",
                "I(2 * change) ~ x     § Gamma       § - § O108 § row 2: `I(2 * change)` is 0         § with `--where`",
                "passed ~ x            § betabinomial § w § O109 § row 1: the weight is 0.5           § --family binomial",
                "answer ~ x            § poisson     § - § F116 § the response `answer` is a category § --family binomial",
                "answer ~ x            § gaussian    § - § F116 § the response `answer` is a category § --family binomial",
                "cbind(k, n) ~ x       § poisson     § - § F116 § and this is a model of counts       § --family binomial",
                "k | trials(n) ~ x     § gaussian    § - § F116 § and this is a gaussian model        § --family binomial",
                "poly(passed, 2) ~ x   § binomial    § - § F116 § poly() cannot be a response         § one number per row",
                "C(grade, sum) ~ x     § binomial    § - § F116 § C() cannot be a response            § one number per row",
            })
    void theValueIsNamedWithARemedy(
            String formula, String family, @Nullable String weights, String code, String what, String fix) {
        CopseException error = error(formula, Family.of(family), weights);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.problem().what()).contains(what);
        assertThat(error.problem().fix()).contains(fix);
    }

    @Test
    void whatIsAdvisedWorks() {
        assertThatCode(() -> {
                    Frame positive = ROWS.where(Condition.above("visits", 0));
                    fit("visits ~ x", Family.of("Gamma"), null, positive);
                    Frame counts = ROWS.where(Condition.atLeast("change", 0));
                    fit("change ~ x", Family.poisson(), null, counts);
                    fit("change ~ x", Family.gaussian(), null);
                    fit("rate ~ x", Family.of("Gamma"), null);
                    fit("visits ~ x + offset(log(n))", Family.poisson(), null);
                    fit("I(percent / 100) ~ x", Family.binomial(), "n");
                    fit("answer ~ x", Family.binomial(), null);
                    fit("passed ~ x", Family.binomial(), "w");
                    Frame levels = ROWS.with("same", FactorColumn.of(Levels.of("no", "yes"), "no", "no", "no", "no"));
                    fit("same ~ x", Family.binomial(), null, levels);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "~ (1 | grade)  § the formula of `zi` has a random term § leave the random term out § (1 | grade)",
                "y ~ x          § the formula of `zi` has a response    § left of `~`               § ",
                "~ x + offset(n) § the formula of `zi` has an offset    § the model's formula       § n",
            })
    void furtherLinearPredictorsHaveFixedEffectsOnly(String formula, String what, String fix, @Nullable String marked) {
        Roles roles = Roles.defaults().withPart(Roles.ZERO_INFLATION, Formula.parse(formula));
        CopseException error = catchThrowableOfType(
                CopseException.class, () -> ModelSpec.of(Formula.parse("visits ~ x"), ROWS, roles));
        assertThat(error.code()).isEqualTo("F122");
        assertThat(error.problem().what()).isEqualTo(what);
        assertThat(error.problem().fix()).contains(fix);
        if (marked != null) {
            assertThat(formula.substring(
                            error.problem().place().from(),
                            error.problem().place().to()))
                    .isEqualTo(marked);
        }
    }

    @Test
    void anUnknownColumnOfAFurtherPredictorIsMarkedInItsFormula() {
        Roles roles = Roles.defaults().withPart(Roles.ZERO_INFLATION, Formula.parse("~ x + grad"));
        CopseException error = catchThrowableOfType(
                CopseException.class, () -> ModelSpec.of(Formula.parse("visits ~ x"), ROWS, roles));
        assertThat(error.problem().place().marked()).isEqualTo("  formula: ~ x + grad\n                 ^^^^");
        assertThat(error.problem().fix()).isEqualTo("did you mean `grade`?");
    }

    @Test
    void modelsAndFamiliesGoTogether() {
        ModelSpec spec = ModelSpec.of(Formula.parse("visits ~ x"), ROWS);
        assertThatCode(() -> Cells.of(spec, ROWS, Family.poisson()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a model of a NUMBER and a family of a COUNT");
    }
}
