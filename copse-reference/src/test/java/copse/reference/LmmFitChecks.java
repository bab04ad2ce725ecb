package copse.reference;

import copse.lmm.Convergence;
import copse.lmm.LmmFit;
import java.util.List;

/// Checks what a fit says of itself: the entries of `fits.REML` or `fits.ML` other than tests.
final class LmmFitChecks {
    private final LmmFit fit;
    private final RNames names;
    private final Tolerances tolerances;
    private final Comparison checks;
    private final MixedFitChecks mixed;

    LmmFitChecks(LmmFit fit, RNames names, Tolerances tolerances, Comparison checks) {
        this.fit = fit;
        this.names = names;
        this.tolerances = tolerances;
        this.checks = checks;
        this.mixed = new MixedFitChecks(MixedFit.of(fit), names, tolerances, checks);
    }

    /// @param expected the entry `fits.REML` or `fits.ML`
    void check(Expected expected) {
        expected.ignore("method", "optimum");
        checkCriterion(expected);
        checks.checkSame(
                "singular",
                "",
                fit.convergence() instanceof Convergence.Boundary,
                expected.at("singular").truth());
        expected.find("theta").ifPresent(mixed::checkTheta);
        checkFixedEffects(expected.at("fixef"));
        mixed.checkVcov("vcov", expected.at("vcov"), fit.vcov());
        mixed.checkVariances(expected.at("varcomp").items());
        expected.find("ranef").ifPresent(ranef -> ranef.entries().forEach(mixed::checkEffects));
    }

    private void checkCriterion(Expected expected) {
        double criterion = expected.at("criterion").number();
        double allowed = tolerances.allowed("criterion", criterion);
        checks.check("criterion", "", fit.criterion(), criterion, allowed);
        checks.check("logLik", "", fit.logLik(), expected.at("logLik").number(), allowed / 2);
        checks.check("AIC", "", fit.aic(), expected.at("AIC").number(), allowed);
        checks.check("BIC", "", fit.bic(), expected.at("BIC").number(), allowed);
        checks.checkSame(
                "npar", "", fit.parameters(), (int) expected.at("n_parameters").number());
        double sigma = expected.at("sigma").number();
        checks.check("sigma", "", fit.sigma(), sigma, tolerances.allowed("sigma", sigma));
    }

    private void checkFixedEffects(Expected expected) {
        List<Expected> items = expected.items();
        checks.checkSame(
                "names",
                "fixef",
                fit.fixedNames(),
                items.stream()
                        .map(item -> names.coefficient(item.at("name").text()))
                        .toList());
        double[] beta = fit.beta();
        double[] se = fit.standardErrors();
        for (int j = 0; j < Math.min(beta.length, items.size()); j++) {
            String name = fit.fixedNames().get(j);
            double estimate = items.get(j).at("estimate").number();
            double error = items.get(j).at("se").number();
            double allowed = tolerances.allowed("fixef", estimate, Math.max(Math.abs(estimate), error));
            double allowedSe = tolerances.allowed("se", error);
            checks.check("fixef", name, beta[j], estimate, allowed);
            checks.check("se", name, se[j], error, allowedSe);
            double t = items.get(j).at("t").number();
            checks.check("t", name, beta[j] / se[j], t, allowed / error + Math.abs(t) * allowedSe / error);
        }
    }

    MixedFitChecks mixed() {
        return mixed;
    }
}
