package copse.report;

import copse.error.Diagnostic;
import copse.record.RunRecord;
import java.util.List;
import java.util.Map;

/// A fit made up for layout: no number here was computed.
final class FitExamples {
    private FitExamples() {}

    static final List<FitResult.Effect> SLOPE = List.of(
            new FitResult.Effect("(Intercept)", 251.4051, 6.8246, 36.838, 17.0, 1.2e-17, 237.0, 265.8),
            new FitResult.Effect("Days", 10.46729, 1.5458, 6.771, 17.0, 3.3e-6, 7.206, 13.73));

    static FitResult of(List<FitResult.Effect> fixed, Map<String, List<String>> factors) {
        return new FitResult(
                new FitResult.Model(
                        "Reaction ~ Days + (Days | Subject)", "Reaction", null, "gaussian", "identity", "REML", null),
                new FitResult.Sample(
                        1180,
                        0,
                        new FitResult.Dropped(3, Map.of("Days", 3L), List.of("Hours")),
                        factors,
                        Map.of("Subject", new FitResult.Group(18, 10, 10, 10))),
                new FitResult.Likelihood(
                        6,
                        new FitResult.Criteria(1743.628, -871.814, 1755.628, 1774.786),
                        new FitResult.Criteria(1751.939, -875.97, 1763.9, 1783.1)),
                new FitResult.Residual(25.59182, 22.9, 28.9),
                new FitResult.Dispersion(654.94, 524.41, 835.21, "Var = phi"),
                new FitResult.Coefficients(
                        fixed, new double[][] {{46.57, -1.451}, {-1.451, 2.389}}, "satterthwaite", "wald", 0.95),
                List.of(),
                new FitResult.RandomPart(
                        new double[] {0.9667, 0.01516, 0.2309},
                        List.of(
                                new FitResult.Variance("Subject", "(Intercept)", 612.09, 24.7405, 14.4, 37.7),
                                new FitResult.Variance("Subject", "Days", 35.072, 5.92213, Double.NaN, Double.NaN)),
                        List.of(new FitResult.Covariance("Subject", "(Intercept)", "Days", 9.604, 0.0656, -0.48, 0.68)),
                        Map.of("Subject", 0.483),
                        new FitResult.RSquared(0.279, Double.NaN),
                        null,
                        Map.of("Subject", List.of(new FitResult.Mode("308", "Days", 9.1990, 2.3, 19.666)))),
                new FitResult.Answers(
                        List.of(new FitResult.TermTest(3, "Days", 45.85, 1, 17, 3.3e-6)), List.of(), List.of()),
                new FitResult.Reached("converged", "Converged: verified optimum.", 21, 1.2e-7),
                List.of(new Diagnostic("few-levels", "Subject", 4, 5, "It has 4 levels.", "Read with care.")),
                RunRecord.of(List.of("fit")).withSeed(7).withData("d.csv", "ab"));
    }
}
