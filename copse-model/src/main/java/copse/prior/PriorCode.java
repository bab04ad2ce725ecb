package copse.prior;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Place;
import copse.error.Problem;
import org.jspecify.annotations.Nullable;

/// What can be wrong with the text of a prior.
public enum PriorCode implements Explained {
    /// A text that is not a distribution with numbers.
    UNREADABLE(
            "B101",
            "a prior that cannot be read",
            "A prior is a distribution with its numbers in brackets.",
            "Write it as in normal(0, 10), half_student_t(3, 0, 2.5), lkj(2), flat, or, for a standard deviation,"
                    + " inv_gamma(1, 1) on variance."),
    /// A name that no distribution has.
    NO_SUCH_DISTRIBUTION(
            "B102",
            "no such distribution",
            "Priors are made of a small set of distributions with one or two shapes each.",
            "Take one of flat, normal, student_t, cauchy, laplace, half_normal, half_student_t, half_cauchy,"
                    + " half_laplace, exponential, gamma, inv_gamma, uniform, constant, lkj."),
    /// Too many or too few numbers.
    WRONG_NUMBER_OF_ARGUMENTS(
            "B103",
            "a distribution with too many or too few numbers",
            "Each distribution has its own numbers, in a fixed order.",
            "normal(mean, sd), student_t(df, location, scale), cauchy(location, scale), laplace(location, scale),"
                    + " half_normal(sd), half_student_t(df, scale), half_cauchy(scale), half_laplace(scale),"
                    + " exponential(rate), gamma(shape, rate), inv_gamma(shape, scale), uniform(lower, upper),"
                    + " constant(value), lkj(eta)."),
    /// A number that the distribution cannot have.
    OUT_OF_RANGE(
            "B104",
            "a distribution with an impossible number",
            "Scales, rates, shapes and degrees of freedom are above 0, and the upper end of a uniform distribution is"
                    + " above its lower end.",
            "Change the number that the message marks.");

    private final Explanation explanation;

    PriorCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    InputException error(String what, String why, String fix, @Nullable Place place) {
        return new InputException(new Problem(code(), what, why, fix, place));
    }

    static void requirePositive(String distribution, String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw OUT_OF_RANGE.error(
                    "the " + name + " of `" + distribution + "` is " + PriorText.number(value),
                    "it has to be a number above 0",
                    "write a positive " + name,
                    null);
        }
    }

    static void requireFinite(String distribution, String name, double value) {
        if (!Double.isFinite(value)) {
            throw OUT_OF_RANGE.error(
                    "the " + name + " of `" + distribution + "` is " + PriorText.number(value),
                    "it has to be a finite number",
                    "write a finite " + name,
                    null);
        }
    }
}
