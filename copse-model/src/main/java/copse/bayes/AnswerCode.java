package copse.bayes;

import copse.error.Explained;
import copse.error.Explanation;

/// Questions to a Bayesian fit that have no answer as they are put.
public enum AnswerCode implements Explained {
    /// A group without effect.
    UNKNOWN_GROUP(
            "B330",
            "a group that the model has not seen",
            "An effect in the groups observed takes each group's own effect, which is known for the groups of the data"
                    + " alone.",
            "Ask for the mean over groups, which holds for new ones; predictions draw the effects of new groups.");

    private final Explanation explanation;

    AnswerCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
