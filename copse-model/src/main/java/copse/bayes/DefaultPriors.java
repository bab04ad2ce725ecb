package copse.bayes;

import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import copse.model.Roles;
import copse.prior.Prior;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Weakly informative priors for what the user says nothing about, scaled to the data: they rule out effects
/// that are absurdly large in units of the outcome's and the columns' own spread, and say nothing on their
/// sign.
///
/// With s the standard deviation of the outcome where the link is the identity, 1 on the scale of other links,
/// m the link of the outcome's mean (0 for logit, probit and cloglog) and sd(x) the spread of a column:
///
/// | parameter | prior |
/// |---|---|
/// | intercept, where every column is at its mean | student_t(3, m, 2.5 s) |
/// | a coefficient | normal(0, 2.5 s / sd(x)) |
/// | sd of a group's effects | half_student_t(3, 0, 2.5 s / sd(z)), with sd(z) = 1 for an intercept |
/// | correlations | lkj(2) |
/// | sigma | half_student_t(3, 0, 2.5 s) |
/// | degrees of freedom of a student-t outcome | gamma(2, 0.1) |
/// | shape | inv_gamma(0.4, 0.3) of `nbinom2` and `betabinomial`; half_normal(1) of `nbinom1` and `Gamma` |
/// | zero inflation, on the logit scale | normal(0, 1.5) at the means, normal(0, 1.5 / sd(x)) |
/// | log sigma | student_t(3, log s, 2.5) at the means, normal(0, 1 / sd(x)) |
///
/// Numbers are rounded to three digits, so that what is printed is what is used.
///
/// Source: Gelman, Jakulin, Pittau and Su (2008), Ann. Appl. Stat. 2(4), 1360-1383, doi:10.1214/08-AOAS191
/// (scaling by the spread of columns); Gelman (2006), Bayesian Anal. 1(3), 515-533, doi:10.1214/06-BA117A
/// (half-t for sds); Lewandowski, Kurowicka and Joe (2009), doi:10.1016/j.jmva.2009.04.008 (LKJ).
final class DefaultPriors {
    private static final double WIDE = 2.5;
    private static final double TAILS = 3;

    private final Family family;
    private final DataScales scales;
    private final double location;
    private final double unit;

    DefaultPriors(Family family, DataScales scales) {
        this.family = family;
        this.scales = scales;
        double sd = positive(scales.sd());
        this.unit = switch (family.link()) {
            case IDENTITY -> family.outcome() == OutcomeType.SHARE ? 1 : sd;
            case INVERSE -> positive(sd / (scales.mean() * scales.mean()));
            case LOG, LOGIT, PROBIT, CLOGLOG -> 1;
        };
        this.location = switch (family.link()) {
            case LOGIT, PROBIT, CLOGLOG -> 0;
            case LOG -> scales.mean() > 0 ? Math.log(scales.mean()) : 0;
            case IDENTITY -> scales.mean();
            case INVERSE -> scales.mean() == 0 ? 0 : Link.INVERSE.eta(scales.mean());
        };
    }

    private static double positive(double value) {
        return value > 0 && Double.isFinite(value) ? value : 1;
    }

    Prior intercept() {
        double scale = rounded(WIDE * unit);
        return new Prior.StudentT(TAILS, roundedTo(location, scale), scale);
    }

    Prior coefficient(int column) {
        return new Prior.Normal(0, rounded(WIDE * unit / positive(scales.fixed()[column])));
    }

    Prior sd(String group, int column) {
        double[] spread = scales.random().getOrDefault(group, new double[0]);
        // a constant column has no spread about its mean
        double own = column < spread.length ? positive(spread[column]) : 1;
        return half(rounded(WIDE * unit / own));
    }

    static Prior correlations() {
        return new Prior.Lkj(2);
    }

    /// Mean 20, little below 2: from heavy tails to nearly normal ones (Juárez and Steel 2010).
    static Prior degrees() {
        return new Prior.Gamma(2, 0.1);
    }

    Prior shape() {
        return switch (family) {
            case Family.Gaussian _, Family.Student _ -> half(rounded(WIDE * positive(scales.sd())));
            case Family.NegativeBinomial negative ->
                switch (negative.growth()) {
                    case LINEAR -> new Prior.Half(new Prior.Normal(0, 1));
                    case QUADRATIC -> new Prior.InverseGamma(0.4, 0.3);
                };
            case Family.BetaBinomial _ -> new Prior.InverseGamma(0.4, 0.3);
            case Family.Gamma _, Family.Binomial _, Family.Poisson _ -> new Prior.Half(new Prior.Normal(0, 1));
            case Family.ZeroInflated inflated -> new DefaultPriors(inflated.count(), scales).shape();
        };
    }

    Prior partIntercept(String part) {
        return part.equals(Roles.SIGMA)
                ? new Prior.StudentT(TAILS, roundedTo(Math.log(positive(scales.sd())), WIDE), WIDE)
                : new Prior.Normal(0, 1.5);
    }

    Prior partCoefficient(String part, int column) {
        double[] spread = scales.parts().getOrDefault(part, new double[0]);
        double own = column < spread.length ? positive(spread[column]) : 1;
        return new Prior.Normal(0, rounded((part.equals(Roles.SIGMA) ? 1 : 1.5) / own));
    }

    private static Prior half(double scale) {
        return new Prior.Half(new Prior.StudentT(TAILS, 0, scale));
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }

    /// To the digits that matter beside a scale.
    private static double roundedTo(double value, double scale) {
        int digits = 2 - (int) Math.floor(Math.log10(scale));
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    }
}
