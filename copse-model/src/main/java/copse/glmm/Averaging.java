package copse.glmm;

import copse.family.Link;

/// Whose mean is meant: effects on the outcome scale differ from group to group, since the link is curved.
public enum Averaging {
    /// Nobody's average: group and other predictors are held fixed. A coefficient is such a conditional effect.
    NONE("given the group and the other predictors"),
    /// Predictors as observed, in a group whose random effects are 0: the median group.
    TYPICAL("in a typical group"),
    /// Predictors as observed, random effects integrated out: the mean over the population of groups, known and
    /// new. This is the population-averaged, or marginal, mean that a rate among all units estimates.
    POPULATION("averaged over groups"),
    /// Predictors and groups as observed, random effects at their conditional modes.
    GROUPS("in the groups observed");

    private final String words;

    Averaging(String words) {
        this.words = words;
    }

    /// @param fit a model
    /// @return the mean over groups; that of a typical group where the link has no mean over groups
    public static Averaging usual(GlmmFit fit) {
        return fit.family().link() == Link.INVERSE && !fit.groups().isEmpty() ? TYPICAL : POPULATION;
    }

    /// @return the name as in options and JSON
    public String label() {
        return switch (this) {
            case NONE -> "conditional";
            case TYPICAL -> "typical";
            case POPULATION -> "population";
            case GROUPS -> "groups";
        };
    }

    /// @return how it reads in a sentence
    public String words() {
        return words;
    }
}
