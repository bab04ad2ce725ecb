package copse.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            quoteCharacter = '§',
            value = {
                "y~x                             = y ~ x",
                "y ~ a*b+(1|g)                   = y ~ a * b + (1 | g)",
                "y ~ (a + b) + c                 = y ~ a + b + c",
                "y ~ a + (b + c)                 = y ~ a + (b + c)",
                "y ~ (a + b):c                   = y ~ (a + b):c",
                "y ~ x + (x||g/h)                = y ~ x + (x || g/h)",
                "log( y ) ~ I(x ^ 2)+ (x+z)**2:z = log(y) ~ I(x^2) + (x + z)^2:z",
                "y ~ -1 + x                      = y ~ -1 + x",
                "y ~ + x                         = y ~ x",
                "y ~ I(-(x + 1)) + I((-x)^2)     = y ~ I(-(x + 1)) + I((-x)^2)",
                "y ~ I(2^-x) + I(2^3^x)          = y ~ I(2^-x) + I(2^3^x)",
                "y ~ I((2^3)^x) + I(x - (z - 1)) = y ~ I((2^3)^x) + I(x - (z - 1))",
                "~ a %in% b                      = ~ a %in% b",
                "cbind(won, lost) ~ .            = cbind(won, lost) ~ .",
                "won|trials(n) ~ 1               = won | trials(n) ~ 1",
                "y ~ `my col` + `a` + `TRUE`     = y ~ `my col` + a + `TRUE`",
                "y ~ `tick\\`s` + `back\\\\slash` = y ~ `tick\\`s` + `back\\\\slash`",
                "größe ~ 数 + .x + x_1           = größe ~ 数 + .x + x_1",
                "y ~ C(a,'sum')                  = y ~ C(a, \"sum\")",
                "y ~ I(1e3 * x) + I(.5 * x)      = y ~ I(1000 * x) + I(0.5 * x)",
            })
    void printsWithRegularSpacing(String text, String printed) {
        Formula formula = Formula.parse(text);
        assertThat(formula).hasToString(printed);
        assertThat(Formula.parse(printed)).isEqualTo(formula).hasSameHashCodeAs(formula);
        assertThat(formula.text()).isEqualTo(text);
    }

    @Test
    void namedArgumentsPrintWithBlanks() {
        assertThat(Formula.parse("y ~ poly(x,2,raw=TRUE)")).hasToString("y ~ poly(x, 2, raw = TRUE)");
    }

    @Test
    void aPastedNoBreakSpaceIsABlank() {
        assertThat(Formula.parse("y\u00a0~\u00a0x")).hasToString("y ~ x");
    }

    @Test
    void namesItsColumnsInOrder() {
        Formula formula =
                Formula.parse("log(y) ~ z + a:scale(x) + offset(o) + C(f, sum) + (x | g/h) + (1 | factor(k))");
        assertThat(formula.columns()).containsExactly("y", "z", "a", "x", "o", "f", "g", "h", "k");
        assertThat(formula.groupColumns()).containsExactly("g", "h", "k");
        assertThat(formula.hasDot()).isFalse();
    }

    @Test
    void dotStandsForWhatIsNeitherResponseNorGroup() {
        Formula formula = Formula.parse("log(y) ~ . - b + (1 | g)");
        assertThat(formula.hasDot()).isTrue();
        List<String> dot = formula.dotColumns(List.of("g", "a", "y", "b", "c"));
        assertThat(dot).containsExactly("a", "b", "c");
        assertThat(formula.fixed(dot).terms()).hasToString("[a, c]");
    }

    @Test
    void randomTermsMayStandAnywhereInTheSum() {
        Formula formula = Formula.parse("y ~ (1 | g) + a + (x | h) - 1");
        assertThat(formula.fixed(List.of()).intercept()).isFalse();
        assertThat(formula.fixed(List.of()).terms()).hasToString("[a]");
        assertThat(formula.random(List.of())).extracting(RandomPart::name).containsExactly("g", "h");
    }

    @Test
    void nestedGroupsAreTheOuterAndTheInnerWithinIt() {
        assertThat(Formula.parse("y ~ (1 | a/b/c)").random(List.of()))
                .extracting(RandomPart::name)
                .containsExactly("a", "b:a", "c:b:a");
        assertThat(Formula.parse("y ~ (1 | a:b/c)").random(List.of()))
                .extracting(RandomPart::name)
                .containsExactly("a:b", "c:a:b");
    }

    @Test
    void theDoubleBarTakesTermsApart() {
        List<RandomPart> parts = Formula.parse("y ~ (x * z || g)").random(List.of());
        assertThat(parts).hasSize(4);
        assertThat(parts.getFirst().terms().intercept()).isTrue();
        assertThat(parts.stream().skip(1).map(part -> part.terms().terms().toString()))
                .containsExactly("[x]", "[z]", "[x:z]");
        assertThat(parts.stream().skip(1).map(part -> part.terms().intercept())).containsOnly(false);
    }

    @Test
    void offsetsAreNoTermsAndCanBeTakenAway() {
        Terms terms =
                Formula.parse("y ~ a + offset(log(n)) + offset(o) - offset(o)").fixed(List.of());
        assertThat(terms.terms()).hasToString("[a]");
        assertThat(terms.offsets()).hasToString("[log(n)]");
    }

    @Test
    void anOffsetGivenTwiceCountsOnce() {
        assertThat(Formula.parse("y ~ offset(n) + offset(n)").fixed(List.of()).offsets())
                .hasSize(1);
    }

    @Test
    void isPutTogetherInJava() {
        Formula formula = Formula.of(
                new Response.Value(Expr.name("the score")),
                Expr.number(0),
                Expr.name("x").with(Operator.TIMES, Expr.call("log", Expr.name("z"))),
                Expr.number(1).with(Operator.PLUS, Expr.name("x")).by(Expr.name("g")));
        assertThat(formula).hasToString("`the score` ~ 0 + x * log(z) + (1 + x | g)");
        assertThat(Formula.of(null)).hasToString("~ 1");
        assertThat(Formula.of(null, Expr.call("I", Expr.number(-2.5)))).hasToString("~ I(-2.5)");
    }

    @Test
    void equalityLooksAtMeaningNotAtPlaces() {
        assertThat(Formula.parse("y ~ a + (b)")).isEqualTo(Formula.parse("y~a+b"));
        assertThat(Formula.parse("y ~ a + b")).isNotEqualTo(Formula.parse("y ~ b + a"));
    }

    @Test
    void theLeftSideMayBeCounts() {
        assertThat(Formula.parse("cbind(a, b) ~ 1").response()).get().isInstanceOf(Response.Counts.class);
        assertThat(Formula.parse("a | trials(12) ~ 1").response()).get().isInstanceOf(Response.Trials.class);
        assertThat(Formula.parse("~ x").response()).isEmpty();
    }
}
