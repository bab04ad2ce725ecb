package copse.plan;

/// One thing that a plan settled, and what became of it.
///
/// @param aspect what was settled
/// @param about the outcome that it concerns; empty if it concerns all
/// @param planned as the plan has it
/// @param done as it was done
/// @param kept whether that is as planned
public record PlanItem(Aspect aspect, String about, String planned, String done, boolean kept) {
    /// What a plan settles.
    public enum Aspect {
        /// How arms are handed out.
        DESIGN("design"),
        /// Where random numbers start.
        SEED("seed"),
        /// How many are randomised.
        RANDOMISED("randomised"),
        /// How many of them have outcomes.
        ANALYSED("analysed"),
        /// The primary outcomes and their order.
        PRIMARY("primary outcomes"),
        /// The secondary outcomes and their order.
        SECONDARY("secondary outcomes"),
        /// The arms that are compared.
        ARMS("arms"),
        /// The model of an outcome.
        FORMULA("formula"),
        /// What an outcome is adjusted for.
        COVARIATES("covariates"),
        /// What effects are held against.
        HYPOTHESIS("hypothesis"),
        /// Level of the test.
        ALPHA("alpha"),
        /// For the number of effects.
        ADJUSTMENT("adjustment"),
        /// Share of rows without an outcome.
        MISSING("missing outcomes");

        private final String label;

        Aspect(String label) {
            this.label = label;
        }

        /// @return in a few words
        public String label() {
            return label;
        }
    }

    static PlanItem of(Aspect aspect, String about, String planned, String done) {
        return new PlanItem(aspect, about, planned, done, planned.equals(done));
    }

    /// @return what differs, in a sentence: `Formula of score: planned …, done ….`
    public String sentence() {
        String label = aspect.label();
        return Character.toUpperCase(label.charAt(0))
                + label.substring(1)
                + (about.isEmpty() ? "" : " of " + about)
                + ": planned " + planned + ", done " + done + ".";
    }
}
