package copse.bayes;

import copse.formula.Formula;
import copse.formula.RandomPart;
import copse.formula.Terms;
import copse.model.RandomTerm;
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
    public record Statement(PriorTarget target, Prior prior) {
        /// @return as it is written: `sd:school=half_normal(2)`
        public String text() {
            return target.text() + "=" + prior.text();
        }
    }

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

    /// @param statement such as `coef:age=normal(0, 1)`
    /// @return these and one more
    /// @throws copse.error.InputException `B120` or `B101` to `B104` if it cannot be read
    public Priors with(String statement) {
        Statement read = StatementText.parse(statement);
        return with(read.target(), read.prior());
    }

    /// @param statements such as `coef:age=normal(0, 1)`
    /// @return the priors
    /// @throws copse.error.InputException `B120` or `B101` to `B104` if one cannot be read
    public static Priors parse(List<String> statements) {
        return new Priors(statements.stream().map(StatementText::parse).toList());
    }

    /// Adds to a formula the means that only a prior speaks of: with `group_mean:school:(Intercept)=normal(0,
    /// 10)`, `y ~ 0 + (1 | school)` becomes `y ~ 0 + (1 | school) + 1`, whose intercept is the mean of the
    /// schools.
    ///
    /// @param formula the model
    /// @return the formula with a fixed term for each group mean that has a prior
    public Formula complete(Formula formula) {
        Formula whole = formula;
        for (Statement statement : statements) {
            if (statement.target().kind() == PriorTarget.Kind.GROUP_MEAN) {
                whole = withMean(whole, statement.target().path());
            }
        }
        return whole;
    }

    private static Formula withMean(Formula formula, String path) {
        for (RandomPart part : formula.random(List.of())) {
            String group = part.name() + ":";
            if (!path.startsWith(group)) {
                continue;
            }
            String column = path.substring(group.length());
            Terms fixed = formula.fixed(List.of());
            if (column.equals(RandomTerm.INTERCEPT)) {
                return fixed.intercept() || !part.terms().intercept() ? formula : Formula.parse(formula + " + 1");
            }
            // the term of which the column is the only one or one of several, `a[x]` of `a`
            String label = column.replaceAll("\\[[^\\]]*\\]", "");
            boolean varies =
                    part.terms().terms().stream().anyMatch(term -> term.label().equals(label));
            boolean present =
                    fixed.terms().stream().anyMatch(term -> term.label().equals(label));
            if (varies) {
                return present ? formula : Formula.parse(formula + " + " + label);
            }
        }
        return formula;
    }
}
