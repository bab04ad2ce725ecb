package copse.bayes;

import copse.error.InputException;
import copse.error.Place;
import copse.error.Problem;
import copse.prior.Prior;

/// Whether a prior is one that a kind of parameter can have.
final class PriorFit {
    private PriorFit() {}

    /// @param positive whether the parameter is a standard deviation or a shape
    /// @return the prior as it is used: cut at 0 where the parameter is positive
    /// @throws InputException `B122` if it does not fit
    static Prior fitted(Priors.Statement statement, PriorTarget.Kind kind, boolean positive) {
        if (kind == PriorTarget.Kind.COR) {
            if (statement.prior() instanceof Prior.Lkj) {
                return statement.prior();
            }
            throw misfit(
                    statement,
                    "correlations cannot have the prior",
                    "correlations of several effects come as a matrix, whose prior is lkj(eta)",
                    "write `" + statement.target().text() + "=lkj(2)`");
        }
        return positive ? positive(statement, kind) : anywhere(statement);
    }

    private static Prior positive(Priors.Statement statement, PriorTarget.Kind kind) {
        Prior prior = statement.prior();
        return switch (prior) {
            case Prior.Normal _, Prior.StudentT _, Prior.Cauchy _, Prior.Laplace _ -> new Prior.Half(prior);
            case Prior.Flat _, Prior.Half _, Prior.Exponential _, Prior.Gamma _, Prior.InverseGamma _ -> prior;
            case Prior.Uniform uniform -> {
                if (uniform.upper() <= 0) {
                    throw nothingAbove(statement);
                }
                yield prior;
            }
            case Prior.Constant constant -> {
                if (constant.value() <= 0) {
                    throw nothingAbove(statement);
                }
                yield prior;
            }
            case Prior.Lkj _ -> throw notCorrelations(statement);
            case Prior.On on -> {
                if (kind != PriorTarget.Kind.SD && kind != PriorTarget.Kind.SIGMA) {
                    throw notStandardDeviation(statement);
                }
                boolean nested = on.prior() instanceof Prior.On
                        || on.prior() instanceof Prior.Constant
                        || on.prior() instanceof Prior.Lkj;
                if (nested || (on.prior() instanceof Prior.Uniform uniform && uniform.upper() <= 0)) {
                    throw nothingAbove(statement);
                }
                yield prior;
            }
        };
    }

    private static Prior anywhere(Priors.Statement statement) {
        return switch (statement.prior()) {
            case Prior.Lkj _ -> throw notCorrelations(statement);
            case Prior.On _ -> throw notStandardDeviation(statement);
            case Prior.Flat _, Prior.Normal _, Prior.StudentT _, Prior.Cauchy _, Prior.Laplace _ -> statement.prior();
            case Prior.Half _, Prior.Exponential _, Prior.Gamma _, Prior.InverseGamma _ -> statement.prior();
            case Prior.Uniform _, Prior.Constant _ -> statement.prior();
        };
    }

    private static InputException nothingAbove(Priors.Statement statement) {
        return misfit(
                statement,
                "a positive parameter cannot have the prior",
                "it gives no density to numbers above 0",
                "write a prior of positive numbers, such as `"
                        + statement.target().text() + "=half_normal(1)`");
    }

    private static InputException notCorrelations(Priors.Statement statement) {
        return misfit(
                statement,
                "a single number cannot have the prior",
                "lkj is a distribution of correlation matrices",
                "state it of correlations, as `cor=" + statement.prior().text() + "`, or take another distribution");
    }

    private static InputException notStandardDeviation(Priors.Statement statement) {
        return misfit(
                statement,
                "a parameter that is no standard deviation cannot have the prior",
                "variance and precision are sd² and 1/sd²",
                "leave `on …` out");
    }

    private static InputException misfit(Priors.Statement statement, String what, String why, String fix) {
        return error(
                BayesCode.PRIOR_DOES_NOT_FIT,
                statement,
                what + " `" + statement.prior().text() + "`",
                why,
                fix);
    }

    static InputException error(BayesCode code, Priors.Statement statement, String what, String why, String fix) {
        String text = statement.text();
        boolean ofPrior = code == BayesCode.PRIOR_DOES_NOT_FIT;
        int split = statement.target().text().length();
        Place place = new Place("prior", 0, text, ofPrior ? split + 1 : 0, ofPrior ? text.length() : split);
        return new InputException(new Problem(code.code(), what, why, fix, place));
    }
}
