package copse.reference;

import copse.mcmc.Chains;
import copse.mcmc.DrawSummary;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Checks a case of kind `posterior` or `posterior_other`: a sampled posterior against a long run of another
/// sampler.
///
/// The rule of the reference: R-hat below 1.01, bulk and tail effective sizes above 400, no divergences; each
/// mean, standard deviation and quantile within [Distances#FARTHEST] Monte Carlo standard errors of both sides.
final class PosteriorCases {
    private static final double LARGEST_RHAT = 1.01;
    private static final double LEAST_ESS = 400;
    private static final List<String> QUANTILES = List.of("q2.5", "q5", "q25", "q50", "q75", "q95", "q97.5");

    private final Expected one;
    private final PosteriorFit posterior;
    private final Distances distances;
    private final Comparison checks;

    /// @param one the case
    /// @param posterior what copse makes of it
    /// @param distances of the whole run
    /// @param checks the result
    PosteriorCases(Expected one, PosteriorFit posterior, Distances distances, Comparison checks) {
        this.one = one;
        this.posterior = posterior;
        this.distances = distances;
        this.checks = checks;
    }

    /// Checks all but leave-one-out.
    void check() {
        one.ignore(
                "id",
                "kind",
                "why",
                "data",
                "data_root",
                "rows",
                "schools",
                "formula",
                "formula_words",
                "transform",
                "response",
                "columns",
                "family",
                "link",
                "priors_words",
                "priors",
                "priors_brms",
                "reference",
                "notebook_settings_runs",
                "run_1000_2000_adapt_delta_0.95",
                "unmapped",
                "source",
                "notes",
                "note",
                "draws",
                "sampling",
                "max_abs_z_vs_posteriordb_mean");
        Expected tolerances = one.at("tol");
        checks.checkSame("rule", "far", tolerances.at("z").number(), Distances.FAR);
        checks.checkSame("rule", "farthest", tolerances.at("z_max").number(), Distances.FARTHEST);
        checks.checkSame("rule", "outside", tolerances.at("z_max_q2.5_q97.5").number(), Distances.FARTHEST_OUTSIDE);
        checks.checkSame(
                "rule", "share", tolerances.at("share_between_z_and_z_max").number(), Distances.SHARE);
        checkSampler();
        Map<String, Expected> map = one.at("map").entries();
        for (Expected row : one.at("parameters").items()) {
            String name = row.at("name").text();
            checkParameter(name, posterior.draws(map.get(name).text()), row);
        }
        new PosteriorAnswers(one, posterior, checks).check();
        tolerances.ignore("why", "prior_predictive_abs");
    }

    private void checkSampler() {
        checks.checkSame("sampler", "divergences", posterior.fit().sampling().divergences(), 0);
        for (DrawSummary row : DrawSummary.of(posterior.fit().draws(), 1)) {
            // a parameter that is held at a value has neither
            row.rhat().ifPresent(rhat -> checks.check("sampler", "R-hat of " + row.name(), rhat, 1, LARGEST_RHAT - 1));
            row.essBulk().ifPresent(ess -> checkEss("bulk", row.name(), ess));
            row.essTail().ifPresent(ess -> checkEss("tail", row.name(), ess));
        }
    }

    private void checkEss(String kind, String name, double ess) {
        checks.check("sampler", kind + " effective size of " + name, LEAST_ESS / ess, 0, 1);
    }

    private void checkParameter(String name, Chains draws, Expected row) {
        row.ignore("hdi94_lo", "hdi94_hi", "hdi89_lo", "hdi89_hi", "rhat");
        double bulk = row.at("ess_bulk").number();
        double tail = row.at("ess_tail").number();
        check(name, "mean", draws.mean(), row, error(row, "mcse_mean", draws.mcseMean(), draws.essMean(), bulk));
        check(name, "sd", draws.sd(), row, error(row, "mcse_sd", draws.mcseSd(), draws.essSd(), bulk));
        for (String quantile : QUANTILES) {
            double p = Double.parseDouble(quantile.substring(1)) / 100;
            boolean inside = p >= 0.25 && p <= 0.75;
            check(
                    name,
                    quantile,
                    draws.quantile(p),
                    row,
                    error(
                            row,
                            "mcse_" + quantile,
                            draws.mcseQuantile(p),
                            inside ? draws.essBulk() : draws.essTail(),
                            inside ? bulk : tail));
        }
    }

    // of both sides together; where the file does not tell its own, it is as copse's for as many effective draws
    private static double error(
            Expected row, String key, OptionalDouble own, OptionalDouble ownEss, double referenceEss) {
        double mine = own.orElseThrow();
        double other = row.find(key)
                .filter(value -> !value.isNull())
                .map(Expected::number)
                .orElseGet(() -> mine * Math.sqrt(ownEss.orElseThrow() / referenceEss));
        return Math.hypot(mine, other);
    }

    private void check(String name, String what, double got, Expected row, double error) {
        double expected = row.at(what).number();
        boolean outside = what.equals("q2.5") || what.equals("q97.5");
        distances.add(Math.abs(got - expected) / error);
        checks.check(
                what.startsWith("q") ? "quantile" : what,
                name + " " + what,
                got,
                expected,
                (outside ? Distances.FARTHEST_OUTSIDE : Distances.FARTHEST) * error);
    }
}
