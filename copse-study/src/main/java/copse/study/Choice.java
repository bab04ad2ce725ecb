package copse.study;

import copse.estimate.BlockedMeans;
import copse.estimate.EffectEstimator;
import copse.estimate.GeneralisedMixedModel;
import copse.estimate.MatchedPairs;
import copse.estimate.MixedModel;
import copse.estimate.OutcomeKind;
import copse.estimate.RandomBlocks;
import copse.estimate.Regression;
import copse.estimate.UnitMeans;
import java.util.ArrayList;
import java.util.List;

/// An analysis that a design implies, with the reason.
///
/// docs/decisions/055-analysis-follows-from-design.md has the table and the arguments.
///
/// @param estimator the analysis
/// @param reason in a sentence without a full stop
record Choice(EffectEstimator estimator, String reason) {
    /// Clusters from which on a mixed model is preferred to a t-test of their means: below, its variance
    /// components are hardly known, and the t-test needs none.
    static final int MANY = 20;

    /// Clusters up to which shares and rates are compared by a t-test of clusters: a logistic model with fewer
    /// is too sure, or loses power (Thompson et al. 2022).
    static final int FEW_FOR_SHARES = 30;

    /// Events in an arm that a model of shares or rates asks for, for each of its columns.
    private static final int EVENTS_PER_COLUMN = 10;

    /// @param setting design and data
    /// @param options draws and seed
    /// @return what to try, the best first; a later one takes over where an earlier one has no answer
    static List<Choice> of(Setting setting, AnalysisOptions options) {
        List<Choice> choices = new ArrayList<>(byDraws(setting, options));
        choices.addAll(ofStandardErrors(setting));
        return choices;
    }

    private static List<Choice> byDraws(Setting setting, AnalysisOptions options) {
        if (!(setting.rerandomised() || setting.walked()) || !setting.rebuilt()) {
            return List.of();
        }
        return List.of(new Choice(
                Method.RANDOMISATION.estimator(setting, options),
                setting.walked()
                        ? "a walk made the arms alike, which no formula for a standard error knows: the test runs over"
                                + " walks of the same design"
                        : "only assignments count that passed the criterion of the design: the test runs over these"
                                + " alone"));
    }

    /// @param setting design and data
    /// @return those that have a standard error
    static List<Choice> ofStandardErrors(Setting setting) {
        List<Choice> choices = new ArrayList<>();
        if (setting.block().isPresent()) {
            blocked(setting, choices);
        } else if (setting.clustered()) {
            clustered(setting, choices);
        } else {
            units(setting, choices);
        }
        return choices;
    }

    private static void blocked(Setting setting, List<Choice> choices) {
        String block = setting.experiment().units().blockName().orElse("block");
        String blocks = block.equals("stratum") ? "strata" : block + "s";
        String noun = setting.clustered() ? "cluster" : "unit";
        if (!setting.question().covariates().isEmpty()) {
            String reason = "arms were handed out within " + blocks
                    + ", which are kept together; covariates explain part of" + " the variance";
            if (setting.clustered()) {
                mixed(setting, reason, choices);
            } else {
                choices.add(
                        new Choice(Regression.ofUnits(Regression.Adjustment.LIN).withBlocks(), reason));
                choices.add(new Choice(
                        Regression.ofUnits(Regression.Adjustment.ANCOVA).withBlocks(), reason));
            }
        } else if (setting.matched()) {
            choices.add(new Choice(
                    MatchedPairs.equal(),
                    noun + "s were matched and randomised within each " + block + ", so differences within " + blocks
                            + " are what repeats"));
        }
        choices.add(new Choice(
                BlockedMeans.ofUnits(),
                "arms were handed out within " + blocks + ", so arms are compared within them"));
        String single = "arms were handed out within " + blocks + ", some of which "
                + (setting.matched() ? "have lost a " + noun : "have one " + noun + " in an arm")
                + ": a model with a mean per " + block + " takes what the others tell";
        if (setting.clustered()) {
            mixed(setting, single, choices);
        }
        choices.add(new Choice(Regression.ofUnits(Regression.Adjustment.NONE).withBlocks(), single));
    }

    /// Few blocks have a mean each, as they were chosen and not drawn; many are taken as drawn.
    private static void mixed(Setting setting, String reason, List<Choice> choices) {
        if (setting.fewBlocks()) {
            choices.add(new Choice(MixedModel.kenwardRoger().withBlocks(), reason));
        }
        choices.add(new Choice(RandomBlocks.kenwardRoger(), reason));
    }

    private static void clustered(Setting setting, List<Choice> choices) {
        if (setting.question().kind() != OutcomeKind.NUMBER) {
            shares(setting, choices);
            return;
        }
        boolean covariates = !setting.question().covariates().isEmpty();
        if (setting.units() < MANY && !covariates) {
            choices.add(new Choice(
                    UnitMeans.welch(),
                    "whole clusters were randomised, and " + setting.units() + " are few: a t-test of their means needs"
                            + " no variance component"));
        }
        choices.add(new Choice(
                MixedModel.kenwardRoger(),
                "whole clusters were randomised, so the cluster is a random effect"
                        + (covariates ? "; covariates explain part of the variance" : "")
                        + "; Kenward and Roger's correction is for few of them"));
        choices.add(new Choice(UnitMeans.welch(), "whole clusters were randomised: their means are compared"));
    }

    /// Outcomes that are yes or no, or counts, of clusters.
    private static void shares(Setting setting, List<Choice> choices) {
        boolean binary = setting.question().kind() == OutcomeKind.BINARY;
        String model = binary ? "logistic" : "Poisson";
        String what = binary ? "shares" : "rates";
        int columns = 1 + setting.question().covariates().size();
        long events = setting.fewestEvents();
        String means = "whole clusters were randomised: their " + what + " are compared";
        if (setting.units() > FEW_FOR_SHARES && events >= (long) EVENTS_PER_COLUMN * columns) {
            choices.add(new Choice(
                    GeneralisedMixedModel.defaults(),
                    "whole clusters were randomised and the outcome " + (binary ? "is yes or no" : "counts events")
                            + ", so a " + model + " model has the cluster as a random effect"
                            + (columns > 1 ? "; covariates explain part of the variance" : "") + "; its " + what
                            + " are averaged over clusters, so that the effect is a difference of " + what));
        } else {
            String few = setting.units() <= FEW_FOR_SHARES
                    ? setting.units() + " are few for a " + model + " mixed model, which needs some " + FEW_FOR_SHARES
                    : "in one arm it happened" + (binary ? ", or failed to," : "") + " " + events
                            + " times, which is little for a " + model + " model";
            means = "whole clusters were randomised, and " + few + ": a t-test of their " + what
                    + " needs no variance component";
            if (columns > 1) {
                choices.add(new Choice(
                        MixedModel.kenwardRoger(),
                        "whole clusters were randomised, and " + few + ": a linear model of " + what
                                + " with the cluster as a random effect takes the covariates, and Kenward and Roger's"
                                + " correction is for few of them"));
            }
        }
        choices.add(new Choice(UnitMeans.welch(), means));
    }

    private static void units(Setting setting, List<Choice> choices) {
        if (!setting.question().covariates().isEmpty()) {
            choices.add(new Choice(
                    Regression.ofUnits(Regression.Adjustment.LIN),
                    "units were randomised one by one; covariates are centred and cross the arm (Lin), which keeps the"
                            + " average effect and costs no precision in large samples"));
        }
        choices.add(new Choice(
                UnitMeans.welch(),
                "units were randomised one by one: the difference in means is unbiased, and Neyman's standard error is"
                        + " not too small"));
    }
}
