package copse.family;

import java.util.List;

/// A family of outcomes with its link: how an outcome varies about its mean. Immutable.
///
/// A family has at most one parameter of shape, φ; everywhere its logarithm ω is what is estimated. The mean μ
/// is the probability of success for shares, of a single row for summed counts.
///
/// | family | variance of an outcome | shape | links (the usual one first) |
/// |---|---|---|---|
/// | `binomial` | n μ(1−μ) | | logit, probit, cloglog, log, identity |
/// | `betabinomial` | n μ(1−μ)(1 + (n−1)/(φ+1)) | φ | as binomial |
/// | `poisson` | μ | | log, identity |
/// | `nbinom1` | μ(1+φ) | φ | log, identity |
/// | `nbinom2` | μ + μ²/φ | φ | log, identity |
/// | `Gamma` | φμ²/w | φ | log, inverse, identity |
/// | `gaussian` | φ/w | φ = σ² | identity, log, inverse |
/// | `student` | φ/w · ν/(ν−2) | φ = σ² | as gaussian |
///
/// ```java
/// Family.binomial();                        // logit
/// Family.of("nbinom2").zeroInflated();      // by name
/// Family.poisson().withLink(Link.IDENTITY);
/// ```
public sealed interface Family {
    /// @return name as in options and JSON: `binomial`, `poisson`, `nbinom1`, `nbinom2`, `betabinomial`,
    ///     `Gamma`, `gaussian`, `student`; a zero-inflated family has the name of its count
    String label();

    /// @return the link of the mean
    Link link();

    /// @param link one of [#links()]
    /// @return the same family with another link
    /// @throws copse.error.InputException `O203` if the link does not fit
    Family withLink(Link link);

    /// @return the links that fit, the usual one first
    default List<Link> links() {
        return Link.fitting(outcome());
    }

    /// @return what values it explains
    OutcomeType outcome();

    /// @return whether outcomes of rows with equal predictors may be summed: nothing but the sum matters
    default boolean isAdditive() {
        return false;
    }

    /// @return whether it has a parameter of shape, φ
    default boolean hasShape() {
        return false;
    }

    /// @return whether zeros are added to a count, with a linear predictor of their own
    default boolean isInflated() {
        return false;
    }

    /// The log density of outcomes at a shape, but for [#constant(double, double)].
    ///
    /// @param omega log φ; any number for families without shape
    /// @return stateless, for any number of threads; made in microseconds, so once per ω and not per cell
    Likelihood likelihood(double omega);

    /// What the log density of one outcome has beyond [Likelihood]: the part that hangs on no parameter, such
    /// as the logarithm of a binomial coefficient. It is to be taken times the multiplicity, and of rows before
    /// their outcomes are summed.
    ///
    /// @param y the outcome
    /// @param size see [Outcomes]
    /// @return added to the log likelihood
    double constant(double y, double size);

    /// A mean to start from that is valid for every outcome, close to the outcome.
    ///
    /// @param y the outcome
    /// @param size see [Outcomes]
    /// @return μ, on the scale of the link's mean
    double startMean(double y, double size);

    /// A moment estimate of ω, to start from; kept within bounds in which no likelihood is flat.
    ///
    /// @param outcomes what was observed
    /// @param eta linear predictor per cell, about right; not modified
    /// @return ω; 0 for families without shape
    default double startShape(Outcomes outcomes, double[] eta) {
        return 0;
    }

    /// The distribution of one outcome.
    ///
    /// @param eta linear predictor, offset included, that gives a valid mean ([Link#isValid(double,
    ///     OutcomeType)])
    /// @param zeta linear predictor of zero inflation; ignored without
    /// @param size see [Outcomes]
    /// @param omega log φ; ignored by families without shape
    /// @return its moments, tails and draws
    OutcomeDistribution distribution(double eta, double zeta, double size, double omega);

