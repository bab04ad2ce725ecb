package copse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import copse.error.CopseException;
import copse.error.Place;
import copse.formula.Contrast;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said of formulas that do not fit the data.
class ModelErrorTest {
    private static final Frame PUPILS = Frame.of(
            "score", NumericColumn.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            "treatment", FactorColumn.of("a", "b", "a", "b", "a", "b", "a", "b", "a", "b"),
            "school", FactorColumn.of("s", "s", "s", "s", "s", "t", "t", "t", "t", "t"),
            "age", NumericColumn.of(12, 11.5, 12.25, 13, 12, 12, 11, 12, 13, 12),
            "town", FactorColumn.of("u", "u", "u", "u", "u", "u", "u", "u", "u", "u"),
            "id", TextColumn.of("p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10"),
            "visits", NumericColumn.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
            "shift", NumericColumn.of(-3, -2, -1, 0, 1, 2, 3, 4, 5, 6),
            "Call CSAT", NumericColumn.of(3, 3, 3, 3, 3, 3, 3, 3, 3, 3),
            "passed", LogicalColumn.of(true, false, true, false, true, false, true, false, true, true));

    private static CopseException error(String formula) {
        return error(formula, Roles.defaults());
    }

    private static CopseException error(String formula, Roles roles) {
        CopseException error = catchThrowableOfType(
                CopseException.class,
                () -> ModelSpec.of(Formula.parse(formula), PUPILS, roles).rows(PUPILS));
        assertThat(error).as(formula).isNotNull();
        return error;
    }

    @Test
    void anUnknownColumnIsCompared() {
        assertThat(error("score ~ tretment + (1 | school)")).hasMessage("""
                error[F103]: no column `tretment` in the data
                  formula: score ~ tretment + (1 | school)
                                   ^^^^^^^^
                  why: the data has 10 columns: score, treatment, school, age, town, id, visits, shift, Call CSAT, passed
                  fix: did you mean `treatment`?""");
    }

    @Test
    void aMeasuredGroupIsTurnedAround() {
        assertThat(error("score ~ (treatment | age)")).hasMessage("""
                error[F110]: the group `age` is a measurement: its values are not whole, such as 11.5
                  formula: score ~ (treatment | age)
                                                ^^^
                  why: hardly two rows would share a group
                  fix: put the group right of the bar and the measurement left of it: `(age | treatment)`""");
    }

