package copse.cli;

import java.util.List;

/// Pictures of networks.
final class NetworkPlots {
    private NetworkPlots() {}

    static List<PlotKind> kinds() {
        return List.of();
    }
}
