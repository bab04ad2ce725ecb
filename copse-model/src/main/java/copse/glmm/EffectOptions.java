package copse.glmm;

/// What is to be told of an effect.
///
/// @param scale on which means are compared
/// @param averaging whose means
/// @param level coverage of the limits, such as 0.95
public record EffectOptions(EffectScale scale, Averaging averaging, double level) {
    /// @return differences of population-averaged means with 95 % limits
    public static EffectOptions defaults() {
        return new EffectOptions(EffectScale.DIFFERENCE, Averaging.POPULATION, 0.95);
    }

    /// @param newScale on which means are compared
    /// @return these on another scale
    public EffectOptions withScale(EffectScale newScale) {
        return new EffectOptions(newScale, averaging, level);
    }

    /// @param newAveraging whose means
    /// @return these of other means
    public EffectOptions withAveraging(Averaging newAveraging) {
        return new EffectOptions(scale, newAveraging, level);
    }

    /// @param newLevel coverage of the limits
    /// @return these with another level
    public EffectOptions withLevel(double newLevel) {
        return new EffectOptions(scale, averaging, newLevel);
    }
}
