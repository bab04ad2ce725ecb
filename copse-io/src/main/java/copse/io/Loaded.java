package copse.io;

import copse.error.Diagnostic;
import copse.frame.Frame;
import java.util.List;

/// Data in memory, and what the reader noticed on the way.
///
/// @param frame the data
/// @param notes what a reader of results should know: `NA` taken as missing, text among numbers
public record Loaded(Frame frame, List<Diagnostic> notes) {
    /// Copies the list.
    public Loaded {
        notes = List.copyOf(notes);
    }
}
