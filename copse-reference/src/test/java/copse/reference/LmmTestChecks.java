package copse.reference;

import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.infer.FTest;
import copse.lmm.AnovaType;
import copse.lmm.FixedEffects;
import copse.lmm.LmmFit;
import copse.lmm.Parameter;
import copse.lmm.ParameterInterval;
import copse.lmm.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks tests and intervals of fixed effects and variances: Satterthwaite, Kenward-Roger, type III, Wald,
/// profile.
final class LmmTestChecks {
    private static final double LEVEL = 0.95;

    private final LmmFit fit;
    private final RNames names;
    private final Tolerances tolerances;
    private final Comparison checks;

    LmmTestChecks(LmmFit fit, RNames names, Tolerances tolerances, Comparison checks) {
        this.fit = fit;
        this.names = names;
        this.tolerances = tolerances;
        this.checks = checks;
    }

    /// @param expected the entry `fits.REML` or `fits.ML`
    /// @param fitChecks how covariance matrices of fixed effects are compared
    void check(Expected expected, LmmFitChecks fitChecks) {
        List<Expected> coefficients = expected.at("fixef").items();
        if (coefficients.getFirst().has("satterthwaite_df")) {
            FixedEffects satterthwaite = FixedEffects.of(fit, DfMethod.SATTERTHWAITE);
            List<Estimate> estimates = satterthwaite.coefficients(LEVEL);
            for (int j = 0; j < coefficients.size(); j++) {
                checkDf(
                        "df",
                        "df",
                        estimates.get(j),
                        coefficients.get(j).at("satterthwaite_df"),
                        coefficients.get(j).at("satterthwaite_p"));
            }
            expected.find("anova_type3_satterthwaite")
                    .ifPresent(anova -> checkAnova("df", "type3", satterthwaite.anova(AnovaType.THREE), anova));
        }
        expected.find("kenward_roger").ifPresent(section -> checkKenwardRoger(section, fitChecks));
    }

    private void checkKenwardRoger(Expected expected, LmmFitChecks fitChecks) {
        FixedEffects kenwardRoger = FixedEffects.of(fit, DfMethod.KENWARD_ROGER);
        fitChecks.mixed().checkVcov("kr_vcov", expected.at("vcov"), kenwardRoger.vcov());
        List<Estimate> estimates = kenwardRoger.coefficients(LEVEL);
        List<Expected> coefficients = expected.at("coef").items();
        for (int j = 0; j < coefficients.size(); j++) {
            Estimate got = estimates.get(j);
            Expected one = coefficients.get(j);
            checks.checkSame(
                    "names",
                    "kr",
                    got.estimand(),
                    names.coefficient(one.at("name").text()));
            double se = one.at("se").number();
            double allowed = tolerances.allowed("se", se);
            checks.check("kr_se", got.estimand(), got.se(), se, allowed);
            double t = one.at("t").number();
            double size = Math.max(Math.abs(t), 1);
            checks.check(
                    "kr_t",
                    got.estimand(),
                    got.statistic(),
                    t,
                    size * (allowed / se + tolerances.allowed("fixef", 0, 1)));
            checkDf("kr_df", "kr_df", got, one.at("df"), one.at("p"));
        }
        expected.find("anova_type3")
                .ifPresent(anova -> checkAnova("kr_df", "kr_type3", kenwardRoger.anova(AnovaType.THREE), anova));
    }

    private void checkDf(String limit, String quantity, Estimate got, Expected df, Expected p) {
        double wanted = df.number();
        checks.check(quantity, got.estimand(), got.df(), wanted, tolerances.allowed(limit, wanted));
        checkP(limit, got.estimand(), got.p(), p.number());
    }

    // p-values are compared where their degrees of freedom are
    private void checkP(String limit, String where, double got, double expected) {
        if (tolerances.compares(limit)) {
            checks.check("p", where, got, expected, tolerances.allowed("p", expected));
        }
    }

