package copse.scenario;

import copse.frame.Frame;
import java.util.List;

/// Simulated rows and what is true of them.
///
/// @param frame the rows
/// @param truth the effects behind them
public record Simulated(Frame frame, Truth truth) {
    /// @return what a user should know before taking the rows for granted, one sentence each
    public List<String> notes() {
        return truth.notes();
    }
}
