package copse.cli;

import copse.bayes.Decision;
import copse.bayes.PracticalEquivalence;
import copse.mcmc.Chains;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

    @Option(
            names = "--loo-by",
            paramLabel = "GROUP",
            description = "Leave-one-group-out: how well groups not yet seen are predicted.")
    private @Nullable String looBy;

    @Option(
            names = "--kfold",
            paramLabel = "N",
            description = "Cross-validation in N folds, each left out of a fit of its own.")
    private @Nullable Integer folds;

    @Option(names = "--by", paramLabel = "COL", description = "With --kfold: rows of one value stay together.")
    private @Nullable String foldsBy;

    @Option(
            names = "--threshold",
            paramLabel = "X",
            description = "Probability that the first effect exceeds X, and what acting and not acting are expected to"
                    + " lose.")
    private @Nullable Double threshold;

    @Option(
            names = "--goal",
            paramLabel = "WHAT",
            description = "With --threshold: raise (default) or lower the outcome.")
    private Goal goal = Goal.raise;

    @Option(
            names = "--rope",
            paramLabel = "LOWER,UPPER",
            split = ",",
            hideParamSyntax = true,
            description = "Region of no practical importance, in which the first effect may lie.")
    private List<Double> rope = new ArrayList<>();

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

    /// What is wanted of the outcome. The names are those of the option's values.
    enum Goal {
        raise(Decision.Goal.RAISE),
        lower(Decision.Goal.LOWER);

        private final Decision.Goal goal;

        Goal(Decision.Goal goal) {
            this.goal = goal;
        }
    }

    /// @throws UsageException if questions do not go together
    void check() {
        level();
        if (Stream.of(loo, looBy != null, folds != null).filter(asked -> asked).count() > 1) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "more than one of --loo, --loo-by and --kfold were given",
                    "a result keeps one kind of prediction to be compared by",
                    "leave all but one out");
        }
        if (foldsBy != null && folds == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "--by without --kfold",
                    "it says which rows stay together in a fold",
                    "--kfold 10 --by " + foldsBy);
        }
        if (!rope.isEmpty() && (rope.size() != 2 || !(rope.get(0) <= rope.get(1)))) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--rope wants two numbers",
                    "the lower end and the upper end of a region",
                    "--rope -0.01,0.01");
        }
    }

    /// @return the column whose groups are left out one by one, null if none
    @Nullable
    String looBy() {
        return looBy;
    }

    /// @return number of folds, null if not asked for
    @Nullable
    Integer folds() {
        return folds;
    }

    /// @return columns that are needed beside the model's
    List<String> columns() {
        return foldsBy == null ? List.of() : List.of(foldsBy);
    }

    /// @return the column whose values stay together in a fold, null for rows
    @Nullable
    String foldsBy() {
        return foldsBy;
    }

    /// @param effect draws of the first
    /// @return whether it is worth having, null if it was not asked
    @Nullable
    Decision worth(Chains effect) {
        return threshold == null ? null : Decision.of(effect, goal.goal, threshold);
    }

    /// @param effect draws of the first
    /// @return whether it is of practical importance, null if it was not asked
    @Nullable
    PracticalEquivalence rope(Chains effect) {
        return rope.isEmpty() ? null : PracticalEquivalence.of(effect, rope.get(0), rope.get(1), level());
    }

    /// Adds what is asked beside `--resume`.
    ///
    /// @param more questions
    void resume(BayesQuestions more) {
        hypotheses.addAll(more.hypotheses);
        effects = more.effects == Whose.usual ? effects : more.effects;
        if (more.loo || more.looBy != null || more.folds != null) {
            loo = more.loo;
            looBy = more.looBy;
            folds = more.folds;
            foldsBy = more.foldsBy;
        }
        threshold = more.threshold == null ? threshold : more.threshold;
        goal = more.threshold == null ? goal : more.goal;
        rope = more.rope.isEmpty() ? rope : more.rope;
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