    private void checkAnova(String limit, String quantity, List<FTest> got, Expected expected) {
        Map<String, FTest> tests = new HashMap<>();
        got.forEach(test -> tests.put(test.term(), test));
        List<Expected> items = expected.items();
        checks.checkSame("n", quantity + ": number of tests", got.size(), items.size());
        for (Expected one : items) {
            String term = one.at("term").text();
            FTest test = Optional.ofNullable(tests.get(term))
                    .orElseThrow(() -> new AssertionError("no test of " + term + " among " + tests.keySet()));
            checks.checkSame("n", "numerator df of " + term, test.numeratorDf(), (int)
                    one.at("num_df").number());
            double df = one.at("den_df").number();
            checks.check(quantity + "_df", term, test.denominatorDf(), df, tolerances.allowed(limit, df));
            double f = one.at("F").number();
            checks.check(quantity + "_F", term, test.f(), f, tolerances.allowed("F", f));
            checkP(limit, term, test.p(), one.at("p").number());
        }
    }

    /// @param expected normal limits of the fixed effects
    void checkWald(List<Expected> expected) {
        List<Estimate> got = FixedEffects.of(fit, DfMethod.NORMAL).coefficients(LEVEL);
        for (int j = 0; j < expected.size(); j++) {
            Estimate estimate = got.get(j);
            checks.checkSame(
                    "names",
                    "wald",
                    estimate.estimand(),
                    names.coefficient(expected.get(j).at("name").text()));
            double lower = expected.get(j).at("lower").number();
            double upper = expected.get(j).at("upper").number();
            double middle = (lower + upper) / 2;
            double half = (upper - lower) / 2;
            double allowed = tolerances.allowed("fixef", middle, Math.max(Math.abs(middle), half / 2))
                    + tolerances.allowed("se", half);
            checks.check("wald", estimate.estimand(), estimate.lower(), lower, allowed);
            checks.check("wald", estimate.estimand(), estimate.upper(), upper, allowed);
        }
    }

    /// @param expected limits by name as lme4's `confint` gives them
    void checkProfile(List<Expected> expected) {
        Map<String, ParameterInterval> got = new HashMap<>();
        Profile.of(fit, LEVEL).forEach(interval -> got.put(lme4Name(interval.parameter()), interval));
        checks.checkSame("n", "profiled parameters", got.size(), expected.size());
        for (Expected one : expected) {
            String name = copseTerms(one.at("name").text());
            ParameterInterval interval = Optional.ofNullable(got.get(name))
                    .orElseThrow(() -> new AssertionError("no profile of " + name + " among " + got.keySet()));
            double lower = one.at("lower").number();
            double upper = one.at("upper").number();
            double allowed = tolerances.allowed("profile", 0, upper - lower);
            checks.check("profile", name + " lower", interval.interval().lower().value(), lower, allowed);
            checks.check("profile", name + " upper", interval.interval().upper().value(), upper, allowed);
        }
    }

    /// @param parameter of any mixed model
    /// @return as lme4 calls it
    static String lme4Name(Parameter parameter) {
        return switch (parameter) {
            case Parameter.StandardDeviation(String group, String term) -> "sd_" + term + "|" + group;
            case Parameter.Correlation(String group, String term1, String term2) ->
                "cor_" + term2 + "." + term1 + "|" + group;
            case Parameter.Sigma() -> "sigma";
            case Parameter.Coefficient(String term) -> term;
            case Parameter.Shape _, Parameter.Inflation _, Parameter.Derived _ -> parameter.label();
        };
    }

    // `cor_PPEDyes.(Intercept)|SCHOOLID`: coefficients are renamed one by one
    private String copseTerms(String name) {
        int bar = name.indexOf('|');
        if (bar < 0) {
            return names.coefficient(name);
        }
        int from = name.indexOf('_') + 1;
        String[] terms = name.substring(from, bar).split("\\.");
        return name.substring(0, from) + String.join(".", names.coefficients(List.of(terms))) + name.substring(bar);
    }
}
