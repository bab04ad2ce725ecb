package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;

/// The units with rows of the two arms that a question compares.
///
/// @param totals of all units
/// @param question what is asked
/// @param treated units of the treatment, ascending
/// @param controls units of the control, ascending
record Compared(UnitTotals totals, Question question, int[] treated, int[] controls) {
    /// Fewer units in an arm than this, and a t-test leans on outcomes of units being normal.
    private static final int FEW = 10;

    /// With fewer events in an arm intervals of shares undercover; from five on they hold from ten clusters on.
    private static final int FEW_EVENTS = 5;

    /// Sizes with a larger coefficient of variation make clusters count very differently.
    private static final double UNEQUAL = 0.5;

    /// For estimators of units that drew their arms in one stage.
    static Compared of(UnitTotals totals, Question question) {
        if (totals.units().inTwoStages()) {
            throw EstimateCode.TWO_STAGES.error(
                    "units drew after their clusters, or in clusters that were drawn with the arms",
                    "such units are not independent of each other, and no clusters are that could stand for them",
                    "weight by the design, which knows how units depend on each other: `--estimators hajek`");
        }
        return inAnyStage(totals, question);
    }

    /// For estimators that know the joint probabilities of arms.
    static Compared inAnyStage(UnitTotals totals, Question question) {
        RandomisedUnits units = totals.units();
        int treatment = units.armOf(question.treatment());
        int control = units.armOf(question.control());
        int[] treated = totals.unitsIn(treatment);
        int[] controls = totals.unitsIn(control);
        if (treated.length == 0 || controls.length == 0) {
            String empty = treated.length == 0 ? question.treatment() : question.control();
            throw EstimateCode.NO_OUTCOME.error(
                    "arm `" + empty + "` has no unit with an outcome `" + question.outcome() + "`",
                    "an effect compares outcomes of both arms",
                    "check whether the data hold all arms, or compare two arms that have outcomes");
        }
        return new Compared(totals, question, treated, controls);
    }

    /// @throws copse.error.InputException `E105` if an arm has one unit, so that no variance between units is
    ///     seen
    Compared requireTwo(String remedy) {
        requireTwo(treated, question.treatment(), remedy);
        requireTwo(controls, question.control(), remedy);
        return this;
    }

    private void requireTwo(int[] units, String arm, String remedy) {
        if (units.length < 2) {
            throw EstimateCode.ONE_UNIT.error(
                    "arm `" + arm + "` has one " + noun() + ", `"
                            + totals.units().id(units[0]) + "`"
                            + (totals.rows(units[0]) > 1 ? ", of " + Words.count(totals.rows(units[0]), "row") : ""),
                    "how much " + noun() + "s differ by themselves cannot be seen from one, and rows of one " + noun()
                            + " do not tell",
                    remedy);
        }
    }

    /// @return `cluster` if a unit has more than one row, else `unit`
    String noun() {
        for (int unit = 0; unit < totals.size(); unit++) {
            if (totals.rows(unit) > 1) {
                return "cluster";
            }
        }
        return "unit";
    }

    boolean hasClusters() {
        return noun().equals("cluster");
    }

    int units() {
        return treated.length + controls.length;
    }

    long rows() {
        long sum = 0;
        for (int unit : treated) {
            sum += totals.rows(unit);
        }
        for (int unit : controls) {
            sum += totals.rows(unit);
        }
        return sum;
    }

    /// @param counting who counts the same, such as `every cluster counting the same`
    String estimand(String counting) {
        return "average effect of " + question.treatment() + " against " + question.control() + " on "
                + question.outcome() + ", " + counting;
    }

    /// An effect with Student's t from these units.
    ///
    /// @param counting who counts the same, such as `every cluster counting the same`
    /// @param method how, in words
    /// @param value treatment less control
    /// @param se its standard error
    /// @param df degrees of freedom
    /// @param diagnostics what a reader must know
    EffectEstimate effect(
            String counting, String method, double value, double se, double df, List<Diagnostic> diagnostics) {
        return EffectEstimate.of(estimand(counting), method, value, se, df, question, rows(), units(), diagnostics);
    }

    /// What a reader of any estimate from these units must know.
    ///
    /// @param se standard error of the estimate
    List<Diagnostic> diagnostics(double se) {
        List<Diagnostic> found = new ArrayList<>();
        missing(found);
        int fewest = Math.min(treated.length, controls.length);
        if (fewest < FEW) {
            found.add(EstimateCode.FEW_UNITS.of(
                    noun(),
                    fewest,
                    FEW,
                    "The smaller arm has " + Words.count(fewest, noun()) + ": the reference distribution leans on the"
                            + " outcomes of " + noun() + "s being about normal."));
        }
        if (se == 0) {
            found.add(EstimateCode.ZERO_VARIANCE.of(
                    question.outcome(),
                    0,
                    0,
                    "The outcomes of " + noun() + "s do not vary within arms, so that the standard error is 0."));
        }
        sizes(found, se);
        events(found);
        return found;
    }