    /// The variance of one outcome, given its mean; without zero inflation.
    ///
    /// @param mean μ: a probability for shares, of one row for counts
    /// @param size see [Outcomes]
    /// @param omega log φ; ignored by families without shape
    /// @return variance of successes, counts or values
    default double variance(double mean, double size, double omega) {
        double phi = Math.exp(omega);
        return switch (this) {
            case Binomial _ -> size * mean * (1 - mean);
            case BetaBinomial _ -> size * mean * (1 - mean) * (1 + (size - 1) / (phi + 1));
            case Poisson _ -> size * mean;
            case NegativeBinomial negative ->
                switch (negative.growth()) {
                    case LINEAR -> mean * (1 + phi);
                    case QUADRATIC -> mean + mean * (mean / phi);
                };
            case Gamma _ -> phi * mean * mean / size;
            case Gaussian _ -> phi / size;
            case Student student -> phi / size * student.spread();
            case ZeroInflated inflated -> inflated.count().variance(mean, size, omega);
        };
    }

    /// Twice how far the log density of an outcome is below the highest that any mean gives it at the same
    /// shape; of Gamma and gaussian values that times φ, as deviance residuals have it; of a zero-inflated
    /// family that of its count. The deviance residual is its root with the sign of the outcome less its mean.
    ///
    /// Cost: closed form, but for nbinom1 and betabinomial, where some tens of densities are searched.
    ///
    /// @param y the outcome
    /// @param size see [Outcomes]
    /// @param eta linear predictor
    /// @param omega log φ
    /// @return at least 0
    default double deviance(double y, double size, double eta, double omega) {
        return Deviance.of(this, y, size, eta, omega);
    }

    /// @param omega log φ
    /// @return the shape as it is printed: φ, for a gaussian family σ
    default double shape(double omega) {
        return Math.exp(omega);
    }

    /// @return the same count with added zeros
    /// @throws copse.error.InputException `O204` if outcomes are not counts
    default Family zeroInflated() {
        return new ZeroInflated(this);
    }

    /// @return successes out of trials, logit link
    static Family binomial() {
        return new Binomial(Link.LOGIT);
    }

    /// @return counts whose variance is their mean, log link
    static Family poisson() {
        return new Poisson(Link.LOG);
    }

    /// @return counts with variance μ + μ²/φ, log link: `nbinom2`
    static Family negativeBinomial() {
        return new NegativeBinomial(Growth.QUADRATIC, Link.LOG);
    }

    /// @param growth of the variance with the mean
    /// @return counts with a variance above their mean, log link
    static Family negativeBinomial(Growth growth) {
        return new NegativeBinomial(growth, Link.LOG);
    }

    /// @return successes out of trials whose probability varies from cell to cell, logit link
    static Family betaBinomial() {
        return new BetaBinomial(Link.LOGIT);
    }

    /// @return positive values with a constant coefficient of variation, log link
    static Family gamma() {
        return new Gamma(Link.LOG);
    }

    /// @return numbers with a constant variance, identity link
    static Family gaussian() {
        return new Gaussian(Link.IDENTITY);
    }

    /// Numbers with tails heavier than the gaussian ones. Only Bayesian models estimate the degrees of freedom;
    /// elsewhere they are [Student#df()].
    ///
    /// @return numbers about their mean by Student's t distribution, identity link
    static Family student() {
        return new Student(Link.IDENTITY, Student.USUAL_DF);
    }

    /// @param label such as `binomial`; case does not matter
    /// @return the family with its usual link
    /// @throws copse.error.InputException `O201` if there is none of that name
    static Family of(String label) {
        return FamilyNames.family(label);
    }

    /// @param label such as `binomial`
    /// @param link one that fits
    /// @return the family
    /// @throws copse.error.InputException `O201` if there is none of that name, `O203` if the link does not fit
    static Family of(String label, Link link) {
        return of(label).withLink(link);
    }

    /// How the variance of a negative binomial count grows with its mean.
    enum Growth {
        /// μ(1+φ), `nbinom1`.
        LINEAR,
        /// μ + μ²/φ, `nbinom2`.
        QUADRATIC
    }

    /// Successes out of trials, `y ~ Binomial(size, μ)`.
    ///
    /// @param link logit, probit, cloglog, log or identity
    record Binomial(Link link) implements Family {
        /// @throws copse.error.InputException `O203` if the link does not fit
        public Binomial {
            FamilyNames.requireFit("binomial", link, OutcomeType.SHARE);
        }

        @Override
        public String label() {
            return "binomial";
        }

