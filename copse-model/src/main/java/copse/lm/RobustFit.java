package copse.lm;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.NumericException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.infer.Estimate;
import copse.infer.LinearContrast;
import copse.math.Matrix;
import copse.model.FixedTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Coefficients with a robust covariance: estimates, intervals and tests. Immutable.
///
/// - Cost: made in time proportional to clusters × p³; every Satterthwaite's degrees of freedom clusters × p²
/// more, a joint test of q combinations by HTZ clusters × p² q² more. Degrees of freedom are computed when
/// asked for.
public final class RobustFit {
    // A share of a coefficient's variance below this rests on a cluster by rounding only.
    private static final double SHARE = 1e-8;
    // Below this many degrees of freedom Student's t no longer fits well (Bell and McCaffrey 2002, section 5;
    // Pustejovsky
    // and Tipton 2018, section 5).
    private static final double LOW = 4;
    // Cameron, Gelbach and Miller (2008), Rev. Econ. Stat. 90(3): up to about 42 clusters are few for CR1.
    private static final int FEW = 40;

    private final Estimates estimates;
    private final String label;
    private final Matrix vcov;
    private final int clusters;
    private final double fixedDegrees;
    private final Robust.Degrees degrees;
    private final @Nullable Evidence evidence;
    private final List<Diagnostic> before;

    /// Coefficients, whatever their covariance.
    ///
    /// @param names of the coefficients
    /// @param beta their values
    /// @param terms and the columns of all of X that belong to them
    /// @param columns names of the columns of X, aliased ones too
    record Estimates(List<String> names, double[] beta, List<FixedTerm> terms, List<String> columns) {}

    /// What is known cluster by cluster.
    ///
    /// @param terms of the variance
    /// @param lone directions that rest on one cluster
    /// @param labels of the clusters
    /// @param combination takes weights of the coefficients to the coordinates of the terms
    /// @param isWhole whether the terms have what degrees of freedom need
    record Evidence(
            SandwichTerms terms,
            List<LeastSquaresTerms.Lone> lone,
            List<String> labels,
            UnaryOperator<double[]> combination,
            boolean isWhole) {}

    RobustFit(
            Estimates estimates,
            String label,
            Matrix vcov,
            int clusters,
            double fixedDegrees,
            Robust.Degrees degrees,
            @Nullable Evidence evidence,
            List<Diagnostic> before) {
        this.estimates = estimates;
        this.label = label;
        this.vcov = vcov;
        this.clusters = clusters;
        this.fixedDegrees = fixedDegrees;
        this.degrees = degrees;
        this.evidence = evidence;
        this.before = before;
    }

    /// @return which covariance it is, such as `CR2 by school`
    public String label() {
        return label;
    }

    /// @return how standard errors and degrees of freedom come about, such as `CR2 by school, Satterthwaite`
    public String method() {
        String source = switch (degrees) {
            case SATTERTHWAITE -> Robust.Degrees.SATTERTHWAITE.label();
            case CLUSTERS -> clusters > 0 ? Robust.Degrees.CLUSTERS.label() : "residual";
            case COEFFICIENTS -> Robust.Degrees.COEFFICIENTS.label();
            case NORMAL -> Robust.Degrees.NORMAL.label();
        };
        return label + ", " + source;
    }

    /// @return names of the coefficients, aliased columns left out
    public List<String> names() {
        return estimates.names();
    }

    /// @return the coefficients; a copy
    public double[] beta() {
        return estimates.beta().clone();
    }

    /// @return their covariance, p×p
    public Matrix vcov() {
        return vcov;
    }

    /// @return square roots of the variances, NaN for a coefficient that rests on one cluster alone or whose
    ///     two-way variance is negative
    public double[] standardErrors() {
        double[] out = new double[names().size()];
        for (int j = 0; j < out.length; j++) {
            out[j] = isDetermined(unit(j)) ? Math.sqrt(vcov.at(j, j)) : Double.NaN;
        }
        return out;
    }