    private void events(List<Diagnostic> found) {
        if (question.kind() == OutcomeKind.NUMBER) {
            return;
        }
        double fewest = totals.fewestEvents(question);
        if (fewest < FEW_EVENTS) {
            found.add(EffectCode.FEW_EVENTS.of(
                    question.outcome(),
                    fewest,
                    FEW_EVENTS,
                    (fewest == 0
                                    ? "In one arm it never happened, or to everybody."
                                    : "In one arm it happened"
                                            + (question.kind() == OutcomeKind.BINARY ? ", or failed to," : "") + " "
                                            + Words.count(Math.round(fewest), "time") + " only.")
                            + " " + EffectCode.FEW_EVENTS.meaning()));
        }
    }

    private void missing(List<Diagnostic> found) {
        RandomisedUnits units = totals.units();
        long inTreatment = totals.missing(units.armOf(question.treatment()));
        long inControl = totals.missing(units.armOf(question.control()));
        if (inTreatment + inControl == 0) {
            return;
        }
        long all = rows() + inTreatment + inControl;
        double share = (double) (inTreatment + inControl) / all;
        found.add(EstimateCode.OUTCOME_MISSING.of(
                question.outcome(),
                share,
                0,
                Words.count(inTreatment + inControl, "row") + " of " + String.format(java.util.Locale.ROOT, "%,d", all)
                        + " lack the outcome, a covariate or a weight and are left out: "
                        + inTreatment + " in `" + question.treatment() + "`, " + inControl + " in `"
                        + question.control() + "`."));
    }

    private void sizes(List<Diagnostic> found, double se) {
        if (!hasClusters()) {
            return;
        }
        double cv = sizeCv();
        if (cv > UNEQUAL) {
            found.add(EstimateCode.UNEQUAL_SIZES.of(
                    "rows",
                    cv,
                    UNEQUAL,
                    "Numbers of rows per cluster vary much (coefficient of variation " + Words.about(cv)
                            + "), so that few large clusters carry much of a mean of rows."));
        }
        double equal = meanOfMeans(treated) - meanOfMeans(controls);
        double bySize = meanOfRows(treated) - meanOfRows(controls);
        double differ = Math.abs(equal - bySize);
        // rounding alone must not make sizes look informative where nothing varies
        if (differ > se && differ > 1e-9 * (Math.abs(equal) + Math.abs(bySize))) {
            found.add(EstimateCode.INFORMATIVE_SIZES.of(
                    question.outcome(),
                    differ,
                    se,
                    "With every cluster counting the same the difference is " + Words.about(equal)
                            + ", with every row counting the same " + Words.about(bySize)
                            + ": they differ by more than the standard error."));
        }
    }

    private double sizeCv() {
        double n = units();
        double mean = rows() / n;
        double squares = 0;
        for (int[] arm : List.of(treated, controls)) {
            for (int unit : arm) {
                double d = totals.rows(unit) - mean;
                squares += d * d;
            }
        }
        return Math.sqrt(squares / n) / mean;
    }

    /// @param units with rows
    /// @return mean of the units' means
    double meanOfMeans(int[] units) {
        double mean = 0;
        for (int i = 0; i < units.length; i++) {
            mean += (totals.mean(units[i]) - mean) / (i + 1);
        }
        return mean;
    }

    /// @param units with rows
    /// @return variance of the units' means, divisor n - 1
    double varianceOfMeans(int[] units) {
        double mean = meanOfMeans(units);
        double squares = 0;
        for (int unit : units) {
            double d = totals.mean(unit) - mean;
            squares += d * d;
        }
        return squares / (units.length - 1);
    }

    /// @param units with rows
    /// @return sum of the weights of their rows
    double weight(int[] units) {
        double sum = 0;
        for (int unit : units) {
            sum += totals.weight(unit);
        }
        return sum;
    }

    /// @param units with rows
    /// @return mean of their rows
    double meanOfRows(int[] units) {
        double weight = 0;
        double mean = 0;
        for (int unit : units) {
            weight += totals.weight(unit);
            mean += totals.weight(unit) / weight * (totals.mean(unit) - mean);
        }
        return mean;
    }
}
