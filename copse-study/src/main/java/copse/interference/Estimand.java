package copse.interference;

import copse.exposure.Exposure;

/// Which effect is asked for.
///
/// Under interference "the effect" is several: a unit has its own arm and neighbours with theirs. With `y(own,
/// neighbours)` for the outcome of a unit whose own arm and neighbours' arms are given, and T and C for
/// treatment and control:
///
/// | estimand | mean over units of |
/// |---|---|
/// | direct | `y(T, same) − y(C, same)` |
/// | spillover | `y(C, T) − y(C, C)` |
/// | total | `y(T, T) − y(C, C)` |
///
/// Source: Hudgens and Halloran (2008), Toward causal inference with interference, J. Am. Stat. Assoc.
/// 103(482), 832-842. doi:10.1198/016214508000000292
public enum Estimand {
    /// Of one's own treatment, whatever the neighbours have.
    DIRECT("direct effect"),

    /// Of the neighbours' treatment on those who are not treated themselves.
    SPILLOVER("spillover"),

    /// Everyone treated against no one: the global average treatment effect.
    TOTAL("total effect");

    private final String label;

    Estimand(String label) {
        this.label = label;
    }

    /// @return the name as printed: `direct effect`, `spillover`, `total effect`
    public String label() {
        return label;
    }

    /// The exposure that the effect is asked of if none is named: for the total effect all neighbours have
    /// one's own arm, for the direct effect they do not count, for spillover at least one is treated.
    ///
    /// @return the exposure
    public Exposure usualExposure() {
        return Exposure.parse(
                switch (this) {
                    case TOTAL -> "full";
                    case DIRECT -> "own";
                    case SPILLOVER -> "four-way";
                });
    }

    /// @param question with outcome and arms
    /// @return what is estimated, in words, but for whose average it is
    String words(NetworkQuestion question) {
        String treatment = question.treatment();
        String control = question.control();
        return switch (this) {
            case DIRECT ->
                "direct effect of " + treatment + " against " + control + " on " + question.outcome()
                        + ": own arm alone, neighbours having the same";
            case SPILLOVER ->
                "spillover of " + treatment + " on " + question.outcome() + ": neighbours in " + treatment
                        + " against neighbours in " + control + ", for nodes in " + control;
            case TOTAL ->
                "total effect of " + treatment + " against " + control + " on " + question.outcome() + ": everyone in "
                        + treatment + " against everyone in " + control;
        };
    }
}
