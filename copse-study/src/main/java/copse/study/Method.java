package copse.study;

import copse.error.Suggestion;
import copse.estimate.BlockedMeans;
import copse.estimate.BootstrapOptions;
import copse.estimate.ClusterBootstrap;
import copse.estimate.Cuped;
import copse.estimate.EffectEstimator;
import copse.estimate.GeneralisedMixedModel;
import copse.estimate.Hajek;
import copse.estimate.HorvitzThompson;
import copse.estimate.MatchedPairs;
import copse.estimate.MixedModel;
import copse.estimate.NaiveRows;
import copse.estimate.OutcomeKind;
import copse.estimate.PopulationAveragedModel;
import copse.estimate.RandomisationTest;
import copse.estimate.Regression;
import copse.estimate.RowMeans;
import copse.estimate.TestStatistic;
import copse.estimate.UnitMeans;
import copse.estimate.WildClusterBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Estimators by the words that name them on the command line.
public enum Method {
    /// Difference in means of what was randomised.
    MEANS("difference in means"),
    /// Differences within matched pairs.
    PAIRS("differences within pairs"),
    /// Differences within blocks.
    BLOCKS("differences within blocks"),
    /// Regression of rows, clusters independent.
    CR2("regression of rows, CR2"),
    /// Mixed model.
    MIXED("mixed model, Kenward-Roger"),
    /// Logistic or Poisson mixed model, the effect averaged over clusters.
    GLMM("generalised mixed model"),
    /// Population-averaged logistic or Poisson model, errors by clusters.
    GEE("population-averaged model"),
    /// Regression of units with centred interactions.
    LIN("regression, Lin"),
    /// Regression of units with common slopes.
    ANCOVA("regression, ANCOVA"),
    /// Outcomes less what the covariates predict.
    CUPED("CUPED"),
    /// Randomisation test over the assignments that the design could have given.
    RANDOMISATION("randomisation test"),
    /// Wild cluster bootstrap.
    WILD("wild cluster bootstrap"),
    /// Studentised bootstrap of what was randomised.
    BOOTSTRAP("cluster bootstrap"),
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

