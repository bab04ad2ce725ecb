package copse.design;

import copse.math.RandomStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Clusters draw the first arm for all their units, the second for all, or that their units draw; those draw
/// within their cluster, independently of other clusters.
///
/// The probability that two units have arms by themselves is that of their clusters being in the regime of
/// units, times that of the arms in one cluster, or in two independent ones. In the regime of clusters it is
/// that of the clusters' arms.
final class MixedMechanism extends TwoStage {
    /// What a cluster draws, in the order of the arms of the first stage.
    private static final int UNTREATED = 0;

    private static final int UNITS = 1;
    private static final int TREATED = 2;

    /// By arm what its cluster has drawn, and the arm within.
    private static final int[] STAGE = {UNTREATED, UNITS, UNITS, TREATED};

    private static final int[] ARM = {0, 0, 1, 1};

    /// The draw of the units of each cluster; clusters of one size share theirs.
    private final Mechanism[] within;

    /// @param design the mixture
    /// @param first the process by which clusters draw: untreated, units draw, treated
    /// @param cluster of each unit. Kept.
    MixedMechanism(Mixed design, Mechanism first, int[] cluster) {
        super(first, cluster);
        this.within = new Mechanism[first.size()];
        Map<Integer, Mechanism> bySize = new HashMap<>();
        for (int c = 0; c < within.length; c++) {
            within[c] = bySize.computeIfAbsent(units(c), units -> within(design, units));
        }
    }

    private static Mechanism within(Mixed design, int units) {
        return switch (design.draw()) {
            case COMPLETE -> Urn.of(new int[units], 1, design.allocation(), design.spare());
            case COINS -> Coins.unconditional(units, design.allocation());
        };
    }

    @Override
    public int arms() {
        return STAGE.length;
    }

    @Override
    int stage(int arm) {
        return STAGE[arm];
    }

    @Override
    double share(int c, int arm) {
        return STAGE[arm] == UNITS ? within[c].probabilities().of(0, ARM[arm]) : 1;
    }

    @Override
    BigInteger ways(int c, int stage) {
        return stage == UNITS ? within[c].count().value().toBigInteger() : BigInteger.ONE;
    }

    private static byte arm(int stage, int within) {
        return (byte) (stage == UNITS ? 1 + within : stage == TREATED ? STAGE.length - 1 : 0);
    }

    @Override
    public void draw(RandomStream stream, byte[] into) {
        byte[] stages = new byte[first.size()];
        first.draw(stream, stages);
        byte[] own = {};
        for (int c = 0; c < stages.length; c++) {
            if (stages[c] == UNITS) {
                own = own.length == units(c) ? own : new byte[units(c)];
                within[c].draw(stream, own);
            }
            for (int i = 0; i < units(c); i++) {
                into[members[start[c] + i]] = arm(stages[c], stages[c] == UNITS ? own[i] : 0);
            }
        }
    }

    @Override
    public JointProbabilities joint() {
        JointProbabilities outer = first.joint();
        Map<Integer, JointProbabilities> bySize = new HashMap<>();
        JointProbabilities[] inner = new JointProbabilities[within.length];
        Arrays.setAll(inner, c -> bySize.computeIfAbsent(units(c), _ -> within[c].joint()));
        return new JointProbabilities() {
            @Override
            public double of(int unit, int arm, int other, int otherArm) {
                int c = cluster[unit];
                int d = cluster[other];
                if (unit == other && arm != otherArm) {
                    return 0;
                }
                double stages = outer.of(c, STAGE[arm], d, STAGE[otherArm]);
                if (c == d && STAGE[arm] == UNITS && STAGE[otherArm] == UNITS) {
                    // units of one cluster are alike: any two of them stand for all
                    return stages * inner[c].of(0, ARM[arm], unit == other ? 0 : 1, ARM[otherArm]);
                }
                return stages * alone(c, arm) * alone(d, otherArm);
            }

            private double alone(int c, int arm) {
                return STAGE[arm] == UNITS ? inner[c].of(0, ARM[arm], 0, ARM[arm]) : 1;
            }

            @Override
            public Basis basis() {
                return outer.basis();
            }
        };
    }

    // ---- numbers of ways

    /// The number itself where clusters are of one size and as many of them draw by units each time; else the
    /// number of first stages times the most ways that as many clusters have as ever draw by units.
    @Override
    AdmissibleCount bound(AdmissibleCount outer) {
        ClusterLaw.Blocked law = (ClusterLaw.Blocked) first.law().orElseThrow();
        int most = 0;
        boolean fixed = true;
        for (int block = 0; block < law.blocks(); block++) {
            most += law.outcomes(block).stream()
                    .mapToInt(outcome -> outcome.counts()[UNITS])
                    .max()
                    .orElse(0);
            fixed &= law.outcomes(block).stream()
                            .mapToInt(outcome -> outcome.counts()[UNITS])
                            .distinct()
                            .count()
                    == 1;
        }
        int[] sizes = new int[first.size()];
        Arrays.setAll(sizes, this::units);
        Arrays.sort(sizes);
        boolean alike = sizes[0] == sizes[sizes.length - 1];
        Map<Integer, BigDecimal> bySize = new HashMap<>();
        for (int c = 0; c < within.length; c++) {
            Mechanism own = within[c];
            bySize.computeIfAbsent(units(c), _ -> own.count().value());
        }
        BigDecimal value = outer.value();
        for (int i = sizes.length - most; i < sizes.length; i++) {
            value = value.multiply(bySize.get(sizes[i]), ROUNDED_UP);
        }
        return new AdmissibleCount(value, fixed && alike ? outer.basis() : new Basis.AtMost());
    }

    @Override
    public Stream<Possibility> enumerate() {
        return first.enumerate().flatMap(stage -> {
            byte[] whole = new byte[cluster.length];
            for (int unit = 0; unit < whole.length; unit++) {
                whole[unit] = arm(stage.arms()[cluster[unit]], 0);
            }
            Stream<Possibility> all = Stream.of(new Possibility(whole, stage.probability()));
            for (int c = 0; c < stage.arms().length; c++) {
                int at = c;
                if (stage.arms()[c] == UNITS) {
                    all = all.flatMap(some -> within(some, at));
                }
            }
            return all;
        });
    }

    /// All ways in which the units of one more cluster draw.
    private Stream<Possibility> within(Possibility some, int c) {
        return within[c].enumerate().map(own -> {
            byte[] arms = some.arms().clone();
            for (int i = 0; i < own.arms().length; i++) {
                arms[members[start[c] + i]] = arm(UNITS, own.arms()[i]);
            }
            return new Possibility(arms, some.probability() * own.probability());
        });
    }
}
