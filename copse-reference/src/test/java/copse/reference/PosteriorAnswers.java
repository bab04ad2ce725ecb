package copse.reference;

import copse.bayes.PosteriorEffects;
import copse.bayes.PosteriorPredictive;
import copse.bayes.PredictiveCheck;
import copse.bayes.PredictiveOptions;
import copse.bayes.PredictiveStatistic;
import copse.bayes.PriorPredictive;
import copse.bayes.RowSummary;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.glmm.Averaging;
import copse.glmm.EffectOptions;
import copse.loo.Loo;
import copse.mcmc.Chains;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Checks what follows from a posterior: effects on the outcome scale, posterior predictive statistics.
///
/// References of these stand on 1,200 to 4,000 draws; tolerances are multiples of the quantity's own posterior
/// sd.
final class PosteriorAnswers {
    private static final List<String> QUANTILES = List.of("q5", "q50", "q95");

    private static final int PRIOR_DRAWS = 100_000;
    private static final Set<String> COUNTS = Set.of("schools_with_no_repeater");
    // the files have nine
    private static final double PRINTED_DIGITS = 1e-8;

    private final Expected one;
    private final PosteriorFit posterior;
    private final Comparison checks;

    /// @param one the case
    /// @param posterior what copse makes of it
    /// @param checks the result
    PosteriorAnswers(Expected one, PosteriorFit posterior, Comparison checks) {
        this.one = one;
        this.posterior = posterior;
        this.checks = checks;
    }

    /// Checks what the case has of these.
    void check() {
        one.find("derived").filter(derived -> !derived.isNull()).ifPresent(derived -> {
            derived.entries().forEach((name, expected) -> {
                if (!name.equals("ppc") && !name.startsWith("WRONG")) {
                    checkSummary("derived", name, derived(name), expected);
                }
            });
            // the notebook's mistake, kept as a warning: copse has no such quantity
            derived.ignore("WRONG_inverse_logit_of_beta");
            derived.find("ppc").ifPresent(this::checkPredictive);
        });
        one.find("ppc").ifPresent(this::checkPredictive);
        one.find("prior_predictive").filter(prior -> !prior.isNull()).ifPresent(this::checkPrior);
    }

    // the file stands on 20,000 draws; the median of a U-shaped share is then off by 0.006, so our own error must
    // be small beside it
    private void checkPrior(Expected expected) {
        PriorPredictive prior = PriorPredictive.of(
                posterior.bayes().posterior(posterior.data()),
                posterior.data(),
                PRIOR_DRAWS,
                PosteriorFit.SAMPLER.seed());
        double allowed = one.at("tol").at("prior_predictive_abs").number();
        Chains mean = prior.usual().getFirst().replicated();
        Expected shares = expected.at("prop_repeat");
        expected.ignore("note");
        shares.ignore("hdi94");
        check("mean", mean.mean(), shares.at("mean"), allowed);
        check("sd", mean.sd(), shares.at("sd"), allowed);
        for (String quantile : QUANTILES) {
            double p = Double.parseDouble(quantile.substring(1)) / 100;
            check(quantile, mean.quantile(p), shares.at(quantile), allowed);
        }
        check("below 0.01", 1 - mean.above(Math.nextDown(0.01)), shares.at("share_below_0.01"), allowed);
        check("above 0.99", mean.above(0.99), shares.at("share_above_0.99"), allowed);
        check(
                "cells outside",
                prior.shareBelow() + prior.shareAbove(),
                expected.at("share_of_cells_with_p_outside_0.01_0.99"),
                allowed);
    }

    private void check(String what, double got, Expected expected, double allowed) {
        checks.check("prior_predictive", what, got, expected.number(), allowed);
    }

    /// Checks leave-one-out, at the draws as they are: observations with high k are not refitted, as the
    /// reference's are not.
    ///
    /// @param loo copse's
    void checkLoo(Loo loo) {
        Expected expected = one.at("loo");
        Expected tolerances = one.at("tol");
        double allowed = tolerances.at("loo_elpd_abs").number();
        checkLoo("elpd_loo", loo.elpd(), expected, allowed);
        checkLoo("p_loo", loo.p(), expected, allowed);
        checkLoo("elpd_waic", loo.waic().elpd(), expected, allowed);
        double se = expected.at("elpd_loo").at("se").number();
        checks.check("loo", "se", loo.se(), se, tolerances.at("loo_se_rel").number() * se);
        Expected beyond = expected.at("pareto_k").at("(0.7,1]");
        if (beyond.number() > 1) {
            checks.checkSame("loo", "warns of high k", loo.unreliable() > 0, true);
        }
        // of that kind, or follow from these
        expected.ignore(
                "note", "looic", "waic", "mcse_elpd_loo", "p_waic", "p_waic_gt_0.4", "pareto_k", "elpd_waic", "p_loo");
    }

    private void checkLoo(String name, double got, Expected expected, double allowed) {
        checks.check("loo", name, got, expected.at(name).at("estimate").number(), allowed);
    }

    private Chains derived(String name) {
        return switch (name) {
            case "mean_p_if_no" -> everybody("PPED", 0);
            case "mean_p_if_yes" -> everybody("PPED", 1);
            case "ame_pped" -> effect("PPED", posterior.data(), Averaging.GROUPS);
            case "att_pped" -> effect("PPED", with("PPED", 1), Averaging.GROUPS);
            case "effect_at_average_school" -> effect("PPED", posterior.data(), Averaging.TYPICAL);
            case "ame_new_school" -> effect("PPED", posterior.data(), Averaging.POPULATION);
            case "odds_ratio" -> transformed("PPED", Math::exp);
            case "ame_Trt_on_count" -> effect("Trt", posterior.data(), Averaging.GROUPS);
            case "share_var_center" -> shareOfVariance("center_ID", "rep_ID");
            default -> throw new AssertionError("nothing is known of the derived quantity " + name);
        };
    }

