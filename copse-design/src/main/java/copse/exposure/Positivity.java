package copse.exposure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Which conditions of exposure nodes can have at all under a design, and which only by rare luck: known before
/// the experiment, and the limit of what any analysis of it can say.
///
/// An effect between two conditions is that of the nodes that can have both. A node that has a condition with a
/// small probability p weighs 1/p when it has it: a few such nodes make a Horvitz-Thompson estimate useless.
///
/// Source: Aronow and Samii (2017), Ann. Appl. Stat. 11(4), section 4. doi:10.1214/16-AOAS1005
public final class Positivity {
    /// Below this a node is called rare if nothing else is said: it would weigh a hundred times.
    public static final double RARE = 0.01;

    private final ExposureProbabilities probabilities;
    private final double rare;
    private final List<Condition> conditions;

    /// How likely nodes are to have a condition.
    ///
    /// @param name of the condition
    /// @param expected number of nodes that have it on average
    /// @param impossible number of nodes that cannot have it; with probabilities from random assignments, that
    ///     never had it
    /// @param isolated number of those that have no neighbours
    /// @param rare number of nodes that can have it, but with a probability below the limit
    /// @param smallest smallest probability above 0; empty if no node can have it
    public record Condition(
            String name, double expected, int impossible, int isolated, int rare, OptionalDouble smallest) {}

    /// Whose effect a comparison of two conditions is.
    ///
    /// @param condition name of one
    /// @param reference name of the other
    /// @param nodes number of nodes that can have both: the effect is theirs
    /// @param isolated nodes without neighbours that cannot have both
    /// @param others nodes with neighbours that cannot have both
    /// @param rare nodes that can have both, one of them with a probability below the limit
    public record Compared(String condition, String reference, int nodes, int isolated, int others, int rare) {
        /// @return the numbers in words
        public String sentence() {
            int all = nodes + isolated + others;
            String both = "both `" + condition + "` and `" + reference + "`";
            if (nodes == all) {
                return "All " + count(all) + " nodes can be " + both + ".";
            }
            if (nodes == 0) {
                return "No node can be " + both + ".";
            }
            List<String> out = new ArrayList<>();
            if (isolated > 0) {
                out.add(count(isolated) + " without neighbours");
            }
            if (others > 0) {
                out.add(count(others) + " for whom the design rules one out");
            }
            return count(nodes) + " of " + count(all) + " nodes can be " + both
                    + ", and the effect is theirs; left out: " + String.join(", ", out) + ".";
        }
    }

    private Positivity(ExposureProbabilities probabilities, double rare, List<Condition> conditions) {
        this.probabilities = probabilities;
        this.rare = rare;
        this.conditions = conditions;
    }

    /// @param probabilities of exposure
    /// @return the report with the limit [#RARE]
    public static Positivity of(ExposureProbabilities probabilities) {
        return of(probabilities, RARE);
    }

    /// @param probabilities of exposure
    /// @param rare probability below which a node is called rare, in (0, 1)
    /// @return the report
    public static Positivity of(ExposureProbabilities probabilities, double rare) {
        List<Condition> conditions = new ArrayList<>();
        for (int k = 0; k < probabilities.conditions(); k++) {
            conditions.add(condition(probabilities, k, rare));
        }
        return new Positivity(probabilities, rare, List.copyOf(conditions));
    }

    private static Condition condition(ExposureProbabilities probabilities, int k, double rare) {
        double expected = 0;
        int impossible = 0;
        int isolated = 0;
        int rarely = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int node = 0; node < probabilities.nodes(); node++) {
            double p = probabilities.of(node, k);
            expected += p;
            if (p > 0) {
                smallest = Math.min(smallest, p);
                rarely += p < rare ? 1 : 0;
            } else {
                impossible++;
                isolated += probabilities.map().graph().degree(node) == 0 ? 1 : 0;
            }
        }
        return new Condition(
                probabilities.map().exposure().conditions().get(k),
                expected,
                impossible,
                isolated,
                rarely,
                smallest < Double.POSITIVE_INFINITY ? OptionalDouble.of(smallest) : OptionalDouble.empty());
    }

    /// @return the probabilities reported on
    public ExposureProbabilities probabilities() {
        return probabilities;
    }

    /// @return probability below which a node is called rare
    public double rare() {
        return rare;
    }

    /// @return one entry per condition, in the order of the exposure
    public List<Condition> conditions() {
        return conditions;
    }

    /// @param contrast two conditions
    /// @return whose effect their comparison is
    public Compared compared(Contrast contrast) {
        int nodes = 0;
        int isolated = 0;
        int others = 0;
        int rarely = 0;
        for (int node = 0; node < probabilities.nodes(); node++) {
            double least = Math.min(
                    probabilities.of(node, contrast.condition()), probabilities.of(node, contrast.reference()));
            if (least > 0) {
                nodes++;
                rarely += least < rare ? 1 : 0;
            } else if (probabilities.map().graph().degree(node) == 0) {
                isolated++;
            } else {
                others++;
            }
        }
        return new Compared(
                conditions.get(contrast.condition()).name(),
                conditions.get(contrast.reference()).name(),
                nodes,
                isolated,
                others,
                rarely);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
