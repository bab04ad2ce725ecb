package copse.loo;

import copse.error.Diagnostic;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Problem;

/// What keeps models from being compared by their predictions, and what to know before believing a comparison.
public enum LooCode implements Explained {
    /// Models of other data.
    DIFFERENT_DATA(
            "B301",
            "models of different data",
            "Predictive densities can be compared for the same outcomes of the same rows alone. Models that use different"
                    + " columns drop different rows with missing values; an outcome on another scale (log y for y) has"
                    + " another density.",
            "Fit all models to the same rows (--where 'x IS NOT NULL' on every column that any of them uses) and the same"
                    + " outcome."),
    /// Nothing to compare with.
    TOO_FEW_MODELS(
            "B302",
            "a comparison with fewer than two models",
            "Differences and weights are between models.",
            "Give two or more saved results: copse compare first.json second.json."),
    /// Densities that were found in different ways.
    DIFFERENT_METHODS(
            "B303",
            "predictive densities found in different ways",
            "Leaving out rows one at a time, in folds and by groups asks different questions: their densities differ"
                    + " also for one and the same model.",
            "Cross-validate all models in the same way, with the same folds."),
    /// Folds that leave nothing out or nothing over.
    FOLDS(
            "B304",
            "a number of folds that cannot be",
            "Cross-validation in folds leaves each observation, or group, out once, together with the others of its"
                    + " fold: there are at least 2 folds, and at most as many as observations or groups.",
            "Ask for 10 folds, or for fewer where there are few groups."),
    /// Importance sampling that fails.
    HIGH_K(
            "pareto-k",
            "observations that importance sampling cannot leave out",
            "Leave-one-out reweights the posterior instead of fitting the model again. Where a single observation pulls"
                    + " the posterior towards itself, the weights have such a long tail (Pareto k above 0.7) that a few"
                    + " draws decide the result. An effect of its own for each row does this to every row.",
            "Where there are few, copse bayes --loo fits the model again without each of them. Where there are many,"
                    + " rows cannot be left out one by one: leave out folds (LeaveOut.folds in Java). Look at the"
                    + " observations: they may be miscoded, or ask for a family with more variation."),
    /// WAIC that fails.
    LARGE_PENALTY(
            "waic-penalty",
            "observations whose log likelihood varies too much for WAIC",
            "WAIC approximates leave-one-out by a variance. Above about 0.4 for one observation the approximation fails,"
                    + " without saying in which direction.",
            "Take PSIS-LOO, which comes with the same result and fails later."),
    /// Models that predict alike.
    CLOSE(
            "close-models",
            "models that predict about equally well",
            "Where the difference of elpd is below 4, its standard error is not to be trusted and either model may be the"
                    + " better one: the data do not tell.",
            "Choose by what the question needs, or average the models by their stacking weights."),
    /// Few rows.
    FEW_ROWS(
            "few-rows-to-compare",
            "a comparison on few observations",
            "With fewer than 100 observations the standard error of a difference of elpd is too small by up to a factor"
                    + " of about two.",
            "Take differences seriously from four standard errors on.");

    private final Explanation explanation;

    LooCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    InputException input(String what) {
        return new InputException(new Problem(code(), what, meaning(), advice()));
    }

    Diagnostic diagnostic(String parameter, double value, double threshold, String meaning) {
        return new Diagnostic(code(), parameter, value, threshold, meaning, advice());
    }
}