        @Override
        public Family withLink(Link other) {
            return new Binomial(other);
        }

        @Override
        public OutcomeType outcome() {
            return OutcomeType.SHARE;
        }

        @Override
        public boolean isAdditive() {
            return true;
        }

        @Override
        public Likelihood likelihood(double omega) {
            return link == Link.LOGIT ? new LogitLikelihood() : new BinomialLikelihood(link);
        }

        @Override
        public OutcomeDistribution distribution(double eta, double zeta, double size, double omega) {
            return new Distributions.OfBinomial(size, link.mean(eta), link.complement(eta));
        }

        @Override
        public double constant(double y, double size) {
            return Combinations.log(size, y);
        }

        @Override
        public double startMean(double y, double size) {
            return (y + 0.5) / (size + 1);
        }
    }

    /// Successes out of trials whose probability is drawn from a beta distribution: `p ~ Beta(μφ, (1−μ)φ)`,
    /// `y ~ Binomial(size, p)`.
    ///
    /// @param link logit, probit, cloglog, log or identity
    record BetaBinomial(Link link) implements Family {
        /// @throws copse.error.InputException `O203` if the link does not fit
        public BetaBinomial {
            FamilyNames.requireFit("betabinomial", link, OutcomeType.SHARE);
        }

        @Override
        public String label() {
            return "betabinomial";
        }

        @Override
        public Family withLink(Link other) {
            return new BetaBinomial(other);
        }

        @Override
        public OutcomeType outcome() {
            return OutcomeType.SHARE;
        }

        @Override
        public boolean hasShape() {
            return true;
        }

        @Override
        public Likelihood likelihood(double omega) {
            return new BetaBinomialLikelihood(link, omega);
        }

        @Override
        public OutcomeDistribution distribution(double eta, double zeta, double size, double omega) {
            double phi = Math.exp(omega);
            return new Distributions.OfBetaBinomial(size, phi * link.mean(eta), phi * link.complement(eta));
        }

        @Override
        public double constant(double y, double size) {
            return Combinations.log(size, y);
        }

        @Override
        public double startMean(double y, double size) {
            return (y + 0.5) / (size + 1);
        }

        @Override
        public double startShape(Outcomes outcomes, double[] eta) {
            return ShapeStart.betaBinomial(link, outcomes, eta);
        }
    }

    /// Counts whose variance is their mean; `size` rows summed, `y ~ Poisson(size · μ)`.
    ///
    /// @param link log or identity
    record Poisson(Link link) implements Family {
        /// @throws copse.error.InputException `O203` if the link does not fit
        public Poisson {
            FamilyNames.requireFit("poisson", link, OutcomeType.COUNT);
        }

        @Override
        public String label() {
            return "poisson";
        }

        @Override
        public Family withLink(Link other) {
            return new Poisson(other);
        }

        @Override
        public OutcomeType outcome() {
            return OutcomeType.COUNT;
        }

        @Override
        public boolean isAdditive() {
            return true;
        }

        @Override
        public Likelihood likelihood(double omega) {
            return new PoissonLikelihood(link);
        }

        @Override
        public OutcomeDistribution distribution(double eta, double zeta, double size, double omega) {
            return new Distributions.OfPoisson(size * link.mean(eta));
        }

        @Override
        public double constant(double y, double size) {
            return (size == 1 ? 0 : y * Math.log(size)) - Combinations.logFactorial(y);
        }

        @Override
        public double startMean(double y, double size) {
            return (y + 0.1) / size;
        }
    }

    /// Counts that vary more than Poisson counts: a Poisson count whose mean is drawn from a gamma
    /// distribution.
    ///
    /// @param growth of the variance with the mean
    /// @param link log or identity
    record NegativeBinomial(Growth growth, Link link) implements Family {
        /// @throws copse.error.InputException `O203` if the link does not fit
        public NegativeBinomial {
            FamilyNames.requireFit(name(growth), link, OutcomeType.COUNT);
        }

        private static String name(Growth growth) {
            return switch (growth) {
                case LINEAR -> "nbinom1";
                case QUADRATIC -> "nbinom2";
            };
        }

        @Override
        public String label() {
            return name(growth);
        }

