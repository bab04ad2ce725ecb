package copse.design;

import copse.frame.FactorColumn;
import copse.math.RandomStream;
import copse.math.Tasks;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// The chance process of clusters, each unit having its cluster's arm.
final class SpreadArms implements Mechanism {
    /// Draws that a thread spreads at a time.
    private static final int TASK = 64;

    private final Mechanism inner;
    private final int[] cluster;

    /// @param inner the process of the clusters
    /// @param cluster position of each unit's cluster. Kept.
    SpreadArms(Mechanism inner, int[] cluster) {
        this.inner = inner;
        this.cluster = cluster;
    }

    @Override
    public int size() {
        return cluster.length;
    }

    @Override
    public int arms() {
        return inner.arms();
    }

    @Override
    public void draw(RandomStream stream, byte[] into) {
        byte[] arms = new byte[inner.size()];
        inner.draw(stream, arms);
        spread(arms, into);
    }

    private void spread(byte[] arms, byte[] into) {
        for (int unit = 0; unit < into.length; unit++) {
            into[unit] = arms[cluster[unit]];
        }
    }

    @Override
    public Probabilities probabilities() {
        return inner.probabilities().spread(cluster);
    }

    /// Two units of one cluster are one position of the process: they have their arm together or not at all.
    @Override
    public JointProbabilities joint() {
        JointProbabilities joint = inner.joint();
        return new JointProbabilities() {
            @Override
            public double of(int unit, int arm, int other, int otherArm) {
                return joint.of(cluster[unit], arm, cluster[other], otherArm);
            }

            @Override
            public Basis basis() {
                return joint.basis();
            }
        };
    }

    @Override
    public Optional<ClusterLaw> law() {
        return inner.law()
                .filter(ClusterLaw.Fixed.class::isInstance)
                .map(law -> ((ClusterLaw.Fixed) law).spread(cluster));
    }

    @Override
    public Optional<FactorColumn> drawnClusters(RandomStream stream) {
        return inner.drawnClusters(stream).map(clusters -> clusters.select(cluster));
    }

    @Override
    public AdmissibleCount count() {
        return inner.count();
    }

    @Override
    public Stream<Possibility> enumerate() {
        return inner.enumerate().map(possibility -> {
            byte[] arms = new byte[cluster.length];
            spread(possibility.arms(), arms);
            return new Possibility(arms, possibility.probability());
        });
    }

    @Override
    public Optional<Screening> screening() {
        return inner.screening();
    }

    @Override
    public SmallestP smallestP() {
        return inner.smallestP();
    }

    /// Clusters are drawn as their process does it, in parallel in its own way, and spread afterwards.
    @Override
    public Draws redraw(RandomStream stream, int draws, int threads) {
        Draws clusters = inner.redraw(stream, draws, threads);
        Draws units = new Draws(draws, cluster.length, inner.arms());
        Tasks.run((draws + TASK - 1) / TASK, threads, task -> {
            for (int draw = task * TASK; draw < Math.min(draws, (task + 1) * TASK); draw++) {
                spread(clusters, draw, units, draw);
            }
        });
        return units;
    }

    @Override
    public Drawer drawer() {
        Drawer drawer = inner.drawer();
        Draws clusters = new Draws(1, inner.size(), inner.arms());
        return (stream, into, draw) -> {
            Arrays.fill(clusters.bits(), 0);
            drawer.draw(stream, clusters, 0);
            spread(clusters, 0, into, draw);
        };
    }

    private void spread(Draws clusters, int from, Draws units, int to) {
        long[] bits = clusters.bits();
        for (int arm = 1; arm < inner.arms(); arm++) {
            int plane = clusters.at(from, arm);
            for (int word = 0; word < units.words(); word++) {
                int first = word << 6;
                int last = Math.min(first + Long.SIZE, cluster.length);
                long gathered = 0;
                for (int unit = first; unit < last; unit++) {
                    int position = cluster[unit];
                    gathered |= (bits[plane + (position >>> 6)] >>> position & 1) << unit;
                }
                units.put(to, arm, word, gathered);
            }
        }
    }
}
