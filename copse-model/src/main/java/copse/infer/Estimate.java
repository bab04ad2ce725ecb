package copse.infer;

/// A number estimated from data, with its uncertainty and the test of the hypothesis that it is 0.
///
/// @param estimand what is estimated: a term, a contrast, a mean
/// @param value the estimate
/// @param se standard error, at least 0
/// @param df degrees of freedom of the statistic, above 0; infinite for a normal statistic
/// @param lower lower limit
/// @param upper upper limit
/// @param level nominal coverage of the limits (of all together, if adjusted for multiplicity)
/// @param p two-sided p-value of the hypothesis that the estimand is 0
/// @param method how degrees of freedom, limits and p-value came about, as printed
public record Estimate(
        String estimand,
        double value,
        double se,
        double df,
        double lower,
        double upper,
        double level,
        double p,
        String method) {

    /// Limits and p-value by Student's t.
    ///
    /// @param estimand what is estimated
    /// @param value the estimate
    /// @param se standard error
    /// @param df degrees of freedom; may be infinite
    /// @param level coverage wanted, in (0, 1)
    /// @param method where the degrees of freedom come from
    /// @return the estimate
    public static Estimate of(String estimand, double value, double se, double df, double level, DfMethod method) {
        return of(estimand, value, se, df, level, method.label());
    }

    /// Limits and p-value by Student's t.
    ///
    /// @param estimand what is estimated
    /// @param value the estimate
    /// @param se standard error
    /// @param df degrees of freedom; may be infinite
    /// @param level coverage wanted, in (0, 1)
    /// @param method how standard error and degrees of freedom came about, as printed
    /// @return the estimate
    public static Estimate of(String estimand, double value, double se, double df, double level, String method) {
        double margin = StudentT.critical(level, df) * se;
        return new Estimate(
                estimand,
                value,
                se,
                df,
                value - margin,
                value + margin,
                level,
                StudentT.twoSidedP(statistic(value, se), df),
                method);
    }

    /// @return value over standard error
    public double statistic() {
        return statistic(value, se);
    }

    /// The log of the p-value of Student's t, exact where the p-value underflows to 0; without any adjustment
    /// for multiplicity.
    ///
    /// @return log p
    public double logP() {
        return StudentT.logTwoSidedP(statistic(), df);
    }

    /// @return the limits as an interval
    public Interval interval() {
        return Interval.of(lower, upper, level, method);
    }

    Estimate adjusted(double newP, double critical, String adjustment) {
        return new Estimate(
                estimand,
                value,
                se,
                df,
                value - critical * se,
                value + critical * se,
                level,
                newP,
                method + ", " + adjustment);
    }

    private static double statistic(double value, double se) {
        // An estimate known without error is either the hypothesis or infinitely far from it.
        if (se == 0) {
            return value == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, value);
        }
        return value / se;
    }
}
