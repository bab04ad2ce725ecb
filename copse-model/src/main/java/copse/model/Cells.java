package copse.model;

import copse.family.Family;
import copse.family.Outcomes;
import copse.frame.Frame;
import copse.frame.RowSource;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
    private final RawPredictors raw;
    private final CellDesign design;
    private final List<Factor> factors;
    private final Content content;
    private final Tally tally;

    private Cells(
            ModelSpec spec, RawPredictors raw, CellDesign design, List<Factor> factors, Content content, Tally tally) {
        this.spec = spec;
        this.raw = raw;
        this.design = design;
        this.factors = factors;
        this.content = content;
        this.tally = tally;
    }

    /// What is in each cell.
    ///
    /// @param summed whether outcomes of rows were summed, weights being in them
    /// @param outcomes what was observed
    /// @param rows how many
    /// @param squares see [Cells#squares()]; empty where they follow from the outcomes
    record Content(boolean summed, Outcomes outcomes, double[] rows, Optional<double[]> squares) {}

    /// What is known of all rows together.
    ///
    /// @param rows used
    /// @param dropped left out
    /// @param constant see [Cells#constant()]
    record Tally(long rows, CrossProducts.Dropped dropped, double constant) {}

    /// Calculates what the model makes of the predictors.
    ///
    /// @param levels of each grouping, in the order of the factors
    /// @param threads how many share the work
    static Cells of(
            ModelSpec spec, RawPredictors raw, List<CellLevels> levels, Content content, Tally tally, int threads) {
        CellDesign design = CellDesign.of(spec, raw, threads);
        List<Factor> factors = levels.stream()
                .map(own -> new Factor(
                        spec.groupings().get(own.grouping()),
                        own.keys(),
                        own.counts(),
                        own.level(),
                        design.z()[own.grouping()]))
                .toList();
        return new Cells(spec, raw, design, factors, content, tally);
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

    /// The cells of two sets of rows taken together.
    ///
    /// @param other cells of the same model and family of other rows, which come later
    /// @return the cells of all rows
    public Cells merge(Cells other) {
        return CellsMerge.of(this, other);
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
        return new Cells(
                spec,
                raw,
                design,
                factors,
                new Content(content.summed(), newOutcomes, content.rows(), Optional.empty()),
                new Tally(rows(), dropped(), constant));
    }

    /// The same rows with a cell for each of them, where cells count rows of equal outcomes; so each row can be
    /// given an outcome of its own. Where outcomes are summed, or no rows are alike, these cells themselves.
    ///
    /// @return cells of one row each, or these
    public Cells apart() {
        int[] order = IntStream.range(0, count())
                .flatMap(i -> IntStream.range(0, (int) Math.round(rowsOf()[i])).map(_ -> i))
                .toArray();
        if (content.summed() || order.length == count()) {
            return this;
        }
        Outcomes own = outcomes();
        double[] multiplicity = new double[order.length];
        double[] one = new double[order.length];
        for (int k = 0; k < order.length; k++) {
            multiplicity[k] = own.multiplicity()[order[k]] / rowsOf()[order[k]];
            one[k] = 1;
        }
        Outcomes rows = new Outcomes(Gather.doubles(own.y(), order), Gather.doubles(own.size(), order), multiplicity);
        List<CellLevels> levels = factors.stream()
                .map(factor -> new CellLevels(
                        spec.groupings().indexOf(factor.grouping()),
                        factor.keys(),
                        factor.counts(),
                        Gather.ints(factor.level(), order)))
                .toList();
        return of(spec, raw.inOrder(order), levels, new Content(false, rows, one, Optional.empty()), tally, 1);
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
        return content.outcomes().count();
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
        return content.outcomes();
    }

    /// @return number of rows in each cell; a view
    public double[] rowsOf() {
        return content.rows();
    }

    /// Per cell `Σ multiplicity · y² / size` over its rows. With it Pearson's χ² of the rows is known, although
    /// outcomes are summed: `Σ (y − n μ)² / n = squares − 2 μ y + n μ²`.
    ///
    /// @return a copy or view
    public double[] squares() {
        return content.squares().orElseGet(() -> {
            double[] squares = new double[count()];
            Outcomes own = content.outcomes();
            for (int i = 0; i < squares.length; i++) {
                double y = own.y()[i];
                squares[i] = own.multiplicity()[i] * y * y / own.size()[i];
            }
            return squares;
        });
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

    /// Writes what [#read(DataInput)] makes equal cells of.
    ///
    /// @param out where to
    /// @throws IOException if writing fails
    public void write(DataOutput out) throws IOException {
        CellsFormat.write(this, out);
    }

    /// Reads cells written by [#write(DataOutput)].
    ///
    /// @param in where from
    /// @return the cells, from which fits come out the same to the last digit
    /// @throws IOException if reading fails, or what is read are no cells
    public static Cells read(DataInput in) throws IOException {
        return CellsFormat.read(in);
    }

    Content content() {
        return content;
    }

    RawPredictors raw() {
        return raw;
    }
}
