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
            "mixed", NumericColumn.of(0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1));

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
        // the intercept of a proper prior cannot move the threshold, so the slope alone does not separate
        assertThatCode(() -> cells(Family.binomial(), "late ~ x", "coef=flat")).doesNotThrowAnyException();
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
                .containsExactly("sd_beside_sigma");
        assertThat(gaussian("y ~ 1 + (1 | row)", "sigma=constant(1)").diagnostics())
                .isEmpty();
        assertThat(gaussian("y ~ 1 + (1 | c2)").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("sd_from_prior");
    }
}
