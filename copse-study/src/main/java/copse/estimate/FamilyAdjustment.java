package copse.estimate;

/// How p-values and limits of several effects are adjusted for their number.
///
/// | adjustment | holds | limits |
/// |---|---|---|
/// | none | each test its own level | each by itself |
/// | Bonferroni, Šidák | the probability of any false claim | simultaneous |
/// | Holm | the same, never with less power than Bonferroni | Bonferroni's, wider than need be |
/// | Benjamini-Hochberg | the expected share of false among all claims | Bonferroni's, wider than need be |
/// | Dunnett | the probability of any false claim, several arms against one control | simultaneous, narrower than
/// Bonferroni's |
/// | Dunnett, stepping down | the same, with more power | Dunnett's, wider than need be |
public enum FamilyAdjustment {
    /// Each test by itself.
    NONE("unadjusted"),
    /// p times the number of tests.
    BONFERRONI("Bonferroni"),
    /// As for independent tests; conservative for the usual dependent ones.
    SIDAK("Šidák"),
    /// Bonferroni for the smallest p, then for those left.
    HOLM("Holm"),
    /// Expected share of false among all claims.
    BENJAMINI_HOCHBERG("Benjamini-Hochberg"),
    /// Several arms against one control, by the law of the largest t statistic.
    DUNNETT("Dunnett"),
    /// The largest statistic by Dunnett, then those left.
    DUNNETT_STEP_DOWN("Dunnett, stepping down");

    private final String label;

    FamilyAdjustment(String label) {
        this.label = label;
    }

    /// @return the name as printed
    public String label() {
        return label;
    }

    /// @return whether it needs arms that share a control
    public boolean needsControl() {
        return this == DUNNETT || this == DUNNETT_STEP_DOWN;
    }
}
