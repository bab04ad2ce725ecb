package copse.interference;

import copse.error.Diagnostic;
import copse.estimate.Hypothesis;
import copse.estimate.RandomisationResult;
import copse.frame.Mask;
import copse.frame.Words;
import copse.lm.LmArrays;
import copse.lm.LmFit;
import copse.math.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Holds the statistic of the arms as they are against those of arms as they could have been.
///
/// @param setting network, design, question
/// @param data arms and outcomes
/// @param statistic what is compared
/// @param threads number of threads; the result does not depend on it
record NetworkComparison(NetworkSetting setting, NetworkData data, NetworkStatistic statistic, int threads) {
    // Assignments that are alike by symmetry differ by rounding, relative to the statistic and to the largest one.
    private static final double TIE = 1e-9;
    private static final double ROUNDING = 1e-13;

    /// @param hypothesis that is tested
    /// @param method which test, in words
    /// @param arms that could have been
    /// @param compared whether the outcome of a node may be compared, if it is there
    /// @param drawn whether the arm of each node may change
    /// @param notes what is known already
    /// @return the test
    NetworkTest run(
            String hypothesis,
            String method,
            Rearrangements arms,
            IntPredicate compared,
            boolean[] drawn,
            List<Diagnostic> notes) {
        requireSomeDrawn(arms, drawn);
        OwnArms own = OwnArms.of(
                setting.randomisation().design().arms(),
                setting.question().treatment(),
                setting.question().control());
        int[] used = IntStream.range(0, data.nodes())
                .filter(node -> data.arm()[node] >= 0 && !data.missing().get(node) && compared.test(node))
                .toArray();
        NeighbourSums sums = new NeighbourSums(setting.network().graph(), used, outcomes(used), own, statistic);
        double observed = used.length == 0 ? Double.NaN : sums.of(data.arm());
        if (Double.isNaN(observed)) {
            throw InterferenceTestCode.NO_STATISTIC.inputError(
                    "no " + statistic.label() + " for the arms as they are",
                    used.length == 0
                            ? "there is no node with an outcome, and with a neighbour whose arm could have been another"
                            : Words.count(used.length, "node") + " with outcomes differ in nothing that the statistic"
                                    + " compares",
                    "measure more outcomes, or choose another statistic or other focal units");
        }
        double[] values = new double[arms.size()];
        Tasks.run(
                (arms.size() + Rearrangements.BATCH - 1) / Rearrangements.BATCH,
                threads,
                batch -> arms.visit(batch, (index, arm) -> values[index] = sums.of(arm)));
        int free = 0;
        for (boolean one : drawn) {
            free += one ? 1 : 0;
        }
        return result(hypothesis, method, arms, observed, values, used.length, free, notes);
    }

    private static void requireSomeDrawn(Rearrangements arms, boolean[] drawn) {
        boolean none = true;
        for (boolean one : drawn) {
            none &= !one;
        }
        if (none || arms.isComplete() && arms.size() < 2) {
            throw InterferenceTestCode.NOTHING_DRAWN.error(
                    "there is one assignment to compare the arms with: themselves",
                    none
                            ? "every node shares its arm with a focal unit"
                            : "given what is held, no arm could have been another",
                    "choose fewer focal units: `share(0.25)`, or randomise more units or clusters");
        }
    }

    /// Outcomes less what covariates explain of them. Both are what they are whatever the arms, if the
    /// hypothesis holds.
    private double[] outcomes(int[] used) {
        double[] y = column(data.outcome(), used);
        if (data.covariates().length == 0 || used.length == 0) {
            return y;
        }
        LmArrays model = LmArrays.of(y).intercept();
        for (int j = 0; j < data.covariates().length; j++) {
            model = model.column("x" + j, column(data.covariates()[j], used));
        }
        LmFit fit = model.fit();
        for (int j = 0; j < data.covariates().length; j++) {
            if (fit.names().contains("x" + j)) {
                double slope = fit.beta("x" + j);
                double[] x = column(data.covariates()[j], used);
                for (int k = 0; k < y.length; k++) {
                    y[k] -= slope * x[k];
                }
            }
        }
        return y;
    }

