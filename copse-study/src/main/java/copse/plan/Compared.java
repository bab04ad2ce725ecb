package copse.plan;

import java.util.Optional;

/// Arms that are compared.
///
/// @param treatment the arm whose effect is asked for; empty for each arm but the control
/// @param control the arm that others are compared with; empty for the first of the design
public record Compared(Optional<String> treatment, Optional<String> control) {
    /// @return each arm with the first
    public static Compared all() {
        return new Compared(Optional.empty(), Optional.empty());
    }
}