    /// @param setting design and data
    /// @return as in a table, with a word where covariates are asked for and the method takes none
    String label(Setting setting) {
        boolean takes = switch (this) {
            case CR2, MIXED, GLMM, GEE, LIN, ANCOVA, CUPED, RANDOMISATION, WILD, BOOTSTRAP -> true;
            case MEANS, PAIRS, BLOCKS, HT, HAJEK, ROWS -> false;
        };
        String name = this == GLMM
                ? switch (setting.question().kind()) {
                    case BINARY -> "logistic mixed model";
                    case COUNT -> "Poisson mixed model";
                    case NUMBER -> label;
                }
                : label;
        return takes || setting.question().covariates().isEmpty() ? name : name + ", unadjusted";
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

    /// @return the estimator as it is without blocks and covariates
    public EffectEstimator estimator() {
        return switch (this) {
            case MEANS -> UnitMeans.welch();
            case PAIRS -> MatchedPairs.equal();
            case BLOCKS -> BlockedMeans.ofUnits();
            case CR2 -> new RowMeans();
            case MIXED -> MixedModel.kenwardRoger();
            case GLMM -> GeneralisedMixedModel.defaults();
            case GEE -> PopulationAveragedModel.defaults();
            case LIN -> Regression.ofUnits(Regression.Adjustment.LIN);
            case ANCOVA -> Regression.ofUnits(Regression.Adjustment.ANCOVA);
            case CUPED -> Cuped.ofUnits();
            case RANDOMISATION -> RandomisationTest.of(TestStatistic.units());
            case WILD -> WildClusterBootstrap.defaults();
            case BOOTSTRAP -> ClusterBootstrap.defaults();
            case HT -> HorvitzThompson.ofRows();
            case HAJEK -> Hajek.ofRows();
            case ROWS -> new NaiveRows();
        };
    }

    /// @param setting design and data
    /// @return those worth a line beside the primary analysis
    static List<Method> suitable(Setting setting) {
        boolean adjusted = !setting.question().covariates().isEmpty();
        List<Method> methods = new ArrayList<>();
        if (setting.block().isPresent()) {
            methods.add(setting.matched() ? PAIRS : BLOCKS);
        }
        methods.add(MEANS);
        if (setting.clustered()) {
            // a mean per pair is more than models of shares can take: a pair without events has none
            boolean linear = setting.question().kind() == OutcomeKind.NUMBER || setting.matched();
            methods.addAll(linear ? List.of(CR2, MIXED) : List.of(CR2, GLMM, GEE));
        }
        if (adjusted) {
            methods.add(setting.block().isPresent() ? ANCOVA : LIN);
        }
        if (setting.rebuilt()) {
            methods.add(RANDOMISATION);
        }
        if (setting.clustered()) {
            methods.add(WILD);
        }
        methods.add(BOOTSTRAP);
        if (setting.totals().units().hasProbabilities()) {
            methods.add(HAJEK);
        }
        return methods;
    }

    /// @param setting design and data
    /// @param options draws and seed
    /// @return the estimator, with blocks and covariates where it takes them
    EffectEstimator estimator(Setting setting, AnalysisOptions options) {
        boolean blocks = setting.block().isPresent();
        return switch (this) {
            case CR2 ->
                setting.question().covariates().isEmpty()
                        ? estimator()
                        : regression(Regression.ofRows(Regression.Adjustment.ANCOVA), blocks);
            case MIXED ->
                blocks && setting.fewBlocks() ? MixedModel.kenwardRoger().withBlocks() : estimator();
            case GLMM ->
                blocks && setting.fewBlocks() ? GeneralisedMixedModel.defaults().withBlocks() : estimator();
            case GEE ->
                blocks && setting.fewBlocks()
                        ? PopulationAveragedModel.defaults().withBlocks()
                        : estimator();
            case LIN -> regression(Regression.ofUnits(Regression.Adjustment.LIN), blocks);
            case ANCOVA -> regression(Regression.ofUnits(Regression.Adjustment.ANCOVA), blocks);
            case RANDOMISATION ->
                RandomisationTest.of(statistic(setting, blocks))
                        .withDraws(options.sensitivity().draws())
                        .withSeed(options.sensitivity().seed());
            case BOOTSTRAP ->
                ClusterBootstrap.defaults()
                        .withOptions(BootstrapOptions.defaults()
                                .withReplicates(Math.min(options.sensitivity().draws(), 1_999))
                                .withSeed(options.sensitivity().seed()));
            case HT -> setting.clustered() ? HorvitzThompson.ofRows() : HorvitzThompson.ofUnits();
            case HAJEK -> setting.clustered() ? Hajek.ofRows() : Hajek.ofUnits();
            case MEANS, PAIRS, BLOCKS, CUPED, WILD, ROWS -> estimator();
        };
    }

    private static TestStatistic statistic(Setting setting, boolean blocks) {
        if (setting.question().covariates().isEmpty()) {
            return blocks ? TestStatistic.blocks() : TestStatistic.units();
        }
        return TestStatistic.adjusted(blocks ? TestStatistic.Per.BLOCKS : TestStatistic.Per.UNITS);
    }

    private static Regression regression(Regression plain, boolean blocks) {
        return blocks ? plain.withBlocks() : plain;
    }

    /// The estimator where there are no data yet, for simulations of a design.
    ///
    /// @param blocked whether arms are handed out within blocks, which models and redraws then know
    /// @return the estimator
    public EffectEstimator planned(boolean blocked) {
        return switch (this) {
            case MIXED -> blocked ? MixedModel.kenwardRoger().withBlocks() : estimator();
            case GLMM -> blocked ? GeneralisedMixedModel.defaults().withBlocks() : estimator();
            case GEE -> blocked ? PopulationAveragedModel.defaults().withBlocks() : estimator();
            case LIN -> regression(Regression.ofUnits(Regression.Adjustment.LIN), blocked);
            case ANCOVA -> regression(Regression.ofUnits(Regression.Adjustment.ANCOVA), blocked);
            case RANDOMISATION -> RandomisationTest.of(blocked ? TestStatistic.blocks() : TestStatistic.units());
            case MEANS, CR2, PAIRS, BLOCKS, CUPED, WILD, BOOTSTRAP, HT, HAJEK, ROWS -> estimator();
        };
    }
}
