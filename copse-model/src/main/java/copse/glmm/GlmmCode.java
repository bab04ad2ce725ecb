package copse.glmm;

import copse.error.Explained;
import copse.error.Explanation;

/// What can be wrong with a generalised linear mixed model, and what a reader of its result must know.
public enum GlmmCode implements Explained {
    /// Inverse link, integrated over normal random effects.
    NO_MEAN_OVER_GROUPS(
            "N340",
            "no mean over groups with the inverse link",
            "The mean is one over the linear predictor. With a normal random effect the linear predictor comes"
                    + " arbitrarily close to 0, so that the mean over groups does not exist.",
            "Ask for a typical group, or fit with the log link."),
    /// A change of something that the model does not have.
    NO_SUCH_PREDICTOR(
            "N341",
            "no such predictor",
            "Effects are those of the columns that the fixed part of the model uses, under their names in the data.",
            "Take one of the names listed."),
    /// A level that the factor does not have.
    NO_SUCH_LEVEL(
            "N342",
            "no such level of a factor",
            "A change goes from one level of a factor to another one; both must be levels of the rows fitted.",
            "Take levels of the factor, as listed."),
    /// A factor where a number is needed, or the reverse.
    WRONG_CHANGE(
            "N343",
            "a change that does not fit the predictor",
            "Factors change from level to level; numbers by a step, from value to value, or along their slope.",
            "Ask for a change that fits: `arm=b` of a factor, `age+10` of a number."),
    /// Odds ratio of something that is no share.
    WRONG_SCALE(
            "N344",
            "a scale that does not fit the outcome",
            "Odds are those of probabilities, and ratios those of means that are above 0.",
            "Take differences; ratios of counts, shares and positive numbers; odds ratios of shares."),
    /// A mean in the groups observed, of rows in other groups.
    UNKNOWN_GROUP(
            "N345",
            "a group that the model has not seen",
            "A mean in the groups observed takes the effect of each row's own group. Of a group without rows in the fit"
                    + " nothing is known but the distribution it comes from.",
            "Average over groups (population), or take a typical group.");

    private final Explanation explanation;

    GlmmCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
