package copse.reference;

import copse.error.InputException;
import copse.estimate.BlockAnova;
import copse.estimate.BlockDifferences;
import copse.estimate.BlockDifferences.Block;
import copse.estimate.BlockedMeans;
import copse.estimate.Counting;
import copse.estimate.Cuped;
import copse.estimate.EffectEstimate;
import copse.estimate.Experiment;
import copse.estimate.HorvitzThompson;
import copse.estimate.MatchedPairs;
import copse.estimate.NaiveRows;
import copse.estimate.PotentialOutcomes;
import copse.estimate.Question;
import copse.estimate.RandomisedUnits;
import copse.estimate.Regression;
import copse.estimate.Regression.Adjustment;
import copse.estimate.Roles;
import copse.estimate.RowMeans;
import copse.estimate.TotalsEstimator;
import copse.estimate.UnitMeans;
import copse.estimate.UnitTotals;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Estimate;
import copse.lm.LmArrays;
import copse.lm.LmFit;
import copse.lm.Robust;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Estimators of effects from clusters, pairs, blocks and with covariates.
final class AnalysisCases {
    private static final Question QUESTION = Question.of("y", "1", "0");

    private AnalysisCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "analysis.cluster" -> cluster(asked);
            case "analysis.matchedPairClusters" -> pairs(asked);
            case "analysis.blocked" -> blocked(asked);
            case "analysis.regressionAdjusted" -> adjusted(asked);
            case "anova.blocks" -> anova(asked);
            case "design.neymanVariance" -> neyman(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    private static Frame frame(DesignCase asked) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("y", NumericColumn.of(asked.values("y")));
        columns.put("z", factor(asked.words("z")));
        return Frame.of(columns);
    }

    private static FactorColumn factor(List<String> labels) {
        return FactorColumn.of(labels.toArray(String[]::new));
    }

    private static void estimate(DesignCase asked, EffectEstimate got) {
        asked.number("estimate", got.value());
        asked.number("se", got.se());
    }

    private static void tTest(DesignCase asked, EffectEstimate got) {
        estimate(asked, got);
        asked.number("df", got.df());
        asked.number("t", got.value() / got.se().orElseThrow());
        asked.number("p", got.p());
        asked.numbers(
                "ci95", got.interval().lower().value(), got.interval().upper().value());
    }

    private static void cluster(DesignCase asked) {
        Frame frame = frame(asked).with("cluster", factor(asked.words("cluster")));
        UnitTotals totals =
                Experiment.observed(frame, Roles.of("z").withUnit("cluster")).totals(QUESTION);
        tTest(asked.at("cluster_means_t"), UnitMeans.pooled().estimate(totals, QUESTION));
        tTest(asked.at("cluster_means_welch"), UnitMeans.welch().estimate(totals, QUESTION));
        estimate(
                asked.at("cluster_totals_horvitz_thompson"),
                HorvitzThompson.ofRows().estimate(totals, QUESTION));
        rows(asked, totals, frame);
    }

    private static void rows(DesignCase asked, UnitTotals totals, Frame frame) {
        DesignCase rows = asked.at("individual_difference");
        LmFit fit = LmArrays.of(asked.values("y"))
                .intercept()
                .column("z", asked.values("z"))
                .clusters("cluster", asked.words("cluster").toArray(String[]::new))
                .fit();
        rows.number("se_ols_naive", se(fit, Robust.classical()));
        rows.number("se_hc2_naive", se(fit, Robust.hc2()));
        rows.number("se_hc2_naive", new NaiveRows().estimate(totals, QUESTION).se());
        rows.number("se_cr0", se(fit, Robust.cr0("cluster")));
        Estimate cr1 = fit.robust(Robust.cr1s("cluster")).effect("z", 0.95);
        rows.number("se_cr1_stata", cr1.se());
        rows.number("df_cr1", cr1.df());
        rows.number("p_cr1", cr1.p());
        Experiment experiment = Experiment.observed(frame, Roles.of("z").withUnit("cluster"));
        for (EffectEstimate got : List.of(
                new RowMeans().estimate(totals, QUESTION),
                Regression.ofRows(Adjustment.NONE).estimate(totals, QUESTION),
                Regression.ofRows(Adjustment.NONE)
                        .estimate(
                                experiment.withRows(frame.with("one", "y", any -> 1)), QUESTION.withWeights("one")))) {
            rows.number("estimate", got.value());
            rows.number("se_cr2", got.se());
            rows.number("df_cr2_satterthwaite", got.df());
            rows.number("p_cr2", got.p());
            rows.numbers(
                    "ci95_cr2",
                    got.interval().lower().value(),
                    got.interval().upper().value());
        }
    }

