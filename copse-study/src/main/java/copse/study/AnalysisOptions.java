package copse.study;

import copse.estimate.FamilyAdjustment;
import copse.estimate.Hypothesis;
import copse.estimate.OutcomeKind;
import copse.formula.Formula;
import copse.math.Seed;
import java.util.List;
import java.util.Optional;

/// What is asked of an experiment, and how thoroughly it is to be looked at.
///
/// @param explained outcomes, and what else they hang on
/// @param arms that are compared
/// @param test what effects are held against
/// @param period column of the periods, counted from 1, for designs over periods
/// @param more what is shown beside the average effect
/// @param sensitivity other methods
public record AnalysisOptions(
        Explained explained, Arms arms, Test test, String period, More more, Sensitivity sensitivity) {
    /// Draws of randomisation tests and bootstraps unless said otherwise: with the data themselves 10,000.
    public static final int DRAWS = 9_999;

    /// What is explained by what.
    ///
    /// @param outcomes numeric or logical columns; the response of the formula where there is one
    /// @param formula the model that was planned; empty for the analysis that the design implies
    /// @param covariates columns measured before the arms were handed out
    /// @param kind what values the outcomes have; empty for what they look like: yes or no where there is
    ///     nothing but 0 and 1, else numbers
    public record Explained(
            List<String> outcomes, Optional<Formula> formula, List<String> covariates, Optional<OutcomeKind> kind) {
        /// Copies the lists.
        public Explained {
            outcomes = List.copyOf(outcomes);
            covariates = List.copyOf(covariates);
        }
    }

    /// Arms that are compared.
    ///
    /// @param treatment the arm whose effect is asked for; empty for each arm but the control
    /// @param control the arm that others are compared with; empty for the first of the design
    public record Arms(Optional<String> treatment, Optional<String> control) {}

    /// What effects are held against.
    ///
    /// @param hypothesis of each
    /// @param level coverage of intervals, in (0, 1)
    /// @param adjust for the number of effects asked for
    public record Test(Hypothesis hypothesis, double level, FamilyAdjustment adjust) {}

    /// What is shown beside the average effect.
    ///
    /// @param by columns by whose values the effect is shown as well
    /// @param taken column that says who received the treatment, where not all did as assigned
    /// @param influence whether the effect is estimated without each unit as well
    public record More(List<String> by, Optional<String> taken, boolean influence) {
        /// Copies the list.
        public More {
            by = List.copyOf(by);
        }
    }

    /// Other methods than the primary one.
    ///
    /// @param estimators words of [Method]; empty for those that suit the design
    /// @param draws of randomisation tests and bootstraps
    /// @param seed from which these follow
    public record Sensitivity(List<String> estimators, int draws, Seed seed) {
        /// Copies the list.
        public Sensitivity {
            estimators = List.copyOf(estimators);
        }
    }

    /// Two-sided with 95 % limits, by what the design implies.
    ///
    /// @param outcomes numeric or logical columns
    /// @return the options
    public static AnalysisOptions of(String... outcomes) {
        return new AnalysisOptions(
                new Explained(List.of(outcomes), Optional.empty(), List.of(), Optional.empty()),
                new Arms(Optional.empty(), Optional.empty()),
                new Test(Hypothesis.noDifference(), 0.95, FamilyAdjustment.HOLM),
                "period",
                new More(List.of(), Optional.empty(), false),
                new Sensitivity(List.of(), DRAWS, Seed.of(1)));
    }

    /// The same by a formula.
    ///
    /// @param formula such as `score ~ arm + pre + (1 | school)`
    /// @return the options
    /// @throws copse.error.PlanException `A111` if its left side is no column
    public static AnalysisOptions of(Formula formula) {
        AnalysisOptions options = of(FormulaModel.outcome(formula));
        return options.with(new Explained(options.outcomes(), Optional.of(formula), List.of(), Optional.empty()));
    }

    /// @return numeric or logical columns; the response of the formula where there is one
    public List<String> outcomes() {
        return explained.outcomes;
    }

    /// @return the model that was planned; empty for the analysis that the design implies
    public Optional<Formula> formula() {
        return explained.formula;
    }

    /// @return columns measured before the arms were handed out
    public List<String> covariates() {
        return explained.covariates;
    }

    private AnalysisOptions with(Explained other) {
        return new AnalysisOptions(other, arms, test, period, more, sensitivity);
    }

    private AnalysisOptions with(Test other) {
        return new AnalysisOptions(explained, arms, other, period, more, sensitivity);
    }

    private AnalysisOptions with(More other) {
        return new AnalysisOptions(explained, arms, test, period, other, sensitivity);
    }

    private AnalysisOptions with(Sensitivity other) {
        return new AnalysisOptions(explained, arms, test, period, more, other);
    }

    /// @param arm the arm whose effect is asked for
    /// @param reference the arm it is compared with
    /// @return these options with the arms
    public AnalysisOptions withArms(Optional<String> arm, Optional<String> reference) {
        return new AnalysisOptions(explained, new Arms(arm, reference), test, period, more, sensitivity);
    }

    /// @param columns measured before the arms were handed out
    /// @return these options with covariates
    public AnalysisOptions withCovariates(List<String> columns) {
        return with(new Explained(explained.outcomes, explained.formula, columns, explained.kind));
    }

    /// @param kind what values the outcomes have; empty for what they look like
    /// @return these options with it
    public AnalysisOptions withKind(Optional<OutcomeKind> kind) {
        return with(new Explained(explained.outcomes, explained.formula, explained.covariates, kind));
    }

    /// @param other what effects are held against
    /// @param coverage of intervals
    /// @return these options with both
    public AnalysisOptions withHypothesis(Hypothesis other, double coverage) {
        return with(new Test(other, coverage, test.adjust));
    }

    /// @param column of the periods
    /// @return these options with the column
    public AnalysisOptions withPeriod(String column) {
        return new AnalysisOptions(explained, arms, test, column, more, sensitivity);
    }

    /// @param columns by whose values the effect is shown
    /// @return these options with groups
    public AnalysisOptions withBy(List<String> columns) {
        return with(new More(columns, more.taken, more.influence));
    }

    /// @param column that says who received the treatment
    /// @return these options with the column
    public AnalysisOptions withTaken(Optional<String> column) {
        return with(new More(more.by, column, more.influence));
    }

    /// @return these options with the effect without each unit
    public AnalysisOptions withInfluence() {
        return with(new More(more.by, more.taken, true));
    }

    /// @param method for the number of effects
    /// @return these options with the adjustment
    public AnalysisOptions withAdjust(FamilyAdjustment method) {
        return with(new Test(test.hypothesis, test.level, method));
    }

    /// @param words of the sensitivity table
    /// @return these options with other estimators
    public AnalysisOptions withEstimators(List<String> words) {
        return with(new Sensitivity(words, sensitivity.draws, sensitivity.seed));
    }

    /// @param number of draws of randomisation tests and bootstraps
    /// @param from where they come from
    /// @return these options with both
    public AnalysisOptions withDraws(int number, Seed from) {
        return with(new Sensitivity(sensitivity.estimators, number, from));
    }
}
