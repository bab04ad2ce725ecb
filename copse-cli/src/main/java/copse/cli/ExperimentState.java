package copse.cli;

import copse.error.Diagnostic;
import copse.plan.PlanChange;
import copse.report.trial.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where an experiment stands.
///
/// @param folder of the experiment
/// @param plan fingerprint of the plan in force
/// @param stages that were gone through, in order
/// @param awaited file that has to arrive before it goes on
/// @param answer to its question in a sentence, if there is one
/// @param ignored in what the plan file says something else than the plan in force
/// @param amendments number of plans that were taken over after arms were handed out
/// @param diagnostics unmet so far
record ExperimentState(
        Path folder,
        String plan,
        List<Reached> stages,
        Optional<Path> awaited,
        Optional<String> answer,
        List<PlanChange> ignored,
        int amendments,
        List<Diagnostic> diagnostics) {
    /// Copies the lists.
    ExperimentState {
        stages = List.copyOf(stages);
        ignored = List.copyOf(ignored);
        diagnostics = List.copyOf(diagnostics);
    }

    /// What happened at a stage this time.
    enum Happened {
        /// It was gone through.
        DONE("done"),
        /// It had been gone through, and nothing that it depends on has changed.
        KEPT("as before"),
        /// It cannot be gone through, or the plan does not ask for it.
        LEFT_OUT("left out"),
        /// Something has to arrive first.
        WAITING("waiting");

        private final String word;

        Happened(String word) {
            this.word = word;
        }

        /// @return such as `as before`
        String word() {
            return word;
        }
    }

    /// A stage that was reached.
    ///
    /// @param stage which
    /// @param happened this time
    /// @param finding what came of it, a few words
    /// @param file where it is kept; empty if nowhere
    record Reached(Stage stage, Happened happened, String finding, Optional<Path> file) {}
}
