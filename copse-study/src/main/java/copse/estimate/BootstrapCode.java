package copse.estimate;

import copse.error.Diagnostic;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Problem;
import java.util.Locale;

/// What can be wrong with a bootstrap, and what a reader of one must know.
public enum BootstrapCode implements Explained {
    /// Too few draws for what is asked of them.
    FEW_REPLICATES(
            "E301",
            "too few draws of a bootstrap",
            "Limits are read off the sorted draws, p-values are shares of them: draws too few to reach into the tails"
                    + " cannot say where the tails are.",
            "Draw more: 1999 for limits at 95 % (a number B such that (B + 1)(1 − level)/2 is whole), 9999 for"
                    + " p-values."),

    /// Nothing to draw from.
    ONE_UNIT(
            "E302",
            "one unit to resample from",
            "A group of one unit gives the same unit at every draw, so that the bootstrap would see no variation where"
                    + " there is some.",
            "Resample a larger group, such as whole pairs instead of units within an arm of a pair, or use a"
                    + " randomisation test."),

    /// Replicates in which the effect could not be computed.
    FAILED_REPLICATES(
            "E303",
            "too many replicates without a result",
            "A replicate fails where the resampled data have no unit in an arm, or a model cannot be fitted to them."
                    + " What is left is no sample of the estimator.",
            "Resample units within arms, or use fewer covariates."),

    /// Some replicates in which the effect could not be computed.
    LEFT_OUT(
            "bootstrap-left-out",
            "replicates without a result are left out",
            "Some draws hold no unit of an arm, or copies of so few units that nothing is left to tell an error by. They"
                    + " are left out; few of them change little.",
            "Use a randomisation test if they are more than a few in a hundred."),

    /// Draws that do not spread around the estimate.
    NO_SPREAD(
            "E304",
            "draws that do not surround the estimate",
            "The correction for bias compares the estimate with the draws. Where all of them lie on one side of it, or"
                    + " are equal, there is nothing to correct by.",
            "Ask for the percentile or the basic interval."),

    /// A statistic without a standard error.
    NO_STATISTIC(
            "E305",
            "an effect without a standard error",
            "A studentised bootstrap divides the effect by its standard error, which these data do not have.",
            "Leave out covariates or blocks that determine the arms; with one unit in an arm use a randomisation"
                    + " test."),

    /// A formula, rows or assignments that do not fit a rule of decision.
    BAD_RULE(
            "E306",
            "a formula or rows that do not fit the rule",
            "A rule of decision names its model, the column of the arms in it, and the groups in which rows are drawn;"
                    + " every unit needs rows in every population, and an arm in every assignment.",
            "Change the part that the message names."),

    /// Rows were resampled, units were randomised.
    BELOW_RANDOMISED(
            "resampled-below-randomised",
            "rows were resampled, but units were randomised",
            "The draws keep the units as they are, so the interval says how the result would vary if the same units were"
                    + " measured again. It leaves out that other units could have been treated, which is most of the"
                    + " uncertainty, and more rows per unit do not bring it back.",
            "Resample the units that were randomised (cluster bootstrap), or use a randomisation test, cluster-robust"
                    + " errors (CR2) or a mixed model with small-sample degrees of freedom."),

    /// An interval whose nominal level its draws cannot give.
    CONTENT(
            "bootstrap-content",
            "draws too few for the nominal level",
            "Between two of B sorted draws at positions a and b a further draw falls with probability (b − a)/(B + 1)."
                    + " With this rule and so few draws that is not the level that was asked for.",
            "Take B such that (B + 1)(1 − level)/2 is whole, and quantile type 6: 1999 draws at 90, 95 and 99 %."),

    /// Limits that another run would change visibly.
    MONTE_CARLO(
            "bootstrap-monte-carlo",
            "limits that depend on the seed",
            "Limits are made of random draws. Their Monte Carlo error is more than a twentieth of the interval's half"
                    + " width: another seed would visibly move them.",
            "Draw four times as many to halve the error."),

    /// Few units were resampled.
    FEW_UNITS(
            "bootstrap-few-units",
            "few units to resample",
            "Resampling n units understates their variance by the factor (n − 1)/n, and limits from percentiles do not"
                    + " know that few units call for wider tails: with fewer than some 40 they cover less than they say.",
            "Prefer a t-test of the units, CR2 with Satterthwaite df, or a randomisation test; of the bootstraps the"
                    + " studentised one is the least affected."),

    /// A test that cannot reject.
    COARSE(
            "bootstrap-smallest-p",
            "a test that cannot reject at this level",
            "All combinations of signs of few clusters give few different p-values, and the smallest possible one is"
                    + " above one less the level.",
            "Take Webb's factors, or a level that the number of clusters allows; the design would need more clusters.");

    private final Explanation explanation;

    BootstrapCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    /// @return the exception to throw
    public InputException error(String what, String why, String fix) {
        return new InputException(new Problem(code(), what, why, fix));
    }

    /// @param parameter what it is about
    /// @param value seen
    /// @param threshold it was held against
    /// @param particulars of the case, a sentence
    /// @return the diagnostic
    Diagnostic diagnostic(String parameter, double value, double threshold, String particulars) {
        return new Diagnostic(code(), parameter, value, threshold, particulars + " " + meaning(), advice());
    }

    /// @param value to be printed in a sentence
    /// @return with three significant digits, without an exponent between 1e-4 and 1e6
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