    /// @return number of clusters, for two ways of the factor with fewer; 0 for covariances without clusters
    public int clusters() {
        return clusters;
    }

    private double[] unit(int j) {
        double[] unit = new double[names().size()];
        unit[j] = 1;
        return unit;
    }

    // ---- estimates ----

    /// Every coefficient. One that rests on a cluster alone has no standard error (NaN) and limits at infinity.
    ///
    /// @param level coverage, such as 0.95
    /// @return the coefficients in order
    public List<Estimate> coefficients(double level) {
        List<Estimate> out = new ArrayList<>();
        for (int j = 0; j < names().size(); j++) {
            double[] unit = unit(j);
            out.add(
                    isDetermined(unit)
                            ? estimate(names().get(j), unit, level)
                            : new Estimate(
                                    names().get(j),
                                    estimates.beta()[j],
                                    Double.NaN,
                                    Double.NaN,
                                    Double.NEGATIVE_INFINITY,
                                    Double.POSITIVE_INFINITY,
                                    level,
                                    Double.NaN,
                                    method()));
        }
        return out;
    }

    /// @param name of a coefficient, or of a term that has just one
    /// @param level coverage, such as 0.95
    /// @return the coefficient with limits and test
    /// @throws InputException `N106` if there is none of that name
    /// @throws NumericException `N107` if it rests on one cluster alone
    public Estimate effect(String name, double level) {
        int j = coefficient(name);
        return combination(new LinearContrast(names().get(j), unit(j)), level);
    }

    /// @param combination weights of the coefficients, in the order of [#names()]
    /// @param level coverage, such as 0.95
    /// @return the linear combination
    /// @throws NumericException `N107` if it rests on one cluster alone
    public Estimate combination(LinearContrast combination, double level) {
        double[] weights = combination.weights();
        if (!isDetermined(weights)) {
            throw undetermined(combination.name(), weights);
        }
        return estimate(combination.name(), weights, level);
    }

    private Estimate estimate(String name, double[] weights, double level) {
        double value = 0;
        for (int j = 0; j < weights.length; j++) {
            value += weights[j] * estimates.beta()[j];
        }
        return Estimate.of(name, value, Math.sqrt(variance(weights)), degrees(weights), level, method());
    }

