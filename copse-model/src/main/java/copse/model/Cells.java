package copse.model;

import copse.family.Family;
import copse.family.Outcomes;
import copse.frame.RowSource;
import java.util.List;

/// All that a model of discrete outcomes needs to know of its rows: rows with equal predictors, groups and offset
/// put together.
///
/// Where the family allows it ([Family#isAdditive()]) the outcomes of a cell are summed, else rows with equal outcomes
/// are counted. Where predictors are continuous nearly every row is a cell of its own; the rows are then left as they
/// are, at no cost.
public final class Cells {
    private final ModelSpec spec;
    private final long rows;
    private final CrossProducts.Dropped dropped;
    private final double[][] x;
    private final double[][] inflation;
    private final List<Factor> factors;
    private final double[] offset;
    private final Outcomes outcomes;
    private final double constant;

    Cells(
            ModelSpec spec,
            long rows,
            CrossProducts.Dropped dropped,
            double[][] x,
            double[][] inflation,
            List<Factor> factors,
            double[] offset,
            Outcomes outcomes,
            double constant) {
        this.spec = spec;
        this.rows = rows;
        this.dropped = dropped;
        this.x = x;
        this.inflation = inflation;
        this.factors = List.copyOf(factors);
        this.offset = offset;
        this.outcomes = outcomes;
        this.constant = constant;
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
    /// @param spec the model, whose roles know the family's type of outcome
    /// @param data its rows
    /// @param family what the outcomes are checked against, and whether they may be summed
    /// @return the cells
    public static Cells of(ModelSpec spec, RowSource data, Family family) {
        throw new UnsupportedOperationException(spec + " " + data + " " + family);
    }

    /// @return the model
    public ModelSpec spec() {
        return spec;
    }

    /// @return rows used
    public long rows() {
        return rows;
    }

    /// @return rows left out, and why
    public CrossProducts.Dropped dropped() {
        return dropped;
    }

    /// @return number of cells
    public int count() {
        return outcomes.count();
    }

    /// @return columns of X, p by cells, in the order of [ModelSpec#fixedNames()]; views
    public double[][] x() {
        return x;
    }

    /// @return columns of the formula of zero inflation by cells; none without; views
    public double[][] inflation() {
        return inflation;
    }

    /// @return the grouping factors, most levels first
    public List<Factor> factors() {
        return factors;
    }

    /// @return offset per cell, 0 where the model has none; a view
    public double[] offset() {
        return offset;
    }

    /// @return what was observed
    public Outcomes outcomes() {
        return outcomes;
    }

    /// @return what the log likelihood of the rows has beyond that of the cells: constants lost by summing outcomes
    public double constant() {
        return constant;
    }
}
