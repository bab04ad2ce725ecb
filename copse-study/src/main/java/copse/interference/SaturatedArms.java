package copse.interference;

import copse.design.ClusterLaw;
import copse.design.Possibility;
import copse.design.Randomisation;
import copse.design.Saturation;
import copse.math.RandomStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The arms of a two-stage design given that some untreated units stay untreated.
///
/// In a cluster of m units f of the untreated are chosen as focal, all choices being equally likely. With k
/// treated, that these f be the focal ones has the probability `1 / C(m, f)`, which does not depend on k: the
/// saturations, given the focal units, have the law that they have anyway, and the k treated are any of the
/// other `m − f` units, equally likely. f is the most that each saturation leaves untreated.
///
/// Clusters in which everyone is to be treated have no untreated units: which ones these are is given too.
///
/// Source: Basse, Feller and Toulis (2019), Randomization tests of causal effects under interference,
/// Biometrika 106(2), 487-494, section 4, with several focal units per cluster. doi:10.1093/biomet/asy072
final class SaturatedArms {
    private final Saturation design;
    private final Pieces clusters;
    private final int[] block;
    private final byte[] observed;
    private final int[][] armOf;
    private final int[] levelOf;
    private final int[] level;
    private final boolean[] focal;
    private final int[] focals;

    private SaturatedArms(Saturation design, Pieces clusters, ClusterLaw.Fixed law, byte[] observed) {
        this.design = design;
        this.clusters = clusters;
        this.observed = observed;
        this.armOf = new int[design.levels().size()][2];
        this.levelOf = new int[design.arms().size()];
        int arm = 0;
        for (int l = 0; l < armOf.length; l++) {
            for (int treated = 0; treated <= 1; treated++) {
                boolean possible = design.levels().get(l).saturation() != 1 - treated;
                armOf[l][treated] = possible ? arm : -1;
                if (possible) {
                    levelOf[arm++] = l;
                }
            }
        }
        this.level = new int[clusters.size()];
        this.block = new int[clusters.size()];
        for (int c = 0; c < level.length; c++) {
            level[c] = levelOf[observed[clusters.members()[clusters.start()[c]]]];
            int own = law instanceof ClusterLaw.Blocked blocked ? blocked.block(c) : 0;
            block[c] = isFull(level[c]) ? -1 : own;
        }
        this.focal = new boolean[observed.length];
        this.focals = new int[clusters.size()];
    }

    /// @param randomisation of the nodes
    /// @param observed arm of each node
    /// @return empty if the design has no saturations, or screens those of clusters
    static Optional<SaturatedArms> of(Randomisation randomisation, byte[] observed) {
        if (!(randomisation.design() instanceof Saturation design)) {
            return Optional.empty();
        }
        return randomisation
                .clusters()
                .flatMap(Randomisation::clusterLaw)
                .filter(ClusterLaw.Fixed.class::isInstance)
                .map(law -> new SaturatedArms(
                        design, Pieces.clusters(randomisation).orElseThrow(), (ClusterLaw.Fixed) law, observed));
    }

    private boolean isFull(int l) {
        return design.levels().get(l).saturation() == 1;
    }

    /// Treated units of a cluster at a saturation.
    ///
    /// @param few at least
    /// @param more probability of one more
    private record Treated(int few, double more) {}

    private Treated treated(int l, int units) {
        BigDecimal exact =
                BigDecimal.valueOf(design.levels().get(l).saturation()).multiply(BigDecimal.valueOf(units));
        int floor = exact.intValue();
        double rest = exact.subtract(BigDecimal.valueOf(floor)).doubleValue();
        return switch (design.rounding()) {
            case RANDOM -> new Treated(floor, rest);
            case NEAREST -> new Treated(rest >= 0.5 ? floor + 1 : floor, 0);
            case DOWN -> new Treated(floor, 0);
        };
    }

    /// Chooses the focal units.
    ///
    /// @param stream where randomness comes from
    /// @return whether each node is focal; not to be changed
    boolean[] choose(RandomStream stream) {
        for (int c = 0; c < focals.length; c++) {
            if (block[c] < 0) {
                continue;
            }
            int units = clusters.size(c);
            int most = 0;
            for (int l = 0; l < armOf.length; l++) {
                if (!isFull(l)) {
                    Treated treated = treated(l, units);
                    most = Math.max(most, treated.few + (treated.more > 0 ? 1 : 0));
                }
            }
            focals[c] = units - most;
            int own = armOf[level[c]][0];
            int[] untreated = IntStream.range(clusters.start()[c], clusters.start()[c + 1])
                    .map(m -> clusters.members()[m])
                    .filter(node -> observed[node] == own)
                    .toArray();
            stream.shuffle(untreated);
            for (int k = 0; k < focals[c]; k++) {
                focal[untreated[k]] = true;
            }
        }
        return focal;
    }

