package copse.interference;

import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.PlanException;
import copse.error.Problem;

/// What can be wrong with effects by saturation and tests of interference, and what a reader of them must know.
public enum InterferenceTestCode implements Explained {
    /// No saturations were drawn.
    NO_SATURATIONS(
            "G221",
            "effects by saturation of a design without saturations",
            "Effects by saturation compare clusters in which different shares of the units were treated, by chance. Other"
                    + " designs leave that share to whatever comes out, or fix it.",
            "Randomise in two stages, such as `saturation(by: cluster, levels: 0=1, 0.5=1, within: untreated, treated)`, or"
                    + " estimate effects by exposure."),
    /// Too few clusters per saturation.
    THIN_SATURATIONS(
            "G222",
            "fewer than two saturations with two clusters each",
            "What a saturation does can be told from how clusters differ anyway only if several clusters have the same one.",
            "Randomise more clusters, or fewer saturations."),
    /// The design does not show the effect that is asked for.
    NOT_SHOWN(
            "G223",
            "an effect that these saturations do not show",
            "Spillover on the untreated needs untreated units at two saturations, the effect of treating everyone saturations"
                    + " from which that can be seen or drawn as a line.",
            "Ask for an effect that the design shows, or randomise clusters to the saturations 0 and 1 too."),
    /// Arms that stand the other way round.
    OTHER_ARMS(
            "G224",
            "other arms than those of the design",
            "A saturation is the share of units that get the second of the two arms within clusters: that one is the"
                    + " treatment, the first is the control.",
            "Name the arms as the design does."),
    /// A saturation that one cluster has.
    THIN_SATURATION(
            "thin-saturation",
            "a saturation of one cluster",
            "An arm at this saturation has outcomes of fewer than two clusters, from which nothing can be said about how"
                    + " clusters differ. It is left out.",
            "Randomise more clusters to each saturation."),
    /// Clusters where a saturation means nobody or everybody.
    CLUSTERS_TOO_SMALL(
            "cluster-too-small",
            "clusters in which some arm is impossible",
            "In a small cluster a share is rounded to nobody or everybody, so that its units could never have had one of the"
                    + " arms. They tell nothing about it, and comparisons by own arm leave them out.",
            "Use larger clusters, or rounding at random, which keeps the probability of each unit."),
    /// Nodes without neighbours.
    ISOLATED(
            "isolated-left-out",
            "nodes without neighbours left out",
            "A node without neighbours cannot be reached by what its neighbours get. Counted as one whose neighbours are"
                    + " untreated it would pass off own characteristics of loners as an effect.",
            "Nothing needs to be done; the effect is one on nodes with neighbours."),
    /// A joint test that there is none of.
    NO_JOINT_TEST(
            "no-joint-test-of-saturations",
            "no joint test over saturations",
            "A test over several saturations at once needs more clusters than there are saturations.",
            "Look at the effects one by one, or randomise more clusters.");

    private final Explanation explanation;

    InterferenceTestCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    DesignException error(String what, String why, String fix) {
        return new DesignException(new Problem(code(), what, why, fix));
    }

    InputException inputError(String what, String why, String fix) {
        return new InputException(new Problem(code(), what, why, fix));
    }

    PlanException planError(String what, String why, String fix) {
        return new PlanException(new Problem(code(), what, why, fix));
    }

    Diagnostic diagnostic(String parameter, double value, double threshold, String meaning) {
        return new Diagnostic(code(), parameter, value, threshold, meaning, advice());
    }
}
