package copse.reference;

import copse.mcmc.Chains;
import copse.mcmc.HighestDensity;
import copse.reference.ReferenceFolder.ReferenceCase;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/// Checks a case of kind `draws`: what four chains of one quantity say, and how well.
///
/// `null` in a file means undefined, and so must copse say.
final class DrawsCases {
    private final Expected one;
    private final DataFiles data;
    private final Comparison checks;
    private double absolute;
    private double relative;

    /// @param one the case
    /// @param data where data files are
    /// @param checks the result
    DrawsCases(ReferenceCase one, DataFiles data, Comparison checks) {
        this.one = Expected.of(one.json());
        this.data = data;
        this.checks = checks;
    }

    /// @throws DataFiles.Missing if the data are not there and need not be
    /// @throws IOException if they cannot be read
    void check() throws DataFiles.Missing, IOException {
        one.ignore("id", "kind", "software", "notes");
        one.at("tol").ignore("why");
        one.at("columns").ignore("draw");
        absolute = one.at("tol").at("abs").number();
        relative = one.at("tol").at("rel").number();
        List<String> names = one.at("columns").at("chains").texts();
        NumberTable table = NumberTable.read(data.of(one));
        double[][] draws = names.stream().map(table::column).toArray(double[][]::new);
        checks.checkSame(
                "n", "draws", draws[0].length, (int) one.at("n_draws_per_chain").number());
        Chains chains = Chains.of(draws);
        check("mean", chains.mean(), one.at("mean"));
        check("sd", chains.sd(), one.at("sd"));
        check("median", chains.median(), one.at("median"));
        check("mad", chains.mad(), one.at("mad"));
        one.at("quantile_type7")
                .entries()
                .forEach((p, value) -> check("quantile " + p, chains.quantile(probability(p)), value));
        check("rhat", chains.plainRhat(true), one.at("rhat_split_basic"));
        check("rhat", chains.plainRhat(false), one.at("rhat_basic_unsplit"));
        check("rhat", chains.rhat(), one.at("rhat_rank"));
        check("ess", chains.essBulk(), one.at("ess_bulk"));
        check("ess", chains.essTail(), one.at("ess_tail"));
        check("ess", chains.essMean(), one.at("ess_basic_split"));
        check("ess", chains.essMean(), one.at("ess_mean"));
        check("ess", chains.essSd(), one.at("ess_sd"));
        one.at("ess_quantile").entries().forEach((p, value) -> check("ess", chains.essQuantile(probability(p)), value));
        check("mcse", chains.mcseMean(), one.at("mcse_mean"));
        check("mcse", chains.mcseSd(), one.at("mcse_sd"));
        check("mcse", chains.mcseMedian(), one.at("mcse_median"));
        one.at("mcse_quantile")
                .entries()
                .forEach((p, value) -> check("mcse", chains.mcseQuantile(probability(p)), value));
        for (String rule : List.of("", "_hdinterval_rule")) {
            checkInterval(chains.highestDensity(0.94), one.at("hdi94" + rule));
            checkInterval(chains.highestDensity(0.89), one.at("hdi89" + rule));
        }
        double[] covariances = one.at("acf_chain1_lag0_10").numbers();
        double[] got = chains.autocovariance(0, covariances.length);
        for (int lag = 0; lag < covariances.length; lag++) {
            checks.check("autocovariance", "lag " + lag, got[lag], covariances[lag], allowed(covariances[lag]));
        }
        one.requireAllRead();
    }

    private static double probability(String name) {
        return Integer.parseInt(name.substring(1)) / 100.0;
    }

    private double allowed(double expected) {
        return absolute + relative * Math.abs(expected);
    }

    private void check(String quantity, double got, Expected expected) {
        String[] words = quantity.split(" ", 2);
        checks.check(words[0], expected.path(), got, expected.number(), allowed(expected.number()));
    }

    private void check(String quantity, OptionalDouble got, Expected expected) {
        if (expected.isNull()) {
            checks.checkSame(quantity, expected.path(), got, OptionalDouble.empty());
        } else {
            check(quantity, got.orElseThrow(() -> new AssertionError(expected.path() + " is undefined")), expected);
        }
    }

    private void checkInterval(HighestDensity got, Expected expected) {
        double[] ends = expected.numbers();
        checks.check("hdi", expected.path() + " lower", got.lower(), ends[0], allowed(ends[0]));
        checks.check("hdi", expected.path() + " upper", got.upper(), ends[1], allowed(ends[1]));
    }
}
