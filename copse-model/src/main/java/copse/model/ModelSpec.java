package copse.model;

import copse.family.OutcomeType;
import copse.formula.Contrast;
import copse.formula.Formula;
import copse.frame.ColumnSchema;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.RowSource;
import copse.frame.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is estimated: a formula held against the columns of data. Immutable; knows columns, levels and
/// constants, no rows.
///
/// It says which columns X and the Zs have, and fills them from rows. Formula, schema, constants and roles
/// together make the same model again ([#of(Formula, Schema, Constants, Roles)]), so that a saved fit can
/// predict.
public final class ModelSpec {
    private final Formula formula;
    private final Schema schema;
    private final Constants constants;
    private final Roles roles;
    private final Uses uses;
    private final Layout layout;
    private final Filler filler;

    private ModelSpec(Uses uses, Schema schema, Map<String, Levels> levels, Constants constants, Roles roles) {
        this.formula = uses.formula();
        this.uses = uses;
        this.schema = schema;
        this.constants = constants;
        this.roles = roles;
        this.layout = new Layout(uses, levels, constants, roles);
        this.filler = new Filler(layout);
    }

    /// Holds a formula against data without weights or offset column, with treatment contrasts.
    ///
    /// @param formula with a response
    /// @param data see [#of(Formula, RowSource, Roles)]
    /// @return the model
    /// @throws copse.error.FormulaException if they do not fit
    public static ModelSpec of(Formula formula, RowSource data) {
        return of(formula, data, Roles.defaults());
    }

    /// Holds a formula against data: finds types and levels, and learns the constants of transforms.
    ///
    /// Factors, text and logical columns become categories; whole numbers do where they are groups or in
    /// `factor()`. Dates count as days, points in time as seconds since 1970-01-01. Levels that occur in no
    /// complete row are left out if the data is a [Frame].
    ///
    /// Cost: no pass over the rows if groups and categories are factors already and no transform learns
    /// anything; one to find levels of text and numbers; two or more for `scale()`, `poly()` and their like.
    ///
    /// @param formula with a response
    /// @param data its schema, and rows where needed
    /// @param roles weights, offset, contrasts
    /// @return the model
    /// @throws copse.error.FormulaException if they do not fit
    public static ModelSpec of(Formula formula, RowSource data, Roles roles) {
        Uses uses = new Uses(formula, data.schema(), roles);
        Map<String, Levels> levels = new LevelScan(uses).levels(data);
        Constants constants = ConstantScan.learn(uses, data);
        return new ModelSpec(uses, learned(uses, levels), levels, constants, roles);
    }

    /// Makes a model again from what it told about itself.
    ///
    /// @param formula its formula
    /// @param schema its [#schema()]
    /// @param constants its [#constants()]
    /// @param roles its [#roles()]
    /// @return a model with the same columns
    /// @throws copse.error.FormulaException if they do not fit
    public static ModelSpec of(Formula formula, Schema schema, Constants constants, Roles roles) {
        Uses uses = new Uses(formula, schema, roles);
        return new ModelSpec(uses, schema, new LevelScan(uses).levels(null), constants, roles);
    }

    private static Schema learned(Uses uses, Map<String, Levels> levels) {
        List<ColumnSchema> columns = new ArrayList<>();
        // in the order of the data, since `.` stands for the columns in that order
        for (ColumnSchema column : uses.schema().columns()) {
            if (uses.columns().contains(column.name())) {
                columns.add(new ColumnSchema(column.name(), column.type(), levels.get(column.name())));
            }
        }
        return new Schema(columns);
    }

    /// @return the formula
    public Formula formula() {
        return formula;
    }

    /// The columns the model uses, in the order of the data, with the levels it has found; numbers, text and
    /// logical columns that serve as groups or categories have levels here too.
    ///
    /// @return names, types and levels
    public Schema schema() {
        return schema;
    }

    /// @return what transforms have learned
    public Constants constants() {
        return constants;
    }

    /// @return weights, offset and contrasts
    public Roles roles() {
        return roles;
    }

    /// @return the response as printed, such as `log(y)` or `cbind(s, f)`
    public String response() {
        return uses.left().toString();
    }

    /// @return what the response holds
    public OutcomeType outcome() {
        return roles.outcome();
    }

    /// The level whose probability is modelled, where the response is a category of two levels: `b` of a, b.
    ///
    /// @return its label; empty where the response is numbers
    public Optional<String> success() {
        if (!uses.hasCategoryResponse()) {
            return Optional.empty();
        }
        String column = Uses.factorColumn(uses.response()).name();
        return Optional.of(layout.factors.stream()
                .filter(factor -> factor.column().equals(column))
                .findFirst()
                .orElseThrow()
                .levels()
                .label(1));
    }

    /// @param part a further linear predictor, such as [Roles#ZERO_INFLATION]
    /// @return names of its columns; none if the model has no such predictor
    public List<String> partNames(String part) {
        return layout.parts.getOrDefault(part, List.of()).stream()
                .map(DesignColumn::name)
                .toList();
    }

    /// @return names of the p columns of X: `(Intercept)`, `age`, `reason[property]`, `a[x]:b`
    public List<String> fixedNames() {
        return layout.x.stream().map(DesignColumn::name).toList();
    }

