package copse.bayes;

import copse.model.Cells;
import copse.model.CrossProducts;
import copse.model.ModelSpec;

/// What a posterior keeps of the rows.
public sealed interface PosteriorData {
    /// Sums of products: all that a gaussian outcome with identity link and one residual variance needs.
    ///
    /// @param products of the rows
    record Products(CrossProducts products) implements PosteriorData {}

    /// Distinct rows with their outcomes: for every other outcome.
    ///
    /// @param cells of the rows
    record Counted(Cells cells) implements PosteriorData {}

    /// @return formula, columns and levels
    default ModelSpec spec() {
        return switch (this) {
            case Products(CrossProducts products) -> products.spec();
            case Counted(Cells cells) -> cells.spec();
        };
    }

    /// @return rows used
    default long rows() {
        return switch (this) {
            case Products(CrossProducts products) -> products.rows();
            case Counted(Cells cells) -> cells.rows();
        };
    }

    /// @return rows left out
    default CrossProducts.Dropped dropped() {
        return switch (this) {
            case Products(CrossProducts products) -> products.dropped();
            case Counted(Cells cells) -> cells.dropped();
        };
    }
}
