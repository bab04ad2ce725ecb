package copse.design;

import copse.design.Covariates.Indicators;
import copse.design.Criterion.Limits;
import copse.design.Criterion.Mahalanobis;
import copse.design.Criterion.MeanDifference;
import copse.design.Criterion.Threshold;
import copse.design.Criterion.Tiers;
import copse.frame.FactorColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A criterion of balance over given units: the values and the verdict for any assignment.
///
/// What does not depend on the assignment (centring, covariance, thresholds) is done once. An assignment then
/// costs `O(units × rank)`.
///
/// - Thresholds given as acceptance are quantiles of the chi-square approximation for complete randomisation,
///   for which the sizes of the arms are needed; with more than two arms, a difference in means has the
///   quantile of the range of normal means. A rerandomised design that is not complete takes quantiles among
///   its own assignments instead.
/// - An acceptance of 1 has the largest possible value as its threshold.
public final class Screen {
    private final int size;
    private final boolean[] takesPart;
    private final int participants;
    private final double[] sizes;
    private final int features;
    private final double[] values;
    private final List<String> covariates;
    private final double[][] loadings;
    private final List<Rule> rules;
    private final List<Threshold> asked;
    private final List<String> constant;
    private final List<String> aliased;
    private final boolean independent;

    private Screen(Builder builder, double[] sizes) {
        this.takesPart = builder.takesPart;
        this.size = takesPart.length;
        this.participants = builder.participants;
        this.sizes = sizes.clone();
        this.features = builder.columns.size();
        this.values = new double[size * features];
        for (int k = 0; k < features; k++) {
            double[] column = builder.columns.get(k);
            for (int unit = 0; unit < size; unit++) {
                values[unit * features + k] = column[unit];
            }
        }
        this.covariates = List.copyOf(builder.covariates);
        this.loadings = new double[covariates.size()][features];
        for (int j = 0; j < loadings.length; j++) {
            double[] loading = builder.loadings.get(j);
            System.arraycopy(loading, 0, loadings[j], 0, loading.length);
        }
        this.rules = List.copyOf(builder.rules);
        this.asked = List.copyOf(builder.asked);
        this.constant = builder.constant.stream().distinct().toList();
        this.aliased = List.copyOf(builder.aliased);
        this.independent = builder.independent;
    }

    private Screen(Screen screen, List<Rule> rules) {
        this.takesPart = screen.takesPart;
        this.size = screen.size;
        this.participants = screen.participants;
        this.sizes = screen.sizes;
        this.features = screen.features;
        this.values = screen.values;
        this.covariates = screen.covariates;
        this.loadings = screen.loadings;
        this.rules = rules;
        this.asked = screen.asked;
        this.constant = screen.constant;
        this.aliased = screen.aliased;
        this.independent = screen.independent;
    }

    /// @param criterion the rule
    /// @param units whose covariates are read
    /// @param sizes expected number of units of each arm
    /// @return the criterion, ready for any assignment of these units
    /// @throws copse.error.InputException `I101` if there is no such column, `I102` if it is text or time
    /// @throws copse.error.DesignException `D144` if a value is missing; `D145` if no column varies; `D146` if
    ///     every assignment has the same distance
    public static Screen of(Criterion criterion, Units units, double... sizes) {
        boolean[] all = new boolean[units.size()];
        Arrays.fill(all, true);
        Screen screen = uncalibrated(criterion, units, all, sizes);
        return screen.approximated();
    }

    /// The screen with all thresholds but those that are given as an acceptance.
    ///
    /// @param takesPart by unit: whether it ever gets an arm
    static Screen uncalibrated(Criterion criterion, Units units, boolean[] takesPart, double[] sizes) {
        return new Screen(new Builder(criterion, units, takesPart), sizes);
    }

    /// The screen with thresholds from the chi-square approximation.
    Screen approximated() {
        double[] thresholds = new double[rules.size()];
        for (int r = 0; r < thresholds.length; r++) {
            thresholds[r] = rules.get(r).threshold();
            if (asked.get(r) instanceof Threshold.Acceptance(double probability)) {
                thresholds[r] = probability == 1 ? bound(r) : quantile(rules.get(r), probability);
            }
        }
        return withThresholds(thresholds);
    }

