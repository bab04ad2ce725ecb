package copse.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules as text, and rules that are none.
class EnrolmentRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "blocks(sizes: 4)",
                "blocks(sizes: 4, 6, by: site, arms: a, b)",
                "blocks(sizes: 3, 6, by: site, cut(age, 30, 50), arms: a=2, b=1)",
                "minimise(on: sex, age_group, p: 0.8)",
                "minimise(on: sex, cut(age, 30, closed: right), weights: sex=2, total: 0.5, p: 1, measure: variance,"
                        + " arms: a=1, b=2, c=3)",
                "minimise(on: \"age group\", measure: marginal)",
                "coin()",
                "coin(p: 0.7, by: site, ward, arms: x, y)",
                "simple(arms: a=2, b=1)"
            })
    void whatIsPrintedReadsBack(String text) {
        EnrolmentRule rule = EnrolmentRule.parse(text);
        assertThat(EnrolmentRule.parse(rule.print())).isEqualTo(rule);
    }

    @Test
    void everythingThatARuleDeclaresIsPrinted() {
        assertThat(EnrolmentRule.parse("minimise(on: sex, age, weights: age=2)").print())
                .isEqualTo("minimise(on: sex, age, weights: age=2, p: 0.8, measure: range, arms: control, treatment)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            pairs(on: a); `pairs` is no rule for those who arrive one at a time; rules are blocks, minimise, coin, simple
            minimize(on: a); `minimize` is no rule; did you mean `minimise`?
            blocks(sizes: 4, order: day); blocks in the order of `day`; leave out `order: day`
            blocks(sizes: 4, by: quantiles(age, 2)); strata of `age` between quantiles; cut(age, 30, 50)
            blocks(sizes: 4, by: site, site); `site` twice in a rule; leave one out
            coin(arms: a=0.123457, b=1); arms in the ratio 0.123457:1.0; write a ratio such as `arms: a=2, b=1`
            blocks(sizes: 4, arms: a=1, b=0); arms in the ratio 1.0:0.0; whole numbers above 0
            minimise(on: a, p: 0.3); the probability 0.3 of the preferred arm; write `p: 0.8`
            minimise(on: a, p: 1.1); the probability 1.1 of the preferred arm; between 0.5
            minimise(on: a, weights: a=0); the weight 0 of a factor; weights are above 0
            minimise(on: a, weights: b=2); a weight for `b`, which is no factor; factors are a
            minimise(on: a, total: -1); the weight -1 of a factor; weights are above 0
            coin(p: 0.2); the probability 0.2 of the preferred arm; write `p: 0.8`
            """)
    void whatCannotBeCarriedOutIsRefused(String text, String what, String more) {
        assertThatThrownBy(() -> EnrolmentRule.parse(text))
                .hasMessageStartingWith("error[D340]: ")
                .hasMessageContaining(what)
                .hasMessageContaining(more);
    }

    @Test
    void blocksHoldTheRatioAWholeNumberOfTimes() {
        assertThatThrownBy(() -> EnrolmentRule.parse("blocks(sizes: 5)"))
                .hasMessageContaining("of 5 units")
                .hasMessageContaining("`sizes: 2, 4`");
        assertThatThrownBy(() -> EnrolmentRule.parse("blocks(sizes: 3, 4, arms: a=2, b=1)"))
                .hasMessageContaining("of 4 units")
                .hasMessageContaining("`sizes: 3, 6`");
    }

    @Test
    void minimisationWithoutFactorsNamesTheArgument() {
        assertThatThrownBy(() -> EnrolmentRule.parse("minimise(p: 0.8)")).hasMessageContaining("`on:`");
    }
}
