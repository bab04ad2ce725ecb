package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.family.Family;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.model.Cells;
import copse.model.CrossProducts;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Flat priors that leave the posterior without a finite integral are refused, others are not.
class ProprietyTest {
    /// Two, three and four groups; an arm that is constant within those of `c3`; outcomes that x
    /// separates, of one kind within each of `c4`, and others.
    private static final Frame DATA = Frame.of(
            "y", NumericColumn.of(1, 2, 3, 1, 0, 2, 5, 10, 2, 4, 3, 1),
            "x", NumericColumn.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
            "arm", NumericColumn.of(0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0),
            "c2", FactorColumn.of("a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b"),
            "c3", FactorColumn.of("a", "a", "a", "a", "b", "b", "b", "b", "c", "c", "c", "c"),
            "c4", FactorColumn.of("a", "a", "a", "b", "b", "b", "c", "c", "c", "d", "d", "d"),
            "row", FactorColumn.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"),
            "late", NumericColumn.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1),
            "mixed", NumericColumn.of(0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1),
            "last", NumericColumn.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1),
            "none", NumericColumn.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            "uneven", NumericColumn.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.4, 1, 1),
            "below", NumericColumn.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1),
            "tenths", NumericColumn.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.3, 0.3, 0.3),
            "odd", NumericColumn.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1),
            "even", NumericColumn.of(0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1));

    private static BayesModel gaussian(String formula, String... statements) {
        Priors priors = Priors.parse(List.of(statements));
        ModelSpec spec = ModelSpec.of(Formula.parse(formula), DATA);
        return BayesModel.of(Family.gaussian(), priors, CrossProducts.of(spec, DATA));
    }

    private static BayesModel cells(Family family, String formula, String... statements) {
        Priors priors = Priors.parse(List.of(statements));
        Roles roles = Roles.defaults().withOutcome(family.outcome());
        if (family.isInflated()) {
            roles = roles.withPart(Roles.ZERO_INFLATION, Formula.parse("~ 1"));
        }
        ModelSpec spec = ModelSpec.of(Formula.parse(formula), DATA, roles);
        return BayesModel.of(family, priors, Cells.of(spec, DATA, family));
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable model) {
        assertThatThrownBy(model)
                .isInstanceOfSatisfying(
                        InputException.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    @Test
    void aFlatSdWantsThreeGroupsBesideAFlatMean() {
        refused("B124", () -> gaussian("y ~ 1 + (1 | c2)", "intercept=flat", "sd=flat"));
        assertThatCode(() -> gaussian("y ~ 1 + (1 | c3)", "intercept=flat", "sd=flat"))
                .doesNotThrowAnyException();
    }

    @Test
    void aProperMeanSavesOneGroup() {
        assertThatCode(() -> gaussian("y ~ 1 + (1 | c2)", "sd=flat")).doesNotThrowAnyException();
    }

    /// A flat coefficient of a column that is constant within groups takes another group.
    @Test
    void flatCoefficientsOfGroupsTakeGroups() {
        refused("B124", () -> gaussian("y ~ arm + (1 | c3)", "intercept=flat", "coef=flat", "sd=flat"));
        assertThatCode(() -> gaussian("y ~ x + (1 | c3)", "intercept=flat", "coef=flat", "sd=flat"))
                .doesNotThrowAnyException();
        assertThatCode(() -> gaussian("y ~ arm + (1 | c3)", "intercept=flat", "sd=flat"))
                .doesNotThrowAnyException();
    }

    @Test
    void varianceAndPrecisionCountByTheirPower() {
        refused("B124", () -> gaussian("y ~ 1 + (1 | c3)", "intercept=flat", "sd=flat on variance"));
        assertThatCode(() -> gaussian("y ~ 1 + (1 | c4)", "intercept=flat", "sd=flat on variance"))
                .doesNotThrowAnyException();
        refused("B124", () -> gaussian("y ~ 1 + (1 | c4)", "sd=flat on precision"));
    }

    /// No group of c4 has both outcomes of `late`, all of c3 have both of `mixed`.
    @Test
    void groupsWithOneKindOfOutcomeDoNotBoundTheirEffect() {
        refused("B124", () -> cells(Family.binomial(), "late ~ 1 + (1 | c4)", "intercept=flat", "sd=flat"));
        assertThatCode(() -> cells(Family.binomial(), "mixed ~ 1 + (1 | c3)", "intercept=flat", "sd=flat"))
                .doesNotThrowAnyException();
    }

    @Test
    void flatCoefficientsMustNotSeparate() {
        refused("B125", () -> cells(Family.binomial(), "late ~ x", "intercept=flat", "coef=flat"));
        assertThatCode(() -> cells(Family.binomial(), "late ~ x")).doesNotThrowAnyException();
        assertThatCode(() -> cells(Family.binomial(), "mixed ~ x", "intercept=flat", "coef=flat"))
                .doesNotThrowAnyException();
    }

    /// `late` changes from 0 to 1 at the mean of x, `last` beyond it, where the slope alone does not separate.
    @Test
    void anInterceptIsHeldWhereItsPriorIs() {
        refused("B125", () -> cells(Family.binomial(), "late ~ x", "coef=flat"));
        refused("B125", () -> cells(Family.binomial(), "late ~ x + (1 | c4)", "coef=flat"));
        refused("B125", () -> cells(Family.binomial(), "late ~ x", "intercept_centered=normal(0, 1)", "coef=flat"));
        assertThatCode(() -> cells(Family.binomial(), "last ~ x", "coef=flat")).doesNotThrowAnyException();
        refused("B125", () -> cells(Family.binomial(), "last ~ x", "intercept=flat", "coef=flat"));

        assertThatCode(() -> cells(Family.binomial(), "late ~ x", "intercept=normal(0, 1)", "coef=flat"))
                .doesNotThrowAnyException();
        refused("B125", () -> cells(Family.binomial(), "late ~ I(x - 6.5)", "intercept=normal(0, 1)", "coef=flat"));
        refused("B125", () -> cells(Family.binomial(), "none ~ x", "intercept=normal(0, 1)", "coef=flat"));
        assertThatCode(() -> cells(Family.binomial(), "none ~ x", "coef=flat")).doesNotThrowAnyException();
        refused("B125", () -> cells(Family.binomial(), "none ~ 1", "intercept=flat"));
        refused("B125", () -> cells(Family.binomial(), "none ~ x", "intercept=flat"));
    }

    /// The row at 0.4 is above the mean of the rows, 0.2, and below that of the three cells.
    @Test
    void theMeanIsThatOfRows() {
        refused("B125", () -> cells(Family.binomial(), "below ~ uneven", "coef=flat"));
    }

    /// A row at the mean of its column bounds nothing, however the mean is rounded.
    @Test
    void aRowAtTheMeanDoesNotBound() {
        refused("B125", () -> cells(Family.binomial(), "odd ~ tenths", "coef=flat"));
        refused("B125", () -> cells(Family.binomial(), "even ~ tenths", "coef=flat"));
    }

    @Test
    void theFlatCoefficientsThatSeparateAreNamed() {
        separates("late ~ mixed + x", List.of("coef=flat"), "`x` has");
        separates("late ~ x", List.of("intercept=flat", "coef=flat"), "`x` has");
        separates("last ~ x", List.of("intercept=flat", "coef=flat"), "`(Intercept)`, `x` have");
        separates("late ~ x + I(x^3)", List.of("intercept=flat", "coef=flat"), "`(Intercept)`, `x`, `I(x^3)` have");
        separates("none ~ x", List.of("intercept_centered=flat", "coef=flat"), "`(Intercept)` has");
        // held at x = 0 by the prior of the fix, the intercept lets x separate
        separates("none ~ x", List.of("intercept=flat", "coef=flat"), "`(Intercept)`, `x` have");
    }

    /// Refused with these words, and not if what the fix states is stated.
    private static void separates(String formula, List<String> priors, String words) {
        assertThatThrownBy(() -> cells(Family.binomial(), formula, priors.toArray(String[]::new)))
                .isInstanceOfSatisfying(InputException.class, error -> {
                    assertThat(error.code()).isEqualTo("B125");
                    assertThat(error.problem().what()).startsWith(words);
                    String fix = error.problem().fix();
                    List<String> all = new ArrayList<>(priors);
                    all.addAll(List.of(fix.substring(fix.indexOf('`') + 1, fix.lastIndexOf('`'))
                            .split("` and `")));
                    assertThatCode(() -> cells(Family.binomial(), formula, all.toArray(String[]::new)))
                            .doesNotThrowAnyException();
                });
    }

    @Test
    void shapesWithoutDataToBoundThemAreRefused() {
        refused("B127", () -> cells(Family.negativeBinomial(), "y ~ x", "shape=flat"));
        refused("B127", () -> cells(Family.poisson().zeroInflated(), "y ~ x", "zi=flat"));
    }

    @Test
    void sigmaWantsRows() {
        refused("B126", () -> gaussian("y ~ poly(x, 10)", "intercept=flat", "coef=flat", "sigma=flat"));
        assertThatCode(() -> gaussian("y ~ x", "intercept=flat", "coef=flat", "sigma=flat"))
                .doesNotThrowAnyException();
    }

    /// The fix of the message is a statement that works.
    @Test
    void theFixWorks() {
        assertThatThrownBy(() -> gaussian("y ~ 1 + (1 | c2)", "intercept=flat", "sd=flat"))
                .isInstanceOfSatisfying(InputException.class, error -> {
                    String fix = error.problem().fix();
                    String statement = fix.substring(fix.indexOf('`') + 1, fix.lastIndexOf('`'));
                    assertThatCode(() -> gaussian("y ~ 1 + (1 | c2)", "intercept=flat", "sd=flat", statement))
                            .doesNotThrowAnyException();
                });
    }

    @Test
    void whatComesFromPriorsIsSaid() {
        assertThat(gaussian("y ~ 1 + (1 | row)").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("sd-beside-sigma");
        assertThat(gaussian("y ~ 1 + (1 | row)", "sigma=constant(1)").diagnostics())
                .isEmpty();
        assertThat(gaussian("y ~ 1 + (1 | c2)").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("sd-from-prior");
    }
}
