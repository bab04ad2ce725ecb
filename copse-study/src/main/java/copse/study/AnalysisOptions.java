package copse.study;

import copse.estimate.FamilyAdjustment;
import copse.estimate.Hypothesis;
import copse.formula.Formula;
import copse.math.Seed;
import java.util.List;
import java.util.Optional;

/// What is asked of an experiment, and how thoroughly it is to be looked at.
///
/// @param outcomes numeric or logical columns; the response of the formula where there is one
/// @param formula the model that was planned; empty for the analysis that the design implies
/// @param treatment the arm whose effect is asked for; empty for each arm but the control
/// @param control the arm that others are compared with; empty for the first of the design
/// @param covariates columns measured before the arms were handed out
/// @param hypothesis what effects are held against
/// @param level coverage of intervals, in (0, 1)
/// @param period column of the periods, counted from 1, for designs over periods
/// @param by columns by whose values the effect is shown as well
/// @param taken column that says who received the treatment, where not all did as assigned
/// @param influence whether the effect is estimated without each unit as well
/// @param adjust for the number of effects asked for
/// @param estimators words of [Method] for the sensitivity table; empty for those that suit the design
/// @param draws of randomisation tests and bootstraps
/// @param seed from which these follow
public record AnalysisOptions(
        List<String> outcomes,
        Optional<Formula> formula,
        Optional<String> treatment,
        Optional<String> control,
        List<String> covariates,
        Hypothesis hypothesis,
        double level,
        String period,
        List<String> by,
        Optional<String> taken,
        boolean influence,
        FamilyAdjustment adjust,
        List<String> estimators,
        int draws,
        Seed seed) {
    /// Draws of randomisation tests and bootstraps unless said otherwise: with the data themselves 10,000.
    public static final int DRAWS = 9_999;

    /// Copies the lists.
    public AnalysisOptions {
        outcomes = List.copyOf(outcomes);
        covariates = List.copyOf(covariates);
        by = List.copyOf(by);
        estimators = List.copyOf(estimators);
    }

    /// Two-sided with 95 % limits, by what the design implies.
    ///
    /// @param outcomes numeric or logical columns
    /// @return the options
    public static AnalysisOptions of(String... outcomes) {
        return new AnalysisOptions(
                List.of(outcomes),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Hypothesis.noDifference(),
                0.95,
                "period",
                List.of(),
                Optional.empty(),
                false,
                FamilyAdjustment.HOLM,
                List.of(),
                DRAWS,
                Seed.of(1));
    }

    /// The same by a formula.
    ///
    /// @param formula such as `score ~ arm + pre + (1 | school)`
    /// @return the options
    /// @throws copse.error.PlanException `A111` if its left side is no column
    public static AnalysisOptions of(Formula formula) {
        return of(FormulaModel.outcome(formula)).withFormula(formula);
    }

    private AnalysisOptions withFormula(Formula model) {
        return new AnalysisOptions(
                outcomes,
                Optional.of(model),
                treatment,
                control,
                covariates,
                hypothesis,
                level,
                period,
                by,
                taken,
                influence,
                adjust,
                estimators,
                draws,
                seed);
    }

    /// @param arm the arm whose effect is asked for
    /// @param reference the arm it is compared with
    /// @return these options with the arms
    public AnalysisOptions withArms(Optional<String> arm, Optional<String> reference) {
        return new AnalysisOptions(
                outcomes,
                formula,
                arm,
                reference,
                covariates,
                hypothesis,
                level,
                period,
                by,
                taken,
                influence,
                adjust,
                estimators,
                draws,
                seed);
    }

    /// @param columns measured before the arms were handed out
    /// @return these options with covariates
    public AnalysisOptions withCovariates(List<String> columns) {
        return new AnalysisOptions(
                outcomes,
                formula,
                treatment,
                control,
                columns,
                hypothesis,
                level,
                period,
                by,
                taken,
                influence,
                adjust,
                estimators,
                draws,
                seed);
    }

    /// @param other what effects are held against
    /// @param coverage of intervals
    /// @return these options with both
    public AnalysisOptions withHypothesis(Hypothesis other, double coverage) {
        return new AnalysisOptions(
                outcomes,
                formula,
                treatment,
                control,
                covariates,
                other,
                coverage,
                period,
                by,
                taken,
                influence,
                adjust,
                estimators,
                draws,
                seed);
    }

    /// @param column of the periods
    /// @return these options with the column
    public AnalysisOptions withPeriod(String column) {
        return new AnalysisOptions(
                outcomes,
                formula,
                treatment,
                control,
                covariates,
                hypothesis,
                level,
                column,
                by,
                taken,
                influence,
                adjust,
                estimators,
                draws,
                seed);
    }

    /// @param columns by whose values the effect is shown
    /// @return these options with groups
    public AnalysisOptions withBy(List<String> columns) {
        return new AnalysisOptions(
                outcomes,
                formula,
                treatment,
                control,
                covariates,
                hypothesis,
                level,
                period,
                columns,
                taken,
                influence,
                adjust,
                estimators,
                draws,
                seed);
    }

    /// @param column that says who received the treatment
    /// @return these options with the column
    public AnalysisOptions withTaken(Optional<String> column) {
        return new AnalysisOptions(
                outcomes,
                formula,
                treatment,
                control,
                covariates,
                hypothesis,
                level,
                period,
                by,
                column,
                influence,
                adjust,
                estimators,
                draws,
                seed);
    }

    /// @return these options with the effect without each unit
    public AnalysisOptions withInfluence() {
        return new AnalysisOptions(
                outcomes,
                formula,
                treatment,
                control,
                covariates,
                hypothesis,
                level,
                period,
                by,
                taken,
                true,
                adjust,
                estimators,
                draws,
                seed);
    }

    /// @param method for the number of effects
    /// @return these options with the adjustment
    public AnalysisOptions withAdjust(FamilyAdjustment method) {
        return new AnalysisOptions(
                outcomes,
                formula,
                treatment,
                control,
                covariates,
                hypothesis,
                level,
                period,
                by,
                taken,
                influence,
                method,
                estimators,
                draws,
                seed);
    }

    /// @param words of the sensitivity table
    /// @return these options with other estimators
    public AnalysisOptions withEstimators(List<String> words) {
        return new AnalysisOptions(
                outcomes,
                formula,
                treatment,
                control,
                covariates,
                hypothesis,
                level,
                period,
                by,
                taken,
                influence,
                adjust,
                words,
                draws,
                seed);
    }

    /// @param number of draws of randomisation tests and bootstraps
    /// @param from where they come from
    /// @return these options with both
    public AnalysisOptions withDraws(int number, Seed from) {
        return new AnalysisOptions(
                outcomes,
                formula,
                treatment,
                control,
                covariates,
                hypothesis,
                level,
                period,
                by,
                taken,
                influence,
                adjust,
                estimators,
                number,
                from);
    }
}
