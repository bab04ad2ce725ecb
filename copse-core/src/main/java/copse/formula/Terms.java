package copse.formula;

import java.util.List;

/// What a side of a formula stands for once its operators are carried out.
///
/// @param intercept whether the constant 1 is among the terms
/// @param terms without duplicates, by degree, within a degree by first appearance
/// @param offsets what stands in `offset()`
public record Terms(boolean intercept, List<Term> terms, List<Expr> offsets) {
    /// @param intercept whether the constant 1 is among the terms
    /// @param terms without duplicates
    /// @param offsets what stands in `offset()`
    public Terms {
        terms = List.copyOf(terms);
        offsets = List.copyOf(offsets);
    }
}
