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
/// @param standardised whether effects and standard errors are in standard deviations of the outcome
public record Sizing(PowerReport.Row asked, Optional<Diagnosis> simulated, double target, boolean standardised) {
    /// Power that is wanted where nobody says.
    public static final double USUAL = 0.8;

    /// @param asked the question in closed form with its answer
    /// @return without a simulation; the target is that of the question, or 80 % where it has none;
    ///     effects are in units of the outcome
    public static Sizing of(PowerReport.Row asked) {
        double target = switch (asked.inquiry()) {
            case Inquiry.ForCopies question -> question.target();
            case Inquiry.ForSize question -> question.target();
            case Inquiry.ForEffect question -> question.target();
            case Inquiry.Cheapest question -> question.target();
            case Inquiry.ForPower _, Inquiry.Strongest _ -> USUAL;
        };
        return new Sizing(asked, Optional.empty(), target, false);
    }

    /// @param power that was wanted
    /// @return this with that target
    public Sizing withTarget(double power) {
        return new Sizing(asked, simulated, power, standardised);
    }

    /// @param inSd whether effects are in standard deviations of the outcome
    /// @return this with that unit
    public Sizing withStandardised(boolean inSd) {
        return new Sizing(asked, simulated, target, inSd);
    }
}
