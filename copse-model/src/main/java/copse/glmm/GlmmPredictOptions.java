package copse.glmm;

/// What is to be predicted, and how sure the limits are to be.
///
/// @param averaging whose prediction: [Averaging#GROUPS] of the groups that rows name, [Averaging#TYPICAL] of a
///     group whose effects are 0, [Averaging#POPULATION] the mean over groups
/// @param level coverage of the limits, such as 0.95
public record GlmmPredictOptions(Averaging averaging, double level) {
    /// @return the groups that rows name, 95 %
    public static GlmmPredictOptions defaults() {
        return new GlmmPredictOptions(Averaging.GROUPS, 0.95);
    }

    /// @param newAveraging whose prediction
    /// @return these with another
    public GlmmPredictOptions withAveraging(Averaging newAveraging) {
        return new GlmmPredictOptions(newAveraging, level);
    }

    /// @param newLevel coverage of the limits
    /// @return these with another level
    public GlmmPredictOptions withLevel(double newLevel) {
        return new GlmmPredictOptions(averaging, newLevel);
    }
}
