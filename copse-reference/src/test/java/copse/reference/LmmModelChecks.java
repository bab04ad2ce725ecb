package copse.reference;

import copse.infer.ContrastScheme;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.infer.Multiplicity;
import copse.lmm.FixedEffects;
import copse.lmm.LikelihoodRatio;
import copse.lmm.LmmFit;
import copse.lmm.MarginalMeans;
import copse.lmm.RSquared;
import copse.lmm.ReferenceGrid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Checks what stands beside `fits`: shares of variance, likelihood-ratio tests, marginal means.
final class LmmModelChecks {
    private static final double LEVEL = 0.95;

    private final LmmFit fit;
    private final Tolerances tolerances;
    private final Comparison checks;

    LmmModelChecks(LmmFit fit, Tolerances tolerances, Comparison checks) {
        this.fit = fit;
        this.tolerances = tolerances;
        this.checks = checks;
    }

    /// @param expected R² and intraclass correlations of the fit by REML
    void checkShares(Expected expected) {
        RSquared shares = fit.rSquared();
        checkShare("R2_marginal", OptionalDouble.of(shares.marginal()), expected);
        checkShare("R2_conditional", shares.conditional(), expected);
        checkShare("ICC_adjusted", shares.iccAdjusted(), expected);
        checkShare("ICC_unadjusted", shares.iccUnadjusted(), expected);
    }

    private void checkShare(String name, OptionalDouble got, Expected expected) {
        Optional<Expected> share = expected.find(name);
        if (share.isEmpty()) {
            return;
        }
        if (share.get().isNull()) {
            checks.checkSame("r2", name + " is undefined", got.isEmpty(), true);
        } else {
            double value = share.get().number();
            checks.check("r2", name, got.orElse(Double.NaN), value, tolerances.allowed("r2", value));
        }
    }

    /// Tests each null model against the fit, both by ML, with the plain chi-square as reference.
    ///
    /// @param expected the tests
    /// @param smaller fits a formula to the same rows
    void checkLikelihoodRatios(List<Expected> expected, Function<String, LmmFit> smaller) {
        for (Expected one : expected) {
            String formula = one.at("null_formula").text();
            LmmFit nullFit = smaller.apply(formula);
            LikelihoodRatio test = LikelihoodRatio.of(nullFit, fit);
            double logLik = one.at("null_logLik_ML").number();
            checks.check(
                    "lrt_logLik",
                    formula,
                    test.smaller().logLik(),
                    logLik,
                    tolerances.allowed("criterion", 2 * logLik) / 2);
            checks.checkSame("npar", formula, test.smaller().parameters(), (int)
                    one.at("null_npar").number());
            checks.checkSame("npar", "df against " + formula, test.df(), (int)
                    one.at("df").number());
            double chisq = one.at("chisq").number();
            checks.check("lrt_chisq", formula, test.statistic(), chisq, tolerances.allowed("lrt_chisq", chisq));
            double p = one.at("p").number();
            checks.check("lrt_p", formula, test.p(), p, tolerances.allowed("p", p));
        }
    }

    /// @param expected means of the levels of a factor, and their differences
    void checkMeans(Expected expected) {
        String factor = expected.at("spec").text().substring(1);
        DfMethod method = switch (expected.at("ddf").text()) {
            case "satterthwaite" -> DfMethod.SATTERTHWAITE;
            case "kenward-roger" -> DfMethod.KENWARD_ROGER;
            default ->
                throw new AssertionError("unknown df: " + expected.at("ddf").text());
        };
        MarginalMeans means = MarginalMeans.of(FixedEffects.of(fit, method), ReferenceGrid.of(fit), factor);
        Map<String, Estimate> byLevel = new HashMap<>();
        means.means(LEVEL).forEach(mean -> mean.estimate().ifPresent(estimate -> byLevel.put(mean.label(), estimate)));
        for (Expected one : expected.at("means").items()) {
            String level = one.at(factor).text();
            Estimate got = found(byLevel, level);
            double allowed = checkEstimate("emmeans", level, got, one, "emmean");
            checks.check(
                    "emmeans_limits", level, got.lower(), one.at("lower.CL").number(), 2 * allowed);
            checks.check(
                    "emmeans_limits", level, got.upper(), one.at("upper.CL").number(), 2 * allowed);
        }
        checkDifferences(
                means, Multiplicity.TUKEY, expected.at("pairwise_tukey").items());
        checkDifferences(
                means, Multiplicity.NONE, expected.at("pairwise_unadjusted").items());
    }

    private void checkDifferences(MarginalMeans means, Multiplicity adjustment, List<Expected> expected) {
        Map<String, Estimate> differences = new HashMap<>();
        means.contrasts(ContrastScheme.PAIRWISE, adjustment, LEVEL)
                .forEach(difference -> differences.put(difference.estimand(), difference));
        checks.checkSame("n", "pairs", differences.size(), expected.size());
        for (Expected one : expected) {
            String name = one.at("contrast").text();
            Estimate got = found(differences, name);
            double allowed = checkEstimate("pairs", name, got, one, "estimate");
            double t = one.at("t.ratio").number();
            double se = one.at("SE").number();
            checks.check("pairs_t", name, got.statistic(), t, (1 + Math.abs(t)) * allowed / se);
            double p = one.at("p.value").number();
            checks.check("pairs_p_" + adjustment.label(), name, got.p(), p, tolerances.allowed("p", p));
        }
    }

    /// Compares estimate, standard error and df.
    ///
    /// @return the distance allowed for the estimate
    private double checkEstimate(String quantity, String where, Estimate got, Expected one, String key) {
        double value = one.at(key).number();
        double se = one.at("SE").number();
        double allowed = tolerances.allowed("emmeans", value, Math.max(Math.abs(value), se));
        checks.check(quantity, where, got.value(), value, allowed);
        checks.check(quantity + "_se", where, got.se(), se, tolerances.allowed("se", se));
        double df = one.at("df").number();
        checks.check(quantity + "_df", where, got.df(), df, tolerances.allowed("df", df));
        return allowed;
    }

    private static Estimate found(Map<String, Estimate> estimates, String name) {
        return Optional.ofNullable(estimates.get(name))
                .orElseThrow(() -> new AssertionError("no " + name + " among " + estimates.keySet()));
    }
}
