package copse.lmm;

/// A parameter of a mixed model, on the scale on which people read it.
public sealed interface Parameter {
    /// @return the name as printed and in JSON: `sd(g,term)`, `cor(g,term1,term2)`, `sigma`, or the
    ///     coefficient's own
    String label();

    /// The standard deviation of a random effect.
    ///
    /// @param group grouping factor
    /// @param term random effect, such as `(Intercept)`
    record StandardDeviation(String group, String term) implements Parameter {
        @Override
        public String label() {
            return "sd(" + group + "," + term + ")";
        }
    }

    /// The correlation of two random effects of one term.
    ///
    /// @param group grouping factor
    /// @param term1 random effect
    /// @param term2 a later random effect of the same term
    record Correlation(String group, String term1, String term2) implements Parameter {
        @Override
        public String label() {
            return "cor(" + group + "," + term1 + "," + term2 + ")";
        }
    }

    /// The residual standard deviation.
    record Sigma() implements Parameter {
        @Override
        public String label() {
            return "sigma";
        }
    }

    /// The shape of a family of outcomes, φ.
    record Shape() implements Parameter {
        @Override
        public String label() {
            return "phi";
        }
    }

    /// A coefficient of zero inflation, on the logit scale.
    ///
    /// @param term name of the coefficient
    record Inflation(String term) implements Parameter {
        @Override
        public String label() {
            return "zi:" + term;
        }
    }

    /// Anything computed from a fit, such as an effect on the scale of the outcome.
    ///
    /// @param label the name as printed
    record Derived(String label) implements Parameter {}

    /// A fixed effect.
    ///
    /// @param term name of the coefficient
    record Coefficient(String term) implements Parameter {
        @Override
        public String label() {
            return term;
        }
    }
}
