package copse.reference;

import copse.balance.CovariateBalance;
import copse.balance.SampleRatio;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Balance of one covariate, and the sample-ratio test.
final class BalanceCases {
    private BalanceCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "balance.covariate" -> covariate(asked);
            case "balance.sampleRatio" -> sampleRatio(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    private static void covariate(DesignCase asked) {
        double[] x = asked.values("x");
        double[] z = asked.values("z");
        double[] weights = asked.inputs().at("weights").isNull() ? new double[0] : asked.values("weights");
        CovariateBalance got =
                CovariateBalance.of("x", arm(x, z, 1), arm(weights, z, 1), arm(x, z, 0), arm(weights, z, 0));
        asked.number("mean_treated", got.inArm().mean());
        asked.number("mean_control", got.inReference().mean());
        asked.number("diff", got.difference());
        asked.number("var_treated", got.inArm().variance());
        asked.number("var_control", got.inReference().variance());
        asked.number("pooled_sd", got.pooledSd());
        asked.number("smd", got.standardised());
        asked.number("variance_ratio", got.varianceRatio());
        asked.number("ks", got.ks());
        asked.number("ess_treated", got.inArm().effective());
        asked.number("ess_control", got.inReference().effective());
    }

    private static double[] arm(double[] values, double[] z, double arm) {
        return IntStream.range(0, values.length)
                .filter(i -> z[i] == arm)
                .mapToDouble(i -> values[i])
                .toArray();
    }

    private static void sampleRatio(DesignCase asked) {
        SampleRatio got = SampleRatio.of(
                DoubleStream.of(asked.values("observed"))
                        .mapToObj(v -> (long) v)
                        .toList(),
                Arrays.stream(asked.values("expected_share")).boxed().toList());
        asked.number("chi2", got.chiSquare());
        asked.number("df", got.df());
        asked.number("p_value", got.p());
        asked.number("exact_binomial_p", got.exact());
    }
}
