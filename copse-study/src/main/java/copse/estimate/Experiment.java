package copse.estimate;

import copse.design.Assignment;
import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.Words;
import copse.math.Lazy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows of outcomes with the arms of the units they belong to: what every estimator reads. Immutable.
///
/// Rows may be finer than the units that were randomised: calls of representatives in centres, pupils of
/// schools. The unit that was randomised, a cluster of rows, is what counts as independent.
///
/// ```java
/// Experiment experiment = Experiment.of(pupils, assignment);           // arms by id, from the record
/// Experiment other = Experiment.observed(calls, Roles.of("arm").withUnit("centre").withBlock("pair"));
/// UnitTotals totals = experiment.totals(Question.of("score", "treatment", "control"));
/// ```
public final class Experiment {
    private final Frame rows;
    private final int[] unitOf;
    private final RandomisedUnits units;
    private final Joined joined;
    private final @Nullable Assignment assignment;
    private final Lazy<UnitRows> sorted;

    /// @param rows that have an arm
    /// @param unitOf unit of each row. Kept.
    /// @param units those that were randomised
    /// @param joined how rows found them
    /// @param assignment if the arms come from one
    Experiment(Frame rows, int[] unitOf, RandomisedUnits units, Joined joined, @Nullable Assignment assignment) {
        this.rows = rows;
        this.unitOf = unitOf;
        this.units = units;
        this.joined = joined;
        this.assignment = assignment;
        this.sorted = new Lazy<>(() -> UnitRows.of(unitOf, units.size()));
    }

    /// Gives rows the arms of their units, by the id column of the assignment; if the data have no such column
    /// but one that names the clusters that were randomised, by that.
    ///
    /// Rows whose id the assignment does not have, and rows of units without an arm, are left out and counted
    /// in [#joined()]. Columns of arms in the data are held against the assignment.
    ///
    /// Cost: a hash look-up per row.
    ///
    /// @param data one or more rows per unit
    /// @param assignment design and arms
    /// @return the experiment
    /// @throws copse.error.InputException `E101` if no row finds a unit, `E102` if there is no id column,
    ///     `E104` if a column of arms contradicts the assignment
    public static Experiment of(Frame data, Assignment assignment) {
        return AssignmentJoin.of(data, assignment);
    }

    /// Like [#of(Frame, Assignment)], the ids being in a column of another name.
    ///
    /// @param data one or more rows per unit
    /// @param assignment design and arms
    /// @param id column of the data that holds the ids of units, or of the clusters that were randomised
    /// @return the experiment
    /// @throws copse.error.InputException as [#of(Frame, Assignment)]
    public static Experiment of(Frame data, Assignment assignment, String id) {
        return AssignmentJoin.of(data, assignment, id);
    }

    /// Puts together rows whose units are known already.
    ///
    /// @param rows all of which belong to a unit with an arm
    /// @param assignment design and arms
    /// @param unit of the assignment that each row belongs to; where clusters were randomised any unit of the
    ///     row's cluster will do
    /// @return the experiment
    public static Experiment of(Frame rows, Assignment assignment, int[] unit) {
        return AssignmentJoin.placed(rows, assignment, unit);
    }

    /// Takes arms, units and blocks from columns of the data. Rows without an arm or unit are left out and
    /// counted.
    ///
    /// @param data one row per outcome
    /// @param roles which column says what
    /// @return the experiment
    /// @throws copse.error.InputException `I101` if a column is not there, `I102` if one cannot name groups,
    ///     `E103` if a unit is in two arms, `E110` if one is in two blocks, `E112` if a probability is none
    public static Experiment observed(Frame data, Roles roles) {
        return ObservedArms.of(data, roles);
    }

