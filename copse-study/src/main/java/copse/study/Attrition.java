package copse.study;

import copse.error.CopseException;
import copse.estimate.EffectEstimate;
import copse.estimate.Experiment;
import copse.estimate.Question;
import copse.estimate.UnitMeans;
import copse.estimate.UnitTotals;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import java.util.Locale;

/// Whether outcomes are missing as often in one arm as in the other.
///
/// The share of rows without an outcome is compared between units that were randomised, by their difference in
/// means with Neyman's standard error: rows of a cluster go missing together.
final class Attrition {
    private static final double LEVEL = 0.05;
    private static final String MISSING = " missing";

    private Attrition() {}

    /// @param experiment rows with arms
    /// @param question outcome and arms
    /// @param label of the outcome where there are several; else empty
    /// @return the check
    static Check check(Experiment experiment, Question question, String label) {
        String name = label.isEmpty() ? "outcomes" : "outcomes, " + label;
        UnitTotals totals = experiment.totals(question);
        int treatment = totals.units().armOf(question.treatment());
        int control = totals.units().armOf(question.control());
        long missing = totals.missing(treatment) + totals.missing(control);
        long rows = missing + totals.rowsIn(treatment) + totals.rowsIn(control);
        if (missing == 0) {
            return Check.met(name, "none of " + Counts.of(rows, "row") + " is without `" + question.outcome() + "`.");
        }
        String finding = Counts.of(missing, "row") + " of " + Counts.number(rows) + " without `" + question.outcome()
                + "`: " + share(totals, control, question.control()) + ", "
                + share(totals, treatment, question.treatment()) + ".";
        Frame frame = experiment.rows();
        Column outcome = frame.column(question.outcome());
        LogicalColumn gone = LogicalColumn.of(outcome.missing(), Mask.none(frame.rows()));
        try {
            EffectEstimate difference = UnitMeans.welch()
                    .estimate(
                            experiment.withRows(frame.with(MISSING, gone)),
                            Question.of(MISSING, question.treatment(), question.control()));
            double p = difference.p();
            return p < LEVEL
                    ? Check.unmet(name, finding, StudyCode.ATTRITION_DIFFERS.diagnostic(question.outcome(), p, LEVEL))
                            .withP(p)
                    : Check.noted(name, finding).withP(p);
        } catch (CopseException oneUnit) {
            return Check.noted(name, finding);
        }
    }

    private static String share(UnitTotals totals, int arm, String label) {
        double share = totals.missing(arm) / (double) (totals.missing(arm) + totals.rowsIn(arm));
        return String.format(Locale.ROOT, "%.1f %% in %s", 100 * share, label);
    }
}
