package copse.bayes;

import copse.mcmc.Chains;
import copse.mcmc.DrawSummary;

/// A number that follows from the parameters, with its posterior draws: an effect, a probability, a prediction.
/// Immutable.
///
/// @param name as printed
/// @param draws of the number
public record Derived(String name, Chains draws) {
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
