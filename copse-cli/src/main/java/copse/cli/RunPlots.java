package copse.cli;

import java.util.List;

/// Pictures of Bayesian runs.
final class RunPlots {
    private RunPlots() {}

    static List<PlotKind> kinds() {
        return List.of();
    }
}
