package copse.prior;

/// A prior distribution of one parameter, or of the correlations of a group's effects.
///
/// Parameters that are positive by nature (sd, sigma, shape) cut any of these at 0, and are normalised anew;
/// for them `normal(0, 2)` and `half_normal(2)` are the same. [#onLine()] and [#onPositive()] give the density.
public sealed interface Prior {
    /// Constant density: improper on an unbounded range.
    record Flat() implements Prior {}

    /// @param mean location
    /// @param sd scale, positive
    record Normal(double mean, double sd) implements Prior {
        /// @throws copse.error.InputException `B104` if a number is impossible
        public Normal {
            PriorCode.requireFinite("normal", "mean", mean);
            PriorCode.requirePositive("normal", "sd", sd);
        }
    }

    /// @param df degrees of freedom, positive
    /// @param location median
    /// @param scale positive
    record StudentT(double df, double location, double scale) implements Prior {
        /// @throws copse.error.InputException `B104` if a number is impossible
        public StudentT {
            PriorCode.requirePositive("student_t", "df", df);
            PriorCode.requireFinite("student_t", "location", location);
            PriorCode.requirePositive("student_t", "scale", scale);
        }
    }

    /// @param location median
    /// @param scale positive
    record Cauchy(double location, double scale) implements Prior {
        /// @throws copse.error.InputException `B104` if a number is impossible
        public Cauchy {
            PriorCode.requireFinite("cauchy", "location", location);
            PriorCode.requirePositive("cauchy", "scale", scale);
        }
    }

    /// @param location median
    /// @param scale mean absolute deviation, positive
    record Laplace(double location, double scale) implements Prior {
        /// @throws copse.error.InputException `B104` if a number is impossible
        public Laplace {
            PriorCode.requireFinite("laplace", "location", location);
            PriorCode.requirePositive("laplace", "scale", scale);
        }
    }

    /// @param rate positive
    record Exponential(double rate) implements Prior {
        /// @throws copse.error.InputException `B104` if a number is impossible
        public Exponential {
            PriorCode.requirePositive("exponential", "rate", rate);
        }
    }

    /// @param shape positive
    /// @param rate positive
    record Gamma(double shape, double rate) implements Prior {
        /// @throws copse.error.InputException `B104` if a number is impossible
        public Gamma {
            PriorCode.requirePositive("gamma", "shape", shape);
            PriorCode.requirePositive("gamma", "rate", rate);
        }
    }

    /// @param shape positive
    /// @param scale positive
    record InverseGamma(double shape, double scale) implements Prior {
        /// @throws copse.error.InputException `B104` if a number is impossible
        public InverseGamma {
            PriorCode.requirePositive("inv_gamma", "shape", shape);
            PriorCode.requirePositive("inv_gamma", "scale", scale);
        }
    }

    /// @param lower end
    /// @param upper end, above it
    record Uniform(double lower, double upper) implements Prior {
        /// @throws copse.error.InputException `B104` if a number is impossible
        public Uniform {
            PriorCode.requireFinite("uniform", "lower end", lower);
            PriorCode.requireFinite("uniform", "upper end", upper);
            PriorCode.requirePositive("uniform", "width", upper - lower);
        }
    }

    /// A parameter that is known.
    ///
    /// @param value of the parameter
    record Constant(double value) implements Prior {
        /// @throws copse.error.InputException `B104` if a number is impossible
        public Constant {
            PriorCode.requireFinite("constant", "value", value);
        }
    }

    /// A correlation matrix R with density proportional to `|R|^(η−1)` (Lewandowski, Kurowicka and Joe 2009).
    ///
    /// @param eta 1 for a uniform density over correlation matrices, more for weaker correlations
    record Lkj(double eta) implements Prior {
        /// @throws copse.error.InputException `B104` if a number is impossible
        public Lkj {
            PriorCode.requirePositive("lkj", "eta", eta);
        }
    }

    /// The part of a distribution above 0, for parameters that could be negative.
    ///
    /// @param whole a normal, student-t, Cauchy or Laplace distribution
    record Half(Prior whole) implements Prior {
        /// @throws IllegalArgumentException if it is another one
        public Half {
            if (!(whole instanceof Normal
                    || whole instanceof StudentT
                    || whole instanceof Cauchy
                    || whole instanceof Laplace)) {
                throw new IllegalArgumentException("half of " + whole);
            }
        }
    }

    /// A prior of a transformed parameter: of the variance or precision instead of the sd.
    ///
    /// @param prior of the transformed value
    /// @param scale what it is a prior of
    record On(Prior prior, Scale scale) implements Prior {}

    /// What a prior of a standard deviation may be stated on.
    enum Scale {
        /// sd²
        VARIANCE,
        /// 1 / sd²
        PRECISION
    }

    /// The density of a parameter that may be any number.
    ///
    /// @return the density
    /// @throws IllegalArgumentException if it is of correlations, of a variance or precision, or a constant
    default Density onLine() {
        return Densities.onLine(this);
    }

    /// The density of a positive parameter: what lies below 0 is cut off, and the rest normalised.
    ///
    /// @return the density; of the sd where it is stated on variance or precision
    /// @throws IllegalArgumentException if it is of correlations, a constant, or has nothing above 0
    default Density onPositive() {
        return Densities.onPositive(this);
    }

    /// Reads a prior as it is written: `normal(0, 10)`, `student_t(3, 0, 2.5)`, `half_normal(50)`,
    /// `half_cauchy(1)`, `half_student_t(3, 2)`, `exponential(1)`, `gamma(2, 0.1)`, `inv_gamma(1, 1) on
    /// variance`, `gamma(1, 1) on precision`, `uniform(0, 5)`, `flat`, `constant(1)`, `lkj(2)`. The half
    /// distributions may have a location, as in `half_student_t(3, 0, 2)`.
    ///
    /// @param text a distribution with its numbers
    /// @return the prior
    /// @throws copse.error.InputException `B101` to `B104` with the place in the text
    static Prior parse(String text) {
        return PriorText.parse(text, 0);
    }

    /// Reads a prior that is the end of a longer text, such as an option.
    ///
    /// @param text the whole text, shown in errors
    /// @param from where in it the prior begins
    /// @return the prior
    /// @throws copse.error.InputException `B101` to `B104` with the place in the text
    static Prior parse(String text, int from) {
        return PriorText.parse(text, from);
    }

    /// @return the prior as it is written; [#parse(String)] makes an equal one of it
    default String text() {
        return PriorText.print(this);
    }
}
