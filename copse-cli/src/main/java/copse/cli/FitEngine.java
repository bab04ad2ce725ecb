package copse.cli;

import copse.error.Diagnostic;
import copse.frame.RowSource;
import copse.model.Fit;
import copse.record.RunRecord;
import copse.report.FitQuestions;
import copse.report.FitResult;
import java.util.List;
import java.util.Optional;

/// A model as the options of `copse fit` describe it: how it is fitted to rows, and how the fit is told.
sealed interface FitEngine permits LinearEngine, GeneralisedEngine, EquationsEngine {
    /// Reads the rows once and fits.
    ///
    /// @param rows a frame, or a source of chunks
    /// @return the fit
    Fitted fit(RowSource rows);

    /// What is asked of the fit.
    ///
    /// @return the questions
    /// @throws UsageException if something asked for is not to be had of such a model
    FitQuestions questions();

    /// What the record of the run says of the model.
    ///
    /// @param record without it
    /// @return with it
    RunRecord recorded(RunRecord record);

    /// A fit that can be told and saved.
    interface Fitted {
        /// @return what `compare` and `predict` can use of it
        Optional<Fit> saved();

        /// @param questions what is asked of it
        /// @param notes what the reader of the data noticed
        /// @param record how the fit came about
        /// @param refitted called after each refit of a bootstrap, from any thread
        /// @return what is told
        FitResult tell(FitQuestions questions, List<Diagnostic> notes, RunRecord record, Runnable refitted);
    }
}
