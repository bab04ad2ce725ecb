package copse.plan;

import copse.interference.Estimand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An effect that a plan can ask for.
public enum Effect {
    /// Of having been assigned to the treatment, averaged over all units (intention to treat).
    AVERAGE(null),
    /// Of the treatment on those who take it if, and only if, it is offered.
    COMPLIER(null),
    /// Of one's own treatment, whatever the neighbours have.
    DIRECT(Estimand.DIRECT),
    /// Of the neighbours' treatment on those who are not treated themselves.
    SPILLOVER(Estimand.SPILLOVER),
    /// Everyone treated against no one.
    TOTAL(Estimand.TOTAL);

    private final @Nullable Estimand estimand;

    Effect(@Nullable Estimand estimand) {
        this.estimand = estimand;
    }

    /// @return as it is written in a plan
    public String word() {
        return Section.word(this);
    }

    /// @return what is estimated under interference; empty for effects without
    public Optional<Estimand> estimand() {
        return Optional.ofNullable(estimand);
    }
}
