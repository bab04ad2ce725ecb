package copse.power;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.Problem;
import copse.frame.Aggregate;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.OneWayAnova;
import copse.infer.FisherF;
import copse.infer.Interval;
import copse.infer.StudentT;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// The intraclass correlation of an outcome in clusters, from a one-way analysis of variance, with its
/// intervals.
///
/// The estimate may be negative, which says that there is too little data to tell, or that units of a cluster
/// compete; it is shown as it is, and [#truncated()] where a variance is needed. A 0/1 outcome is taken as it
/// is, whose estimate is that of Ridout, Demétrio and Firth (1999), Biometrics 55(1).
///
/// Source: Donner (1986), A review of inference procedures for the intraclass correlation coefficient in the
/// one-way random effects model, Int. Stat. Rev. 54(1). doi:10.2307/1403259
///
/// @param anova mean squares and n₀
/// @param sizes rows of each cluster
public record IccEstimate(OneWayAnova anova, List<Double> sizes) {
    /// @param anova mean squares and n₀
    /// @param sizes rows of each cluster
    public IccEstimate {
        sizes = List.copyOf(sizes);
    }

    /// @param data rows; those with a missing outcome or cluster are left out
    /// @param outcome numeric or logical column
    /// @param cluster column of clusters
    /// @return the estimate
    /// @throws InputException `W107` if there are fewer than two clusters, if each has a single row, or if the
    ///     outcome does not vary
    public static IccEstimate of(Frame data, String outcome, String cluster) {
        Frame known = known(data, outcome, cluster);
        OneWayAnova anova = known.groupBy(cluster).anova(outcome);
        if (anova.icc().isEmpty()) {
            throw notEstimable(outcome, cluster, anova);
        }
        NumericColumn sizes =
                known.groupBy(cluster).summarise("rows", Aggregate.count()).numeric("rows");
        return new IccEstimate(anova, values(sizes).boxed().toList());
    }

    private static Frame known(Frame data, String outcome, String cluster) {
        return data.where(data.column(outcome)
                .missing()
                .or(data.column(cluster).missing())
                .not());
    }

    private static DoubleStream values(NumericColumn column) {
        return java.util.stream.IntStream.range(0, column.size()).mapToDouble(column::value);
    }

    private static InputException notEstimable(String outcome, String cluster, OneWayAnova anova) {
        String why = anova.clusters() < 2
                ? "there " + (anova.clusters() == 1 ? "is one cluster" : "are no clusters") + " with the outcome"
                : anova.rows() <= anova.clusters()
                        ? "each of the " + anova.clusters() + " clusters has a single row"
                        : "`" + outcome + "` does not vary";
        return new InputException(new Problem(
                PowerCode.NOT_ESTIMABLE.code(),
                "no intraclass correlation of `" + outcome + "` in `" + cluster + "`",
                why,
                "give data with at least two clusters, some of which have two rows or more"));
    }

    /// @return the estimate, perhaps negative
    public double value() {
        return anova.icc().orElseThrow();
    }

    /// @return the estimate, at least 0
    public double truncated() {
        return Math.max(0, value());
    }

    /// @return the variance ratio MSB/MSW
    public double f() {
        return msb() / msw();
    }

    /// @return p-value of the hypothesis that clusters do not differ
    public double p() {
        return FisherF.upperP(f(), anova.clusters() - 1, anova.rows() - anova.clusters());
    }

    private double msb() {
        return anova.meanSquareBetween().orElseThrow();
    }

    private double msw() {
        return anova.meanSquareWithin().orElseThrow();
    }

    /// @return mean number of rows of a cluster
    public double meanSize() {
        return (double) anova.rows() / anova.clusters();
    }

    /// @return coefficient of variation of the numbers of rows, of the population
    public double cvOfSizes() {
        return new ClusterSizes.Listed(sizes, ClusterSizes.Weights.BY_SIZE).cv();
    }

    /// @return what to know: that the estimate is negative
    public List<Diagnostic> diagnostics() {
        return value() >= 0
                ? List.of()
                : List.of(new Diagnostic(
                        PowerCode.NEGATIVE_ICC.code(),
                        "icc",
                        value(),
                        0,
                        PowerCode.NEGATIVE_ICC.meaning(),
                        PowerCode.NEGATIVE_ICC.advice()));
    }

    /// The interval that inverts the F test: exact for normal outcomes in clusters of one size, and close with
    /// n₀ in its place for others.
    ///
    /// Source: Searle (1971), Linear Models, section 9.3.
    ///
    /// @param level coverage, in (0, 1)
    /// @return limits above `−1/(n₀ − 1)`
    public Interval searle(double level) {
        double tail = 0.5 * (1 - level);
        double df1 = anova.clusters() - 1;
        double df2 = anova.rows() - anova.clusters();
        double low = f() / FisherF.upperQuantile(tail, df1, df2);
        double high = f() / FisherF.upperQuantile(1 - tail, df1, df2);
        double n0 = anova.n0();
        return Interval.of((low - 1) / (low + n0 - 1), (high - 1) / (high + n0 - 1), level, "Searle");
    }

    /// Source: Swiger, Harvey, Everson and Gregory (1964), The variance of intraclass correlation involving
    /// groups with one observation, Biometrics 20(4).
    ///
    /// @return the large-sample standard error of Swiger
    public double swigerSe() {
        double n = anova.rows();
        double k = anova.clusters();
        double n0 = anova.n0();
        double r = value();
        double factor = (1 - r) * (1 + (n0 - 1) * r);
        return Math.sqrt(2 * (n - 1) * factor * factor / (n0 * n0 * (n - k) * (k - 1)));
    }