    /// @param thresholds one per rule
    Screen withThresholds(double[] thresholds) {
        List<Rule> changed = new ArrayList<>();
        for (int r = 0; r < thresholds.length; r++) {
            changed.add(rules.get(r).below(thresholds[r]));
        }
        return new Screen(this, List.copyOf(changed));
    }

    private double quantile(Rule rule, double probability) {
        return switch (rule) {
            case Rule.Distance distance ->
                ChiSquareThreshold.accepting(degrees(distance), probability).value();
            case Rule.Widest widest ->
                arms() == 2
                        ? widest.scale()
                                * Math.sqrt(inverse()
                                        * ChiSquareThreshold.accepting(1, probability)
                                                .value())
                        : RangeOfMeans.quantile(probability, widest.scale(), sizes);
        };
    }

    /// A value that no assignment passes.
    double bound(int rule) {
        return switch (rules.get(rule)) {
            case Rule.Distance distance -> (participants - 1.0) * Math.min(distance.to() - distance.from(), arms() - 1);
            case Rule.Widest widest -> {
                double least = Double.POSITIVE_INFINITY;
                double most = Double.NEGATIVE_INFINITY;
                for (int unit = 0; unit < size; unit++) {
                    if (takesPart[unit]) {
                        least = Math.min(least, values[unit * features + widest.from()]);
                        most = Math.max(most, values[unit * features + widest.from()]);
                    }
                }
                yield widest.scale() * (most - least);
            }
        };
    }

    /// @return the rule's chi-square approximation under complete randomisation; its threshold must be known
    ///     and the rule must have one
    private ChiSquareThreshold chiSquare(Rule rule) {
        return switch (rule) {
            case Rule.Distance distance -> new ChiSquareThreshold(degrees(distance), distance.threshold());
            case Rule.Widest widest -> {
                double standard = widest.threshold() / widest.scale();
                yield new ChiSquareThreshold(1, standard * standard / inverse());
            }
        };
    }

    private int degrees(Rule.Distance distance) {
        return (distance.to() - distance.from()) * (arms() - 1);
    }

    /// Arms that are to have units.
    private int arms() {
        return (int) Arrays.stream(sizes).filter(n -> n > 0).count();
    }

    /// Sum of the inverse sizes: the variance of the difference of two arms' means over that of a unit.
    private double inverse() {
        return Arrays.stream(sizes).filter(n -> n > 0).map(n -> 1 / n).sum();
    }

    /// @return what is compared with thresholds: one name per rule
    public List<String> rules() {
        return rules.stream().map(Rule::name).toList();
    }

    /// @return the largest accepted value of each rule
    public List<Double> thresholds() {
        return rules.stream().map(Rule::threshold).toList();
    }

    /// Degrees of freedom of the chi-square approximation of a rule under complete randomisation.
    ///
    /// @param rule index of a rule
    /// @return empty for the range of more than two means
    public OptionalInt degreesOfFreedom(int rule) {
        return switch (rules.get(rule)) {
            case Rule.Distance distance -> OptionalInt.of(degrees(distance));
            case Rule.Widest _ -> arms() == 2 ? OptionalInt.of(1) : OptionalInt.empty();
        };
    }

    /// The share of complete randomisations that passes, by the chi-square approximation.
    ///
    /// @return empty for limits of several covariates, which depend on each other
    public OptionalDouble approximateAcceptance() {
        if (!independent) {
            return OptionalDouble.empty();
        }
        double product = 1;
        for (Rule rule : rules) {
            product *= rule instanceof Rule.Widest widest && arms() != 2
                    ? RangeOfMeans.cumulative(widest.threshold(), widest.scale(), sizes)
                    : chiSquare(rule).acceptance();
        }
        return OptionalDouble.of(product);
    }

    /// The ratio `v_a` of a rule under complete randomisation, by the chi-square approximation.
    ///
    /// @param rule index of a rule
    /// @return empty where the rule has no such approximation
    public OptionalDouble varianceRatio(int rule) {
        return independent && degreesOfFreedom(rule).isPresent()
                ? OptionalDouble.of(chiSquare(rules.get(rule)).varianceRatio())
                : OptionalDouble.empty();
    }

    /// @return covariates whose balance is looked at: columns, and `column=level` for levels of factors
    public List<String> covariates() {
        return covariates;
    }