        @Override
        public Family withLink(Link other) {
            return new NegativeBinomial(growth, other);
        }

        @Override
        public OutcomeType outcome() {
            return OutcomeType.COUNT;
        }

        @Override
        public boolean hasShape() {
            return true;
        }

        @Override
        public Likelihood likelihood(double omega) {
            return switch (growth) {
                case LINEAR -> new NegativeBinomial1Likelihood(link, omega);
                case QUADRATIC -> new NegativeBinomial2Likelihood(link, omega);
            };
        }

        @Override
        public OutcomeDistribution distribution(double eta, double zeta, double size, double omega) {
            double mean = link.mean(eta);
            double phi = Math.exp(omega);
            return new Distributions.OfNegativeBinomial(
                    mean,
                    switch (growth) {
                        case LINEAR -> mean / phi;
                        case QUADRATIC -> phi;
                    });
        }

        @Override
        public double constant(double y, double size) {
            return -Combinations.logFactorial(y);
        }

        @Override
        public double startMean(double y, double size) {
            return y + 0.1;
        }

        @Override
        public double startShape(Outcomes outcomes, double[] eta) {
            return ShapeStart.negativeBinomial(growth, link, outcomes, eta);
        }
    }

    /// Positive values with coefficient of variation √φ: gamma distributed with shape `size/φ` and mean μ.
    ///
    /// @param link log, inverse or identity
    record Gamma(Link link) implements Family {
        /// @throws copse.error.InputException `O203` if the link does not fit
        public Gamma {
            FamilyNames.requireFit("Gamma", link, OutcomeType.POSITIVE);
        }

        @Override
        public String label() {
            return "Gamma";
        }

        @Override
        public Family withLink(Link other) {
            return new Gamma(other);
        }

        @Override
        public OutcomeType outcome() {
            return OutcomeType.POSITIVE;
        }

        @Override
        public boolean hasShape() {
            return true;
        }

        @Override
        public Likelihood likelihood(double omega) {
            return new GammaLikelihood(link, omega);
        }

        @Override
        public OutcomeDistribution distribution(double eta, double zeta, double size, double omega) {
            return new Distributions.OfGamma(link.mean(eta), size * Math.exp(-omega));
        }

        @Override
        public double constant(double y, double size) {
            return -Math.log(y);
        }

        @Override
        public double startMean(double y, double size) {
            return y;
        }

        @Override
        public double startShape(Outcomes outcomes, double[] eta) {
            return ShapeStart.gamma(link, outcomes, eta);
        }
    }

    /// Numbers with variance `φ/size`.
    ///
    /// @param link identity, log or inverse
    record Gaussian(Link link) implements Family {
        private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

        /// @throws copse.error.InputException `O203` if the link does not fit
        public Gaussian {
            FamilyNames.requireFit("gaussian", link, OutcomeType.NUMBER);
        }

        @Override
        public String label() {
            return "gaussian";
        }

        @Override
        public Family withLink(Link other) {
            return new Gaussian(other);
        }

        @Override
        public OutcomeType outcome() {
            return OutcomeType.NUMBER;
        }

        @Override
        public boolean hasShape() {
            return true;
        }

        @Override
        public Likelihood likelihood(double omega) {
            return new GaussianLikelihood(link, omega);
        }

        @Override
        public OutcomeDistribution distribution(double eta, double zeta, double size, double omega) {
            return new Distributions.OfGaussian(link.mean(eta), Math.exp(omega) / size);
        }

        @Override
        public double constant(double y, double size) {
            return 0.5 * (Math.log(size) - LOG_TWO_PI);
        }

        @Override
        public double startMean(double y, double size) {
            return switch (link) {
                case LOG -> Math.max(y, Double.MIN_NORMAL);
                case INVERSE -> y == 0 ? 1 : y;
                case IDENTITY, LOGIT, PROBIT, CLOGLOG -> y;
            };
        }

        @Override
        public double startShape(Outcomes outcomes, double[] eta) {
            return ShapeStart.gaussian(link, outcomes, eta);
        }

        @Override
        public double shape(double omega) {
            return Math.exp(0.5 * omega);
        }
    }

