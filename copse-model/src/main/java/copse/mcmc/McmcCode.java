package copse.mcmc;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.NumericException;
import copse.error.Problem;

/// What can be wrong with a run of the sampler.
public enum McmcCode implements Explained {
    /// No point to start from.
    NO_START(
            "B201",
            "no point at which the density can be computed",
            "The sampler starts around a point of high density. There and nearby the log density or a derivative of it"
                    + " is not a finite number.",
            "Scale the variables of the model so that sensible parameters are between -10 and 10, and keep priors proper."),
    /// Settings that cannot be.
    SETTINGS(
            "B202",
            "settings of the sampler that cannot be",
            "Chains, draws and threads are counted from 1, warm-up from 0; the acceptance aimed at lies between 0 and 1,"
                    + " and a tree has 1 to 20 levels.",
            "Leave the setting out: 4 chains of 1000 + 1000 draws at acceptance 0.8 are the defaults."),
    /// A state that does not fit.
    NOT_RESUMED(
            "B203",
            "a run that cannot be resumed from this",
            "A chain goes on exactly as it would have gone on, which needs the same model, data, seed and warm-up, and"
                    + " all draws that its state counts.",
            "Resume with the settings and data that the run began with, or start anew."),
    /// A covariance that is none.
    METRIC(
            "B204",
            "a first metric that is not a covariance",
            "A start brings an approximation of the density's covariance: positive definite, and of as many coordinates"
                    + " as the density has.",
            "Take Start.origin(dimension): the warm-up finds the scales.");

    private final Explanation explanation;

    McmcCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    NumericException numeric(String what) {
        return new NumericException(new Problem(code(), what, meaning(), advice()));
    }

    InputException input(String what) {
        return new InputException(new Problem(code(), what, meaning(), advice()));
    }
}
