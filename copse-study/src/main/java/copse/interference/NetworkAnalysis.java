package copse.interference;

/// An estimator with the question that it is to answer: one line of a table of simulated analyses.
///
/// @param name as printed, distinct within a study
/// @param estimator how
/// @param question what; the outcome is the simulated one whatever it is called
public record NetworkAnalysis(String name, NetworkEstimator estimator, NetworkQuestion question) {
    /// @param estimator how
    /// @param question what
    /// @return the analysis, called like its estimator
    public static NetworkAnalysis of(NetworkEstimator estimator, NetworkQuestion question) {
        return new NetworkAnalysis(estimator.name(), estimator, question);
    }
}
