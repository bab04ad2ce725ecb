package copse.glmm;

import copse.error.InputException;
import copse.error.Problem;
import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import java.util.OptionalDouble;

/// Mean and variance of a single outcome, and nothing else of its distribution: what quasi-likelihood needs.
///
/// Source: McCullagh and Nelder (1989), Generalized Linear Models, 2nd ed., chapter 9.
///
/// @param link of the mean
/// @param outcome what values there are
/// @param growth of the variance with the mean
/// @param shape φ of `μ + μ²/φ`; any number else
record QuasiModel(Link link, OutcomeType outcome, Growth growth, double shape) {
    /// Variance as a function of the mean, up to a constant factor.
    enum Growth {
        /// μ(1 − μ)
        SHARE,
        /// μ
        PROPORTIONAL,
        /// μ + μ²/φ
        QUADRATIC,
        /// μ²
        SQUARE,
        /// 1
        CONSTANT
    }

    /// @param family of the outcome
    /// @param shape φ if it is known
    /// @throws InputException `N363` if the family has no such equations
    static QuasiModel of(Family family, OptionalDouble shape) {
        Growth growth = switch (family) {
            case Family.Binomial _ -> Growth.SHARE;
            case Family.Poisson _ -> Growth.PROPORTIONAL;
            case Family.Gamma _ -> Growth.SQUARE;
            case Family.Gaussian _ -> Growth.CONSTANT;
            case Family.NegativeBinomial(Family.Growth how, Link _) ->
                switch (how) {
                    case QUADRATIC -> {
                        if (shape.isEmpty()) {
                            throw refused(
                                    family,
                                    "its variance hangs on a shape that these equations do not estimate",
                                    "take poisson (errors by clusters allow for more variation), or fit the model"
                                            + " without clusters first and hand over the fit");
                        }
                        yield Growth.QUADRATIC;
                    }
                    case LINEAR ->
                        throw refused(
                                family,
                                "its variance is that of poisson times a factor, which the equations do not need",
                                "take poisson: errors by clusters allow for more variation");
                };
            case Family.BetaBinomial _ ->
                throw refused(
                        family,
                        "its variance is more than that of binomial outcomes by what rows have in common",
                        "take binomial: errors by clusters allow for more variation");
            case Family.Student _ ->
                throw refused(
                        family,
                        "its mean is estimated by weights that hang on the outcomes, which these equations have not",
                        "take gaussian: errors by clusters do not rest on its tails");
            case Family.ZeroInflated _ ->
                throw refused(
                        family,
                        "its mean is that of two models, one for zeros and one for counts",
                        "take poisson: its mean is that of all counts, zeros among them");
        };
        return new QuasiModel(family.link(), family.outcome(), growth, shape.orElse(0));
    }

    private static InputException refused(Family family, String why, String fix) {
        return new InputException(new Problem(
                EquationsCode.NO_EQUATIONS.code(),
                "`" + family.label() + (family.isInflated() ? "` with added zeros" : "`")
                        + " in a population-averaged model",
                why,
                fix));
    }

    /// Mean, its derivative and the variance of an outcome of size 1 at some η. For one thread.
    static final class Point {
        double mean;
        double slope;
        double variance;
    }

    double mean(double eta) {
        return link.mean(eta);
    }

    double slope(double eta) {
        return link.slope(eta);
    }

    /// All at once, with a single exponential for the usual links.
    ///
    /// @param eta linear predictor
    /// @param into *Modified.*
    void at(double eta, Point into) {
        if (link == Link.LOGIT) {
            double e = Math.exp(-Math.abs(eta));
            double larger = 1 / (1 + e);
            double smaller = e * larger;
            into.mean = eta >= 0 ? larger : smaller;
            into.slope = larger * smaller;
            into.variance = into.slope;
        } else if (link == Link.LOG && growth == Growth.PROPORTIONAL) {
            into.mean = Math.exp(eta);
            into.slope = into.mean;
            into.variance = into.mean;
        } else {
            into.mean = link.mean(eta);
            into.slope = link.slope(eta);
            into.variance = variance(eta);
        }
    }

    /// Variance of an outcome of size 1, up to a constant factor.
    double variance(double eta) {
        double mean = link.mean(eta);
        return switch (growth) {
            case SHARE -> mean * link.complement(eta);
            case PROPORTIONAL -> mean;
            case QUADRATIC -> mean + mean * mean / shape;
            case SQUARE -> mean * mean;
            case CONSTANT -> 1;
        };
    }

    /// @return whether some η lead out of the range of the mean
    boolean isLimited() {
        return switch (link) {
            case LOGIT, PROBIT, CLOGLOG -> false;
            case LOG -> growth == Growth.SHARE;
            case IDENTITY, INVERSE -> growth != Growth.CONSTANT || link == Link.INVERSE;
        };
    }

    boolean isValid(double eta) {
        return link.isValid(eta, outcome);
    }

    /// Quasi-likelihood of outcomes with the same mean, up to what does not hang on it.
    ///
    /// @param sum of the outcomes
    /// @param units how many there are
    /// @param eta linear predictor
    double quasiLikelihood(double sum, double units, double eta) {
        if (link == Link.LOGIT) {
            return sum * eta - units * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))));
        }
        double mean = link.mean(eta);
        return switch (growth) {
            case SHARE -> times(sum, Math.log(mean)) + times(units - sum, Math.log(link.complement(eta)));
            case PROPORTIONAL -> times(sum, Math.log(mean)) - units * mean;
            case QUADRATIC -> times(sum, Math.log(mean / (mean + shape))) - units * shape * Math.log(mean + shape);
            case SQUARE -> -sum / mean - units * Math.log(Math.abs(mean));
            case CONSTANT -> mean * (sum - 0.5 * units * mean);
        };
    }

    // 0 · log 0 = 0
    private static double times(double count, double log) {
        return count == 0 ? 0 : count * log;
    }
}
