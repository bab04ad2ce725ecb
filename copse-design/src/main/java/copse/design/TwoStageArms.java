package copse.design;

import copse.math.RandomStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Clusters draw a saturation; within each, that share of the units is treated, all such subsets equally likely
/// and independently of other clusters.
///
/// Given the saturations, a cluster of m units treats K of them; K is fixed, or one of two neighbours by random
/// rounding. Two of its units are both treated with probability `E[K(K-1)] / m(m-1)`, the first alone with
/// `E[K(m-K)] / m(m-1)`; units of different clusters are independent. What is not given is the mean over the
/// first stage.
///
/// Source: Baird, Bohren, McIntosh and Özler (2018), Optimal design of experiments in the presence of
/// interference, Rev. Econ. Stat. 100(5), 844-860, section II. doi:10.1162/rest_a_00716
final class TwoStageArms extends TwoStage {
    private final Within[][] within;
    private final int[] level;
    private final boolean[] treated;
    private final int[][] armOf;

    /// How many units of a cluster are treated at a saturation.
    ///
    /// @param units of the cluster
    /// @param few treated at least
    /// @param more probability that one more is treated; 0 unless rounding is random
    private record Within(int units, int few, double more) {
        static Within of(Saturation design, int level, int units) {
            // as the number is written: 0.29 of 100 units are 29, which the product of the doubles is not
            BigDecimal exact =
                    BigDecimal.valueOf(design.levels().get(level).saturation()).multiply(BigDecimal.valueOf(units));
            int floor = exact.intValue();
            double rest = exact.subtract(BigDecimal.valueOf(floor)).doubleValue();
            return switch (design.rounding()) {
                case RANDOM -> new Within(units, floor, rest);
                case NEAREST -> new Within(units, rest >= 0.5 ? floor + 1 : floor, 0);
                case DOWN -> new Within(units, floor, 0);
            };
        }

        double share(boolean treated) {
            double share = (few + more) / units;
            return treated ? share : 1 - share;
        }

        /// Probability that two different units are in the states given.
        double share(boolean treated, boolean otherTreated) {
            double mean = few + more;
            double square = (double) few * few + more * (2.0 * few + 1);
            double both = square - mean;
            double one = units * mean - square;
            double pairs = units * (units - 1.0);
            return (treated && otherTreated ? both : treated || otherTreated ? one : pairs - both - 2 * one) / pairs;
        }

        BigInteger ways() {
            BigInteger ways = binomial(units, few);
            return more > 0 ? ways.add(binomial(units, few + 1)) : ways;
        }

        private static BigInteger binomial(int n, int k) {
            BigInteger ways = BigInteger.ONE;
            for (int i = 1; i <= Math.min(k, n - k); i++) {
                ways = ways.multiply(BigInteger.valueOf(n - i + 1)).divide(BigInteger.valueOf(i));
            }
            return ways;
        }
    }

    /// @param design the saturations
    /// @param first the process by which clusters draw them; its arms are the levels
    /// @param cluster of each unit. Kept.
    TwoStageArms(Saturation design, Mechanism first, int[] cluster) {
        super(first, cluster);
        int levels = design.levels().size();
        this.within = new Within[first.size()][];
        Map<Integer, Within[]> bySize = new HashMap<>();
        for (int c = 0; c < within.length; c++) {
            within[c] = bySize.computeIfAbsent(
                    units(c),
                    units -> IntStream.range(0, levels)
                            .mapToObj(l -> Within.of(design, l, units))
                            .toArray(Within[]::new));
        }
        int arms = design.arms().size();
        this.level = new int[arms];
        this.treated = new boolean[arms];
        this.armOf = new int[levels][2];
        int arm = 0;
        for (int l = 0; l < levels; l++) {
            for (int t = 0; t <= 1; t++) {
                boolean possible = design.levels().get(l).saturation() != 1 - t;
                armOf[l][t] = possible ? arm : NONE;
                if (possible) {
                    level[arm] = l;
                    treated[arm++] = t == 1;
                }
            }
        }
    }

