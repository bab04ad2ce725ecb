package copse.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is asked of a posterior.
final class BayesQuestions {
    @Option(
            names = "--hypothesis",
            paramLabel = "TEXT",
            description = "A statement about parameters, such as 'PPED < 0' or 'a - b > 0.1'. May be repeated.")
    private List<String> hypotheses = new ArrayList<>();

    @Option(
            names = "--effects",
            paramLabel = "WHOSE",
            description = "Whose effects on the outcome: own (the rows in their own groups), typical (in a group whose"
                    + " effects are 0), new (in a group not yet seen) or all three (default: own; of a linear model its"
                    + " coefficients).")
    private Whose effects = Whose.usual;

    @Option(names = "--loo", description = "Leave-one-out by Pareto-smoothed importance sampling.")
    private boolean loo;

    @Option(names = "--ppc", description = "Posterior predictive checks: replicated data against the data.")
    private boolean ppc;

    @Option(names = "--sensitivity", description = "How far parameters move with the weight of priors and likelihood.")
    private boolean sensitivity;

    @Option(names = "--level", paramLabel = "X", description = "Coverage of intervals of effects (default 0.95).")
    private @Nullable Double level;

    /// The names are those of the option's values.
    enum Whose {
        usual,
        own,
        typical,
        new_,
        all;

        @Override
        public String toString() {
            return this == new_ ? "new" : name();
        }
    }

    /// Adds what is asked beside `--resume`.
    ///
    /// @param more questions
    void resume(BayesQuestions more) {
        hypotheses.addAll(more.hypotheses);
        effects = more.effects == Whose.usual ? effects : more.effects;
        loo |= more.loo;
        ppc |= more.ppc;
        sensitivity |= more.sensitivity;
        level = more.level == null ? level : more.level;
    }

    /// @return statements about parameters, as given
    List<String> hypotheses() {
        return hypotheses;
    }

    /// @return whose effects
    Whose effects() {
        return effects;
    }

    boolean loo() {
        return loo;
    }

    boolean ppc() {
        return ppc;
    }

    boolean sensitivity() {
        return sensitivity;
    }

    /// @return coverage of intervals
    /// @throws UsageException if it is none
    double level() {
        double asked = level == null ? 0.95 : level;
        if (!(asked > 0 && asked < 1)) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--level cannot be `" + asked + "`", "it lies between 0 and 1", "--level 0.95");
        }
        return asked;
    }
}
