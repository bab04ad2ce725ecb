package copse.design;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Clusters draw a stage; within each, the units draw as the stage says, independently of other clusters.
///
/// An arm belongs to one stage, and the units of a cluster are alike: a unit has an arm with the probability
/// that its cluster draws the arm's stage, times that of the arm within.
abstract sealed class TwoStage implements Mechanism permits MixedMechanism, TwoStageArms {
    /// First stages are gone through one by one to count assignments up to this number of them.
    private static final BigDecimal FEW = BigDecimal.valueOf(20_000);

    /// A bound needs no more digits, and must not be rounded below the number.
    static final MathContext ROUNDED_UP = new MathContext(34, RoundingMode.CEILING);

    final Mechanism first;
    final int[] cluster;
    /// Where the units of each cluster begin in [#members], and the number of units at the end.
    final int[] start;

    final int[] members;

    /// @param first the process by which clusters draw; its arms are the stages
    /// @param cluster of each unit. Kept.
    TwoStage(Mechanism first, int[] cluster) {
        this.first = first;
        this.cluster = cluster;
        this.start = new int[first.size() + 1];
        for (int c : cluster) {
            start[c + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        this.members = new int[cluster.length];
        int[] next = start.clone();
        for (int unit = 0; unit < cluster.length; unit++) {
            members[next[cluster[unit]]++] = unit;
        }
    }

    /// @param arm of a unit
    /// @return what its cluster has drawn
    abstract int stage(int arm);

    /// @param c a cluster that has drawn the arm's stage
    /// @param arm of a unit
    /// @return probability that a unit of the cluster has the arm
    abstract double share(int c, int arm);

    /// @param c a cluster
    /// @param stage that it has drawn
    /// @return number of ways in which its units draw
    abstract BigInteger ways(int c, int stage);

    /// @param outer number of first stages
    /// @return a number of assignments that is not passed
    abstract AdmissibleCount bound(AdmissibleCount outer);

    @Override
    public final int size() {
        return cluster.length;
    }

    final int units(int c) {
        return start[c + 1] - start[c];
    }

    @Override
    public final Probabilities probabilities() {
        Probabilities outer = first.probabilities();
        Map<List<Double>, Integer> kinds = new LinkedHashMap<>();
        int[] kindOf = new int[first.size()];
        for (int c = 0; c < kindOf.length; c++) {
            Double[] own = new Double[arms()];
            for (int arm = 0; arm < own.length; arm++) {
                own[arm] = outer.of(c, stage(arm)) * share(c, arm);
            }
            kindOf[c] = kinds.computeIfAbsent(List.of(own), _ -> kinds.size());
        }
        double[][] byKind = kinds.keySet().stream()
                .map(own -> own.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        return new Probabilities(kindOf, byKind, kindOf.length, outer.basis()).spread(cluster);
    }

    /// Exact where the first stages can be gone through one by one, else a bound.
    @Override
    public final AdmissibleCount count() {
        AdmissibleCount outer = first.count();
        if (outer.basis() instanceof Basis.Exact && outer.value().compareTo(FEW) <= 0) {
            BigInteger sum =
                    first.enumerate().map(stages -> ways(stages.arms())).reduce(BigInteger.ZERO, BigInteger::add);
            return new AdmissibleCount(new BigDecimal(sum), Basis.exact());
        }
        return bound(outer);
    }

    private BigInteger ways(byte[] stages) {
        BigInteger ways = BigInteger.ONE;
        for (int c = 0; c < stages.length; c++) {
            ways = ways.multiply(ways(c, stages[c]));
        }
        return ways;
    }
}
