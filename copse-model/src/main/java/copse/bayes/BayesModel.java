package copse.bayes;

import copse.family.Family;
import copse.model.ModelSpec;

/// A model with all its priors known: what the rows have to say is left to the posterior. Immutable.
public final class BayesModel {
    private final ModelSpec spec;
    private final Family family;

    BayesModel(ModelSpec spec, Family family) {
        this.spec = spec;
        this.family = family;
    }

    /// @return formula, columns and levels
    public ModelSpec spec() {
        return spec;
    }

    /// @return of the outcome
    public Family family() {
        return family;
    }
}
