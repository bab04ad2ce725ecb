package copse.plan;

import java.util.List;
import java.util.Optional;

/// Arms that are compared.
///
/// @param treatment the arm whose effect is asked for; empty for each arm but the control
/// @param control the arm that others are compared with; empty for the first of the design but the treatment
public record Compared(Optional<String> treatment, Optional<String> control) {
    /// @return each arm with the first
    public static Compared all() {
        return new Compared(Optional.empty(), Optional.empty());
    }

    /// @param labels that can be compared, in the order of the design, at least two
    /// @return the arm that the treatment is compared with, as analyses take it
    public String controlAmong(List<String> labels) {
        return control.orElseGet(() -> firstBut(treatment, labels));
    }

    /// @param labels that can be compared, in the order of the design, at least two
    /// @return the arm whose effect is asked for; the first of several if none is named
    public String treatmentAmong(List<String> labels) {
        return treatment.orElseGet(() -> firstBut(Optional.of(controlAmong(labels)), labels));
    }

    private static String firstBut(Optional<String> other, List<String> labels) {
        return labels.stream()
                .filter(label -> !other.equals(Optional.of(label)))
                .findFirst()
                .orElseThrow();
    }
}