    /// Variance of a covariate's difference in means over that without screening, under complete randomisation,
    /// by the chi-square approximation. A covariate of a later tier is partly balanced by the earlier ones.
    ///
    /// @param covariate index of a covariate
    /// @return empty where a rule has no such approximation
    public OptionalDouble expectedVarianceRatio(int covariate) {
        double ratio = 0;
        for (int r = 0; r < rules.size(); r++) {
            OptionalDouble v = varianceRatio(r);
            if (v.isEmpty()) {
                return v;
            }
            for (int k = rules.get(r).from(); k < rules.get(r).to(); k++) {
                ratio += loadings[covariate][k] * loadings[covariate][k] * v.getAsDouble();
            }
        }
        return OptionalDouble.of(ratio);
    }

    /// @param arms index of the arm of each unit, in unit order, negative for none
    /// @return the verdict
    public Verdict verdict(byte[] arms) {
        Work work = work();
        work.look(arms);
        return new Verdict(
                work.standing,
                work.standing == Standing.UNDEFINED
                        ? List.of()
                        : Arrays.stream(work.values).boxed().toList());
    }

    /// What a screen says to an assignment.
    ///
    /// @param standing of the rule that is farthest from being met
    /// @param values one per rule; empty if undefined
    public record Verdict(Standing standing, List<Double> values) {
        /// Copies the list.
        public Verdict {
            values = List.copyOf(values);
        }

        /// @return whether the assignment is admissible
        public boolean accepted() {
            return standing.accepted();
        }
    }

    double[] sizes() {
        return sizes;
    }

    boolean[] takesPart() {
        return takesPart;
    }

    int features() {
        return features;
    }

    /// Features of unit u stand from `u * features()` on; not to be changed.
    double[] featureValues() {
        return values;
    }

    double[][] loadings() {
        return loadings;
    }

    List<Rule> compared() {
        return rules;
    }

    List<Threshold> asked() {
        return asked;
    }

    List<String> constant() {
        return constant;
    }

    List<String> aliased() {
        return aliased;
    }

    /// @return buffers for one thread
    Work work() {
        return new Work();
    }

    /// Looks at assignments one after the other, without allocation.
    final class Work {
        final double[][] sums = new double[sizes.length][features];
        final int[] counts = new int[sizes.length];
        final double[] values = new double[rules.size()];
        Standing standing = Standing.UNDEFINED;

        private Work() {}

        /// Fills sums, counts, values and standing.
        ///
        /// @param arms index of the arm of each unit
        /// @return whether the assignment is admissible
        boolean look(byte[] arms) {
            Arrays.fill(counts, 0);
            for (double[] sum : sums) {
                Arrays.fill(sum, 0);
            }
            for (int unit = 0; unit < size; unit++) {
                int arm = arms[unit];
                if (arm >= 0) {
                    counts[arm]++;
                    double[] sum = sums[arm];
                    int row = unit * features;
                    for (int k = 0; k < features; k++) {
                        sum[k] += Screen.this.values[row + k];
                    }
                }
            }
            standing = judge();
            return standing.accepted();
        }

        private Standing judge() {
            for (int arm = 0; arm < counts.length; arm++) {
                if (counts[arm] == 0 && sizes[arm] > 0) {
                    return Standing.UNDEFINED;
                }
            }
            Standing worst = Standing.BELOW;
            for (int r = 0; r < values.length; r++) {
                values[r] = rules.get(r).value(sums, features, counts);
                Standing one = rules.get(r).standing(values[r]);
                worst = one.compareTo(worst) > 0 ? one : worst;
            }
            return worst;
        }
    }

    /// How far from passing: the largest value over its threshold, above 1 if not admissible.
    double excess(double[] values) {
        double most = 0;
        for (int r = 0; r < values.length; r++) {
            // a threshold of 0 must not hide how far a value is from it
            most = Math.max(most, values[r] / Math.max(rules.get(r).threshold(), 1e-12));
        }
        return most;
    }

    private static final class Builder {
        private final Units units;
        private final boolean[] takesPart;
        private final int participants;
        private final List<double[]> columns = new ArrayList<>();
        private final List<String> covariates = new ArrayList<>();
        private final List<double[]> loadings = new ArrayList<>();
        private final List<Rule> rules = new ArrayList<>();
        private final List<Threshold> asked = new ArrayList<>();
        private final List<String> constant = new ArrayList<>();
        private final List<String> aliased = new ArrayList<>();
        private boolean independent = true;

