package copse.assign;

import copse.design.Allocation;
import copse.design.Arms;
import copse.design.Stratifier;
import copse.error.DesignException;
import java.util.List;

/// How those who arrive one at a time get their arms.
///
/// Under every rule the arm of an arrival follows from rule, seed and the attributes of those who came before
/// in their order; and, whatever these are, the probability of each arm is its share, exactly. What the rules
/// differ in is how far the arms stray from their ratio on the way, and how well the next arm can be guessed.
///
/// | rule | text | balance | can be guessed |
/// |---|---|---|---|
/// | [BlockEnrolment] | `blocks(sizes: 4, 6, by: site)` | strata, after each block | the end of a block |
/// | [Minimisation] | `minimise(on: sex, age_group, p: 0.8)` | levels of many factors | with p |
/// | [BiasedCoin] | `coin(p: 0.667, by: site)` | strata, roughly | with p |
/// | [CoinEnrolment] | `simple()` | none | never |
public sealed interface EnrolmentRule permits BlockEnrolment, Minimisation, BiasedCoin, CoinEnrolment {
    /// @return shares of the arms
    Allocation.Shares allocation();

    /// @return what is read of each arrival: the columns that make strata, or the factors of a minimisation
    List<Stratifier> by();

    /// @return the arms in their order
    default Arms arms() {
        return Arms.of(allocation().arms());
    }

    /// @return names of the attributes that each arrival must have, each once
    default List<String> attributes() {
        return by().stream().map(Stratifier::column).distinct().toList();
    }

    /// Reads the text of a rule.
    ///
    /// @param text such as `blocks(sizes: 4, 6, by: site)`
    /// @return the rule
    /// @throws DesignException `D340` if it is a design that cannot be carried out one arrival at a time,
    ///     `D15x` with the place in the text if it is none
    static EnrolmentRule parse(String text) {
        return RuleText.parse(text);
    }

    /// @return the text of the rule; `parse(print())` equals it
    default String print() {
        return RuleText.print(this);
    }
}
