package copse.study;

import copse.error.Suggestion;
import copse.estimate.BlockedMeans;
import copse.estimate.EffectEstimator;
import copse.estimate.Hajek;
import copse.estimate.HorvitzThompson;
import copse.estimate.MatchedPairs;
import copse.estimate.NaiveRows;
import copse.estimate.RandomisationTest;
import copse.estimate.RowMeans;
import copse.estimate.TestStatistic;
import copse.estimate.UnitMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Estimators by the words that name them on the command line.
public enum Method {
    /// Difference in means of what was randomised.
    MEANS("difference in means"),
    /// Difference in means of rows, clusters independent (CR2).
    CR2("difference in means of rows, CR2"),
    /// Differences within blocks.
    BLOCKS("difference within blocks"),
    /// Differences within matched pairs.
    PAIRS("differences within pairs"),
    /// Mixed model with Kenward-Roger.
    MIXED("mixed model, Kenward-Roger"),
    /// Randomisation test over the assignments that the design could have given.
    RANDOMISATION("randomisation test"),
    /// Horvitz-Thompson.
    HT("Horvitz-Thompson"),
    /// Hájek.
    HAJEK("Hájek"),
    /// Rows as if randomised one by one; refused where clusters were randomised.
    ROWS("rows as if randomised one by one");

    private final String label;

    Method(String label) {
        this.label = label;
    }

    /// @return as in a table
    public String label() {
        return label;
    }

    /// @return as on the command line
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param word as on the command line
    /// @return the method
    /// @throws copse.error.PlanException `A112` with the words there are
    public static Method of(String word) {
        List<String> words = Arrays.stream(values()).map(Method::word).toList();
        return Arrays.stream(values())
                .filter(method -> method.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> StudyCode.UNKNOWN_ESTIMATOR.refusal(
                        "no estimator `" + word + "`",
                        "there are " + words.stream().collect(Collectors.joining(", ")),
                        "--estimators " + Suggestion.closest(word, words).orElse("means,mixed")));
    }

    /// @param setting design and data
    /// @return those worth a line beside the primary analysis
    static List<Method> suitable(Setting setting) {
        List<Method> methods = new ArrayList<>();
        if (setting.block().isPresent()) {
            methods.add(setting.matched() ? PAIRS : BLOCKS);
        }
        methods.add(MEANS);
        if (setting.clustered()) {
            methods.add(CR2);
            methods.add(MIXED);
        } else if (setting.block().isPresent()) {
            methods.add(MIXED);
        }
        if (setting.rebuilt()) {
            methods.add(RANDOMISATION);
        }
        if (setting.totals().units().hasProbabilities()) {
            methods.add(HAJEK);
        }
        return methods;
    }

    /// @param setting design and data
    /// @param options draws and seed
    /// @return the estimator
    EffectEstimator estimator(Setting setting, AnalysisOptions options) {
        return switch (this) {
            case MEANS -> UnitMeans.welch();
            case CR2 -> new RowMeans();
            case BLOCKS -> BlockedMeans.ofUnits();
            case PAIRS -> MatchedPairs.equal();
            case MIXED -> setting.mixed();
            case RANDOMISATION ->
                RandomisationTest.of(setting.block().isPresent() ? TestStatistic.blocks() : TestStatistic.units())
                        .withDraws(options.draws())
                        .withSeed(options.seed());
            case HT -> setting.clustered() ? HorvitzThompson.ofRows() : HorvitzThompson.ofUnits();
            case HAJEK -> setting.clustered() ? Hajek.ofRows() : Hajek.ofUnits();
            case ROWS -> new NaiveRows();
        };
    }
}