        Builder(Criterion criterion, Units units, boolean[] takesPart) {
            this.units = units;
            this.takesPart = takesPart;
            int parts = 0;
            for (boolean part : takesPart) {
                parts += part ? 1 : 0;
            }
            this.participants = parts;
            switch (criterion) {
                case MeanDifference difference -> add(difference);
                case Mahalanobis distance -> add(List.of(distance));
                case Tiers tiers -> add(tiers.tiers());
                case Limits limits -> add(limits);
            }
        }

        private void add(MeanDifference difference) {
            String column = difference.column();
            if (units.column(column) instanceof FactorColumn) {
                units.frame().numeric(column); // says what to do about it
            }
            Covariates one = Covariates.of(units, List.of(column), takesPart, Indicators.ALL);
            addColumn(column, one.values().getFirst());
            rules.add(new Rule.Widest(
                    "difference of " + column, 0, one.spreads().getFirst(), value(difference.threshold())));
            asked.add(difference.threshold());
        }

        private void add(Limits limits) {
            limits.limits().forEach((column, limit) -> {
                Covariates some = Covariates.of(units, List.of(column), takesPart, Indicators.ALL);
                for (int j = 0; j < some.names().size(); j++) {
                    String name = some.names().get(j);
                    rules.add(new Rule.Widest("standardised difference of " + name, columns.size(), 1, limit));
                    asked.add(new Threshold.Value(limit));
                    addColumn(name, some.values().get(j));
                }
            });
            independent = rules.size() == 1;
        }

        private void addColumn(String name, double[] column) {
            double[] loading = new double[columns.size() + 1];
            loading[columns.size()] = 1;
            columns.add(column);
            covariates.add(name);
            loadings.add(loading);
        }

        private void add(List<Mahalanobis> tiers) {
            Orthonormal orthonormal = new Orthonormal();
            double root = Math.sqrt(participants - 1.0);
            int added = 0;
            for (int t = 0; t < tiers.size(); t++) {
                Mahalanobis tier = tiers.get(t);
                Covariates some = Covariates.of(units, tier.columns(), takesPart, Indicators.INDEPENDENT);
                constant.addAll(some.constant());
                int from = orthonormal.rank();
                for (int j = 0; j < some.names().size(); j++) {
                    if (!orthonormal.add(some.values().get(j))) {
                        aliased.add(some.names().get(j));
                    }
                    covariates.add(some.names().get(j));
                    loadings.add(Arrays.stream(orthonormal.loading(added++))
                            .map(along -> along / root)
                            .toArray());
                }
                if (orthonormal.rank() == from) {
                    throw DesignCode.CONSTANT_COVARIATES.error(
                            "tier " + (t + 1) + " (" + String.join(", ", tier.columns()) + ")",
                            "all its covariates follow from those of the tiers before, and are balanced with them",
                            "leave the tier out");
                }
                rules.add(new Rule.Distance(
                        tiers.size() == 1 ? "M" : "M of tier " + (t + 1),
                        from,
                        orthonormal.rank(),
                        value(tier.threshold())));
                asked.add(tier.threshold());
            }
            requireDiscrimination(orthonormal.rank());
            for (int k = 0; k < orthonormal.rank(); k++) {
                columns.add(Arrays.stream(orthonormal.direction(k))
                        .map(value -> value * root)
                        .toArray());
            }
        }

        private void requireDiscrimination(int rank) {
            if (rank >= participants - 1) {
                throw DesignCode.NO_DISCRIMINATION.error(
                        "the Mahalanobis distance of covariates of rank " + rank + " on " + participants + " units",
                        "with a rank of n - 1 or more every assignment has M = " + (participants - 1)
                                + ", the balanced ones too",
                        "balance on fewer covariates: at most " + Math.max(1, participants / 10)
                                + " would leave room to choose");
            }
        }

        private static double value(Threshold threshold) {
            return switch (threshold) {
                case Threshold.Value(double value) -> value;
                case Threshold.Acceptance _ -> Double.NaN;
            };
        }
    }
}
