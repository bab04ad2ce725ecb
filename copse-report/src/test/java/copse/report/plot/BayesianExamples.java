package copse.report.plot;

import copse.bayes.Bayes;
import copse.bayes.BayesFit;
import copse.bayes.BayesPosterior;
import copse.bayes.LeaveOut;
import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.loo.Loo;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Nuts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Small sampled models that pictures are tested with; sampled once.
final class BayesianExamples {
    private static final int GROUPS = 12;
    private static final int ROWS = 120;

    static final Nuts NUTS = Nuts.defaults()
            .withChains(2)
            .withWarmup(300)
            .withDraws(250)
            .withSeed(Seed.of(1))
            .withThreads(2);

    static final Frame DATA = data();

    static final Bayes BAYES = Bayes.of("score ~ pre + (1 + pre | school)", Family.gaussian());
    static final BayesPosterior POSTERIOR = BAYES.posterior(DATA);
    static final BayesFit FIT = POSTERIOR.sample(NUTS, copse.mcmc.Monitor.SILENT);

    static final Bayes YES_NO = Bayes.of("passed ~ pre + (1 | school)", Family.of("bernoulli"));
    static final BayesFit YES_NO_FIT = YES_NO.fit(DATA, NUTS);

    private BayesianExamples() {}

    /// @param formula of a model of the data
    /// @return how well it predicts
    static Loo loo(String formula) {
        Bayes bayes = Bayes.of(formula, Family.gaussian());
        return LeaveOut.of(bayes, bayes.fit(DATA, NUTS), DATA, NUTS).rows();
    }

    private static Frame data() {
        RandomStream stream = Seed.of(7).stream();
        int[] school = new int[ROWS];
        double[] pre = new double[ROWS];
        double[] score = new double[ROWS];
        double[] passed = new double[ROWS];
        double[] own = new double[GROUPS];
        double[] slope = new double[GROUPS];
        stream.fillGaussian(own, 0, GROUPS);
        stream.fillGaussian(slope, 0, GROUPS);
        for (int i = 0; i < ROWS; i++) {
            school[i] = i % GROUPS;
            pre[i] = stream.nextGaussian();
            score[i] = 50 + 3 * own[school[i]] + (2 + slope[school[i]]) * pre[i] + 4 * stream.nextGaussian();
            passed[i] = score[i] > 50 ? 1 : 0;
        }
        Levels levels = Levels.of(
                IntStream.range(0, GROUPS).mapToObj(g -> "s" + (g + 1)).toArray(String[]::new));
        Map<String, copse.frame.Column> columns = new LinkedHashMap<>();
        columns.put("score", NumericColumn.wrap(score, Mask.none(ROWS)));
        columns.put("passed", NumericColumn.wrap(passed, Mask.none(ROWS)));
        columns.put("pre", NumericColumn.wrap(pre, Mask.none(ROWS)));
        columns.put("school", FactorColumn.wrap(school, levels));
        return Frame.of(columns);
    }

    /// @param name of a numeric column
    /// @return its values
    static double[] column(String name) {
        NumericColumn column = DATA.numeric(name);
        double[] values = new double[ROWS];
        Arrays.setAll(values, column::value);
        return values;
    }
}
