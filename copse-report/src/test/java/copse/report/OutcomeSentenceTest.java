package copse.report;

import static org.assertj.core.api.Assertions.assertThat;

import copse.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Sentences about made-up fits: no number here was computed.
class OutcomeSentenceTest {
    private static final double NONE = Double.NaN;

    private List<FitResult.Effect> inflation = List.of();

    private static FitResult.ScaledEffect difference(String term, String contrast, String scale, double value) {
        return new FitResult.ScaledEffect(
                term, contrast, scale, "population", value, 0.01, value - 0.02, value + 0.02, 0.002);
    }

    private static FitResult.ScaledEffect ratio(String term, String scale) {
        return new FitResult.ScaledEffect(term, "", scale, "conditional", 1.4, 0.1, 1.2, 1.6, 0.002);
    }

    private String sentence(
            FitResult.Model model, List<String> groups, List<String> terms, FitResult.ScaledEffect... effects) {
        return sentence("converged", model, groups, terms, effects);
    }

    private String sentence(
            String status,
            FitResult.Model model,
            List<String> groups,
            List<String> terms,
            FitResult.ScaledEffect... effects) {
        List<FitResult.Effect> fixed = new ArrayList<>();
        fixed.add(new FitResult.Effect("(Intercept)", -2, 0.1, -20, Double.POSITIVE_INFINITY, 1e-9, -2.2, -1.8));
        terms.forEach(term ->
                fixed.add(new FitResult.Effect(term, 0.34, 0.07, 4.9, Double.POSITIVE_INFINITY, 1e-6, 0.2, 0.48)));
        FitResult.Criteria criteria = new FitResult.Criteria(10, -5, 14, 18);
        Map<String, FitResult.Group> sizes = new java.util.LinkedHashMap<>();
        groups.forEach(group -> sizes.put(group, new FitResult.Group(9, 1, 2, 3)));
        FitResult fit = new FitResult(
                model,
                new FitResult.Sample(
                        100,
                        20,
                        new FitResult.Dropped(0, Map.of(), List.of()),
                        Map.of("sex", List.of("girl", "boy")),
                        sizes),
                new FitResult.Likelihood(3, criteria, criteria),
                null,
                null,
                new FitResult.Coefficients(fixed, new double[0][], "z", "wald", 0.95),
                inflation,
                new FitResult.RandomPart(new double[] {1}, List.of(), List.of(), Map.of(), null, null, Map.of()),
                new FitResult.Answers(List.of(), List.of(), List.of(effects)),
                new FitResult.Reached(status, "", 9, 0),
                List.of(),
                RunRecord.of(List.of("fit")));
        return ((Part.Sentence) FitDocument.of(fit, null, false).parts().getFirst()).text();
    }

    private static FitResult.Model shares(String success) {
        return new FitResult.Model("repeat ~ sex", "repeat", success, "binomial", "logit", "ML", null);
    }

    private static final FitResult.Model COUNTS =
            new FitResult.Model("visits ~ age", "visits", null, "poisson", "log", "ML", null);

    @Test
    void ratiosOfInflatedCountsAreThoseOfCountsThatAreNoStructuralZeros() {
        inflation =
                List.of(new FitResult.Effect("(Intercept)", -1, 0.1, -10, Double.POSITIVE_INFINITY, 1e-9, -1.2, -0.8));
        assertThat(sentence(
                        COUNTS,
                        List.of("nest"),
                        List.of("age"),
                        difference("age", "", "difference of expected counts", 0.031),
                        ratio("age", "rate ratio")))
                .contains("rate ratio 1.40 (1.20 to 1.60) given nest, structural zeros apart.");
    }

    @Test
    void sharesAreToldInPointsWithTheOddsRatioOfAGroupBesideThem() {
        assertThat(sentence(
                        shares("repeat = 1"),
                        List.of("school"),
                        List.of("sex[boy]"),
                        difference("sex[boy]", "boy - girl", "risk difference", 0.031),
                        ratio("sex[boy]", "odds ratio")))
                .isEqualTo("The share with repeat = 1 is 3.1 points higher with sex boy than with girl"
                        + " (95% CI 1.1 to 5.1, averaged over school, p = 0.002); odds ratio 1.40 (1.20 to 1.60) given"
                        + " school.");
    }

    @Test
    void numbersThatAreYesOrNoAreHeldAgainstEachOther() {
        assertThat(sentence(
                        shares(null),
                        List.of(),
                        List.of("arm"),
                        difference("arm", "1 - 0", "risk difference", -0.031),
                        ratio("arm", "odds ratio")))
                .isEqualTo(
                        "The share repeat is 3.1 points lower with arm 1 than with 0 (95% CI -5.1 to -1.1, p = 0.002);"
                                + " odds ratio 1.40 (1.20 to 1.60).");
    }

    @Test
    void countsAreToldPerUnitWithWhateverElseIsHeld() {
        assertThat(sentence(
                        COUNTS,
                        List.of("doctor", "clinic"),
                        List.of("age", "sex[boy]", "age:sex[boy]"),
                        difference("age", "dy/dx", "difference of expected counts", 0.01),
                        ratio("age", "rate ratio")))
                .isEqualTo("The mean of visits rises by 0.010 per unit of age (95% CI -0.010 to 0.030, averaged over"
                        + " doctor and clinic, p = 0.002); rate ratio 1.40 (1.20 to 1.60) given doctor, clinic and the"
                        + " other predictors, where sex is girl. The interval includes 0, so that the direction is"
                        + " open.");
    }

    @Test
    void interactionsAreToldOnTheScaleOfTheLink() {
        assertThat(sentence(COUNTS, List.of(), List.of("age:sex[boy]")))
                .isEqualTo("The interaction age:sex[boy] changes the log of the mean of visits by 0.340"
                        + " (95% CI 0.200 to 0.480, normal, p < 0.001).");
    }

    @Test
    void interceptAloneIsAMean() {
        FitResult.ScaledEffect mean =
                new FitResult.ScaledEffect("(Intercept)", "", "mean", "population", 0.148, 0.03, 0.095, 0.222, NONE);
        assertThat(sentence(shares("repeat = yes"), List.of("school"), List.of(), mean))
                .isEqualTo("The share with repeat = yes is 14.8 % (95% CI 9.5 to 22.2, averaged over school).");
    }

    @Test
    void failedFit() {
        assertThat(sentence("failed", COUNTS, List.of(), List.of("age"), ratio("age", "rate ratio")))
                .isEqualTo("No optimum was verified: the estimates say nothing certain about visits.");
    }
}
