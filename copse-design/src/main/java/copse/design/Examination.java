package copse.design;

import copse.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What is gathered while assignments are looked at: values of each rule, balance of each covariate, the best
/// one.
final class Examination {
    private final Screen screen;
    private final double[][] values;
    private final double[] weights;
    private final double[] squares;
    private final double[] acceptedSquares;
    private int defined;
    private long examined;
    private long accepted;
    private double weight;
    private double acceptedWeight;
    private double bestExcess = Double.POSITIVE_INFINITY;
    private double[] bestValues = new double[0];
    private byte[] best = new byte[0];

    /// @param screen what assignments are held against
    /// @param capacity most assignments that come
    Examination(Screen screen, int capacity) {
        this.screen = screen;
        this.values = new double[screen.compared().size()][capacity];
        this.weights = new double[capacity];
        this.squares = new double[screen.covariates().size()];
        this.acceptedSquares = new double[squares.length];
    }

    /// Looks at random assignments, each of the same weight.
    void search(Search search, RandomStream stream, int draws, int units) {
        for (int draw = 0; draw < draws; draw++) {
            Standing standing = search.next(stream);
            double[] found = search.values();
            if (count(standing, found, 1)) {
                best = new byte[units];
                search.copy(best);
            }
            if (standing != Standing.UNDEFINED) {
                for (int j = 0; j < squares.length; j++) {
                    addSquare(j, search.between(screen.loadings()[j]), 1, standing);
                }
            }
        }
    }

    /// Looks at an assignment of known probability.
    ///
    /// @return how it stands
    Standing look(Search.ByUnit search, Possibility possibility) {
        Standing standing = search.look(possibility.arms());
        if (count(standing, search.values(), possibility.probability())) {
            best = possibility.arms();
        }
        if (standing != Standing.UNDEFINED) {
            for (int j = 0; j < squares.length; j++) {
                addSquare(j, search.between(screen.loadings()[j]), possibility.probability(), standing);
            }
        }
        return standing;
    }

    private void addSquare(int covariate, double square, double ofWeight, Standing standing) {
        squares[covariate] += ofWeight * square;
        acceptedSquares[covariate] += standing.accepted() ? ofWeight * square : 0;
    }

    /// @return whether this is the best so far
    private boolean count(Standing standing, double[] found, double ofWeight) {
        examined++;
        weight += ofWeight;
        if (standing.accepted()) {
            accepted++;
            acceptedWeight += ofWeight;
        }
        if (standing == Standing.UNDEFINED) {
            return false;
        }
        for (int r = 0; r < values.length; r++) {
            values[r][defined] = found[r];
        }
        weights[defined] = ofWeight;
        defined++;
        double excess = screen.excess(found);
        if (excess < bestExcess) {
            bestExcess = excess;
            bestValues = found.clone();
            return true;
        }
        return false;
    }

    /// Adds what another one has gathered.
    void add(Examination other) {
        for (int r = 0; r < values.length; r++) {
            System.arraycopy(other.values[r], 0, values[r], defined, other.defined);
        }
        System.arraycopy(other.weights, 0, weights, defined, other.defined);
        for (int j = 0; j < squares.length; j++) {
            squares[j] += other.squares[j];
            acceptedSquares[j] += other.acceptedSquares[j];
        }
        defined += other.defined;
        examined += other.examined;
        accepted += other.accepted;
        weight += other.weight;
        acceptedWeight += other.acceptedWeight;
        if (other.bestExcess < bestExcess) {
            bestExcess = other.bestExcess;
            bestValues = other.bestValues;
            best = other.best;
        }
    }

    /// @return share of the weight that was accepted
    double acceptance() {
        return acceptedWeight / weight;
    }

    /// @return how many were accepted
    long accepted() {
        return accepted;
    }

    /// @return how many were looked at
    long examined() {
        return examined;
    }

    /// @return values of the best one; empty if every assignment leaves an arm empty
    double[] bestValues() {
        return bestValues;
    }