    /// @param level coverage, in (0, 1)
    /// @return the Wald interval with Swiger's standard error; not held to the range of a correlation
    public Interval swiger(double level) {
        return wald(swigerSe(), level, "Swiger");
    }

    /// Source: Smith (1957), On the estimation of intraclass correlation, Ann. Hum. Genet. 21(4).
    ///
    /// @return the large-sample standard error of Smith, which allows for clusters of different sizes
    public double smithSe() {
        double n = anova.rows();
        double k = anova.clusters();
        double n0 = anova.n0();
        double r = value();
        double squares = sizes.stream().mapToDouble(m -> m * m).sum();
        double cubes = sizes.stream().mapToDouble(m -> m * m * m).sum();
        double inner = 1 + r * (n0 - 1);
        double within = inner * inner / (n - k);
        double between = ((k - 1) * (1 - r) * (1 + r * (2 * n0 - 1))
                        + r * r * (squares - 2 * cubes / n + squares * squares / (n * n)))
                / ((k - 1) * (k - 1));
        return Math.sqrt(2 * (1 - r) * (1 - r) / (n0 * n0) * (within + between));
    }

    /// @param level coverage, in (0, 1)
    /// @return the Wald interval with Smith's standard error; not held to the range of a correlation
    public Interval smith(double level) {
        return wald(smithSe(), level, "Smith");
    }

    private Interval wald(double se, double level, String method) {
        double margin = StudentT.critical(level, Double.POSITIVE_INFINITY) * se;
        return Interval.of(value() - margin, value() + margin, level, method);
    }

    /// @return Fisher's z, half the log of the variance ratio; empty unless clusters have one size and F is
    ///     above 0
    public OptionalDouble fisherZ() {
        boolean balanced = sizes.stream().distinct().count() == 1;
        return balanced && f() > 0 ? OptionalDouble.of(0.5 * Math.log(f())) : OptionalDouble.empty();
    }

    /// Source: Fisher (1925), Statistical Methods for Research Workers, section 39, with the variance
    /// `n/(2 (n − 1)(k − 2))` of z for k clusters of n.
    ///
    /// @param level coverage, in (0, 1)
    /// @return the interval on the scale of z, turned back; empty unless there are three clusters of one size
    public Optional<Interval> fisher(double level) {
        double k = anova.clusters();
        if (fisherZ().isEmpty() || k < 3) {
            return Optional.empty();
        }
        double n = sizes.getFirst();
        double z = fisherZ().getAsDouble();
        double margin = StudentT.critical(level, Double.POSITIVE_INFINITY) * Math.sqrt(n / (2 * (n - 1) * (k - 2)));
        return Optional.of(Interval.of(ofRatio(2 * (z - margin), n), ofRatio(2 * (z + margin), n), level, "Fisher z"));
    }

    private static double ofRatio(double log, double n) {
        double ratio = Math.exp(log);
        return Math.expm1(log) / (ratio + n - 1);
    }

    /// The intraclass correlation of a 0/1 outcome by how often two units of a cluster agree, relative to
    /// chance.
    ///
    /// Source: Fleiss and Cuzick (1979), The reliability of dichotomous judgments: unequal numbers of judges
    /// per subject, Appl. Psychol. Meas. 3(4). doi:10.1177/014662167900300410
    ///
    /// @param data rows; those with a missing outcome or cluster are left out
    /// @param outcome column of 0 and 1
    /// @param cluster column of clusters
    /// @return the estimate, perhaps negative
    /// @throws InputException `W107` if there is nothing to estimate it from, or if the outcome is not 0/1
    public static double fleissCuzick(Frame data, String outcome, String cluster) {
        Frame known = known(data, outcome, cluster);
        IccEstimate all = of(known, outcome, cluster);
        if (values(known.numeric(outcome)).anyMatch(y -> y != 0 && y != 1)) {
            throw new InputException(new Problem(
                    PowerCode.NOT_ESTIMABLE.code(),
                    "the Fleiss-Cuzick correlation is that of a 0/1 outcome, and `" + outcome + "` has other values",
                    "it counts how often two units of a cluster agree",
                    "use the analysis of variance, or code the outcome 0/1"));
        }
        Frame clusters = known.groupBy(cluster).summarise("rows", Aggregate.count(), "hits", Aggregate.sum(outcome));
        NumericColumn n = clusters.numeric("rows");
        NumericColumn hits = clusters.numeric("hits");
        double disagreement = 0;
        double total = 0;
        for (int i = 0; i < clusters.rows(); i++) {
            disagreement += hits.value(i) * (n.value(i) - hits.value(i)) / n.value(i);
            total += hits.value(i);
        }
        double p = total / known.rows();
        return 1 - disagreement / ((all.anova.rows() - all.anova.clusters()) * p * (1 - p));
    }

    /// Variances by restricted maximum likelihood, which weighs clusters of different sizes as it should.
    ///
    /// @param between variance between clusters, 0 if that is where the likelihood is highest
    /// @param within variance within clusters
    public record Reml(double between, double within) {
        /// @return the share of variance between clusters
        public double icc() {
            return between / (between + within);
        }
    }

    /// @param data rows; those with a missing outcome or cluster are left out
    /// @param outcome numeric column
    /// @param cluster column of clusters
    /// @return variances by REML
    /// @throws copse.error.CopseException if the model cannot be fitted
    public static Reml reml(Frame data, String outcome, String cluster) {
        // plain names, so that no column's name has to be a word of a formula
        Frame plain =
                Frame.of("y", data.column(outcome), "g", data.column(cluster)).asFactor("g");
        LmmFit fit = Lmm.of("y ~ 1 + (1 | g)").fit(plain);
        return new Reml(fit.covariance("g").at(0, 0), fit.sigma() * fit.sigma());
    }
}