    /// Puts together what is known already, by row.
    ///
    /// @param rows all of which have an arm
    /// @param arm of each row; the first level is the reference
    /// @param unit of each row; levels are the units that were randomised. With an assignment they are all its
    ///     units in its order, or all its clusters if it randomises clusters
    /// @param block of each row, constant within units; null if units were not randomised within blocks
    /// @param assignment whose randomisation is redrawn; null if it is not known
    /// @return the experiment
    /// @throws copse.error.InputException `E103` if a unit is in two arms, `E110` if one is in two blocks
    public static Experiment of(
            Frame rows,
            FactorColumn arm,
            FactorColumn unit,
            @Nullable FactorColumn block,
            @Nullable Assignment assignment) {
        return ObservedArms.of(rows, arm, unit, block, assignment);
    }

    /// Other columns for the same rows, such as a changed outcome; what is known of units is shared.
    ///
    /// @param other as many rows as [#rows()], in the same order
    /// @return the experiment
    public Experiment withRows(Frame other) {
        if (other.rows() != rows.rows()) {
            throw new IllegalArgumentException(other.rows() + " rows instead of " + rows.rows());
        }
        return new Experiment(other, unitOf, units, joined, assignment);
    }

    /// The same rows under other arms, such as a redraw.
    ///
    /// @param arm of each unit; units without an arm keep their rows, which no estimator then reads
    /// @return the experiment
    public Experiment withArms(int[] arm) {
        return new Experiment(rows, unitOf, units.withArms(arm.clone()), joined, assignment);
    }

    /// @return rows with an arm, all columns of the data
    public Frame rows() {
        return rows;
    }

    /// @return those that were randomised, with their arms and blocks
    public RandomisedUnits units() {
        return units;
    }

    /// @param row of [#rows()]
    /// @return number of its unit
    public int unitOf(int row) {
        return unitOf[row];
    }

    /// @return the arm of each row; levels in the order of the design, the first being the reference
    public FactorColumn arm() {
        return byUnit(units::arm, units.arms());
    }

    /// The randomised unit of each row as a factor, the levels being the ids of all units in their order. Where
    /// rows were randomised by themselves these are as many as rows: ask [#unitOf(int)] instead.
    ///
    /// @return the cluster where clusters were randomised
    public FactorColumn unit() {
        List<String> ids = new ArrayList<>(units.size());
        for (int unit = 0; unit < units.size(); unit++) {
            ids.add(units.id(unit));
        }
        return FactorColumn.wrap(unitOf.clone(), Levels.of(ids));
    }

    /// @return the block of each row within which arms were handed out: stratum, pair, permuted block
    public Optional<FactorColumn> block() {
        if (units.blockName().isEmpty()) {
            return Optional.empty();
        }
        List<String> labels = new ArrayList<>(units.blocks());
        for (int block = 0; block < units.blocks(); block++) {
            labels.add(units.blockLabel(block));
        }
        return Optional.of(byUnit(units::block, labels));
    }

    private FactorColumn byUnit(java.util.function.IntUnaryOperator of, List<String> labels) {
        int[] codes = new int[unitOf.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = of.applyAsInt(unitOf[row]);
        }
        return FactorColumn.wrap(codes, Levels.of(labels));
    }

    /// @return whether some unit has more than one row
    public boolean hasClusters() {
        int[] start = sorted.value().start();
        for (int unit = 0; unit < units.size(); unit++) {
            if (start[unit + 1] - start[unit] > 1) {
                return true;
            }
        }
        return false;
    }

    /// @return how rows and units found each other
    public Joined joined() {
        return joined;
    }

    /// @return the design and the arms of all its units, if they are known
    public Optional<Assignment> assignment() {
        return Optional.ofNullable(assignment);
    }

    /// The rows of each unit one after the other.
    UnitRows sorted() {
        return sorted.value();
    }

