package copse.interference;

import copse.error.Diagnostic;
import copse.exposure.Contrast;
import copse.exposure.Exposure;
import copse.exposure.ExposureProbabilities;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The nodes that a contrast of two conditions is about: those that the design can put into either.
///
/// @param contrast the two conditions
/// @param probability of the condition by node, 0 for nodes that are not in the contrast
/// @param reference probability of the other condition by node, 0 likewise
/// @param nodes how many are in the contrast
/// @param notes what a reader must know of them
record ContrastNodes(Contrast contrast, double[] probability, double[] reference, int nodes, List<Diagnostic> notes) {
    /// A node that stands for more than this many others is worth a note.
    private static final double RARE = 0.01;

    static ContrastNodes of(NetworkSetting setting) {
        Contrast contrast = setting.contrast();
        ExposureProbabilities probabilities = setting.probabilities();
        int all = setting.nodes();
        double[] condition = new double[all];
        double[] reference = new double[all];
        int nodes = 0;
        int rare = 0;
        double smallest = 1;
        double error = 0;
        for (int node = 0; node < all; node++) {
            double p = probabilities.of(node, contrast.condition());
            double q = probabilities.of(node, contrast.reference());
            if (p > 0 && q > 0) {
                condition[node] = p;
                reference[node] = q;
                nodes++;
                double least = Math.min(p, q);
                smallest = Math.min(smallest, least);
                rare += least < RARE ? 1 : 0;
                error = Math.max(error, relativeError(probabilities, node, contrast));
            }
        }
        if (nodes == 0) {
            throw impossible(setting, contrast);
        }
        List<Diagnostic> notes = new ArrayList<>();
        outside(setting, condition, nodes, notes);
        furtherArms(setting, notes);
        if (setting.neighboursGoAlong()) {
            notes.add(InterferenceCode.GO_ALONG.of(
                    "neighbours",
                    0,
                    1,
                    "Own arms are compared, but nodes were not randomised by themselves: neighbours of treated nodes are"
                            + " treated more often, and what they do is in the contrast."));
        }
        if (rare > 0) {
            notes.add(InterferenceCode.RARE_EXPOSURE.of(
                    "probability",
                    smallest,
                    RARE,
                    Words.count(rare, "node") + String.format(Locale.ROOT, " of %,d", nodes)
                            + " have one of the conditions with a probability below " + Words.about(RARE)
                            + ", the smallest being " + Words.about(smallest) + "."));
        }
        if (error > 0) {
            notes.add(InterferenceCode.ESTIMATED_EXPOSURE.of(
                    "probability",
                    error,
                    0,
                    "Probabilities of exposure are estimated from random draws of the design, with a standard error"
                            + " of up to " + Words.percent(error) + " of their value."));
        }
        return new ContrastNodes(contrast, condition, reference, nodes, List.copyOf(notes));
    }

    private static void furtherArms(NetworkSetting setting, List<Diagnostic> notes) {
        boolean counted = switch (setting.question().exposure()) {
            case Exposure.FourWay _, Exposure.Count _, Exposure.Share _ -> true;
            case Exposure.Own _, Exposure.Full _, Exposure.Fraction _, Exposure.KHop _ -> false;
        };
        long further = IntStream.range(0, setting.sides().arms())
                .filter(arm -> !setting.sides().treated(arm) && !setting.sides().control(arm))
                .count();
        if (counted && further > 0) {
            notes.add(InterferenceCode.FURTHER_ARMS.of(
                    "arms",
                    further,
                    0,
                    "The design has " + Words.count(further, "further arm") + ": neighbours there count like those in "
                            + setting.question().control() + "."));
        }
    }

    private static double relativeError(ExposureProbabilities probabilities, int node, Contrast contrast) {
        double condition =
                probabilities.error(node, contrast.condition()) / probabilities.of(node, contrast.condition());
        double reference =
                probabilities.error(node, contrast.reference()) / probabilities.of(node, contrast.reference());
        return Math.max(condition, reference);
    }

    private static void outside(NetworkSetting setting, double[] condition, int nodes, List<Diagnostic> notes) {
        int isolated = 0;
        int isolatedOutside = 0;
        for (int node = 0; node < condition.length; node++) {
            if (setting.network().graph().degree(node) == 0) {
                isolated++;
                isolatedOutside += condition[node] == 0 ? 1 : 0;
            }
        }
        if (isolated > 0) {
            notes.add(InterferenceCode.ISOLATED.of(
                    "nodes",
                    isolated,
                    0,
                    Words.count(isolated, "node") + (isolated == 1 ? " has" : " have") + " no neighbours and "
                            + (isolatedOutside == isolated
                                    ? (isolated == 1 ? "is" : "are") + " left out of this contrast."
                                    : isolatedOutside == 0
                                            ? (isolated == 1 ? "counts" : "count") + " by the own arm."
                                            : "count by the own arm, but for " + isolatedOutside
                                                    + " left out of this contrast.")));
        }
        int outside = condition.length - nodes - isolatedOutside;
        if (outside > 0) {
            notes.add(InterferenceCode.OUTSIDE.of(
                    "nodes",
                    outside,
                    0,
                    Words.count(outside, "node") + String.format(Locale.ROOT, " of %,d", condition.length)
                            + " with neighbours can never be in both conditions: the effect is that on the other "
                            + String.format(Locale.ROOT, "%,d", nodes) + "."));
        }
    }

    private static RuntimeException impossible(NetworkSetting setting, Contrast contrast) {
        List<String> names = setting.question().exposure().conditions();
        return InterferenceCode.IMPOSSIBLE.error(
                "no node can be `" + names.get(contrast.condition()) + "` and, in another assignment, `"
                        + names.get(contrast.reference()) + "`",
                "under `" + setting.randomisation().design().print() + "` and exposure `"
                        + setting.question().exposure().print()
                        + "` one of the two has probability 0 at each of " + Words.count(setting.nodes(), "node"),
                "take a less strict exposure, such as `fraction(q: 0.75)`, or clusters that cut fewer edges");
    }
}
