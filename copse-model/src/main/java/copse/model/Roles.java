package copse.model;

import copse.formula.Contrast;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model knows beside its formula: the columns of weights and offset, and the contrasts of factors.
///
/// @param weights column of positive weights, null for none: the variance of a row is σ² divided by its weight
/// @param offset column added to the linear predictor with coefficient 1, null for none; adds to any `offset()`
///     of the formula
/// @param contrasts by factor column; treatment contrasts for those not named
public record Roles(@Nullable String weights, @Nullable String offset, Map<String, Contrast> contrasts) {
    /// @param weights column of weights
    /// @param offset column of the offset
    /// @param contrasts by factor column
    public Roles {
        contrasts = Collections.unmodifiableMap(new LinkedHashMap<>(contrasts));
    }

    /// @return no weights, no offset, treatment contrasts
    public static Roles defaults() {
        return new Roles(null, null, Map.of());
    }

    /// @param column column of weights, null for none
    /// @return these with the weights
    public Roles withWeights(@Nullable String column) {
        return new Roles(column, offset, contrasts);
    }

    /// @param column column of the offset, null for none
    /// @return these with the offset
    public Roles withOffset(@Nullable String column) {
        return new Roles(weights, column, contrasts);
    }

    /// @param factor a factor's column
    /// @param contrast its contrast
    /// @return these with the contrast
    public Roles withContrast(String factor, Contrast contrast) {
        Map<String, Contrast> next = new LinkedHashMap<>(contrasts);
        next.put(factor, contrast);
        return new Roles(weights, offset, next);
    }
}
