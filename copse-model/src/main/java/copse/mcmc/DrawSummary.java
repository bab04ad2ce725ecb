package copse.mcmc;

import copse.math.Tasks;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// The draws of one parameter in a row of numbers.
///
/// Quantiles are of type 7. R̂, effective sizes and the Monte Carlo error are undefined, an empty value, for
/// draws that are all the same or not all finite.
///
/// @param name of the parameter
/// @param mean of the draws
/// @param sd standard deviation of the draws
/// @param q2_5 quantile 2.5 %
/// @param q5 quantile 5 %
/// @param q25 quantile 25 %
/// @param q50 median
/// @param q75 quantile 75 %
/// @param q95 quantile 95 %
/// @param q97_5 quantile 97.5 %
/// @param hdi94 shortest interval that holds 94 % of the draws
/// @param mcseMean Monte Carlo standard error of the mean
/// @param rhat rank-normalised split R̂
/// @param essBulk effective size in the bulk
/// @param essTail effective size in the tails
public record DrawSummary(
        String name,
        double mean,
        double sd,
        double q2_5,
        double q5,
        double q25,
        double q50,
        double q75,
        double q95,
        double q97_5,
        HighestDensity hdi94,
        OptionalDouble mcseMean,
        OptionalDouble rhat,
        OptionalDouble essBulk,
        OptionalDouble essTail) {
    private static final double MASS = 0.94;

    /// @param name of the parameter
    /// @param chains its draws
    /// @return the row
    public static DrawSummary of(String name, Chains chains) {
        return new DrawSummary(
                name,
                chains.mean(),
                chains.sd(),
                chains.quantile(0.025),
                chains.quantile(0.05),
                chains.quantile(0.25),
                chains.median(),
                chains.quantile(0.75),
                chains.quantile(0.95),
                chains.quantile(0.975),
                chains.highestDensity(MASS),
                chains.mcseMean(),
                chains.rhat(),
                chains.essBulk(),
                chains.essTail());
    }

    /// Summarises all parameters. Cost: about a millisecond per parameter and thread for 4 × 1000 draws.
    ///
    /// @param draws of the parameters
    /// @param threads that share the work
    /// @return one row per parameter, in the order of the draws
    public static List<DrawSummary> of(Draws draws, int threads) {
        DrawSummary[] rows = new DrawSummary[draws.names().size()];
        Tasks.run(rows.length, threads, p -> rows[p] = of(draws.names().get(p), Chains.of(draws.chains(p))));
        return Arrays.asList(rows);
    }

    /// The smallest effective size, of bulk and tail, over all parameters: what a run that goes on "until every
    /// effective size is at least 400" watches. Parameters whose draws are all the same are passed over.
    ///
    /// @param draws of the parameters
    /// @param threads that share the work
    /// @return the size; empty if no parameter has one
    public static OptionalDouble smallestEss(Draws draws, int threads) {
        double[] sizes = new double[draws.names().size()];
        Tasks.run(sizes.length, threads, p -> {
            Chains chains = Chains.of(draws.chains(p));
            sizes[p] = Math.min(
                    chains.essBulk().orElse(Double.POSITIVE_INFINITY),
                    chains.essTail().orElse(Double.POSITIVE_INFINITY));
        });
        double least = Arrays.stream(sizes).min().orElse(Double.POSITIVE_INFINITY);
        return least == Double.POSITIVE_INFINITY ? OptionalDouble.empty() : OptionalDouble.of(least);
    }
}