    private static double[] column(double[] values, int[] used) {
        return Arrays.stream(used).mapToDouble(node -> values[node]).toArray();
    }

    private NetworkTest result(
            String hypothesis,
            String method,
            Rearrangements arms,
            double observed,
            double[] values,
            int nodes,
            int drawn,
            List<Diagnostic> notes) {
        boolean complete = arms.isComplete();
        Mask undefined = Mask.of(values.length, i -> Double.isNaN(values[i]));
        int compared = values.length - undefined.count();
        double mass = complete ? 0 : 1;
        double sum = complete ? 0 : observed;
        double largest = Math.abs(observed);
        for (int i = 0; i < values.length; i++) {
            if (!undefined.get(i)) {
                double weight = complete ? arms.probability(i) : 1;
                mass += weight;
                sum += weight * values[i];
                largest = Math.max(largest, Math.abs(values[i]));
            }
        }
        double mean = sum / mass;
        double expected = Math.abs(mean) <= ROUNDING * largest ? 0 : mean;
        double tie = TIE * Math.abs(observed) + ROUNDING * largest;
        // the observed assignment is one of the draws
        double greater = complete ? 0 : 1;
        double less = greater;
        double far = greater;
        double least = observed;
        double most = observed;
        for (int i = 0; i < values.length; i++) {
            if (!undefined.get(i)) {
                double weight = complete ? arms.probability(i) : 1;
                least = Math.min(least, values[i]);
                most = Math.max(most, values[i]);
                greater += values[i] >= observed - tie ? weight : 0;
                less += values[i] <= observed + tie ? weight : 0;
                far += Math.abs(values[i] - expected) >= Math.abs(observed - expected) - tie ? weight : 0;
            }
        }
        double p = Math.min(1, (statistic == NetworkStatistic.BOTH ? greater : far) / mass);
        List<Diagnostic> diagnostics = new ArrayList<>(notes);
        diagnostics.addAll(diagnostics(arms, undefined.count(), mass));
        if (most - least <= tie) {
            diagnostics.add(InterferenceTestCode.CONSTANT.diagnostic(
                    statistic.label(),
                    observed,
                    0,
                    "The " + statistic.label() + " is the same for all assignments that were compared: the test could"
                            + " not have rejected anything."));
        }
        return new NetworkTest(
                hypothesis,
                statistic,
                observed,
                expected,
                Math.min(1, greater / mass),
                Math.min(1, less / mass),
                p,
                compared,
                undefined.count(),
                complete,
                complete ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(p * (1 - p) / compared)),
                nodes,
                drawn,
                setting.question().level(),
                method + ", " + statistic.label() + ", "
                        + (complete ? "all " + Words.count(compared, "assignment") : Words.count(compared, "draw")),
                diagnostics);
    }

    private List<Diagnostic> diagnostics(Rearrangements arms, int undefined, double mass) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        double least = arms.isComplete()
                ? IntStream.range(0, arms.size())
                                .mapToDouble(arms::probability)
                                .min()
                                .orElse(1)
                        / mass
                : RandomisationResult.monteCarloP(0, arms.size() - (long) undefined);
        double alpha = 1 - setting.question().level();
        if (!Hypothesis.shown(least, setting.question().level())) {
            diagnostics.add(InterferenceTestCode.FEW.diagnostic(
                    "p",
                    least,
                    alpha,
                    "With " + Words.count(arms.size(), "assignment") + " to compare, no p-value is below "
                            + Words.about(least) + ": the test can never reject at " + Words.number(alpha) + "."));
        }
        if (undefined > 0) {
            diagnostics.add(InterferenceTestCode.CONDITIONAL.diagnostic(
                    statistic.label(),
                    undefined,
                    0,
                    Words.count(undefined, "assignment") + " of " + arms.size()
                            + " have no such statistic; the test is made among the others."));
        }
        return diagnostics;
    }
}
