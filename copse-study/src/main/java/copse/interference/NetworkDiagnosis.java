package copse.interference;

import copse.error.Diagnostic;
import copse.frame.Frame;
import copse.frame.Words;
import copse.power.Diagnosis;
import copse.power.EstimatorDiagnosis;
import copse.power.SimulationOptions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How experiments in a network fare when they are run many times.
///
/// @param study what was run
/// @param options how often it was to be run
/// @param replicates how often it was run
/// @param stop why no more
/// @param arrangements clusterings with designs, in the order of the designs
/// @param cells every analysis of every arrangement, in the order of arrangements, then analyses
/// @param estimates every simulated estimate, one row per experiment and cell: `replicate`, `clustering`,
///     `design`, `analysis`, `effect` (the truth of that experiment), `estimate`, `se`, `df`, `lower`, `upper`,
///     `p`, `shown`, `failure`
/// @param diagnostics what a reader must know
public record NetworkDiagnosis(
        NetworkStudy study,
        SimulationOptions options,
        int replicates,
        Diagnosis.Stop stop,
        List<Arrangement> arrangements,
        List<NetworkCell> cells,
        Frame estimates,
        List<Diagnostic> diagnostics) {
    /// Copies the lists.
    public NetworkDiagnosis {
        arrangements = List.copyOf(arrangements);
        cells = List.copyOf(cells);
        diagnostics = List.copyOf(diagnostics);
    }

    /// The recommended cell: of those that answer the first analysis' estimand and whose intervals hold the
    /// effect as often as they say, the one with the smallest root mean squared error; if no interval does,
    /// simply the one with the smallest.
    ///
    /// @return empty if every estimate of every cell failed
    public Optional<NetworkCell> best() {
        Estimand wanted = study.analyses().getFirst().question().estimand();
        List<NetworkCell> able = cells.stream()
                .filter(cell -> cell.analysis().question().estimand() == wanted)
                .filter(cell -> cell.diagnosis()
                        .filter(diagnosis -> diagnosis.finished() > 0 && !diagnosis.givenUp())
                        .isPresent())
                .toList();
        Comparator<NetworkCell> byError = Comparator.comparingDouble(
                cell -> cell.diagnosis().orElseThrow().rmse().value());
        return able.stream()
                .filter(cell -> cell.diagnosis().orElseThrow().diagnostics().isEmpty())
                .min(byError)
                .or(() -> able.stream().min(byError));
    }

    /// @param clustering text form; empty for designs without
    /// @param design short form
    /// @param analysis name
    /// @return the cell
    /// @throws IllegalArgumentException if there is none
    public NetworkCell cell(Optional<String> clustering, String design, String analysis) {
        return cells.stream()
                .filter(cell -> cell.arrangement().clustering().equals(clustering)
                        && cell.arrangement().design().equals(design)
                        && cell.analysis().name().equals(analysis))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(clustering + ", " + design + ", " + analysis));
    }

    /// @return the answer: which cell is recommended, and how it fares
    public String sentence() {
        return best().map(this::sentence).orElse("No estimate of any experiment came to an end.");
    }

    private String sentence(NetworkCell cell) {
        EstimatorDiagnosis found = cell.diagnosis().orElseThrow();
        long tried = cells.stream().filter(each -> each.diagnosis().isPresent()).count();
        String effect = cell.analysis().question().estimand().label() + " of " + Words.about(found.truth());
        String combinations = Words.count(tried, "combination");
        String opening = cell.misses()
                ? "None of " + combinations + " finds the " + effect + ". Nearest comes " + cell.label()
                        + ", which finds " + Words.about(found.mean().value()) + " on average"
                : "Of " + combinations + " " + cell.label() + " is nearest to the " + effect
                        + ", and finds it without a bias that matters";
        return opening + ": root mean squared error " + Words.plain(found.rmse().value()) + ", "
                + Words.percent(found.coverage().value()) + " of the intervals hold it ("
                + Words.count(replicates, "simulated experiment") + ").";
    }
}
