package copse.bayes;

import copse.prior.Prior;
import java.util.ArrayList;
import java.util.List;

/// What a user says about priors; what is not said is weakly informative and scaled to the data. Immutable.
///
/// @param statements in the order in which they were made; the more specific target wins, then the later
public record Priors(List<Statement> statements) {
    /// @param statements in the order in which they were made
    public Priors {
        statements = List.copyOf(statements);
    }

    /// One prior of one parameter or of all of a class.
    ///
    /// @param target such as `coef:age`, `sd:school:(Intercept)`, `sd`, `intercept`
    /// @param prior of it
    public record Statement(PriorTarget target, Prior prior) {}

    /// @return nothing said: all priors are the defaults
    public static Priors defaults() {
        return new Priors(List.of());
    }

    /// @param target what it is a prior of
    /// @param prior the distribution
    /// @return these and one more
    public Priors with(PriorTarget target, Prior prior) {
        List<Statement> more = new ArrayList<>(statements);
        more.add(new Statement(target, prior));
        return new Priors(more);
    }
}