    private static double se(LmFit fit, Robust kind) {
        return fit.robust(kind).effect("z", 0.95).se();
    }

    private static void pairs(DesignCase asked) {
        double[] treated = asked.values("mean_treated");
        double[] control = asked.values("mean_control");
        double[] treatedSize = asked.values("size_treated");
        double[] controlSize = asked.values("size_control");
        int pairs = treated.length;
        int[] arm = new int[2 * pairs];
        int[] block = new int[2 * pairs];
        long[] rows = new long[2 * pairs];
        double[] mean = new double[2 * pairs];
        for (int unit = 0; unit < 2 * pairs; unit++) {
            int pair = unit % pairs;
            arm[unit] = unit < pairs ? 1 : 0;
            block[unit] = pair;
            rows[unit] = Math.round(unit < pairs ? treatedSize[pair] : controlSize[pair]);
            mean[unit] = unit < pairs ? treated[pair] : control[pair];
        }
        // what rows of a cluster look like beyond their mean is no part of the case
        double[] within = new double[2 * pairs];
        UnitTotals totals =
                UnitTotals.of(RandomisedUnits.of(List.of("0", "1"), arm, block), List.of("y"), rows, mean, within);
        tTest(asked.at("equal_weights"), MatchedPairs.equal().estimate(totals, QUESTION));
        tTest(asked.at("size_weighted"), MatchedPairs.bySize().estimate(totals, QUESTION));
        asked.number("unpaired_se", UnitMeans.welch().estimate(totals, QUESTION).se());
    }

    private static void blocked(DesignCase asked) {
        Frame frame = frame(asked).with("block", factor(asked.words("block")));
        UnitTotals totals =
                Experiment.observed(frame, Roles.of("z").withBlock("block")).totals(QUESTION);
        BlockDifferences blocks = BlockDifferences.of(totals, QUESTION, Counting.UNITS);
        asked.checks()
                .checkSame(
                        "blocks",
                        "",
                        blocks.blocks().stream().map(Block::label).toList(),
                        asked.expected().at("blocks").texts());
        asked.numbers(
                "block_treated_share",
                blocks.blocks().stream().mapToDouble(Block::share).toArray());
        asked.optionals(
                "block_difference",
                blocks.blocks().stream().map(Block::difference).toList());
        asked.number("df", blocks.df());
        TotalsEstimator bySize = BlockedMeans.ofUnits();
        boolean complete = blocks.blocks().stream().allMatch(Block::isComplete);
        if (complete) {
            EffectEstimate got = bySize.estimate(totals, QUESTION);
            estimate(asked, got);
            asked.number("df", got.df());
        } else {
            asked.number("estimate", OptionalDouble.empty());
            asked.number("se", OptionalDouble.empty());
            asked.checks().checkSame("estimate", "error", code(bySize, totals), "E114");
        }
        // the regression gives a standard error where a block has one unit of an arm
        asked.number(
                "fixed_effects_estimate",
                Regression.ofRows(Adjustment.ANCOVA)
                        .withBlocks()
                        .estimate(totals, QUESTION)
                        .value());
        asked.number(
                "pooled_difference",
                UnitMeans.welch().estimate(totals, QUESTION).value());
    }

    private static String code(TotalsEstimator estimator, UnitTotals totals) {
        try {
            return estimator.estimate(totals, QUESTION).method();
        } catch (InputException refused) {
            return refused.problem().code();
        }
    }