    /// @param l a level between 0 and 1 exclusive
    /// @return number of clusters in which the level means nobody or everybody; 0 for the levels 0 and 1
    int roundedAway(int l) {
        int clusters = 0;
        for (Within[] each : within) {
            Within own = each[l];
            boolean extreme = own.more() == 0 && (own.few() == 0 || own.few() == own.units());
            clusters += extreme && armOf[l][0] >= 0 && armOf[l][1] >= 0 ? 1 : 0;
        }
        return clusters;
    }

    @Override
    public int arms() {
        return level.length;
    }

    @Override
    public void draw(RandomStream stream, byte[] into) {
        byte[] levels = new byte[first.size()];
        first.draw(stream, levels);
        for (int c = 0; c < levels.length; c++) {
            Within own = within[c][levels[c]];
            int[] arms = armOf[levels[c]];
            int need = own.few() + (own.more() > 0 && stream.nextBoolean(own.more()) ? 1 : 0);
            // one after the other with probability needed / left (Knuth, TAOCP 2, section 3.4.2, algorithm S)
            for (int i = 0; i < own.units(); i++) {
                int left = own.units() - i;
                boolean take = need == left || need > 0 && stream.nextInt(left) < need;
                into[members[start[c] + i]] = (byte) arms[take ? 1 : 0];
                need -= take ? 1 : 0;
            }
        }
    }

    @Override
    int stage(int arm) {
        return level[arm];
    }

    @Override
    double share(int c, int arm) {
        return within[c][level[arm]].share(treated[arm]);
    }

    @Override
    BigInteger ways(int c, int stage) {
        return within[c][stage].ways();
    }

    @Override
    public JointProbabilities joint() {
        JointProbabilities outer = first.joint();
        return new JointProbabilities() {
            @Override
            public double of(int unit, int arm, int other, int otherArm) {
                int c = cluster[unit];
                int d = cluster[other];
                double levels = outer.of(c, level[arm], d, level[otherArm]);
                Within own = within[c][level[arm]];
                if (unit == other) {
                    return arm == otherArm ? levels * own.share(treated[arm]) : 0;
                }
                return c == d
                        ? levels * own.share(treated[arm], treated[otherArm])
                        : levels * own.share(treated[arm]) * within[d][level[otherArm]].share(treated[otherArm]);
            }

            @Override
            public Basis basis() {
                return outer.basis();
            }
        };
    }

    /// The number of first stages times the most ways in each cluster.
    @Override
    AdmissibleCount bound(AdmissibleCount outer) {
        BigDecimal most = outer.value();
        Map<Integer, BigDecimal> bySize = new HashMap<>();
        for (Within[] each : within) {
            BigDecimal ways = bySize.computeIfAbsent(
                    each[0].units(),
                    _ -> new BigDecimal(Arrays.stream(each).map(Within::ways).reduce(BigInteger.ONE, BigInteger::max)));
            most = most.multiply(ways, ROUNDED_UP);
        }
        return new AdmissibleCount(most, new Basis.AtMost());
    }

    @Override
    public Stream<Possibility> enumerate() {
        return first.enumerate().flatMap(stage -> {
            byte[] untreated = new byte[cluster.length];
            for (int unit = 0; unit < untreated.length; unit++) {
                untreated[unit] = (byte) armOf[stage.arms()[cluster[unit]]][0];
            }
            Stream<Possibility> all = Stream.of(new Possibility(untreated, stage.probability()));
            for (int c = 0; c < stage.arms().length; c++) {
                int at = c;
                int l = stage.arms()[c];
                all = all.flatMap(some -> treat(some, at, l));
            }
            return all;
        });
    }

    /// All ways to treat units of one more cluster.
    private Stream<Possibility> treat(Possibility some, int c, int l) {
        Within own = within[c][l];
        Stream<Possibility> few = treat(some, c, armOf[l][1], own.few(), own.more() > 0 ? 1 - own.more() : 1);
        return own.more() > 0 ? Stream.concat(few, treat(some, c, armOf[l][1], own.few() + 1, own.more())) : few;
    }

    private Stream<Possibility> treat(Possibility some, int c, int arm, int count, double chance) {
        int units = units(c);
        double each =
                some.probability() * chance / Within.binomial(units, count).doubleValue();
        return Subset.all(units, count).map(chosen -> {
            byte[] arms = some.arms().clone();
            for (int i : chosen) {
                arms[members[start[c] + i]] = (byte) arm;
            }
            return new Possibility(arms, each);
        });
    }
}