    private Chains everybody(String column, double value) {
        double[] same = new double[posterior.data().rows()];
        Arrays.fill(same, value);
        Frame units = posterior.data().with(column, NumericColumn.of(same));
        return PosteriorEffects.of(posterior.fit(), units)
                .mean(Averaging.GROUPS)
                .draws();
    }

    private Frame with(String column, double value) {
        Frame data = posterior.data();
        NumericColumn numbers = data.numeric(column);
        int[] rows = IntStream.range(0, data.rows())
                .filter(i -> numbers.value(i) == value)
                .toArray();
        return data.rows(rows);
    }

    private Chains effect(String column, Frame units, Averaging averaging) {
        EffectOptions options = EffectOptions.defaults().withAveraging(averaging);
        return PosteriorEffects.of(posterior.fit(), units)
                .effect(column, options)
                .getFirst()
                .draws();
    }

    private Chains transformed(String parameter, DoubleUnaryOperator function) {
        double[][] chains = parameter(parameter);
        return Chains.of(Arrays.stream(chains)
                .map(chain -> Arrays.stream(chain).map(function).toArray())
                .toArray(double[][]::new));
    }

    private double[][] parameter(String name) {
        return posterior.fit().draws().chains(posterior.fit().draws().index(name));
    }

    // of an outcome: of the first group's effect against all
    private Chains shareOfVariance(String first, String second) {
        double[][] a = parameter("sd(" + first + ",(Intercept))");
        double[][] b = parameter("sd(" + second + ",(Intercept))");
        double[][] sigma = parameter("sigma");
        double[][] share = new double[a.length][];
        for (int chain = 0; chain < a.length; chain++) {
            share[chain] = new double[a[chain].length];
            for (int i = 0; i < share[chain].length; i++) {
                double own = a[chain][i] * a[chain][i];
                double rest = b[chain][i] * b[chain][i] + sigma[chain][i] * sigma[chain][i];
                share[chain][i] = own / (own + rest);
            }
        }
        return Chains.of(share);
    }

    private void checkSummary(String quantity, String name, Chains draws, Expected expected) {
        checkSummary(quantity, name, draws, expected, 0);
    }

    // a quantile of whole numbers may be a step off, where a step's probability ends near it
    private void checkSummary(String quantity, String name, Chains draws, Expected expected, double step) {
        Expected tolerances = one.at("tol");
        double sd = expected.at("sd").number();
        double rounding = PRINTED_DIGITS * Math.abs(expected.at("mean").number());
        expected.ignore("hdi94", "observed", "p_ge");
        checks.check(
                quantity,
                name + " mean",
                draws.mean(),
                expected.at("mean").number(),
                tolerances.at("derived_mean_abs_times_sd").number() * sd + rounding);
        checks.check(
                quantity,
                name + " sd",
                draws.sd(),
                sd,
                tolerances.at("derived_sd_rel").number() * sd + rounding);
        double allowed =
                Math.max(step, tolerances.at("derived_quantile_abs_times_sd").number() * sd + rounding);
        for (String quantile : QUANTILES) {
            double p = Double.parseDouble(quantile.substring(1)) / 100;
            checks.check(
                    quantity,
                    name + " " + quantile,
                    draws.quantile(p),
                    expected.at(quantile).number(),
                    allowed);
        }
    }

    private void checkPredictive(Expected expected) {
        Map<String, PredictiveStatistic> statistics = new LinkedHashMap<>();
        expected.entries().keySet().forEach(name -> statistics.put(name, statistic(name)));
        PredictiveOptions options = PredictiveOptions.defaults().withDraws(4000);
        List<PredictiveCheck> got = PosteriorPredictive.of(posterior.fit(), posterior.data(), options)
                .check(List.copyOf(statistics.values()));
        int at = 0;
        for (String name : statistics.keySet()) {
            PredictiveCheck own = got.get(at++);
            Expected wanted = expected.at(name);
            double observed = wanted.at("observed").number();
            checks.check("ppc", name + " observed", own.observed(), observed, PRINTED_DIGITS * Math.abs(observed));
            double p = wanted.at("p_ge").number();
            checks.check(
                    "ppc",
                    name + " p",
                    own.probability(),
                    p,
                    one.at("tol").at("ppc_p_abs").number());
            checkSummary("ppc", name, own.replicated(), wanted, COUNTS.contains(name) ? 1 : 0);
        }
    }

    private static PredictiveStatistic statistic(String name) {
        return switch (name) {
            case "mean", "prop_repeat" -> PredictiveStatistic.of(RowSummary.MEAN);
            case "sd" -> PredictiveStatistic.of(RowSummary.SD);
            case "max" -> PredictiveStatistic.of(RowSummary.MAX);
            case "min" -> PredictiveStatistic.of(RowSummary.MIN);
            case "prop_zero" -> PredictiveStatistic.of(RowSummary.share(0));
            case "prop_repeat_no" -> PredictiveStatistic.within(RowSummary.MEAN, "PPED", "0");
            case "prop_repeat_yes" -> PredictiveStatistic.within(RowSummary.MEAN, "PPED", "1");
            case "sd_of_school_means" -> PredictiveStatistic.across(RowSummary.SD, RowSummary.MEAN, "SCHOOLID");
            case "max_school_mean" -> PredictiveStatistic.across(RowSummary.MAX, RowSummary.MEAN, "SCHOOLID");
            case "schools_with_no_repeater" ->
                PredictiveStatistic.across(RowSummary.count(0), RowSummary.MEAN, "SCHOOLID");
            default -> throw new AssertionError("nothing is known of the statistic " + name);
        };
    }
}
