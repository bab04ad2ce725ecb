package copse.reference;

import copse.loo.GeneralizedPareto;
import copse.loo.Loo;
import copse.loo.LooColumn;
import copse.loo.ModelWeights;
import copse.loo.PointwiseLogLikelihood;
import copse.loo.Psis;
import copse.loo.Waic;
import copse.math.Seed;
import copse.reference.ReferenceFolder.ReferenceCase;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Checks cases of the kinds `psis_loo`, `gpd` and `stacking`: pure functions of the numbers in a table.
final class LooCases {
    private static final int THREADS = 2;
    private static final double OWN_ROUNDING = 1e-13;

    private final Expected one;
    private final DataFiles data;
    private final Comparison checks;
    private final Tolerances tolerances;

    /// @param one the case
    /// @param data where data files are
    /// @param checks the result
    LooCases(ReferenceCase one, DataFiles data, Comparison checks) {
        this.one = Expected.of(one.json());
        this.data = data;
        this.checks = checks;
        this.one.ignore("id", "kind", "software", "layout", "note");
        this.one.at("tol").ignore("compare_weights_with");
        this.tolerances = new Tolerances(this.one.at("tol"));
    }

    /// A matrix of log likelihoods, draws by observations.
    ///
    /// @param chains number of chains
    /// @param logLikelihood by observation and draw, chain after chain
    private record LogLikelihoodTable(int chains, double[][] logLikelihood) implements PointwiseLogLikelihood {
        @Override
        public int perChain() {
            return logLikelihood[0].length / chains;
        }

        @Override
        public int columns() {
            return logLikelihood.length;
        }

        @Override
        public double multiplicity(int column) {
            return 1;
        }

        @Override
        public void fill(int column, double[] into) {
            System.arraycopy(logLikelihood[column], 0, into, 0, into.length);
        }
    }

    /// @param file a table with a column `chain` and one per observation
    /// @param observations names of the columns
    /// @return the log likelihoods
    static PointwiseLogLikelihood table(NumberTable file, List<String> observations) {
        int chains = (int) Arrays.stream(file.column("chain")).max().orElseThrow();
        return new LogLikelihoodTable(
                chains, observations.stream().map(file::column).toArray(double[][]::new));
    }

    private void check(String quantity, Expected expected, double got) {
        double value = expected.number();
        checks.check(quantity, expected.path(), got, value, tolerances.allowed(quantity, value));
    }

    /// @throws DataFiles.Missing if the data are not there and need not be
    /// @throws IOException if they cannot be read
    void checkPareto() throws DataFiles.Missing, IOException {
        double[] sample = NumberTable.read(data.of(one))
                .column(one.at("columns").at("sample").text());
        Arrays.sort(sample);
        GeneralizedPareto fit = GeneralizedPareto.fit(sample);
        check("k", one.at("k"), fit.withWeakPrior(sample.length).k());
        check("sigma", one.at("sigma"), fit.withWeakPrior(sample.length).sigma());
        check("k", one.at("k_no_prior"), fit.k());
        check("sigma", one.at("sigma_no_prior"), fit.sigma());
        one.requireAllRead();
    }

    /// @throws DataFiles.Missing if the data are not there and need not be
    /// @throws IOException if they cannot be read
    void checkStacking() throws DataFiles.Missing, IOException {
        NumberTable table = NumberTable.read(data.of(one));
        double[][] elpd = one.at("columns").at("models").texts().stream()
                .map(table::column)
                .toArray(double[][]::new);
        ModelWeights weights = ModelWeights.of(elpd, Seed.of(1).stream());
        one.ignore("stacking_loo_package"); // what a peer's optimiser stopped at
        checkWeights("weights", weights.stacking(), one.at("stacking_tight_optimum"));
        double objective = one.at("objective_at_tight").number();
        checks.check(
                "score",
                "of the weights",
                weights.stackingScore(),
                score(elpd, weights.stacking()),
                OWN_ROUNDING * Math.abs(objective));
        // the file's optimiser stopped 3e-6 below the optimum in stacking_3b
        checks.checkMaximum(
                "objective",
                "at the optimum",
                weights.stackingScore(),
                objective,
                tolerances.allowed("objective", objective));
        checkWeights("pseudo_bma", weights.pseudoBma(), one.at("pseudo_bma"));
        checkWeights("pseudo_bma_plus", weights.pseudoBmaPlus(), one.at("pseudo_bma_plus"));
        one.requireAllRead();
    }

