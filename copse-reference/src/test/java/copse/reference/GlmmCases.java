package copse.reference;

import copse.family.Family;
import copse.family.Link;
import copse.formula.Formula;
import copse.frame.Frame;
import copse.glmm.FitComparison;
import copse.glmm.Glmm;
import copse.glmm.GlmmFit;
import copse.glmm.GlmmProfile;
import copse.glmm.GlmmRowResults;
import copse.glmm.GlmmVariances;
import copse.glmm.Integration;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.lmm.Convergence;
import copse.lmm.GroupEffects;
import copse.lmm.LikelihoodRatio;
import copse.lmm.ParameterInterval;
import copse.lmm.RSquared;
import copse.math.Matrix;
import copse.model.Roles;
import copse.reference.ReferenceFolder.ReferenceCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Checks a case of kind `glmm` by one method, or one of kind `glmm_tmb`: reads the data as the command line
/// would, fits, and compares everything that the file has.
final class GlmmCases {
    private final Expected one;
    private final DataFiles data;
    private final Comparison checks;

    /// @param one the case
    /// @param data where data files are
    /// @param checks the result
    GlmmCases(ReferenceCase one, DataFiles data, Comparison checks) {
        this.one = Expected.of(one.json());
        this.data = data;
        this.checks = checks;
    }

    /// @param one a case of kind `glmm`
    /// @return the entries of `fits`: `Laplace`, `AGQ9`
    static List<String> methods(ReferenceCase one) {
        List<String> methods = new ArrayList<>();
        one.json().path("fits").propertyNames().forEach(methods::add);
        return methods;
    }

    /// Checks a case of kind `glmm`.
    ///
    /// @param method one of [#methods]
    /// @throws DataFiles.Missing if the data are not there and need not be
    void check(String method) throws DataFiles.Missing {
        ignoreTalk();
        one.at("fits").entries().keySet().stream()
                .filter(other -> !other.equals(method))
                .forEach(other -> one.at("fits").ignore(other));
        one.ignore("cross_check", "profile_ci_note");
        Frame frame = frame();
        RNames names = new RNames(one.at("columns"));
        int points = method.equals("Laplace") ? 1 : Integer.parseInt(method.substring("AGQ".length()));
        Glmm model = model(one.at("formula").text()).integration(integration().withPoints(points));
        GlmmFit fit = model.fit(frame);
        Tolerances tolerances = new Tolerances(one.at("tol"));
        checks.checkSame(
                "n", "rows in file", frame.rows(), (int) one.at("rows_in_file").number());
        checks.checkSame("n", "rows used", fit.rows(), (long) one.at("n").number());
        one.at("n_groups")
                .entries()
                .forEach((group, count) -> checks.checkSame(
                        "n", "levels of " + group, fit.effects(group).levels(), (int) count.number()));
        checkFit(fit, names, tolerances, frame, one.at("fits").at(method));
        if (points == 1) {
            one.find("lrt").ifPresent(tests -> tests.items().forEach(test -> checkRatio(fit, frame, test, tolerances)));
            one.find("profile_ci_95_Laplace_lme4").ifPresent(limits -> checkProfile(fit, names, limits, tolerances));
            one.find("r2_icc").ifPresent(shares -> checkShares(fit, shares, tolerances));
        } else {
            one.ignore("lrt", "r2_icc", "profile_ci_95_Laplace_lme4");
        }
        requireAllRead();
    }

    /// Shares of variance stand on lme4's own fit, not on the optimum: good to `r2_abs`.
    private void checkShares(GlmmFit fit, Expected expected, Tolerances tolerances) {
        RSquared shares = GlmmVariances.latent(fit);
        Map<String, Double> got = Map.of(
                "R2_marginal", shares.marginal(),
                "R2_conditional", shares.conditional().orElseThrow(),
                "ICC_adjusted", shares.iccAdjusted().orElseThrow(),
                "ICC_unadjusted", shares.iccUnadjusted().orElseThrow());
        got.forEach((name, value) -> {
            double wanted = expected.at(name).number();
            checks.check("r2", name, value, wanted, tolerances.allowed("r2", wanted));
        });
    }

