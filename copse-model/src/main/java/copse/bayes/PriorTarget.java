package copse.bayes;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a prior is a prior of.
///
/// Written `class`, `class:group`, `class:term` or `class:group:term`: `intercept`, `coef:age`, `sd`,
/// `sd:school`, `sd:school:(Intercept)`, `cor:school`, `group_mean:school:age`, `zi:age`. Names of groups and
/// terms may hold colons themselves; what is meant is what the model has.
///
/// @param kind class of parameter
/// @param group grouping factor, for those that have one; empty for all
/// @param term name of the column, such as `age` or `(Intercept)`; empty for all
public record PriorTarget(Kind kind, Optional<String> group, Optional<String> term) {
    /// Classes of parameters.
    public enum Kind {
        /// The intercept at x = 0.
        INTERCEPT,
        /// The intercept where every column of X is at its mean.
        INTERCEPT_CENTERED,
        /// A coefficient other than the intercept.
        COEF,
        /// The mean of a group's coefficients, a parameter with a hyperprior of its own.
        GROUP_MEAN,
        /// Standard deviation of a group's effects.
        SD,
        /// Correlations of a group's effects.
        COR,
        /// Residual standard deviation, or its coefficients on the log scale.
        SIGMA,
        /// Shape of a negative binomial.
        SHAPE,
        /// Degrees of freedom of a student-t outcome.
        DF,
        /// Coefficients of zero inflation, on the logit scale.
        ZI
    }

    /// @param text such as `sd:school:(Intercept)`; `*` stands for all
    /// @return the target
    /// @throws copse.error.InputException `B120` if there is no such class of parameters
    public static PriorTarget parse(String text) {
        return StatementText.target(text, text.length());
    }

    /// @return the target as it is written
    public String text() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return path().isEmpty() ? name : name + ":" + path();
    }

    /// What follows the class: group and term joined, of which only the model knows where one ends.
    String path() {
        return Stream.of(group, term).flatMap(Optional::stream).collect(Collectors.joining(":"));
    }
}
