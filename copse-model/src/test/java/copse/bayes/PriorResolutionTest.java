package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.error.Place;
import copse.family.Family;
import copse.family.OutcomeType;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.model.Cells;
import copse.model.CrossProducts;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.prior.Prior;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorResolutionTest {
    private static final Frame DATA = Frame.of(
            "y", NumericColumn.of(1, 2, 3, 1, 0, 2, 5, 10),
            "x", NumericColumn.of(30, 10, 40, 10, 50, 90, 20, 60),
            "f", FactorColumn.of("p", "q", "r", "p", "q", "r", "p", "q"),
            "g", FactorColumn.of("a", "a", "b", "b", "c", "c", "d", "d"),
            "h", FactorColumn.of("u", "v", "u", "v", "u", "v", "u", "v"));

    private static BayesModel model(String formula, String... statements) {
        Priors priors = Priors.parse(List.of(statements));
        ModelSpec spec = ModelSpec.of(priors.complete(Formula.parse(formula)), DATA);
        return BayesModel.of(Family.gaussian(), priors, CrossProducts.of(spec, DATA));
    }

    private static String prior(BayesModel model, String parameter) {
        return model.resolved(parameter).prior().text();
    }

    @Test
    void theMoreSpecificStatementWinsThenTheLater() {
        BayesModel model = model(
                "y ~ x + f + (x | h:g) + (1 | g)",
                "coef:x=normal(0, 3)",
                "coef=normal(0, 1)",
                "coef:f=normal(0, 2)",
                "sd:h:g:x=exponential(7)",
                "sd:h:g=exponential(6)",
                "sd=exponential(5)",
                "sd=exponential(4)");
        assertThat(prior(model, "x")).isEqualTo("normal(0, 3)");
        assertThat(prior(model, "f[q]")).isEqualTo("normal(0, 2)");
        assertThat(prior(model, "f[r]")).isEqualTo("normal(0, 2)");
        assertThat(prior(model, "sd(h:g,x)")).isEqualTo("exponential(7)");
        assertThat(prior(model, "sd(h:g,(Intercept))")).isEqualTo("exponential(6)");
        assertThat(prior(model, "sd(g,(Intercept))")).isEqualTo("exponential(4)");
        assertThat(model.priors())
                .extracting(ResolvedPrior::stated)
                .containsExactly(false, true, true, true, true, true, true, false, false);
    }

    /// The outcome has mean 3 and standard deviation 3, x has 25.71, both divided by n.
    @Test
    void defaultsAreScaledToTheData() {
        BayesModel model = model("y ~ x + (x | g)");
        assertThat(model.priors())
                .extracting(one -> one.parameter() + " " + one.prior().text())
                .containsExactly(
                        "(Intercept) student_t(3, 3, 7.5)",
                        "x normal(0, 0.292)",
                        "sd(g,(Intercept)) half_student_t(3, 0, 7.5)",
                        "sd(g,x) half_student_t(3, 0, 0.292)",
                        "cor(g) lkj(2)",
                        "sigma half_student_t(3, 0, 7.5)");
        assertThat(model.resolved("(Intercept)").centered()).isTrue();
        assertThat(model.reportsCentered()).isFalse();
    }

    /// The sd of an intercept has the scale of the linear predictor, that of a slope divides it by the column's
    /// spread, about its mean beside an intercept.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(1 | g);2.5;",
                "(1 + x | g);2.5;0.0972",
                "(1 + x || g);2.5;0.0972",
                "(0 + x | g);;0.0538",
                "(1 | g) + (0 + x | g);2.5;0.0972"
            })
    void sdsHaveTheScaleOfTheirColumn(String random, @Nullable String intercept, @Nullable String slope) {
        Roles roles = Roles.defaults().withOutcome(OutcomeType.COUNT);
        ModelSpec spec = ModelSpec.of(Formula.parse("y ~ x + " + random), DATA, roles);
        BayesModel model = BayesModel.of(Family.poisson(), Priors.defaults(), Cells.of(spec, DATA, Family.poisson()));
        BayesModel twin = model("y ~ x + " + random);
        for (String[] one : new String[][] {{"(Intercept)", intercept}, {"x", slope}}) {
            String name = "sd(g," + one[0] + ")";
            assertThat(model.hasPrior(name)).isEqualTo(one[1] != null);
            if (one[1] != null) {
                assertThat(prior(model, name)).isEqualTo("half_student_t(3, 0, " + one[1] + ")");
                // the standard deviation of y is 3
                double scale = 3 * Double.parseDouble(one[1]);
                assertThat(twin.prior(name))
                        .isInstanceOfSatisfying(
                                Prior.Half.class,
                                half -> assertThat(half.whole())
                                        .isInstanceOfSatisfying(
                                                Prior.StudentT.class,
                                                t -> assertThat(t.scale()).isCloseTo(scale, within(0.01 * scale))));
            }
        }
    }

    /// A prior of a positive parameter is printed as it is used.
    @Test
    void priorsOfPositiveParametersAreCut() {
        BayesModel model = model("y ~ x + (1 | g)", "sd=normal(0, 2)", "sigma=student_t(3, 0, 5)");
        assertThat(prior(model, "sd(g,(Intercept))")).isEqualTo("half_normal(2)");
        assertThat(prior(model, "sigma")).isEqualTo("half_student_t(3, 0, 5)");
    }

    @Test
    void meansOfGroupsAreFixedTerms() {
        BayesModel model =
                model("y ~ 0 + (1 + x || g)", "group_mean:g:(Intercept)=normal(0, 10)", "group_mean:g:x=normal(0, 1)");
        assertThat(model.spec().fixedNames()).containsExactly("(Intercept)", "x");
        assertThat(prior(model, "(Intercept)")).isEqualTo("normal(0, 10)");
        assertThat(model.resolved("(Intercept)").centered()).isFalse();
        assertThat(prior(model, "x")).isEqualTo("normal(0, 1)");
        assertThat(model.groupMeans())
                .containsEntry("mu(g,(Intercept))", "(Intercept)")
                .containsEntry("mu(g,x)", "x");
    }

    @Test
    void aMeanThatIsThereIsNotAddedAgain() {
        Formula formula = Formula.parse("y ~ x + (1 + x | g)");
        Priors priors = Priors.parse(List.of("group_mean:g:x=normal(0, 1)", "group_mean:g:(Intercept)=normal(0, 1)"));
        assertThat(priors.complete(formula)).isEqualTo(formula);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coef:weight=normal(0, 1)|B121|coef:weight|take one of these",
                "sd:gg:x=exponential(1)|B121|sd:gg:x|did you mean `sd:g:x`?",
                "shape=exponential(1)|B121|shape|take one of these",
                "cor:g=normal(0, 1)|B122|normal(0, 1)|write `cor:g=lkj(2)`",
                "coef:x=lkj(1)|B122|lkj(1)|state it of correlations, as `cor=lkj(1)`, or take another distribution",
                "coef:x=gamma(1, 1) on variance|B122|gamma(1, 1) on variance|leave `on …` out",
                "sigma=uniform(-2, 0)|B122|uniform(-2, 0)|write a prior of positive numbers, such as `sigma=half_normal(1)`",
                "sgima=exponential(1)|B120|sgima|did you mean `sigma`?",
                "age=exponential(1)|B120|age|of one coefficient write `coef:age=…`",
                "sigma|B120|sigma|write it as in `coef:age=normal(0, 1)`"
            })
    void statementsThatDoNotFitAreRefused(String statement, String code, String marked, String fix) {
        assertThatThrownBy(() -> model("y ~ x + (x | g)", statement))
                .isInstanceOfSatisfying(InputException.class, error -> {
                    assertThat(error.code()).isEqualTo(code);
                    Place place = error.problem().place();
                    assertThat(place).isNotNull();
                    assertThat(place.text().substring(place.from(), place.to())).isEqualTo(marked);
                    assertThat(error.problem().fix()).isEqualTo(fix);
                });
    }

    @Test
    void oneCoefficientHasOneMean() {
        assertThatThrownBy(() -> model(
                        "y ~ 1 + (1 | g) + (1 | h)",
                        "group_mean:g:(Intercept)=normal(0, 1)",
                        "group_mean:h:(Intercept)=normal(0, 1)"))
                .isInstanceOfSatisfying(
                        InputException.class, error -> assertThat(error.code()).isEqualTo("B123"));
    }
}