    /// @return whether the arm of each node may change
    boolean[] drawn() {
        boolean[] drawn = new boolean[observed.length];
        for (int node = 0; node < drawn.length; node++) {
            drawn[node] = block[clusters.of()[node]] >= 0 && !focal[node];
        }
        return drawn;
    }

    /// Every assignment under which the focal units are untreated and the same clusters wholly treated, if the
    /// design has few assignments at all.
    ///
    /// @param all assignments of the design
    /// @return those, with their probabilities given the focal units
    ListedArms listed(Stream<Possibility> all) {
        List<byte[]> codes = new ArrayList<>();
        List<Double> mass = new ArrayList<>();
        all.filter(one -> isPossible(one.arms())).forEach(one -> {
            codes.add(one.arms());
            double chance = one.probability();
            for (int c = 0; c < focals.length; c++) {
                int untreated = 0;
                for (int m = clusters.start()[c]; m < clusters.start()[c + 1]; m++) {
                    byte arm = one.arms()[clusters.members()[m]];
                    untreated += arm == armOf[levelOf[arm]][0] ? 1 : 0;
                }
                for (int k = 0; k < focals[c]; k++) {
                    chance *= (k + 1.0) / (untreated - k);
                }
            }
            mass.add(chance);
        });
        double total = mass.stream().mapToDouble(Double::doubleValue).sum();
        return new ListedArms(
                codes,
                mass.stream().mapToDouble(one -> one / total).toArray(),
                Pieces.single(observed.length).of(),
                observed);
    }

    private boolean isPossible(byte[] arms) {
        for (int node = 0; node < arms.length; node++) {
            int l = levelOf[arms[node]];
            if (focal[node] && arms[node] != armOf[l][0] || isFull(l) != (block[clusters.of()[node]] < 0)) {
                return false;
            }
        }
        return true;
    }

    /// @param size number of draws
    /// @param stream where randomness comes from
    /// @return random assignments
    Rearrangements random(int size, RandomStream stream) {
        int blocks = Arrays.stream(block).max().orElse(-1) + 1;
        int[][] groups = IntStream.range(0, blocks)
                .mapToObj(b -> IntStream.range(0, block.length)
                        .filter(c -> block[c] == b)
                        .toArray())
                .toArray(int[][]::new);
        int[][] others = IntStream.range(0, clusters.size())
                .mapToObj(c -> IntStream.range(clusters.start()[c], clusters.start()[c + 1])
                        .map(m -> clusters.members()[m])
                        .filter(node -> !focal[node])
                        .toArray())
                .toArray(int[][]::new);
        return new Random(groups, others, size, stream);
    }

    private final class Random implements Rearrangements {
        private final int[][] groups;
        private final int[][] others;
        private final int size;
        private final RandomStream stream;

        Random(int[][] groups, int[][] others, int size, RandomStream stream) {
            this.groups = groups;
            this.others = others;
            this.size = size;
            this.stream = stream;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public boolean isComplete() {
            return false;
        }

        @Override
        public double probability(int index) {
            return 1.0 / size;
        }

        @Override
        public void visit(int batch, Visitor visitor) {
            RandomStream random = stream.split(batch);
            int[] now = level.clone();
            byte[] arm = observed.clone();
            for (int index = batch * BATCH; index < end(batch); index++) {
                for (int[] group : groups) {
                    for (int k = group.length - 1; k >= 0; k--) {
                        int other = group[random.nextInt(k + 1)];
                        int taken = now[other];
                        now[other] = now[group[k]];
                        now[group[k]] = taken;
                        fill(group[k], taken, random, arm);
                    }
                }
                visitor.look(index, arm);
            }
        }

        private void fill(int c, int l, RandomStream random, byte[] arm) {
            Treated treated = treated(l, clusters.size(c));
            int need = treated.few + (treated.more > 0 && random.nextBoolean(treated.more) ? 1 : 0);
            for (int m = clusters.start()[c]; m < clusters.start()[c + 1]; m++) {
                arm[clusters.members()[m]] = (byte) armOf[l][0];
            }
            // one after the other with probability needed / left (Knuth, TAOCP 2, section 3.4.2, algorithm S)
            for (int i = 0; i < others[c].length; i++) {
                int left = others[c].length - i;
                if (need == left || need > 0 && random.nextInt(left) < need) {
                    arm[others[c][i]] = (byte) armOf[l][1];
                    need--;
                }
            }
        }
    }
}
