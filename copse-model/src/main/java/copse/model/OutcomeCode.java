package copse.model;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Place;
import copse.error.Problem;
import org.jspecify.annotations.Nullable;

/// What can be wrong with the values of an outcome, given the family that is to explain them.
public enum OutcomeCode implements Explained {
    /// A category that has not two levels.
    LEVELS(
            "O101",
            "an outcome with other than two levels",
            "A yes/no outcome has two levels: the second is the success whose probability is modelled.",
            "Keep two levels (`--where`), say what they are (`--levels 'y=no|yes'`), or make a yes/no column of it first."),
    /// A share outside 0 to 1.
    SHARE(
            "O102",
            "a share outside 0 to 1",
            "A binomial family explains yes/no outcomes (0 and 1, two levels), successes out of trials, or shares of"
                    + " trials.",
            "Counts are explained by `--family poisson`, successes out of n by `y | trials(n)`, codes such as 1 and 2 are"
                    + " read by `factor(y)`."),
    /// A share between 0 and 1 whose trials are not known.
    TRIALS(
            "O103",
            "a share of unknown trials",
            "How far a share can be trusted hangs on the number of trials it is a share of.",
            "Name the column with the number of trials: `--weights n`. A share without trials is a number: leave the"
                    + " family out."),
    /// Successes or trials that are not whole.
    WHOLE_SUCCESSES(
            "O104",
            "successes that are not whole",
            "Successes and trials are counted. Where a share is given, the share times its trials must be whole to"
                    + " within 0.001.",
            "Give the successes themselves (`s | trials(n)`), or the share with more digits."),
    /// More successes than trials.
    TOO_FEW_TRIALS(
            "O105",
            "more successes than trials",
            "Successes are some of the trials. In `s | trials(n)` the second number is that of all trials, in"
                    + " `cbind(s, f)` that of failures.",
            "Check which of the two is meant; leave rows out where the counts contradict each other."),
    /// A negative count.
    NEGATIVE(
            "O106",
            "a negative count",
            "Counts are 0 or more.",
            "Leave such rows out if the number means something else (`--where 'y >= 0'`); a number that may be negative"
                    + " is explained by a gaussian model."),
    /// A count that is not whole.
    NOT_WHOLE(
            "O107",
            "a count that is not whole",
            "Poisson and negative binomial families explain whole numbers.",
            "For a rate, explain the count and give the exposure as `offset(log(exposure))`; for a positive measurement"
                    + " use `--family Gamma`."),
    /// A number that is not above 0.
    NOT_POSITIVE(
            "O108",
            "a number that is not positive",
            "A Gamma family explains numbers above 0.",
            "Leave such rows out if they mean something else (`--where 'y > 0'`), or use a gaussian model."),
    /// A number of trials that is not whole, for a family that needs it so.
    WHOLE_TRIALS(
            "O109",
            "trials that are not whole",
            "A beta-binomial outcome is a number of successes out of a whole number of trials.",
            "Weights of any kind are taken by `--family binomial`.");

    private final Explanation explanation;

    OutcomeCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// The exception for a case of this problem.
    ///
    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    /// @param place where in the formula, null if nowhere in particular
    /// @return to be thrown
    InputException at(String what, String why, String fix, @Nullable Place place) {
        return new InputException(new Problem(code(), what, why, fix, place));
    }
}