    /// The totals of covariates and outcome by randomised unit, over all arms. Rows with anything missing are
    /// left out and counted by arm.
    ///
    /// Covariates that are factors, texts or logical become one column per level but the first, called
    /// `region[north]`.
    ///
    /// Cost: one parallel pass over the rows of the columns. Which thread adds up what makes no difference to
    /// the last digit.
    ///
    /// @param question outcome, covariates, weights
    /// @return the totals
    /// @throws copse.error.InputException `I101` if a column is not there, `E106` if one of the two arms has no
    ///     row with an outcome, `E107` if there is no such arm, `E108` if the outcome is no number, `E109` if a
    ///     weight is negative, `E150` if an outcome is not of the question's kind
    public UnitTotals totals(Question question) {
        int treatment = units.armOf(question.treatment());
        int control = units.armOf(question.control());
        List<RowValues> columns = columns(question);
        OutcomeValues.require(columns.getLast(), rows.rows(), question);
        @Nullable NumericColumn weights = question.weights().map(this::weights).orElse(null);
        UnitTotals totals = new TotalsPass(sorted.value(), units, columns, weights).run();
        requireOutcomes(totals, treatment, question);
        requireOutcomes(totals, control, question);
        return totals;
    }

    /// @return covariates by row, then the outcome
    List<RowValues> columns(Question question) {
        List<RowValues> columns = new ArrayList<>();
        question.covariates().forEach(name -> columns.addAll(RowValues.covariate(rows, name)));
        columns.add(outcome(question.outcome()));
        return columns;
    }

    /// The values of an outcome by row of [#rows()].
    ///
    /// @param name a numeric or logical column
    /// @return the values
    /// @throws copse.error.InputException `I101` if there is no such column, `E108` if it is neither numeric
    ///     nor logical
    RowValues outcome(String name) {
        Column column = rows.column(name);
        if (column instanceof NumericColumn || column instanceof LogicalColumn) {
            return RowValues.of(name, column);
        }
        throw EstimateCode.NOT_NUMERIC.error(
                "outcome `" + name + "` is " + column.type().name().toLowerCase(java.util.Locale.ROOT)
                        + ", not numeric or logical",
                "means of labels mean nothing",
                "make it numeric: `--numeric " + name + "`, or add a logical column of the label that counts");
    }

    private NumericColumn weights(String name) {
        NumericColumn weights = rows.numeric(name);
        for (int row = 0; row < weights.size(); row++) {
            if (!weights.isMissing(row) && weights.value(row) < 0) {
                throw EstimateCode.BAD_WEIGHTS.error(
                        "weight " + weights.text(row) + " in column `" + name + "`, row " + (row + 1),
                        "a weight says how much a row counts, and is not negative",
                        "repair the value, or leave the weights out");
            }
        }
        return weights;
    }

    private void requireOutcomes(UnitTotals totals, int arm, Question question) {
        if (totals.rowsIn(arm) > 0) {
            return;
        }
        String name = units.arms().get(arm);
        long missing = totals.missing(arm);
        int randomised = 0;
        for (int unit = 0; unit < units.size(); unit++) {
            randomised += units.arm(unit) == arm ? 1 : 0;
        }
        if (missing > 0) {
            throw EstimateCode.NO_OUTCOME.error(
                    "the outcome `" + question.outcome() + "`"
                            + question.weights()
                                    .map(weights -> ", or a weight `" + weights + "` above 0,")
                                    .orElse("")
                            + " is missing for the whole arm `" + name + "`: " + Words.count(missing, "row")
                            + " without a value",
                    "an effect compares outcomes of both arms",
                    "find out why the arm has none; "
                            + Suggestion.closest(question.outcome(), otherNumbers(question.outcome()))
                                    .map(other -> "or did you mean the column `" + other + "`?")
                                    .orElse("if it was recorded elsewhere, join it first"));
        }
        throw EstimateCode.NO_OUTCOME.error(
                "arm `" + name + "` has no rows, though " + Words.count(randomised, "unit") + " got it",
                "an effect compares outcomes of both arms",
                "check whether the data hold all arms, or compare two arms that have rows");
    }

    private List<String> otherNumbers(String outcome) {
        return rows.names().stream()
                .filter(name -> !name.equals(outcome) && rows.column(name) instanceof NumericColumn)
                .toList();
    }
}
