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
    /// No choice of focal units.
    FOCAL(
            "G225",
            "a choice of focal units that is none",
            "A test of spillover holds the arms of focal units, compares their outcomes, and draws the arms of the others"
                    + " anew: it needs some of each.",
            "Take `share(0.5)`, `net(radius: 2)` or `apart()`."),
    /// The number of draws is none.
    DRAWS(
            "G226",
            "a number of draws that cannot be",
            "A randomisation test compares the observed assignment with at least one more.",
            "Take 9999 draws, or more for p-values below 0.001."),
    /// Everything is held.
    NOTHING_DRAWN(
            "G227",
            "no other arms to compare with",
            "Given what a test holds fixed, chance could not have handed out other arms, so that there is nothing to compare"
                    + " the arms with.",
            "Choose fewer focal units, or randomise more units or clusters."),
    /// The statistic is undefined.
    NO_STATISTIC(
            "G228",
            "a statistic that these arms have none of",
            "A correlation needs outcomes that differ, a difference nodes or edges on both sides, and a test of spillover"
                    + " focal nodes with neighbours whose arms could have been others.",
            "Measure more outcomes, or choose another statistic or other focal units."),
    /// The arms in the data are none that the design can draw.
    NOT_ADMISSIBLE(
            "G229",
            "arms that the design of the network cannot have drawn",
            "All assignments that the design admits have been listed, and the arms in the data are not among them: arms were"
                    + " changed after the draw, or the record belongs to other data.",
            "Compare the arms with the record, `copse assign … --replay RECORD`, and analyse nodes in the arm that they"
                    + " were given, not in the one that they took up."),
    /// A statistic of own arm for spillover.
    OWN_STATISTIC(
            "G230",
            "spillover tested by a statistic of own arm",
            "Spillover is what the treatment of others does. A statistic that changes with own arm would reject because of"
                    + " the direct effect.",
            "Take a statistic of neighbours, such as the share of treated ones."),
    /// A design whose conditional law is not known.
    NO_CONDITIONING(
            "G231",
            "a design that does not say what else it could have drawn around some units",
            "A test of spillover draws the arms of the others given those of the focal units. For screened designs, walks and"
                    + " clusters that are drawn anew this is known only where all assignments can be listed.",
            "Test for no effect at all, or randomise by coins, fixed numbers, clusters, strata, pairs or saturations."),
    /// No two regimes.
    NO_MIXTURE(
            "G232",
            "a comparison of two designs in an experiment with one",
            "Whether units influence one another shows where some clusters are randomised as wholes, and the units of others"
                    + " by themselves: without interference both give the same effect.",
            "Randomise by `mixed(by: cluster, share: 0.5, arms: control, treatment)`, or test for spillover by"
                    + " randomisation."),
    /// Too few clusters in a regime.
    THIN_REGIME(
            "G233",
            "fewer than two clusters in a part of a mixed design",
            "How much an estimate errs is seen from how clusters differ: treated ones, untreated ones, and those whose units"
                    + " were randomised. Each of the three needs two with outcomes.",
            "Randomise more clusters, or find out why outcomes are missing."),
    /// A word that names no test.
    UNKNOWN_TEST(
            "G234",
            "a test in networks that there is none of",
            "Tests go by a word each: that the treatment does nothing to anybody, that neighbours' treatment does nothing,"
                    + " and, under a mixed design, that clusters and units by themselves show the same effect.",
            "Take `no-effect`, `no-spillover` or `interference`."),
    /// A word that names no statistic.
    UNKNOWN_STATISTIC(
            "G235",
            "a statistic of networks that there is none of",
            "Randomisation tests in networks compare a number between assignments, and each goes by a word.",
            "Take `share`, `count`, `any` or `edges`; for a test of no effect at all also `own-arm` or `both`."),
    /// No p-value can be small enough.
    FEW(
            "network-test-cannot-reject",
            "a test in a network that can never reject",
            "Given what the test holds fixed there are so few other assignments that no p-value is below the level, whatever"
                    + " the data.",
            "Choose fewer focal units, or randomise more units or clusters."),
    /// A statistic that no draw changes.
    CONSTANT(
            "statistic-does-not-vary",
            "a statistic that is the same for all assignments",
            "What the test holds fixed leaves nothing to vary around the units that are compared: with a fixed number of"
                    + " treated in each group of friends, for one, the treated among a unit's friends follow from its"
                    + " own arm.",
            "Choose other focal units or another statistic. Where clusters of friends were randomised to regimes or"
                    + " saturations, compare these."),
    /// Some assignments have no statistic.
    CONDITIONAL(
            "undefined-rearrangements",
            "assignments without a statistic of the network",
            "Some assignments leave nothing to compare, such as no edge to a treated neighbour. The test is made among the"
                    + " others: it is the conditional test, given that the statistic is defined.",
            "Nothing needs to be done; the share of treated neighbours is defined for every assignment."),
    /// Strata with one cluster.
    STRATA_POOLED(
            "strata-pooled",
            "a stratum with one cluster of a kind",
            "In a stratum with one treated, one untreated, or one cluster whose units were randomised nothing is seen of how"
                    + " such clusters differ. Clusters are compared across strata instead, so that standard errors hold"
                    + " the differences between strata too and are too large rather than too small.",
            "Use fewer strata, with four clusters of each kind or more."),
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
    /// Few clusters.
    FEW_CLUSTERS(
            "few-clusters-for-interference",
            "an effect by saturation or regime with few clusters",
            "The standard error comes from how few clusters differ: with fewer than four degrees of freedom Student's t is"
                    + " only roughly right, and one odd cluster can carry the result.",
            "Hold it against a randomisation test, which needs no distribution; randomise more clusters next time."),
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
