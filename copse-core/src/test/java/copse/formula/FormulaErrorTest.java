package copse.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import copse.error.FormulaException;
import copse.error.Place;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of formulas that are none.
class FormulaErrorTest {
    private static FormulaException error(String text) {
        FormulaException error = catchThrowableOfType(FormulaException.class, () -> Formula.parse(text));
        assertThat(error).as(text).isNotNull();
        return error;
    }

    @Test
    void aMissingParenthesisIsMarkedWhereItOpens() {
        assertThat(error("score ~ arm + (1 | (school)")).hasMessage("""
                error[F101]: `(` without `)`
                  formula: score ~ arm + (1 | (school)
                                         ^
                  why: one `)` is missing
                  fix: close the marked parenthesis""");
    }

    @Test
    void anUnknownFunctionIsCompared() {
        assertThat(error("y ~ logg(x)")).hasMessage("""
                error[F104]: no function `logg` in formulas
                  formula: y ~ logg(x)
                               ^^^^
                  why: known are C, I, abs, cbind, center, exp, factor, log, log10, log2, max, mean, min, offset, poly, \
                scale, sd, sqrt, trials
                  fix: did you mean `log`?""");
    }

    @Test
    void aBareBarGetsItsParentheses() {
        assertThat(error("score ~ age + 1 | school")).hasMessage("""
                error[F105]: `|` outside parentheses
                  formula: score ~ age + 1 | school
                                           ^
                  fix: write `score ~ age + (1 | school)`""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '¤',
            value = {
                "y                      § F102 § ",
                "y ~                    § F108 § ~",
                "y ~ x)                 § F101 § )",
                "y ~ `x                 § F101 § `",
                "y ~ C(a, 'sum)         § F101 § '",
                "y ~ x z                § F102 § z",
                "y ~ x +                § F102 § +",
                "y ~ * x                § F102 § *",
                "y ~ x ~ z              § F102 § ~",
                "y == x                 § F102 § =",
                "y ~ x$z                § F102 § $",
                "y ~ 'x'                § F102 § 'x'",
                "y ~ x, z               § F102 § ,",
                "y ~ ``                 § F102 § ``",
                "y ~ 1 | g              § F105 § |",
                "y ~ x || g             § F105 § ||",
                "y ~ (1 | )             § F106 § |",
                "y ~ ( | g)             § F106 § |",
                "y ~ (0 | g)            § F106 § (0 | g)",
                "y ~ (1 | a + b)        § F106 § a + b",
                "y ~ (1 | a * b)        § F106 § a * b",
                "y ~ (1 | log(a))       § F106 § log(a)",
                "y ~ (1 | a | b)        § F107 § |",
                "y ~ ((1 | a) | b)      § F107 § (1 | a)",
                "y ~ x * (1 | g)        § F107 § (1 | g)",
                "y ~ x - (1 | g)        § F107 § (1 | g)",
                "y ~ log(1 | g)         § F107 § |",
                "y ~ x + 2              § F114 § 2",
                "y ~ x^2                § F114 § x^2",
                "y ~ (x + z)^0          § F114 § (x + z)^0",
                "y ~ 1e400              § F114 § 1e400",
                "y ~ mean(x)            § F113 § mean(x)",
                "y ~ cbind(x, z)        § F113 § cbind(x, z)",
                "cbind(a, b, c) ~ 1     § F113 § cbind(a, b, c)",
                "y ~ log()              § F113 § log()",
                "y ~ exp(x, 2)          § F113 § exp(x, 2)",
                "y ~ log(x:z)           § F113 § x:z",
                "y ~ log(.)             § F113 § .",
                "y ~ I(poly(x, 2))      § F113 § poly(x, 2)",
                "y ~ poly(x)            § F113 § poly(x)",
                "y ~ poly(x, 0)         § F113 § poly(x, 0)",
                "y ~ poly(x, z)         § F113 § poly(x, z)",
                "y ~ poly(x, 2, 3)      § F113 § poly(x, 2, 3)",
                "y ~ scale(x, TRUE)     § F113 § scale(x, TRUE)",
                "y ~ poly(x, deg = 2)   § F113 § poly(x, deg = 2)",
                "y ~ factor(x + 1)      § F113 § x + 1",
                "y ~ C(a, sums)         § F113 § sums",
                "y ~ C(a, sum, 2)       § F113 § 2",
                "y ~ C(a, treatment, 0) § F113 § 0",
                "y ~ (offset(x) | g)    § F113 § (offset(x) | g)",
                "y | x ~ 1              § F102 § | x",
            })
    void theMarkedPartIsTheOneMeant(String text, String code, String marked) {
        FormulaException error = error(text);
        assertThat(error.code()).isEqualTo(code);
        Place place = error.problem().place();
        assertThat(place).isNotNull();
        assertThat(place.text()).isEqualTo(text);
        int end = Math.min(place.to(), text.length());
        assertThat(text.substring(Math.min(place.from(), end), end)).isEqualTo(marked == null ? "" : marked);
    }

    private static final Pattern PASTED = Pattern.compile("`(\\S+ ~ .+)`$");

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "y ~                        § y ~ 1",
                "y ~ x + 1 | g              § y ~ x + (1 | g)",
                "y ~ 1|g                    § y ~ (1 | g)",
                "y ~ a + x || g:h + b       § y ~ a + (x || g:h) + b",
            })
    void aFixThatIsAFormulaParses(String text, String pasted) {
        Matcher matcher = PASTED.matcher(error(text).problem().fix());
        assertThat(matcher.find()).isTrue();
        assertThat(Formula.parse(matcher.group(1))).hasToString(pasted);
    }

    @Test
    void termsThatAreOfferedParse() {
        String fix = error("y ~ (x | a * b)").problem().fix();
        assertThat(fix).isEqualTo("write `(x | a) + (x | b) + (x | a:b)`");
        assertThatCode(() -> Formula.parse("y ~ (x | a) + (x | b) + (x | a:b)")).doesNotThrowAnyException();
        assertThat(error("y ~ x^2").problem().fix()).isEqualTo("to calculate write `I(x^2)`");
    }

    @Test
    void whatIsTooLargeIsRefusedWithoutRunningOut() {
        assertThat(error("y ~ " + "(".repeat(5000) + "x" + ")".repeat(5000)).code())
                .isEqualTo("F119");
        assertThat(error("y ~ " + "-".repeat(4000) + "2").code()).isEqualTo("F119");
        assertThat(error("y ~ x" + " + x".repeat(5000)).code()).isEqualTo("F119");
        assertThat(error("y ~ (a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p)^16").code()).isEqualTo("F119");
    }

    @Test
    void aSumOfTwoThousandTermsIsRead() {
        String sum = IntStream.range(0, 2000).mapToObj(i -> "x" + i).collect(Collectors.joining(" + "));
        Formula formula = Formula.parse("y ~ " + sum);
        assertThat(formula.fixed(List.of()).terms()).hasSize(2000);
        assertThat(formula.toString()).endsWith(sum);
    }

    @Test
    void everyCodeIsExplainedOnce() {
        assertThat(Arrays.stream(FormulaCode.values()).map(FormulaCode::code)).doesNotHaveDuplicates();
        for (FormulaCode code : FormulaCode.values()) {
            assertThat(code.title()).isNotBlank();
            assertThat(code.meaning()).endsWith(".");
            assertThat(code.advice()).isNotBlank();
        }
    }
}
