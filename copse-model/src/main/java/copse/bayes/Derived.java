package copse.bayes;

import copse.mcmc.Chains;
import copse.mcmc.DrawSummary;
import java.util.List;

/// A number that follows from the parameters, with its posterior draws: an effect, a probability, a prediction.
/// Immutable.
///
/// @param name as printed
/// @param draws of the number
public record Derived(String name, Chains draws) {
    /// @param fit a model
    /// @param text a parameter, or an expression of parameters as [Hypothesis] has them: `age`, `exp(age)`,
    ///     `coef(g)[level,term]`
    /// @return its value at every draw
    /// @throws copse.error.InputException `B332` if it cannot be read, with the place
    public static Derived of(BayesFit fit, String text) {
        DrawnParameters parameters = DrawnParameters.of(fit);
        return of(
                text,
                parameters.draws().chains(),
                DrawnExpression.value(text, Hypothesis.names(parameters), parameters::named));
    }

    /// @param fit a model
    /// @return names of its parameters, and `coef(g)[level,term]` for every `r(g)[level,term]`
    public static List<String> names(BayesFit fit) {
        return List.copyOf(Hypothesis.names(DrawnParameters.of(fit)));
    }

    /// @param name as printed
    /// @param chains how many
    /// @param values chain after chain
    static Derived of(String name, int chains, double[] values) {
        int n = values.length / chains;
        double[][] byChain = new double[chains][n];
        for (int c = 0; c < chains; c++) {
            System.arraycopy(values, c * n, byChain[c], 0, n);
        }
        return new Derived(name, Chains.of(byChain));
    }

    /// @return mean, quantiles, and how well the draws tell them
    public DrawSummary summary() {
        return DrawSummary.of(name, draws);
    }
}