    private double variance(double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                sum += weights[i] * vcov.at(i, j) * weights[j];
            }
        }
        return sum;
    }

    /// Degrees of freedom of the variance of a combination.
    ///
    /// @param weights of the coefficients
    /// @return above 0; infinite for a normal statistic
    public double degrees(double[] weights) {
        return switch (degrees) {
            case NORMAL -> Double.POSITIVE_INFINITY;
            case CLUSTERS, COEFFICIENTS -> fixedDegrees;
            case SATTERTHWAITE ->
                evidence == null
                        ? fixedDegrees
                        : evidence.terms().degrees(evidence.combination().apply(weights));
        };
    }

    private int coefficient(String name) {
        int index = names().indexOf(name);
        if (index >= 0) {
            return index;
        }
        List<Integer> columns = columns(name);
        if (columns.size() == 1) {
            return columns.getFirst();
        }
        if (columns.size() > 1) {
            throw unknown(
                    "`" + name + "` has " + columns.size() + " coefficients",
                    "take one of "
                            + String.join(
                                    ", ", columns.stream().map(names()::get).toList()) + ", or test them together");
        }
        throw noSuch(name);
    }

    private InputException noSuch(String name) {
        if (estimates.columns().contains(name)) {
            return unknown(
                    "`" + name + "` was left out of the model",
                    "it depends on earlier columns: drop one of those from the formula to see it");
        }
        List<String> known = new ArrayList<>(names());
        estimates.terms().forEach(term -> known.add(term.label()));
        return unknown(
                "no coefficient or term `" + name + "` in the model",
                Suggestion.didYouMean(name, known, "take one of the names listed"));
    }

    private InputException unknown(String what, String fix) {
        return new InputException(new Problem(
                LmCode.NO_SUCH_COEFFICIENT.code(),
                what,
                "the model's coefficients are: " + String.join(", ", names()),
                fix));
    }

    private List<Integer> columns(String term) {
        List<Integer> out = new ArrayList<>();
        for (FixedTerm one : estimates.terms()) {
            if (one.label().equals(term)) {
                for (int j = one.from(); j < one.to(); j++) {
                    int kept = names().indexOf(estimates.columns().get(j));
                    if (kept >= 0) {
                        out.add(kept);
                    }
                }
            }
        }
        return out;
    }

    // ---- joint tests ----

    /// Tests that coefficients are all 0: by HTZ if the covariance is by one factor's clusters (and there are
    /// not weights and absorbed levels together), else by F.
    ///
    /// @param names of coefficients or terms
    /// @return the test
    /// @throws InputException `N106` if there is none of that name
    /// @throws NumericException `N112`, `N113` if the clusters are too few for so many
    public WaldTest wald(String... names) {
        return wald(evidence == null || !evidence.isWhole() ? WaldMethod.NAIVE_F : WaldMethod.HTZ, names);
    }

    /// Tests that coefficients are all 0.
    ///
    /// @param method scaling and degrees of freedom
    /// @param names of coefficients or terms
    /// @return the test
    /// @throws InputException `N106` if there is none of that name
    /// @throws NumericException `N112`, `N113` if the clusters are too few for so many
    public WaldTest wald(WaldMethod method, String... names) {
        Map<Integer, LinearContrast> rows = new LinkedHashMap<>();
        for (String name : names) {
            List<Integer> columns = columns(name);
            for (int j : columns.isEmpty() ? List.of(coefficient(name)) : columns) {
                rows.put(j, new LinearContrast(names().get(j), unit(j)));
            }
        }
        return wald(String.join(", ", names), method, List.copyOf(rows.values()));
    }

    /// Tests that combinations of coefficients are all 0.
    ///
    /// @param name of the test
    /// @param method scaling and degrees of freedom
    /// @param combinations at least one, none following from others
    /// @return the test
    /// @throws NumericException `N112`, `N113` if the clusters are too few for so many
    public WaldTest wald(String name, WaldMethod method, List<LinearContrast> combinations) {
        int q = combinations.size();
        double[][] rows = combinations.stream().map(LinearContrast::weights).toArray(double[][]::new);
        for (double[] row : rows) {
            if (!isDetermined(row)) {
                throw undetermined(name, row);
            }
        }
        double wald = JointTest.wald(name, rows, estimates.beta(), vcov, clusters);
        return switch (method) {
            case CHI_SQUARE -> WaldTest.of(name, q, Double.POSITIVE_INFINITY, wald, 1, method);
            case NAIVE_F -> WaldTest.of(name, q, fixedDegrees, wald, 1, method);
            case HTZ, HTA -> {
                if (evidence == null || !evidence.isWhole()) {
                    throw new IllegalArgumentException(method.label()
                            + (evidence == null
                                    ? " without clusters of one factor"
                                    : " with weights and absorbed levels"));
                }
                double[][] own = Arrays.stream(rows).map(evidence.combination()).toArray(double[][]::new);
                double nu = JointTest.hotellingDegrees(name, evidence.terms(), own, method, clusters);
                double df = nu - q + 1;
                if (!(df > 0)) {
                    throw new NumericException(new Problem(
                            LmCode.NO_DEGREES.code(),
                            q + " combinations tested together with " + text(nu) + " degrees of freedom",
                            "Hotelling's T² needs more degrees of freedom than combinations; there are " + clusters
                                    + " clusters",
                            "test fewer coefficients together"));
                }
                yield WaldTest.of(name, q, df, wald, df / nu, method);
            }
        };
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    // ---- what rests on one cluster ----

    /// The share of a combination's model variance that lies in directions which one cluster determines alone.
    private double shareAlone(LeastSquaresTerms.Lone lone, double[] own) {
        double along = 0;
        double length = 0;
        for (int j = 0; j < own.length; j++) {
            along += own[j] * lone.direction()[j];
            length += own[j] * own[j];
        }
        return length > 0 ? along * along / length : 0;
    }

    private boolean isDetermined(double[] weights) {
        if (evidence == null) {
            return variance(weights) >= 0;
        }
        if (evidence.lone().isEmpty()) {
            return true;
        }
        double[] own = evidence.combination().apply(weights);
        double share = 0;
        for (LeastSquaresTerms.Lone lone : evidence.lone()) {
            share += shareAlone(lone, own);
        }
        return share < 1 - SHARE;
    }

    private NumericException undetermined(String name, double[] weights) {
        if (evidence == null) {
            return new NumericException(new Problem(
                    LmCode.INDEFINITE.code(),
                    "the two-way variance of `" + name + "` is negative",
                    LmCode.INDEFINITE.meaning(),
                    LmCode.INDEFINITE.advice()));
        }
        double[] own = evidence.combination().apply(weights);
        String cluster = evidence.lone().stream()
                .filter(lone -> shareAlone(lone, own) > SHARE)
                .map(lone -> evidence.labels().get(lone.cluster()))
                .findFirst()
                .orElse("");
        return new NumericException(new Problem(
                LmCode.RESTS_ON_ONE.code(),
                "`" + name + "` rests on the cluster `" + cluster + "` alone",
                "without that cluster the coefficient does not exist, so nothing shows how it varies from cluster to"
                        + " cluster",
                "drop the term, or compare with more than one cluster"));
    }

    // ---- diagnostics ----

    /// What a reader must know. Computed when asked for: with Satterthwaite's degrees of freedom, those of
    /// every coefficient.
    ///
    /// @return the fit's diagnostics, then those of the covariance
    public List<Diagnostic> diagnostics() {
        List<Diagnostic> all = new ArrayList<>(before);
        if (degrees == Robust.Degrees.CLUSTERS && clusters > 0 && clusters < FEW) {
            all.add(diagnostic(LmCode.FEW_CLUSTERS, label, clusters, FEW));
        }
        if (evidence != null) {
            for (LeastSquaresTerms.Lone lone : evidence.lone()) {
                addLone(lone, all);
            }
        }
        if (degrees == Robust.Degrees.SATTERTHWAITE) {
            addLowDegrees(all);
        }
        return List.copyOf(all);
    }

    private void addLowDegrees(List<Diagnostic> all) {
        List<String> low = new ArrayList<>();
        double fewest = LOW;
        for (int j = 0; j < names().size(); j++) {
            double own = isDetermined(unit(j)) ? degrees(unit(j)) : LOW;
            if (own < LOW) {
                low.add(names().get(j));
                fewest = Math.min(fewest, own);
            }
        }
        if (!low.isEmpty()) {
            all.add(diagnostic(LmCode.LOW_DEGREES, String.join(", ", low), fewest, LOW));
        }
    }

    private void addLone(LeastSquaresTerms.Lone lone, List<Diagnostic> all) {
        if (evidence == null) {
            return;
        }
        for (int j = 0; j < names().size(); j++) {
            double share = shareAlone(lone, evidence.combination().apply(unit(j)));
            if (share > SHARE) {
                all.add(diagnostic(
                        LmCode.LONE_CLUSTER,
                        names().get(j) + ", cluster " + evidence.labels().get(lone.cluster()),
                        share,
                        0));
            }
        }
    }

    static Diagnostic diagnostic(LmCode code, String parameter, double value, double threshold) {
        return new Diagnostic(code.code(), parameter, value, threshold, code.meaning(), code.advice());
    }
}