    private void ignoreTalk() {
        one.ignore(
                "case",
                "kind",
                "title",
                "model",
                "source",
                "precision",
                "messages",
                "versions",
                "notes",
                "weights_role",
                "dispersion_meaning",
                "max_abs_gradient");
    }

    private void requireAllRead() {
        one.requireAllRead();
    }

    private void checkFit(GlmmFit fit, RNames names, Tolerances tolerances, Frame frame, Expected expected) {
        expected.ignore("method", "lme4_reported_default_like", "optimum", "exact_marginal_logLik_at_this_estimate");
        double criterion = expected.at("deviance_criterion_minus2logLik").number();
        double allowed = tolerances.allowed("criterion", criterion);
        checks.check("criterion", "", fit.criterion(), criterion, allowed);
        checks.check("logLik", "", fit.logLik(), expected.at("logLik").number(), allowed / 2);
        checks.check("AIC", "", fit.aic(), expected.at("AIC").number(), allowed);
        checks.check("BIC", "", fit.bic(), expected.at("BIC").number(), allowed);
        checks.checkSame(
                "npar", "", fit.parameters(), (int) expected.at("n_parameters").number());
        checks.checkSame(
                "singular",
                "",
                fit.convergence() instanceof Convergence.Boundary,
                expected.at("singular").truth());
        MixedFitChecks mixed = new MixedFitChecks(MixedFit.of(fit), names, tolerances, checks);
        mixed.checkTheta(expected.at("theta"));
        double[] errors = expected.at("theta_se_from_hessian").numbers();
        for (int k = 0; k < errors.length; k++) {
            double se = Math.sqrt(fit.jointVcov().at(k, k));
            checks.check("theta_se", "theta " + k, se, errors[k], tolerances.allowed("se", errors[k]));
        }
        checkFixedEffects(fit, names, tolerances, expected.at("fixef").items());
        mixed.checkVcov("vcov", expected.at("vcov_hessian"), fit.vcov());
        mixed.checkVcov("vcov_rx", expected.at("vcov_rx"), fit.vcovFixedTheta());
        mixed.checkVariances(expected.at("varcomp").items());
        expected.at("ranef").entries().forEach(mixed::checkEffects);
        checkRows(fit, frame, tolerances, expected);
    }

    private void checkFixedEffects(GlmmFit fit, RNames names, Tolerances tolerances, List<Expected> items) {
        checks.checkSame(
                "names",
                "fixef",
                fit.fixedNames(),
                items.stream()
                        .map(item -> names.coefficient(item.at("name").text()))
                        .toList());
        double[] beta = fit.beta();
        double[] se = fit.standardErrors();
        double[] fixedTheta = fit.vcovFixedTheta().diagonal();
        for (int j = 0; j < beta.length; j++) {
            Expected item = items.get(j);
            String name = fit.fixedNames().get(j);
            double error = item.at("se").number();
            double allowed = checkEstimate(name, beta[j], se[j], item, tolerances);
            item.find("wald_ci_95").ifPresent(limits -> {
                double half = normalQuantile() * error;
                double within = allowed + normalQuantile() * tolerances.allowed("se", error);
                double[] wanted = limits.numbers();
                checks.check("wald", name, beta(fit, name) - half, wanted[0], within);
                checks.check("wald", name, beta(fit, name) + half, wanted[1], within);
            });
            if (item.has("se_rx")) {
                double known = item.at("se_rx").number();
                double root = Math.sqrt(fixedTheta[j]);
                checks.check("se_rx", name, root, known, tolerances.allowed("se_rx", known));
                double z = item.at("z_rx").number();
                checks.check(
                        "z_rx",
                        name,
                        beta[j] / root,
                        z,
                        allowed / known + Math.abs(z) * tolerances.allowed("se_rx", known) / known);
                checkP("p_rx", name, beta[j] / root, item.at("p_rx"), tolerances);
            }
        }
    }

    private static double beta(GlmmFit fit, String name) {
        return fit.beta()[fit.fixedNames().indexOf(name)];
    }