    /// @return values of a rule in ascending order with the cumulated weights
    /// @throws copse.error.DesignException `D147` if every assignment leaves an arm empty
    Distribution distribution(int rule) {
        if (defined == 0) {
            throw DesignCode.NOT_ACCEPTED.error(
                    "none of " + examined + " assignments has units in every arm",
                    "the mean of an empty arm does not exist, so that no balance can be looked at",
                    "take more units, or fewer arms");
        }
        return Distribution.of(values[rule], weights, defined, weight);
    }

    /// @param basis how the assignments came
    /// @param approximate whether the chi-square approximation holds
    Screening screening(Basis basis, boolean approximate) {
        List<Screening.Rule> rules = new ArrayList<>();
        for (int r = 0; r < values.length; r++) {
            Distribution distribution = distribution(r);
            Rule rule = screen.compared().get(r);
            rules.add(new Screening.Rule(
                    rule.name(),
                    approximate ? screen.degreesOfFreedom(r) : OptionalInt.empty(),
                    rule.threshold(),
                    approximate ? screen.varianceRatio(r) : OptionalDouble.empty(),
                    distribution.least(),
                    distribution.median(),
                    distribution.greatest()));
        }
        List<Screening.Covariate> covariates = new ArrayList<>();
        for (int j = 0; j < squares.length; j++) {
            covariates.add(new Screening.Covariate(
                    screen.covariates().get(j),
                    approximate ? screen.expectedVarianceRatio(j) : OptionalDouble.empty(),
                    accepted == 0 || squares[j] == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(acceptedSquares[j] / acceptedWeight / (squares[j] / weight))));
        }
        List<Byte> arms = new ArrayList<>();
        for (byte arm : best) {
            arms.add(arm);
        }
        return new Screening(
                rules,
                examined,
                accepted,
                acceptance(),
                approximate ? screen.approximateAcceptance() : OptionalDouble.empty(),
                covariates,
                new Screening.Candidate(arms, Arrays.stream(bestValues).boxed().toList()),
                basis);
    }

    /// Values in ascending order, at least one.
    ///
    /// @param values ascending
    /// @param cumulated weight up to each, in shares of all that was looked at; stays below 1 where some were
    ///     undefined
    record Distribution(double[] values, double[] cumulated) {
        /// Weights that add up to a share within rounding count as reaching it.
        private static final double ROUNDING = 1e-9;

        static Distribution of(double[] values, double[] weights, int n, double total) {
            double[] sorted = Arrays.copyOf(values, n);
            double[] cumulated = new double[n];
            if (Arrays.stream(weights, 0, n).distinct().limit(2).count() < 2) {
                Arrays.sort(sorted);
                Arrays.setAll(cumulated, i -> (i + 1) * weights[0] / total);
                return new Distribution(sorted, cumulated);
            }
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sorted[i] = values[order[i]];
                sum += weights[order[i]];
                cumulated[i] = sum / total;
            }
            return new Distribution(sorted, cumulated);
        }

        /// @param share in `(0, 1]`
        /// @return smallest value that at least this share does not pass; the greatest if there is none
        double quantile(double share) {
            for (int i = 0; i < values.length; i++) {
                if (cumulated[i] >= share - ROUNDING) {
                    return values[i];
                }
            }
            return greatest();
        }

        /// @param value a value
        /// @return the share that does not pass it
        double cumulative(double value) {
            double share = 0;
            for (int i = 0; i < values.length && values[i] <= value; i++) {
                share = cumulated[i];
            }
            return share;
        }

        double least() {
            return values[0];
        }

        double greatest() {
            return values[values.length - 1];
        }

        /// Halfway between the lower and the upper median of the values that exist.
        double median() {
            double half = cumulated[values.length - 1] / 2;
            int lower = 0;
            while (cumulated[lower] < half - ROUNDING) {
                lower++;
            }
            int upper = lower;
            while (cumulated[upper] <= half + ROUNDING && upper < values.length - 1) {
                upper++;
            }
            return (values[lower] + values[upper]) / 2;
        }
    }
}
