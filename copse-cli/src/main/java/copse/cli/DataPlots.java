package copse.cli;

import java.util.List;

/// Pictures of data.
final class DataPlots {
    private DataPlots() {}

    static List<PlotKind> kinds() {
        return List.of();
    }
}