    private static double normalQuantile() {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);
    }

    // estimate, se, z and p; the distance allowed for the estimate
    private double checkEstimate(String name, double beta, double se, Expected item, Tolerances tolerances) {
        double estimate = item.at("estimate").number();
        double error = item.at("se").number();
        double allowed = tolerances.allowed("fixef", estimate, Math.max(Math.abs(estimate), error));
        double allowedSe = tolerances.allowed("se", error);
        checks.check("fixef", name, beta, estimate, allowed);
        checks.check("se", name, se, error, allowedSe);
        double z = item.at("z").number();
        checks.check("z", name, beta / se, z, allowed / error + Math.abs(z) * allowedSe / error);
        checkP("p", name, beta / se, item.at("p"), tolerances);
        return allowed;
    }

    private void checkP(String quantity, String name, double z, Expected p, Tolerances tolerances) {
        double got = 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z));
        checks.check(quantity, name, got, p.number(), tolerances.allowed("p", p.number()));
    }

    private void checkRows(GlmmFit fit, Frame frame, Tolerances tolerances, Expected expected) {
        GlmmRowResults results = fit.results(frame);
        LmmRowChecks rows = new LmmRowChecks(tolerances, checks);
        checkColumn(rows, "fitted", results.fitted(), expected.at("fitted_mean"), tolerances);
        checkColumn(rows, "fitted", results.link(), expected.at("linear_predictor"), tolerances);
        checkColumn(rows, "residuals", results.residual(), expected.at("residuals_response"), tolerances);
        checkColumn(rows, "residuals", results.pearson(), expected.at("residuals_pearson"), tolerances);
        checkColumn(rows, "residuals", results.deviance(), expected.at("residuals_deviance"), tolerances);
        double chisq = 0;
        for (double residual : results.pearson()) {
            chisq += residual * residual;
        }
        double wanted = expected.at("pearson_chisq").number();
        double spread = expected.at("residuals_pearson").at("sd").number();
        // Cauchy-Schwarz
        checks.check(
                "pearson",
                "chi-square",
                chisq,
                wanted,
                2 * Math.sqrt(wanted * results.count()) * tolerances.allowed("residuals", 0, spread));
    }

    private static void checkColumn(
            LmmRowChecks rows, String quantity, double[] got, Expected expected, Tolerances tolerances) {
        rows.checkSummary(
                quantity,
                got,
                expected,
                tolerances.allowed(quantity, 0, expected.at("sd").number()));
    }

    private void checkRatio(GlmmFit fit, Frame frame, Expected test, Tolerances tolerances) {
        String formula = test.at("null_formula").text();
        GlmmFit smaller = model(formula).integration(integration()).fit(frame);
        LikelihoodRatio ratio = FitComparison.likelihoodRatio(smaller, fit);
        double logLik = test.at("null_logLik").number();
        checks.check("lrt_logLik", formula, smaller.logLik(), logLik, tolerances.allowed("criterion", 2 * logLik) / 2);
        checks.checkSame("npar", formula, smaller.parameters(), (int)
                test.at("null_npar").number());
        checks.checkSame(
                "npar", "df against " + formula, ratio.df(), (int) test.at("df").number());
        double chisq = test.at("chisq").number();
        checks.check("lrt_chisq", formula, ratio.statistic(), chisq, tolerances.allowed("lrt_chisq", chisq));
        double p = test.at("p").number();
        checks.check("lrt_p", formula, ratio.p(), p, tolerances.allowed("p", p));
    }

    private void checkProfile(GlmmFit fit, RNames names, Expected limits, Tolerances tolerances) {
        Map<String, ParameterInterval> got = new HashMap<>();
        GlmmProfile.of(fit, 0.95).forEach(interval -> got.put(LmmTestChecks.lme4Name(interval.parameter()), interval));
        checks.checkSame("n", "profiled parameters", got.size(), limits.items().size());
        for (Expected limit : limits.items()) {
            String name = limit.at("name").text();
            ParameterInterval interval = Optional.ofNullable(
                            got.get(name.contains("|") ? name : names.coefficient(name)))
                    .orElseThrow(() -> new AssertionError("no profile of " + name + " among " + got.keySet()));
            double lower = limit.at("lower").number();
            double upper = limit.at("upper").number();
            double allowed = tolerances.allowed("profile", 0, upper - lower);
            checks.check("profile", name + " lower", interval.interval().lower().value(), lower, allowed);
            checks.check("profile", name + " upper", interval.interval().upper().value(), upper, allowed);
        }
    }

    /// Checks a case of kind `glmm_tmb`.
    ///
    /// @throws DataFiles.Missing if the data are not there and need not be
    void checkTmb() throws DataFiles.Missing {
        ignoreTalk();
        checks.checkSame("names", "dispformula", one.at("dispformula").text().startsWith("~"), true);
        Frame frame = frame();
        RNames names = new RNames(one.at("columns"));
        GlmmFit fit = model(one.at("formula").text()).integration(integration()).fit(frame);
        Tolerances tolerances = new Tolerances(one.at("tol"));
        checks.checkSame("n", "rows used", fit.rows(), (long) one.at("n").number());
        double logLik = one.at("logLik").number();
        double allowed = tolerances.allowed("criterion", 2 * logLik);
        checks.check("logLik", "", fit.logLik(), logLik, allowed / 2);
        checks.check("AIC", "", fit.aic(), one.at("AIC").number(), allowed);
        checks.check("BIC", "", fit.bic(), one.at("BIC").number(), allowed);
        checks.checkSame("npar", "", fit.parameters(), (int) one.at("npar").number());
        List<Expected> items = one.at("fixef").items();
        for (int j = 0; j < items.size(); j++) {
            String name = names.coefficient(items.get(j).at("name").text());
            checks.checkSame("names", "fixef", fit.fixedNames().get(j), name);
            checkEstimate(name, fit.beta()[j], fit.standardErrors()[j], items.get(j), tolerances);
        }
        checkRaw(fit, tolerances, one.at("raw_parameters"));
        one.find("dispersion_parameter").ifPresent(shape -> {
            double phi = shape.numbers()[0];
            checks.check("dispersion", "", fit.shape().orElseThrow(), phi, tolerances.allowed("dispersion", phi));
        });
        one.find("zero_inflation_logit").ifPresent(logits -> {
            double[] wanted = logits.numbers();
            for (int j = 0; j < wanted.length; j++) {
                checks.check(
                        "zero_inflation",
                        fit.inflationNames().get(j),
                        fit.inflation()[j],
                        wanted[j],
                        tolerances.allowed("zero_inflation", wanted[j], Math.max(1, Math.abs(wanted[j]))));
            }
        });
        double[] sds = one.at("random_sd_if_scalar_terms").numbers();
        for (int g = 0; g < sds.length; g++) {
            double sd = Math.sqrt(fit.covariance(fit.groups().get(g)).at(0, 0));
            checks.check("sd", fit.groups().get(g), sd, sds[g], tolerances.allowed("sd", sds[g]));
        }
        checkModes(fit, tolerances, sds);
        requireAllRead();
    }

    private void checkModes(GlmmFit fit, Tolerances tolerances, double[] sds) {
        if (sds.length == 0) {
            one.ignore("random_effects_modes", "random_effects_modes_order");
            return;
        }
        double[] modes = one.at("random_effects_modes").numbers();
        int at = 0;
        int g = 0;
        for (Map.Entry<String, Expected> group :
                one.at("random_effects_modes_order").entries().entrySet()) {
            GroupEffects effects = fit.effects(group.getKey());
            List<String> labels = new ArrayList<>();
            for (int level = 0; level < effects.levels(); level++) {
                labels.add(effects.label(level));
            }
            for (String label : group.getValue().texts()) {
                checks.check(
                        "ranef",
                        group.getKey() + " " + label,
                        effects.mode(labels.indexOf(label), 0),
                        modes[at++],
                        tolerances.allowed("ranef", 0, sds[g]));
            }
            g++;
        }
    }

    // covariance of β, zero inflation, log dispersion and log standard deviation
    private void checkRaw(GlmmFit fit, Tolerances tolerances, Expected raw) {
        List<String> kinds = raw.at("names").texts();
        double[] estimates = raw.at("estimate").numbers();
        double[] errors = raw.at("se").numbers();
        double[][] vcov = raw.at("vcov").matrix();
        List<String> own = fit.parameterNames();
        int thetas = fit.theta().length;
        int[] at = new int[kinds.size()];
        double[] slope = new double[kinds.size()];
        int fixed = 0;
        int inflation = 0;
        int theta = 0;
        for (int k = 0; k < at.length; k++) {
            slope[k] = 1;
            switch (kinds.get(k)) {
                case "beta" -> at[k] = thetas + fixed++;
                case "betad" -> at[k] = own.indexOf("log(shape)");
                case "betazi" -> at[k] = own.size() - fit.inflation().length + inflation++;
                case "theta" -> {
                    slope[k] = 1 / fit.theta()[theta];
                    at[k] = theta++;
                }
                default -> throw new AssertionError("raw parameter " + kinds.get(k));
            }
        }
        Matrix got = fit.jointVcov();
        double[] psi = fit.psi();
        for (int k = 0; k < at.length; k++) {
            double value = slope[k] == 1 ? psi[at[k]] : Math.log(psi[at[k]]);
            double size = Math.max(Math.abs(estimates[k]), errors[k]);
            checks.check("raw", own.get(at[k]), value, estimates[k], tolerances.allowed("fixef", estimates[k], size));
            double se = slope[k] * Math.sqrt(got.at(at[k], at[k]));
            checks.check("raw_se", own.get(at[k]), se, errors[k], tolerances.allowed("se", errors[k]));
            for (int l = 0; l < at.length; l++) {
                double product = Math.sqrt(vcov[k][k] * vcov[l][l]);
                checks.check(
                        "raw_vcov",
                        own.get(at[k]) + ", " + own.get(at[l]),
                        slope[k] * slope[l] * got.at(at[k], at[l]),
                        vcov[k][l],
                        2 * tolerances.allowed("se", 1) * product);
            }
        }
    }

    private Integration integration() {
        return Integration.laplace()
                .withCurvature(
                        switch (one.at("laplace_hessian").text()) {
                            case "expected" -> Integration.Curvature.EXPECTED;
                            case "observed" -> Integration.Curvature.OBSERVED;
                            default ->
                                throw new AssertionError(
                                        one.at("laplace_hessian").text());
                        });
    }

    private Glmm model(String formula) {
        Family family = Family.of(
                one.at("family").text(), Link.valueOf(one.at("link").text().toUpperCase(Locale.ROOT)));
        Roles roles = Roles.defaults();
        if (!one.at("weights").isNull()) {
            roles = roles.withWeights(one.at("weights").text());
        }
        if (!one.at("offset").isNull()) {
            roles = roles.withOffset(one.at("offset").text());
        }
        String zero = one.find("ziformula").map(Expected::text).orElse("~0");
        if (!zero.equals("~0")) {
            family = family.zeroInflated();
            roles = roles.withPart(Roles.ZERO_INFLATION, Formula.parse(zero));
        }
        return Glmm.of(formula, family).roles(roles);
    }

    private Frame frame() throws DataFiles.Missing {
        Expected response = one.at("response");
        String column = response.at("column").text();
        response.ignore("type", "success", "successes", "trials");
        ReadOptions options = ReadOptions.defaults();
        List<String> names = new ArrayList<>();
        for (var entry : one.at("columns").entries().entrySet()) {
            String name = entry.getKey();
            names.add(name);
            // a factor of 0 and 1 as an outcome is read as what it is
            options = entry.getValue().at("type").text().equals("factor") && !name.equals(column)
                    ? options.withLevels(name, entry.getValue().at("levels").texts())
                    : options.withNumerics(name);
        }
        return Data.read(DataSource.file(data.of(one)), options.withColumns(names));
    }
}
