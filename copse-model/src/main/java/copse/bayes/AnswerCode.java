package copse.bayes;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Place;
import copse.error.Problem;
import copse.error.Suggestion;
import java.util.List;

/// Questions to a Bayesian fit that have no answer as they are put.
public enum AnswerCode implements Explained {
    /// A group without effect.
    UNKNOWN_GROUP(
            "B330",
            "a group that the model has not seen",
            "An effect in the groups observed takes each group's own effect, which is known for the groups of the data"
                    + " alone.",
            "Ask for the mean over groups, which holds for new ones; predictions draw the effects of new groups."),
    /// A value that no row has.
    NO_ROWS(
            "B331",
            "a check of rows that there are none of",
            "A statistic of the rows with one value of a column was asked for, and no complete row has the value.",
            "Take one of the values that the message lists."),
    /// A statement about parameters that cannot be read.
    HYPOTHESIS(
            "B332",
            "a hypothesis that cannot be read",
            "A hypothesis compares expressions of the fit's parameters: names as the summary prints them, numbers,"
                    + " + - * / ^, parentheses, exp, log, sqrt and abs.",
            "Write, for instance, --hypothesis 'arm[b] - arm[a] > 0' or --hypothesis '-0.1 < age < 0.1'."),
    /// A statement that numbers are equal.
    EQUALITY(
            "B333",
            "a hypothesis that a number has one exact value",
            "A parameter with a density is equal to a given number with probability 0, whatever the data.",
            "Ask whether it is close: --hypothesis '-0.1 < age < 0.1', with limits inside of which the difference is of"
                    + " no importance."),
    /// A grouping factor that the model does not have.
    NO_GROUPING(
            "B334",
            "a grouping factor that the model does not have",
            "Leaving groups out needs a grouping factor of the formula, whose effects are integrated out.",
            "Take one of the grouping factors that the message lists."),
    /// Effects that are not integrated.
    NO_INTEGRAL(
            "B335",
            "groups whose effects are not integrated out",
            "Leaving a group out without a new fit integrates over the group's effects: in closed form for gaussian"
                    + " outcomes, else by quadrature over at most three effects and with one shape.",
            "Leave groups out by fitting again: cross-validation by group."),
    /// Rows kept that lack a column.
    LOST_COLUMNS(
            "B339",
            "rows left out that a column rests on",
            "A fold held all rows that tell about a column, such as those of a level, so that the model cannot be"
                    + " fitted to the others.",
            "Take more folds or another seed, or leave rows out one by one, which needs no new fit for most.");

    private final Explanation explanation;

    AnswerCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    static InputException equality(String text, int at) {
        return new InputException(new Problem(
                EQUALITY.code(),
                "a hypothesis that a number has one exact value",
                "its probability is 0 whatever the data, since the posterior is a density",
                "ask whether it is close, as `-0.1 < x < 0.1` does",
                new Place("hypothesis", 0, text, at, at + 1)));
    }

    static InputException noGrouping(String group, List<String> names) {
        return new InputException(new Problem(
                NO_GROUPING.code(),
                "no grouping factor `" + group + "` in the model",
                names.isEmpty() ? "it has none" : "it has: " + String.join(", ", names),
                Suggestion.didYouMean(group, names, "take a grouping factor of the formula")));
    }

    static InputException lostColumns(List<String> columns) {
        return new InputException(new Problem(
                LOST_COLUMNS.code(),
                "without a fold nothing is known about `" + String.join("`, `", columns) + "`",
                "all rows that tell about it are in that fold",
                "take more folds or another seed, or leave rows out one by one"));
    }

    static InputException noIntegral(String group, int effects) {
        return new InputException(new Problem(
                NO_INTEGRAL.code(),
                "the effects of `" + group + "` are not integrated out here",
                effects > GroupIntegral.MOST_EFFECTS
                        ? "its groups have " + effects + " effects each, and quadrature takes at most "
                                + GroupIntegral.MOST_EFFECTS
                        : "the shape of the outcome differs from row to row",
                "fit again without each group: cross-validation by group"));
    }

    static InputException noRows(PredictiveStatistic.Within within, List<String> values) {
        return new InputException(new Problem(
                NO_ROWS.code(),
                "no rows where `" + within.column() + "` is `" + within.value() + "`",
                "its values are: " + String.join(", ", values),
                Suggestion.didYouMean(within.value(), values, "take one of those listed")));
    }
}