    private static double score(double[][] elpd, double[] weights) {
        double score = 0;
        for (int i = 0; i < elpd[0].length; i++) {
            double mixture = 0;
            for (int k = 0; k < weights.length; k++) {
                mixture += weights[k] * Math.exp(elpd[k][i]);
            }
            score += Math.log(mixture);
        }
        return score;
    }

    private void checkWeights(String quantity, double[] got, Expected expected) {
        double[] weights = expected.numbers();
        for (int k = 0; k < weights.length; k++) {
            checks.check(
                    quantity, expected.path() + " " + k, got[k], weights[k], tolerances.allowed(quantity, weights[k]));
        }
    }

    /// @throws DataFiles.Missing if the data are not there and need not be
    /// @throws IOException if they cannot be read
    void checkLeaveOneOut() throws DataFiles.Missing, IOException {
        NumberTable file = NumberTable.read(data.of(one));
        one.at("columns").ignore("chain");
        List<String> observations = one.at("columns").at("log_lik").texts();
        PointwiseLogLikelihood table = table(file, observations);
        checks.checkSame("n", "chains", table.chains(), (int) one.at("n_chains").number());
        checks.checkSame("n", "draws", table.chains() * table.perChain(), (int)
                one.at("n_draws").number());
        Loo loo = Loo.of(table, THREADS);
        checkLoo(loo, one.at("with_r_eff"));
        checkLoo(Loo.ofIndependentDraws(table, THREADS), one.at("with_r_eff_1"));
        checkWaic(loo.waic(), one.at("waic"));
        Expected smoothed = one.at("smoothed_log_weights_obs3");
        smoothed.ignore("note");
        double[] ratios =
                Arrays.stream(file.column(observations.get(2))).map(v -> -v).toArray();
        double[] got =
                Psis.smooth(ratios, loo.columns().get(2).relativeEfficiency()).logWeights();
        double[] expected = smoothed.at("values").numbers();
        for (int s = 0; s < expected.length; s++) {
            checks.check(
                    "log_weight",
                    "draw " + (s + 1),
                    got[s],
                    expected[s],
                    tolerances.allowed("log_weight", expected[s]));
        }
        one.requireAllRead();
    }

    private void checkLoo(Loo loo, Expected expected) {
        check("elpd", expected.at("elpd_loo"), loo.elpd());
        check("elpd", expected.at("se_elpd_loo"), loo.se());
        check("elpd", expected.at("p_loo"), loo.p());
        check("elpd", expected.at("se_p_loo"), loo.seP());
        checkDeviance("elpd", expected.at("looic"), loo.deviance());
        checkDeviance("elpd", expected.at("se_looic"), 2 * loo.se());
        for (Expected row : expected.at("pointwise").items()) {
            LooColumn got = loo.of((int) row.at("obs").number() - 1);
            check("elpd", row.at("elpd_loo"), got.elpd());
            check("mcse", row.at("mcse_elpd_loo"), got.mcse());
            check("elpd", row.at("p_loo"), got.penalty());
            check("pareto_k", row.at("pareto_k"), got.k());
            check("n_eff", row.at("n_eff"), got.effectiveSize());
            checks.checkSame(
                    "tail_len", row.path(), got.tail(), (int) row.at("tail_len").number());
            check("r_eff", row.at("r_eff"), got.relativeEfficiency());
        }
    }

    // Twice the elpd is allowed twice its tolerance.
    private void checkDeviance(String quantity, Expected expected, double got) {
        double value = expected.number();
        checks.check(quantity, expected.path(), got, value, 2 * tolerances.allowed(quantity, value));
    }

    private void checkWaic(Waic waic, Expected expected) {
        check("waic", expected.at("elpd_waic"), waic.elpd());
        check("waic", expected.at("se_elpd_waic"), waic.se());
        check("waic", expected.at("p_waic"), waic.p());
        check("waic", expected.at("se_p_waic"), waic.seP());
        checkDeviance("waic", expected.at("waic"), waic.deviance());
        double[] elpd = expected.at("pointwise_elpd").numbers();
        double[] penalty = expected.at("pointwise_p").numbers();
        for (int i = 0; i < elpd.length; i++) {
            checks.check("waic", "elpd " + (i + 1), waic.elpd(i), elpd[i], tolerances.allowed("waic", elpd[i]));
            checks.check("waic", "p " + (i + 1), waic.penalty(i), penalty[i], tolerances.allowed("waic", penalty[i]));
        }
    }
}
