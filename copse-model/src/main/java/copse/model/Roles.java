package copse.model;

import copse.family.OutcomeType;
import copse.formula.Contrast;
import copse.formula.Formula;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model knows beside its formula: how the response is read, the columns of weights and offset, the
/// contrasts of factors, and the formulas of further linear predictors.
///
/// What weights mean hangs on the response: of a number the variance is σ² divided by the weight; a share, a
/// 0/1 or a two-level response has the weight as its number of trials; of counts, and of successes out of
/// trials, the log likelihood is multiplied by it.
///
/// @param weights column of positive weights, null for none
/// @param offset column added to the linear predictor with coefficient 1, null for none; adds to any `offset()`
///     of the formula
/// @param contrasts by factor column; treatment contrasts for those not named
/// @param outcome what the left side of the formula holds
/// @param parts one-sided formulas of further linear predictors by name, such as [#ZERO_INFLATION]; fixed terms
///     only
public record Roles(
        @Nullable String weights,
        @Nullable String offset,
        Map<String, Contrast> contrasts,
        OutcomeType outcome,
        Map<String, Formula> parts) {
    /// Name of the linear predictor of the probability of a structural zero.
    public static final String ZERO_INFLATION = "zi";

    /// Name of the linear predictor of the logarithm of the residual standard deviation.
    public static final String SIGMA = "sigma";

    /// @param weights column of weights
    /// @param offset column of the offset
    /// @param contrasts by factor column
    /// @param outcome what the left side holds
    /// @param parts further linear predictors
    public Roles {
        contrasts = Collections.unmodifiableMap(new LinkedHashMap<>(contrasts));
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /// @return a number as response, no weights, no offset, treatment contrasts, one linear predictor
    public static Roles defaults() {
        return new Roles(null, null, Map.of(), OutcomeType.NUMBER, Map.of());
    }

    /// @param column column of weights, null for none
    /// @return these with the weights
    public Roles withWeights(@Nullable String column) {
        return new Roles(column, offset, contrasts, outcome, parts);
    }

    /// @param column column of the offset, null for none
    /// @return these with the offset
    public Roles withOffset(@Nullable String column) {
        return new Roles(weights, column, contrasts, outcome, parts);
    }

    /// @param factor a factor's column
    /// @param contrast its contrast
    /// @return these with the contrast
    public Roles withContrast(String factor, Contrast contrast) {
        Map<String, Contrast> next = new LinkedHashMap<>(contrasts);
        next.put(factor, contrast);
        return withContrasts(next);
    }

    /// @param newContrasts by factor column
    /// @return these with other contrasts
    public Roles withContrasts(Map<String, Contrast> newContrasts) {
        return new Roles(weights, offset, newContrasts, outcome, parts);
    }

    /// @param type what the left side of the formula holds
    /// @return these with the response read so
    public Roles withOutcome(OutcomeType type) {
        return new Roles(weights, offset, contrasts, type, parts);
    }

    /// @param name of a further linear predictor
    /// @param formula without response and random terms: `~ x + z`
    /// @return these with the linear predictor
    public Roles withPart(String name, Formula formula) {
        Map<String, Formula> next = new LinkedHashMap<>(parts);
        next.put(name, formula);
        return new Roles(weights, offset, contrasts, outcome, next);
    }
}
