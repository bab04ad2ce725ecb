package copse.report.plot;

import copse.balance.Balance;
import copse.balance.BalanceOptions;
import copse.estimate.RandomisationSummary;
import copse.estimate.ReferenceDistribution;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.DfMethod;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.lmm.Profile;
import copse.lmm.RowResults;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.power.Outcome;
import copse.power.ParallelTrial;
import copse.power.Power;
import copse.power.PowerCurve.Over;
import copse.power.TestRule;
import copse.report.Chart;
import copse.report.Language;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// One example of every kind of frequentist and descriptive plot, as large as such plots get; tests of other
/// modules draw them.
public final class FrequentistGallery {
    private static final int SCHOOLS = 40;
    private static final int PUPILS = 1200;
    private static final double LEVEL = 0.95;

    /// Pupils in schools of very different sizes, half of the schools treated.
    static final Frame DATA = pupils();

    static final LmmFit FIT = Lmm.of("score ~ arm + time + (1 + time | school)").fit(DATA);

    private FrequentistGallery() {}

    /// @param language of titles and axes
    /// @return one chart per kind
    public static List<Chart> charts(Language language) {
        RowResults rows = FIT.results(DATA);
        LmmFit intercepts = Lmm.of("score ~ arm + time + (1 | school)").fit(DATA);
        List<Estimated> coefficients = FIT.fixed(DfMethod.SATTERTHWAITE).coefficients(LEVEL).stream()
                .map(e -> Estimated.of(e.estimand(), e.value(), e.lower(), e.upper()))
                .toList();
        return List.of(
                Histogram.of(DATA, "score", Optional.of("arm"), language),
                GroupBars.share(DATA, "repeats", "yes", "arm", Optional.of("school"), LEVEL, language),
                GroupLines.of(DATA, "score", "time", "school", rows, language),
                Caterpillar.of(FIT.effects("school"), "(Intercept)", LEVEL, language),
                ShrinkagePlot.of(intercepts, DATA, "school", language),
                CoefficientPlot.of(coefficients, "", LEVEL, language),
                ForestPlot.of(effects(), "", 0, OptionalDouble.of(2), LEVEL, language),
                LoveChart.of(
                        Balance.of(DATA.select("arm", "age", "time", "repeats"), "arm", BalanceOptions.defaults())
                                .covariates(),
                        language),
                PowerCurves.of(curves(), Over.CLUSTERS, 0.8, language),
                FlowChart.of(FlowChartTest.FLOW, language),
                ResidualPlot.of(rows.fitted(), rows.pearson(), language),
                ScaleLocationPlot.of(rows.fitted(), rows.pearson(), language),
                QuantilePlot.of(rows.pearson(), language),
                ProfilePlot.of(Profile.curves(FIT, LEVEL), LEVEL, language),
                RandomisationPlot.of(randomisation(), language),
                SimulatedIntervals.of(simulated(), "lin", language),
                FrontierPlot.of(
                        List.of(
                                new FrontierPlot.Point("leiden", -0.3, 0.12, 80, true),
                                new FrontierPlot.Point("net", -0.6, 0.15, 1500, false),
                                new FrontierPlot.Point("egos", -0.9, 0.05, 900, true)),
                        language));
    }

    private static Frame pupils() {
        RandomStream random = Seed.of(8).stream();
        double[] level = IntStream.range(0, SCHOOLS)
                .mapToDouble(s -> 4 * random.nextGaussian())
                .toArray();
        double[] slope = IntStream.range(0, SCHOOLS)
                .mapToDouble(s -> 2 + random.nextGaussian())
                .toArray();
        int[] school = new int[PUPILS];
        double[] age = new double[PUPILS];
        double[] time = new double[PUPILS];
        double[] score = new double[PUPILS];
        boolean[] repeats = new boolean[PUPILS];
        for (int i = 0; i < PUPILS; i++) {
            double u = random.nextDouble();
            school[i] = (int) (SCHOOLS * u * u);
            age[i] = 10 + random.nextGaussian();
            time[i] = i % 4;
            int s = school[i];
            score[i] = 50 + 3 * (s % 2) + level[s] + slope[s] * time[i] + 8 * random.nextGaussian();
            repeats[i] = random.nextDouble() < 0.3 - 0.1 * (s % 2);
        }
        return Frame.of(
                "score",
                NumericColumn.of(score),
                "age",
                NumericColumn.of(age),
                "time",
                NumericColumn.of(time),
                "repeats",
                FactorColumn.of(PUPILS, i -> repeats[i] ? "yes" : "no"),
                "arm",
                FactorColumn.of(PUPILS, i -> school[i] % 2 == 1 ? "treatment" : "control"),
                "school",
                FactorColumn.of(PUPILS, i -> "school " + (school[i] + 1)));
    }

    private static List<Estimated> effects() {
        return List.of(
                Estimated.of("difference in means", 3.12, 0.81, 5.43).in("score"),
                Estimated.of("mixed model", 2.95, 1.02, 4.88).in("score"),
                Estimated.of("mixed model", -0.31, Double.NEGATIVE_INFINITY, 0.95)
                        .in("attendance"));
    }

    private static List<PowerCurves.Curve> curves() {
        Power planned = Power.of(ParallelTrial.of(20, 20, 25, 0.1), new Outcome.Mean(10), TestRule.twoSided(0.05));
        List<PowerCurves.Point> simulated = DoubleStream.of(10, 20, 30, 40, 50, 60)
                .mapToObj(n -> {
                    double power = planned.withTrial(ParallelTrial.of(n / 2, n / 2, 25, 0.1))
                            .power(3);
                    return new PowerCurves.Point(n, power, Math.max(0, power - 0.03), Math.min(1, power + 0.03));
                })
                .toList();
        return List.of(
                PowerCurves.closed("t", planned, 3, Over.CLUSTERS, 10, 60),
                new PowerCurves.Curve("mixed model", simulated, true));
    }

    private static RandomisationSummary randomisation() {
        double[] shares = IntStream.range(0, 60)
                .mapToDouble(i -> Math.exp(-0.5 * Math.pow((i - 29.5) / 9, 2)))
                .toArray();
        double sum = DoubleStream.of(shares).sum();
        return new RandomisationSummary(
                "difference in means of units",
                4.1,
                0,
                0.0123,
                10_000,
                false,
                new ReferenceDistribution.Histogram(
                        -6, 6, DoubleStream.of(shares).map(s -> s / sum).toArray()));
    }

    private static Frame simulated() {
        RandomStream random = Seed.of(9).stream();
        int n = 500;
        double[] estimate = IntStream.range(0, n)
                .mapToDouble(i -> 2 + random.nextGaussian())
                .toArray();
        double[] margin = IntStream.range(0, n)
                .mapToDouble(i -> 1.96 * (0.8 + 0.4 * random.nextDouble()))
                .toArray();
        return Frame.of(
                "replicate",
                NumericColumn.of(IntStream.range(0, n).mapToDouble(i -> i + 1).toArray()),
                "estimator",
                FactorColumn.of(n, i -> "lin"),
                "effect",
                NumericColumn.of(IntStream.range(0, n).mapToDouble(i -> 2).toArray()),
                "estimate",
                NumericColumn.of(estimate),
                "lower",
                NumericColumn.of(IntStream.range(0, n)
                        .mapToDouble(i -> estimate[i] - margin[i])
                        .toArray()),
                "upper",
                NumericColumn.of(IntStream.range(0, n)
                        .mapToDouble(i -> estimate[i] + margin[i])
                        .toArray()));
    }
}
