package copse.bayes;

import copse.error.InputException;
import copse.mcmc.Chains;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What the posterior says of a statement about parameters: `b - a > 0`, `exp(age) < 1.2`, `-0.1 < age < 0.1`.
///
/// The evidence ratio is the posterior odds of the statement, `p / (1 − p)`: with a prior that holds the
/// statement as probable as its contrary it is a Bayes factor. It is empty where all draws agree; then all that
/// is known is that the odds are beyond what so many draws can tell.
///
/// ```java
/// Hypothesis one = Hypothesis.test(fit, "treatment[b] - treatment[a] > 0", 0.95);
/// one.probability();
/// ```
///
/// @param text the statement
/// @param value draws of what it is about: of left less right side, of the middle in `lower < x < upper`
/// @param probability that it holds
/// @param mcse Monte Carlo standard error of the probability; 0 if all draws agree
/// @param evidenceRatio posterior odds
/// @param interval limits of the value
public record Hypothesis(
        String text,
        Chains value,
        double probability,
        double mcse,
        OptionalDouble evidenceRatio,
        CredibleInterval interval) {
    /// @param fit a model
    /// @param text a comparison of expressions of parameters by `<`, `>`, `<=` or `>=`, with `+ - * / ^`,
    ///     parentheses, `exp`, `log`, `sqrt` and `abs`; `coef(g)[level,term]` is a group's own coefficient
    /// @param level probability that the limits hold, such as 0.95
    /// @return what the posterior says
    /// @throws InputException `B332` if it cannot be read, with the place; `B333` if it says that numbers are
    ///     equal
    public static Hypothesis test(BayesFit fit, String text, double level) {
        return test(DrawnParameters.of(fit), text, level);
    }

    static Hypothesis test(DrawnParameters parameters, String text, double level) {
        DrawnExpression.Comparison comparison = DrawnExpression.comparison(text, names(parameters), parameters::named);
        int chains = parameters.draws().chains();
        double[] holds = new double[parameters.count()];
        double[] value = new double[holds.length];
        double count = 0;
        List<double[]> operands = comparison.operands();
        for (int s = 0; s < holds.length; s++) {
            holds[s] = comparison.holds(s) ? 1 : 0;
            count += holds[s];
            value[s] = operands.size() == 2 ? operands.get(0)[s] - operands.get(1)[s] : operands.get(1)[s];
        }
        Chains draws = Derived.of(text, chains, value).draws();
        return new Hypothesis(
                text,
                draws,
                count / holds.length,
                Derived.of(text, chains, holds).draws().mcseMean().orElse(0),
                count == 0 || count == holds.length
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(count / (holds.length - count)),
                CredibleInterval.of(draws, level));
    }

    /// Parameters that expressions may name.
    static List<String> names(DrawnParameters parameters) {
        List<String> names = new ArrayList<>(parameters.draws().names());
        parameters.draws().names().stream()
                .filter(name -> name.startsWith("r("))
                .map(name -> "coef" + name.substring(1))
                .forEach(names::add);
        return names;
    }
}