    @Test
    void aLogarithmOfZeroNamesTheRow() {
        assertThat(error("score ~ log(visits)")).hasMessage("""
                error[F115]: row 1: `log(visits)` is minus infinity where visits is 0
                  fix: leave such rows out: `--where 'visits > 0'`""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '¤',
            value = {
                "score ~ Treatment                § F103 § Treatment      § did you mean `treatment`?",
                "score ~ scool:age                § F103 § scool          § did you mean `school`?",
                "score ~ age + (1 | Schol)        § F103 § Schol          § did you mean `school`?",
                "scor ~ age                       § F103 § scor           § did you mean `score`?",
                "score ~ call_csat                § F103 § call_csat      § did you mean `Call CSAT`?",
                "score ~ log(treatment)           § F109 § treatment      § use `treatment` as a term",
                "score ~ I(2 * id)                § F109 § id             § use `id` as a term",
                "score ~ poly(school, 2)          § F109 § school         § use `school` as a term",
                "score ~ offset(school)           § F109 § school         § use `school` as a term",
                "score ~ (1 | age)                § F110 § age            § `(age | group)`",
                "score ~ town                     § F111 § town           § leave `town` out",
                "score ~ age:town + age           § F111 § town           § leave `town` out",
                "score ~ (town | school)          § F111 § town           § leave `town` out",
                "score ~ id                       § F112 § id             § leave it out",
                "score ~ C(school, treatment, x)  § F113 § C(school, treatment, x) § use one of these",
                "score ~ C(school, treatment, 3)  § F113 § C(school, treatment, 3) § `base = \"s\"`",
                "treatment ~ age                  § F116 § treatment      § --numeric treatment",
                "cbind(score, age) ~ 1            § F116 § cbind(score, age) § put one column",
                "score | trials(12) ~ 1           § F116 § score | trials(12) § put one column",
                "poly(score, 2) ~ 1               § F116 § poly(score, 2) § one number per row",
                "~ age                            § F108 §                § `response ~ age`",
                "score ~ sqrt(shift)              § F115 §                § `--where 'shift >= 0'`",
                "score ~ I(1/shift)               § F115 §                § `--where 'shift <> 0'`",
                "score ~ exp(999 * age)           § F115 §                § or change the expression",
                "log(shift) ~ 1                   § F115 §                § `--where 'shift > 0'`",
                "score ~ scale(log(visits))       § F115 §                § `--where 'visits > 0'`",
                "score ~ scale(`Call CSAT`)       § F120 § scale(`Call CSAT`) § leave it out",
                "score ~ poly(visits, 10)         § F120 § poly(visits, 10) § lower the degree",
                "score ~ poly(age, 6)             § F120 § poly(age, 6)   § lower the degree",
            })
    void theMarkedPartIsTheOneMeant(String text, String code, String marked, String fix) {
        CopseException error = error(text);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.problem().fix()).contains(fix);
        Place place = error.problem().place();
        if (marked == null) {
            assertThat(place).isNull();
        } else {
            assertThat(place).isNotNull();
            assertThat(text.substring(place.from(), Math.min(place.to(), text.length()))
                            .strip())
                    .isEqualTo(marked);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "score ~ `treatment`",
                "score ~ (age | treatment)",
                "score ~ `Call CSAT`",
                "score ~ I(shift^2)",
                "score ~ poly(visits, 9)",
                "score ~ passed",
                "passed ~ age",
                "score ~ I(2 * passed)"
            })
    void whatIsOfferedWorks(String formula) {
        assertThatCode(() -> ModelSpec.of(Formula.parse(formula), PUPILS).rows(PUPILS))
                .doesNotThrowAnyException();
    }

    @Test
    void weightsMustBePositiveNumbersOfAColumn() {
        assertThat(error("score ~ 1", Roles.defaults().withWeights("shift"))).hasMessage("""
                error[F118]: row 1: the weight is -3
                  why: weights are positive numbers
                  fix: leave such rows out: `--where 'shift > 0'`""");
        assertThat(error("score ~ 1", Roles.defaults().withWeights("wisits"))
                        .problem()
                        .fix())
                .isEqualTo("did you mean `visits`?");
        assertThat(error("score ~ 1", Roles.defaults().withOffset("school")).code())
                .isEqualTo("F109");
    }

    @Test
    void contrastsBelongToFactorsOfTheModel() {
        CopseException error =
                error("score ~ treatment + age", Roles.defaults().withContrast("treatmnt", Contrast.SUM));
        assertThat(error.code()).isEqualTo("F121");
        assertThat(error.problem().fix()).isEqualTo("did you mean `treatment`?");
    }

    @Test
    void aNewLevelOfAFixedFactorNamesTheRow() {
        ModelSpec spec = ModelSpec.of(Formula.parse("score ~ treatment + (1 | school)"), PUPILS);
        Frame next = Frame.of(
                "treatment", FactorColumn.of("b", "c"),
                "school", FactorColumn.of("s", "z"));
        assertThat(catchThrowableOfType(CopseException.class, () -> spec.predictors(next)))
                .hasMessage("""
                error[F117]: row 2: `treatment` is `c`, a level that the model has not seen
                  why: it knows a, b
                  fix: leave such rows out, or fit with data that have the level""");
        assertThat(catchThrowableOfType(CopseException.class, () -> spec.predictors(next.drop("school")))
                        .code())
                .isEqualTo("F103");
    }

    @Test
    void anUnknownColumnWithoutACloseOneListsThemAll() {
        assertThat(error("score ~ zzzzzz").problem().fix())
                .isEqualTo("use one of these, or add the column to the data");
    }
}