    private static void adjusted(DesignCase asked) {
        Frame frame = frame(asked).with("x", NumericColumn.of(asked.values("x")));
        Question question = QUESTION.withCovariates(List.of("x"));
        UnitTotals totals = Experiment.observed(frame, Roles.of("z")).totals(question);
        hc2(asked.at("unadjusted"), Regression.ofRows(Adjustment.NONE).estimate(totals, question));
        hc2(asked.at("ancova"), Regression.ofRows(Adjustment.ANCOVA).estimate(totals, question));
        hc2(asked.at("lin_interacted"), Regression.ofRows(Adjustment.LIN).estimate(totals, question));
        DesignCase cuped = asked.at("cuped");
        cuped.number("theta", Cuped.ofRows().theta(totals, question)[0]);
        cuped.number("estimate", Cuped.ofRows().estimate(totals, question).value());
        double[] x = asked.values("x");
        double[] z = asked.values("z");
        LmFit uncentred = LmArrays.of(asked.values("y"))
                .intercept()
                .column("z", z)
                .column("x", x)
                .column(
                        "z:x",
                        IntStream.range(0, x.length)
                                .mapToDouble(i -> z[i] * x[i])
                                .toArray())
                .fit();
        asked.number("not_centred_interaction_main_effect", uncentred.beta("z"));
    }

    private static void hc2(DesignCase asked, EffectEstimate got) {
        asked.number("estimate", got.value());
        asked.number("se_hc2", got.se());
    }

    private static void anova(DesignCase asked) {
        Frame frame = Frame.of(
                "y", NumericColumn.of(asked.values("y")),
                "z", factor(asked.words("treatment")),
                "block", factor(asked.words("block")));
        List<String> arms = frame.factor("z").levels().labels();
        UnitTotals totals = Experiment.observed(frame, Roles.of("z").withBlock("block"))
                .totals(Question.of("y", arms.get(1), arms.get(0)));
        BlockAnova got = BlockAnova.of(totals);
        line(asked.at("block"), got, got.blocks());
        line(asked.at("treatment"), got, got.arms());
        squares(asked.at("residual"), got.residual());
        asked.number("unblocked_F", got.unblockedF());
        asked.number("unblocked_p", got.unblockedP());
        asked.number("relative_efficiency_of_blocking", got.relativeEfficiency());
    }

    private static void line(DesignCase asked, BlockAnova anova, BlockAnova.Line got) {
        squares(asked, got);
        asked.number("F", anova.f(got));
        asked.number("p", anova.p(got));
    }

    private static void squares(DesignCase asked, BlockAnova.Line got) {
        asked.number("df", got.df());
        asked.number("ss", got.sumOfSquares());
        asked.number("ms", got.meanSquare());
    }

    /// The formula, and the same by going through every assignment.
    private static void neyman(DesignCase asked) {
        int treated = (int) asked.inputs().at("treated").number();
        PotentialOutcomes outcomes = new PotentialOutcomes(asked.values("y0"), asked.values("y1"));
        int n = outcomes.control().length;
        double[] sums = new double[4];
        for (int set = 0; set < 1 << n; set++) {
            if (Integer.bitCount(set) != treated) {
                continue;
            }
            int chosen = set;
            int[] z = IntStream.range(0, n).map(i -> chosen >> i & 1).toArray();
            boolean[] isTreated = new boolean[n];
            IntStream.range(0, n).forEach(i -> isTreated[i] = z[i] == 1);
            long[] one = new long[n];
            Arrays.fill(one, 1);
            EffectEstimate got = UnitMeans.welch()
                    .estimate(
                            UnitTotals.of(
                                    RandomisedUnits.of(List.of("0", "1"), z),
                                    List.of("y"),
                                    one,
                                    outcomes.observed(isTreated),
                                    new double[0]),
                            QUESTION);
            sums[0]++;
            sums[1] += got.value();
            sums[2] += got.value() * got.value();
            sums[3] += Math.pow(got.se().orElseThrow(), 2);
        }
        double mean = sums[1] / sums[0];
        asked.number("ate", outcomes.averageEffect());
        asked.number("mean_estimate", mean);
        asked.number("variance_exact", sums[2] / sums[0] - mean * mean);
        asked.number("variance_formula", outcomes.varianceOfDifference(treated));
        asked.number("mean_conservative_variance_estimate", sums[3] / sums[0]);
    }
}
