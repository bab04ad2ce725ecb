package copse.bayes;

/// How outcomes observed are distributed, and how those that the model makes are. Arrays have one entry per bin
/// and are views.
///
/// @param edges of the bins, one more than there are bins; the first and last bin hold what lies outside too
/// @param observed share of the rows
/// @param lower 5 % quantile of the replicates' share
/// @param median of the replicates' share
/// @param upper 95 % quantile of the replicates' share
@SuppressWarnings("ArrayRecordComponent") // for pictures, never compared
public record PredictiveHistogram(double[] edges, double[] observed, double[] lower, double[] median, double[] upper) {}
