package copse.model;

import copse.family.Family;
import copse.family.Outcomes;
import copse.frame.Frame;
import copse.frame.RowSource;
import java.util.List;

/// All that a model of discrete outcomes needs to know of its rows: rows with equal predictors, groups and
/// offset put together. Immutable.
///
/// Where the family allows it ([Family#isAdditive()]) the outcomes of a cell are summed, else rows with equal
/// outcomes are counted. Where predictors are continuous nearly every row is a cell of its own; the rows are
/// then left as they are, at no cost.
///
/// Cells stand level by level of the first factor, the one with most levels. What they hold does not depend on
/// the number of threads that read the rows.
///
/// Arrays handed out are views and must not be changed.
///
/// Size: cells × (predictors + columns of X and Z that are calculated). Cost of reading: one pass over the
/// rows, in parallel; predictors are calculated once per cell.
public final class Cells {
    private final ModelSpec spec;
    private final boolean additive;
    private final RawPredictors raw;
    private final CellDesign design;
    private final List<Factor> factors;
    private final Outcomes outcomes;
    private final double[] rowsOf;
    private final double[] squares;
    private final CellsAssembly.Tally tally;

    Cells(
            ModelSpec spec,
            boolean additive,
            RawPredictors raw,
            CellDesign design,
            List<Factor> factors,
            Outcomes outcomes,
            double[] rowsOf,
            double[] squares,
            CellsAssembly.Tally tally) {
        this.spec = spec;
        this.additive = additive;
        this.raw = raw;
        this.design = design;
        this.factors = List.copyOf(factors);
        this.outcomes = outcomes;
        this.rowsOf = rowsOf;
        this.squares = squares;
        this.tally = tally;
    }

    /// One grouping factor with its columns of Z. Arrays are views and must not be changed.
    ///
    /// @param grouping the factor and its terms
    /// @param keys of the levels, ascending; [Grouping#label(long)] gives their names
    /// @param counts rows per level
    /// @param level of each cell
    /// @param z per column of Z, its value at each cell; the constant 1 included
    public record Factor(Grouping grouping, long[] keys, long[] counts, int[] level, double[][] z) {}

    /// Reads rows once.
    ///
    /// @param spec the model, whose roles know the family's kind of outcome ([Roles#withOutcome])
    /// @param data its rows
    /// @param family what the outcomes are checked against, and whether they may be summed
    /// @return the cells
    /// @throws copse.error.InputException `O102` to `O109` if an outcome is none of the family's
    public static Cells of(ModelSpec spec, RowSource data, Family family) {
        return of(spec, data, family, Runtime.getRuntime().availableProcessors());
    }

    /// Reads rows once.
    ///
    /// @param spec the model, whose roles know the family's kind of outcome
    /// @param data its rows
    /// @param family what the outcomes are checked against, and whether they may be summed
    /// @param threads how many threads share the work; the result does not depend on it
    /// @return the cells
    public static Cells of(ModelSpec spec, RowSource data, Family family, int threads) {
        if (spec.outcome() != family.outcome()) {
            throw new IllegalArgumentException(
                    "a model of a " + spec.outcome() + " and a family of a " + family.outcome());
        }
        return CellsReader.read(spec, data, family, threads);
    }

    /// The same cells with other outcomes, such as simulated ones.
    ///
    /// @param newOutcomes as many as there are cells. Kept: must not change.
    /// @param constant see [#constant()]
    /// @return cells that share all that does not depend on outcomes; [#squares()] are those of the cells
    public Cells withOutcomes(Outcomes newOutcomes, double constant) {
        if (newOutcomes.count() != count()) {
            throw new IllegalArgumentException(newOutcomes.count() + " outcomes for " + count() + " cells");
        }
        double[] newSquares = new double[count()];
        for (int i = 0; i < newSquares.length; i++) {
            double y = newOutcomes.y()[i];
            newSquares[i] = newOutcomes.multiplicity()[i] * y * y / newOutcomes.size()[i];
        }
        return new Cells(
                spec,
                additive,
                raw,
                design,
                factors,
                newOutcomes,
                rowsOf,
                newSquares,
                new CellsAssembly.Tally(rows(), dropped(), constant));
    }

    /// The same cells with other outcomes, whose [#constant()] is left out.
    ///
    /// @param newOutcomes as many as there are cells. Kept: must not change.
    /// @return cells that share all that does not depend on outcomes
    public Cells withOutcomes(Outcomes newOutcomes) {
        return withOutcomes(newOutcomes, 0);
    }

    /// @return the model
    public ModelSpec spec() {
        return spec;
    }

    /// @return rows used
    public long rows() {
        return tally.rows();
    }

    /// @return rows left out, and why; rows of 0 trials count as rows of weight 0
    public CrossProducts.Dropped dropped() {
        return tally.dropped();
    }

    /// @return number of cells
    public int count() {
        return outcomes.count();
    }

    /// @return columns of X, p by cells, in the order of [ModelSpec#fixedNames()]; views
    public double[][] x() {
        return design.x();
    }

    /// @param name of a further linear predictor
    /// @return its columns by cells, in the order of [ModelSpec#partNames(String)]; none if the model has no
    ///     such predictor; views
    public double[][] part(String name) {
        return design.parts().getOrDefault(name, new double[0][]);
    }

    /// @return columns of the formula of zero inflation by cells; none without; views
    public double[][] inflation() {
        return part(Roles.ZERO_INFLATION);
    }

    /// @return the grouping factors, most levels first
    public List<Factor> factors() {
        return factors;
    }

    /// @return offset per cell, 0 where the model has none; a view
    public double[] offset() {
        return design.offset();
    }

    /// @return what was observed
    public Outcomes outcomes() {
        return outcomes;
    }

    /// @return number of rows in each cell; a view
    public double[] rowsOf() {
        return rowsOf;
    }

    /// Per cell `Σ multiplicity · y² / size` over its rows. With it Pearson's χ² of the rows is known, although
    /// outcomes are summed: `Σ (y − n μ)² / n = squares − 2 μ y + n μ²`.
    ///
    /// @return a view
    public double[] squares() {
        return squares;
    }

    /// The part of the rows' log likelihood that no parameter touches: `Σ multiplicity ·` [Family#constant]
    /// over rows.
    ///
    /// @return added to what a [copse.family.Likelihood] gives
    public double constant() {
        return tally.constant();
    }

    /// The cells as a table: one row each, with the columns that predictors, groups and offset are made of.
    /// Change a column, and [ModelSpec#predictors(Frame)] says what the model makes of it.
    ///
    /// @return factors for what the model codes by levels, numbers for the rest
    public Frame predictors() {
        return raw.frame(spec);
    }

    boolean isAdditive() {
        return additive;
    }

    RawPredictors raw() {
        return raw;
    }
}