    /// Numbers whose deviations from μ, times `√(size/φ)`, have Student's t distribution.
    ///
    /// @param link identity, log or inverse
    /// @param df ν, degrees of freedom, positive
    record Student(Link link, double df) implements Family {
        /// Degrees of freedom where none are said: outliers count little, the middle is nearly normal.
        static final double USUAL_DF = 4;

        private static final double LOG_PI = Math.log(Math.PI);

        /// @throws copse.error.InputException `O203` if the link does not fit
        public Student {
            FamilyNames.requireFit("student", link, OutcomeType.NUMBER);
            if (!(df > 0)) {
                throw new IllegalArgumentException(df + " degrees of freedom");
            }
        }

        /// @param other positive
        /// @return the same with other degrees of freedom
        public Student withDf(double other) {
            return new Student(link, other);
        }

        /// @return `log Γ((ν+1)/2) − log Γ(ν/2) − ½ log ν`, what the density has of ν alone
        public double logConstant() {
            return StudentLikelihood.logConstant(df);
        }

        /// @return the derivative of [#logConstant()] by ν
        public double logConstantSlope() {
            return StudentLikelihood.logConstantSlope(df);
        }

        /// Variance of the t distribution; infinite up to 2 degrees of freedom.
        double spread() {
            return df > 2 ? df / (df - 2) : Double.POSITIVE_INFINITY;
        }

        @Override
        public String label() {
            return "student";
        }

        @Override
        public Family withLink(Link other) {
            return new Student(other, df);
        }

        @Override
        public OutcomeType outcome() {
            return OutcomeType.NUMBER;
        }

        @Override
        public boolean hasShape() {
            return true;
        }

        @Override
        public Likelihood likelihood(double omega) {
            return new StudentLikelihood(link, df, omega);
        }

        @Override
        public OutcomeDistribution distribution(double eta, double zeta, double size, double omega) {
            return new Distributions.OfStudent(link.mean(eta), Math.exp(0.5 * omega) / Math.sqrt(size), df);
        }

        @Override
        public double constant(double y, double size) {
            return 0.5 * (Math.log(size) - LOG_PI);
        }

        @Override
        public double startMean(double y, double size) {
            return new Gaussian(link).startMean(y, size);
        }

        @Override
        public double startShape(Outcomes outcomes, double[] eta) {
            return ShapeStart.gaussian(link, outcomes, eta);
        }

        @Override
        public double shape(double omega) {
            return Math.exp(0.5 * omega);
        }
    }

    /// A count with added zeros: 0 with probability π, else drawn from the count. The linear predictor of the
    /// logit of π is ζ; μ and the link are those of the count.
    ///
    /// @param count poisson or negative binomial
    record ZeroInflated(Family count) implements Family {
        /// @throws copse.error.InputException `O204` if outcomes are not counts
        public ZeroInflated {
            FamilyNames.requireCount(count);
        }

        @Override
        public String label() {
            return count.label();
        }

        @Override
        public Link link() {
            return count.link();
        }

        @Override
        public Family withLink(Link other) {
            return new ZeroInflated(count.withLink(other));
        }

        @Override
        public OutcomeType outcome() {
            return OutcomeType.COUNT;
        }

        @Override
        public boolean hasShape() {
            return count.hasShape();
        }

        @Override
        public boolean isInflated() {
            return true;
        }

        @Override
        public Likelihood likelihood(double omega) {
            return new ZeroInflatedLikelihood(count.likelihood(omega), count.hasShape());
        }

        @Override
        public OutcomeDistribution distribution(double eta, double zeta, double size, double omega) {
            return new Distributions.OfZeroInflated(
                    Link.LOGIT.mean(zeta), Link.LOGIT.complement(zeta), count.distribution(eta, zeta, size, omega));
        }

        @Override
        public double constant(double y, double size) {
            return count.constant(y, size);
        }

        @Override
        public double startMean(double y, double size) {
            return count.startMean(y, size);
        }

        @Override
        public double startShape(Outcomes outcomes, double[] eta) {
            return count.startShape(outcomes, eta);
        }

        @Override
        public double shape(double omega) {
            return count.shape(omega);
        }

        @Override
        public Family zeroInflated() {
            return this;
        }
    }
}
