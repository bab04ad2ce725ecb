package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import copse.infer.ConfidenceDistribution;
import copse.infer.Interval;
import copse.infer.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Wild cluster bootstrap of the arm's coefficient in a regression of rows on arm, covariates and blocks.
///
/// Clusters are the units that were randomised; where blocks have one unit per arm, such as pairs, the blocks
/// are, since the residuals of such a pair mirror each other. Limits are those values that the test does not
/// reject. See [WildClusterTest] for the method.
///
/// Cost: one pass over the rows for totals, then draws × clusters × columns.
///
/// Source: Cameron, Gelbach and Miller (2008), see [WildClusterTest]; de Chaisemartin and Ramirez-Cuellar
/// (2024), At what level should one cluster standard errors in paired and small-strata experiments?, AEJ:
/// Applied 16(1). doi:10.1257/app.20210252 (blocks as clusters).
///
/// @param options how it is done
public record WildClusterBootstrap(WildOptions options) implements TotalsEstimator {
    // Each block of several units per arm is a column of the regression.
    private static final int MOST_BLOCKS = 200;

    /// @return restricted residuals, all sign combinations for up to 16 clusters
    public static WildClusterBootstrap defaults() {
        return new WildClusterBootstrap(WildOptions.defaults());
    }

    @Override
    public String name() {
        return "wild cluster bootstrap";
    }

    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        RandomisedUnits units = totals.units();
        int treatment = units.armOf(question.treatment());
        int control = units.armOf(question.control());
        int[] unit = IntStream.range(0, totals.size())
                .filter(u -> totals.rows(u) > 0 && (units.arm(u) == treatment || units.arm(u) == control))
                .toArray();
        int[] block = Arrays.stream(unit)
                .map(u -> units.blockName().isPresent() ? units.block(u) : 0)
                .toArray();
        int[] labels = Arrays.stream(block).sorted().distinct().toArray();
        for (int i = 0; i < block.length; i++) {
            block[i] = Arrays.binarySearch(labels, block[i]);
        }
        int blocks = labels.length;
        boolean pairs = blocks > 1 && onePerArm(totals, unit, block, blocks, treatment);
        if (!pairs && blocks > MOST_BLOCKS) {
            throw BootstrapCode.NO_STATISTIC.error(
                    "a wild cluster bootstrap with " + blocks + " blocks of several units per arm",
                    "every block is a column of the regression of each replicate, and more than " + MOST_BLOCKS
                            + " would take minutes",
                    "use CR2 with Satterthwaite df: with so many units it needs no bootstrap");
        }
        WildClusterTest test = test(totals, unit, block, blocks, pairs, treatment);
        ConfidenceDistribution effect = new Inverted(test);
        String noun = pairs ? "pairs" : "clusters";
        String method = "wild cluster bootstrap of " + test.clusters() + " " + noun + ", "
                + (test.isRestricted() ? "restricted" : "unrestricted") + ", "
                + (test.isEnumerated()
                        ? "all " + test.replicates() + " combinations of signs"
                        : Words.count(test.replicates(), "draw") + " of "
                                + (test.weights() == WildWeights.WEBB ? "Webb's factors" : "signs"));
        EffectEstimate estimate = new EffectEstimate(
                "effect of " + question.treatment() + " on " + question.outcome() + " over rows"
                        + (question.covariates().isEmpty() ? "" : ", adjusted")
                        + (blocks > 1 ? ", within blocks" : ""),
                method,
                test.estimate(),
                OptionalDouble.of(test.standardError()),
                OptionalDouble.empty(),
                interval(test, question, effect, method),
                p(test, question, effect),
                question.hypothesis(),
                totals.rowsIn(treatment) + totals.rowsIn(control),
                unit.length,
                List.of(),
                List.of());
        return estimate.withDiagnostics(diagnostics(test, question, noun));
    }

    private static boolean onePerArm(UnitTotals totals, int[] unit, int[] block, int blocks, int treatment) {
        int[][] count = new int[blocks][2];
        for (int i = 0; i < unit.length; i++) {
            count[block[i]][totals.units().arm(unit[i]) == treatment ? 1 : 0]++;
        }
        return Arrays.stream(count).allMatch(own -> own[0] == 1 && own[1] == 1);
    }

    /// Columns: the constant and blocks beyond the first, covariates, arm, outcome, means taken off the latter.
    /// Pairs have their own means taken off instead: a constant within a cluster drops out of every replicate.
    private WildClusterTest test(UnitTotals totals, int[] unit, int[] block, int blocks, boolean pairs, int treatment) {
        int covariates = totals.outcome();
        int dummies = pairs ? 0 : blocks; // the constant first
        int c = dummies + covariates + 2;
        double[][] mean = new double[unit.length][c];
        double[] rows = new double[unit.length];
        long all = 0;
        for (int i = 0; i < unit.length; i++) {
            int u = unit[i];
            rows[i] = totals.weight(u);
            all += totals.rows(u);
            for (int k = 0; k < covariates; k++) {
                mean[i][dummies + k] = totals.mean(u, k);
            }
            mean[i][c - 2] = totals.units().arm(u) == treatment ? 1 : 0;
            mean[i][c - 1] = totals.mean(u);
        }
        centre(mean, rows, pairs ? block : new int[unit.length], pairs ? blocks : 1);
        for (int i = 0; i < unit.length && dummies > 0; i++) {
            mean[i][0] = 1;
            if (block[i] > 0) {
                mean[i][block[i]] = 1;
            }
        }
        double[][][] grams = new double[pairs ? blocks : unit.length][c][c];
        for (int i = 0; i < unit.length; i++) {
            double[][] own = grams[pairs ? block[i] : i];
            for (int a = 0; a < c; a++) {
                for (int b = 0; b < c; b++) {
                    own[a][b] += rows[i] * mean[i][a] * mean[i][b];
                    int x = column(a, dummies, covariates);
                    int y = column(b, dummies, covariates);
                    if (x >= 0 && y >= 0) {
                        own[a][b] += totals.product(unit[i], x, y);
                    }
                }
            }
        }
        return WildClusterTest.ofSums(grams, all, pairs ? blocks : 0, options);
    }

    /// The column of the totals, -1 for those that do not vary within units.
    private static int column(int a, int dummies, int covariates) {
        return a < dummies || a == dummies + covariates ? -1 : a < dummies + covariates ? a - dummies : covariates;
    }

    private static void centre(double[][] mean, double[] rows, int[] group, int groups) {
        int c = mean[0].length;
        double[][] sum = new double[groups][c];
        double[] total = new double[groups];
        for (int i = 0; i < mean.length; i++) {
            total[group[i]] += rows[i];
            for (int j = 0; j < c; j++) {
                sum[group[i]][j] += rows[i] * mean[i][j];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j < c; j++) {
                mean[i][j] -= sum[group[i]][j] / total[group[i]];
            }
        }
    }

    /// Two-sided p-values and limits by |t|, one-sided ones by t.
    private static Interval interval(
            WildClusterTest test, Question question, ConfidenceDistribution effect, String method) {
        Interval usual = question.hypothesis().interval(effect, question.level(), method);
        double level = usual.level();
        return switch (question.hypothesis()) {
            case Hypothesis.Equality _ -> {
                Interval own = test.interval(level);
                yield new Interval(own.lower(), own.upper(), level, method);
            }
            case Hypothesis.Equivalence _ ->
                new Interval(test.lower(question.level()), test.upper(question.level()), level, method);
            case Hypothesis.Superiority _, Hypothesis.NonInferiority _ ->
                new Interval(
                        usual.lower() instanceof Limit.Open open ? open : test.lower(level),
                        usual.upper() instanceof Limit.Open open ? open : test.upper(level),
                        level,
                        method);
        };
    }

    private static double p(WildClusterTest test, Question question, ConfidenceDistribution effect) {
        return question.hypothesis() instanceof Hypothesis.Equality(double value)
                ? test.twoSidedP(value)
                : question.hypothesis().p(effect);
    }

    private record Inverted(WildClusterTest test) implements ConfidenceDistribution {
        @Override
        public double above(double bound) {
            return test.upperP(bound);
        }

        @Override
        public double below(double bound) {
            return test.lowerP(bound);
        }

        @Override
        public double lower(double tail) {
            return test.lower(1 - tail).value();
        }

        @Override
        public double upper(double tail) {
            return test.upper(1 - tail).value();
        }
    }

    private static List<Diagnostic> diagnostics(WildClusterTest test, Question question, String noun) {
        List<Diagnostic> found = new ArrayList<>();
        double smallest = question.hypothesis().sides() == 2 ? test.smallestP() : 0.5 * test.smallestP();
        double alpha = 1 - question.level();
        if (test.isEnumerated() && smallest > alpha * (1 + 1e-9)) {
            found.add(BootstrapCode.COARSE.diagnostic(
                    noun,
                    smallest,
                    alpha,
                    "With " + test.clusters() + " " + noun + " no p-value is below " + BootstrapCode.number(smallest)
                            + "."));
        }
        return found;
    }
}