    /// @return whether the first column of X is the constant 1
    public boolean hasIntercept() {
        return uses.fixed().intercept();
    }

    /// @return the terms of the fixed part with their columns, the intercept first
    public List<FixedTerm> fixedTerms() {
        return List.copyOf(layout.terms);
    }

    /// @return one per distinct grouping factor, in order of first appearance
    public List<Grouping> groupings() {
        return List.copyOf(layout.groupings);
    }

    /// @return the columns whose missing values leave a row out, in order of first use
    public List<String> variables() {
        return filler.variables();
    }

    /// @return whether rows have weights
    public boolean hasWeights() {
        return layout.weight >= 0;
    }

    /// @return whether there is an offset, in the formula or as a column
    public boolean hasOffset() {
        return layout.offsets.length > 0;
    }

    /// This model with weights. The levels are those found already.
    ///
    /// @param column a numeric column
    /// @return the model
    /// @throws IllegalArgumentException if the model does not know the column's type; see [Roles#withWeights]
    public ModelSpec withWeights(String column) {
        return with(roles.withWeights(column), column);
    }

    /// This model with an offset column. The levels are those found already.
    ///
    /// @param column a numeric column
    /// @return the model
    public ModelSpec withOffset(String column) {
        return with(roles.withOffset(column), column);
    }

    private ModelSpec with(Roles next, @Nullable String column) {
        List<ColumnSchema> columns = new ArrayList<>(schema.columns());
        if (column != null && schema.find(column).isEmpty()) {
            columns.add(new ColumnSchema(column, copse.frame.ColumnType.NUMERIC, null));
        }
        return of(formula, new Schema(columns), constants, next);
    }

    /// This model with other contrasts; a contrast in the formula, `C(g, sum)`, stays.
    ///
    /// @param contrasts by factor column; treatment contrasts for those not named
    /// @return a model with the same columns of Z and as many of X
    /// @throws copse.error.FormulaException if a name is no factor of the model
    public ModelSpec withContrasts(Map<String, Contrast> contrasts) {
        return of(formula, schema, constants, roles.withContrasts(contrasts));
    }

    /// @return the columns that the fixed or random columns code by levels, in order of first use
    public List<String> factors() {
        return uses.factors().stream().filter(name -> uses.of(name).fixedFactor).toList();
    }

    /// Evaluates the predictors of rows, for predictions. Response and weights need not be there. Rows with a
    /// missing predictor or group are left out, so look at the source.
    ///
    /// @param frame rows with the columns that X, the Zs, groups and offset need; levels may be coded otherwise
    /// @return the complete rows
    /// @throws copse.error.FormulaException if a column is absent, a level of the fixed part is not the
    ///     model's, or an expression has no finite value
    public ModelRows predictors(Frame frame) {
        return rows(frame, false);
    }

    /// Evaluates rows with response and weights.
    ///
    /// @param frame rows with the columns of the model
    /// @return the complete rows, those of weight 0 left out
    /// @throws copse.error.FormulaException as [#predictors(Frame)]
    /// @throws copse.error.InputException if a weight is negative, or an outcome is not of the model's kind
    public ModelRows rows(Frame frame) {
        return rows(frame, true);
    }

    private ModelRows rows(Frame frame, boolean withOutcome) {
        Block block = filler.newBlock(frame.rows());
        filler.fill(frame, 0, frame.rows(), block, withOutcome ? Filler.Wanted.ALL : Filler.Wanted.PREDICTORS);
        if (!withOutcome) {
            return ModelRows.of(block, null);
        }
        OutcomeReader reader = new OutcomeReader(this, block.rows, false);
        reader.read(block);
        return ModelRows.of(block, reader);
    }

    /// Writes what [#read(DataInput)] makes the same model of; no rows.
    ///
    /// @param out where to
    /// @throws IOException if writing fails
    public void write(DataOutput out) throws IOException {
        SpecFormat.write(this, out);
    }

    /// Reads a model written by [#write(DataOutput)].
    ///
    /// @param in where from
    /// @return a model equal to the one written
    /// @throws IOException if reading fails, or what is read is no model
    public static ModelSpec read(DataInput in) throws IOException {
        return SpecFormat.read(in);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelSpec spec
                && spec.formula.equals(formula)
                && spec.schema.equals(schema)
                && spec.constants.equals(constants)
                && spec.roles.equals(roles);
    }

    @Override
    public int hashCode() {
        return Objects.hash(formula, schema, constants, roles);
    }

    @Override
    public String toString() {
        return formula.toString();
    }

    /// @param capacity the most rows it can hold
    /// @return an empty block, to be filled again and again
    Block newBlock(int capacity) {
        return filler.newBlock(capacity);
    }

    /// Evaluates rows `from ≤ row < to`; rows with anything missing are left out and counted.
    ///
    /// @param rows rows with the model's columns
    /// @param from first row
    /// @param to one past the last row, at most the block's capacity away
    /// @param block *Modified.*
    /// @throws copse.error.FormulaException if an expression has no finite value, a level is not the model's,
    ///     or a weight is not positive
    void fill(Frame rows, int from, int to, Block block) {
        filler.fill(rows, from, to, block, Filler.Wanted.ALL);
    }

    Uses uses() {
        return uses;
    }

    Layout layout() {
        return layout;
    }

    Filler filler() {
        return filler;
    }
}
