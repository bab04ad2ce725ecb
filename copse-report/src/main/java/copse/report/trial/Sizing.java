package copse.report.trial;

import copse.power.Diagnosis;
import copse.power.Inquiry;
import copse.report.PowerReport;
import java.util.Optional;

/// How large the experiment was to be, as found before it.
///
/// @param asked the question in closed form with its answer
/// @param simulated the same by simulation; empty if it was not simulated
/// @param target power that was wanted, in (0, 1)
public record Sizing(PowerReport.Row asked, Optional<Diagnosis> simulated, double target) {
    /// Power that is wanted where nobody says.
    public static final double USUAL = 0.8;

    /// @param asked the question in closed form with its answer
    /// @return without a simulation; the target is that of the question, or 80 % where it has none
    public static Sizing of(PowerReport.Row asked) {
        double target = switch (asked.inquiry()) {
            case Inquiry.ForCopies question -> question.target();
            case Inquiry.ForSize question -> question.target();
            case Inquiry.ForEffect question -> question.target();
            case Inquiry.Cheapest question -> question.target();
            case Inquiry.ForPower _, Inquiry.Strongest _ -> USUAL;
        };
        return new Sizing(asked, Optional.empty(), target);
    }

    /// @param power that was wanted
    /// @return this with that target
    public Sizing withTarget(double power) {
        return new Sizing(asked, simulated, power);
    }
}
