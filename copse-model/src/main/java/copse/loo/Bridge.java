package copse.loo;

import copse.mcmc.Chains;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/// Log density of an observation given all others, from draws of the posteriors with it and without it: the
/// ratio r of their normalising constants.
///
/// With L the likelihood of the observation, r is the mean of L without it and the inverse of the mean of 1/L
/// with it. Either mean fails where the posteriors are far apart, as its value comes from draws in the tail;
/// the bridge needs only that they overlap. It is the root of
/// `Σ_without L/(L + cr) = Σ_with cr/(L + cr)`, c the ratio of the numbers of draws, which has one root.
///
/// Source: Meng and Wong (1996), Simulating ratios of normalizing constants via a simple identity, Statistica
/// Sinica 6, 831-860; Bennett (1976), J. Comput. Phys. 22, 245-268, doi:10.1016/0021-9991(76)90078-4
///
/// @param logMean log r
/// @param error its Monte Carlo standard error
record Bridge(double logMean, double error) {
    // Halvings of the bracket: more than a double has digits.
    private static final int HALVINGS = 100;
    // Outside of all log likelihoods by so much all draws of a posterior are on one side.
    private static final double BEYOND = 50;

    /// @param with log likelihoods at draws given all observations, by chain
    /// @param without log likelihoods at draws given all others, by chain
    static Bridge of(double[][] with, double[][] without) {
        double[] ends = Arrays.stream(new double[][][] {with, without})
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        boolean possible =
                Arrays.stream(without).flatMapToDouble(Arrays::stream).anyMatch(Double::isFinite);
        if (!possible) {
            return new Bridge(Double.NEGATIVE_INFINITY, 0);
        }
        double balance = Math.log((double) count(with) / count(without));
        double low = ends[0] - BEYOND - Math.abs(balance);
        double high = ends[ends.length - 1] + BEYOND + Math.abs(balance);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            double excess = sum(without, log -> logistic(log + balance - middle))
                    - sum(with, log -> logistic(middle - log - balance));
            if (excess > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double root = 0.5 * (low + high);
        double first = relative(without, log -> logistic(log + balance - root));
        double second = relative(with, log -> logistic(root - log - balance));
        return new Bridge(root, LooColumns.errorOfLog(Math.hypot(first, second)));
    }

    private static long count(double[][] chains) {
        return Arrays.stream(chains).mapToLong(chain -> chain.length).sum();
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double sum(double[][] chains, DoubleUnaryOperator of) {
        return Arrays.stream(chains).flatMapToDouble(Arrays::stream).map(of).sum();
    }

    /// Standard error of a mean over the mean.
    private static double relative(double[][] chains, DoubleUnaryOperator of) {
        double mean = sum(chains, of) / count(chains);
        double[][] ratios = Arrays.stream(chains)
                .map(chain -> Arrays.stream(chain)
                        .map(log -> of.applyAsDouble(log) / mean)
                        .toArray())
                .toArray(double[][]::new);
        OptionalDouble error = Chains.of(ratios).mcseMean();
        return error.isEmpty() ? 0 : error.getAsDouble();
    }
}
