package copse.loo;

import copse.mcmc.Chains;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.InverseErfc;

/// Reckons what leave-one-out says of one column.
final class LooColumns {
    // Normal scores of a thousand equally likely values, for the error of a logarithm.
    private static final double[] SCORES = scores(1000);

    private LooColumns() {}

    private static double[] scores(int count) {
        double[] scores = new double[count];
        for (int i = 0; i < count; i++) {
            scores[i] = -Math.sqrt(2) * InverseErfc.value(2 * (i + 1 - 0.375) / (count + 0.25));
        }
        return scores;
    }

    /// @param logs log likelihoods at the draws, chain after chain; not modified
    /// @param chains number of chains
    /// @param multiplicity observations like it
    /// @param independent whether draws are independent
    static LooColumn of(double[] logs, int chains, double multiplicity, boolean independent) {
        double efficiency = independent ? 1 : efficiency(logs, chains);
        double[] ratios = new double[logs.length];
        for (int s = 0; s < logs.length; s++) {
            ratios[s] = -logs[s];
        }
        Psis psis = Psis.smooth(ratios, efficiency);
        double[] joint = ratios;
        for (int s = 0; s < logs.length; s++) {
            joint[s] = logs[s] + psis.logWeights()[s];
        }
        double elpd = LogMeans.logSum(joint);
        double squares = 0;
        for (int s = 0; s < logs.length; s++) {
            // weight times relative distance of the density from its mean
            double part = Math.exp(joint[s] - elpd) - Math.exp(psis.logWeights()[s]);
            squares += part * part;
        }
        return new LooColumn(
                multiplicity,
                elpd,
                errorOfLog(Math.sqrt(squares)) / Math.sqrt(efficiency),
                LogMeans.logMean(logs),
                psis.k(),
                psis.effectiveSize(efficiency),
                efficiency,
                psis.tail(),
                variance(logs),
                false);
    }

    // Effective number of draws for the likelihood itself, which is what is averaged, over their number.
    private static double efficiency(double[] logs, int chains) {
        OptionalDouble size = Chains.effectiveSize(likelihoods(logs, chains));
        // a likelihood that is the same at all draws is known exactly
        return size.isEmpty() ? 1 : size.getAsDouble() / logs.length;
    }

    // Divided by the largest: the effective size does not depend on it, and nothing underflows that matters.
    private static double[][] likelihoods(double[] logs, int chains) {
        double most = Arrays.stream(logs).max().orElseThrow();
        int draws = logs.length / chains;
        double[][] likelihoods = new double[chains][draws];
        for (int s = 0; s < chains * draws; s++) {
            likelihoods[s / draws][s % draws] = Math.exp(logs[s] - most);
        }
        return likelihoods;
    }

    /// The standard error of log x from the relative error of x: the standard deviation of the log of a normal
    /// number of mean 1, cut at 0, which stays finite where the delta method's `relative` does not mean
    /// anything any more.
    ///
    /// @param relative standard error of x over x
    static double errorOfLog(double relative) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (double score : SCORES) {
            double value = 1 + relative * score;
            if (value > 0) {
                double log = Math.log(value);
                sum += log;
                squares += log * log;
                count++;
            }
        }
        return Math.sqrt(Math.max(0, (squares - sum * sum / count) / (count - 1)));
    }

    /// @param logs chain after chain
    static double[][] byChain(double[] logs, int chains) {
        int n = logs.length / chains;
        double[][] parts = new double[chains][];
        for (int c = 0; c < chains; c++) {
            parts[c] = Arrays.copyOfRange(logs, c * n, (c + 1) * n);
        }
        return parts;
    }

    private static double variance(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value;
        }
        mean /= values.length;
        double rest = 0;
        double squares = 0;
        for (double value : values) {
            double difference = value - mean;
            rest += difference;
            squares += difference * difference;
        }
        return (squares - rest * rest / values.length) / (values.length - 1);
    }
}
