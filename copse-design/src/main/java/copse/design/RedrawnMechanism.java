package copse.design;

import copse.frame.FactorColumn;
import copse.frame.Words;
import copse.math.Lazy;
import copse.math.RandomStream;
import copse.network.Clustering;
import copse.network.ClusteringMethod;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Clusters are drawn, then their arms, by coins or in fixed numbers.
///
/// Each unit has exactly the stated shares, since it has them under every clustering. Joint probabilities are
/// means over clusterings: exact where these can be listed, else over random ones ([RedrawnJoint]).
final class RedrawnMechanism implements Mechanism {
    /// Assignments are counted up to as many as there could be of this number of units in two arms.
    private static final int FEW = 16;

    private final int size;
    private final Source source;
    private final Allocation.Shares allocation;
    private final GraphClusters.Draw draw;
    private final double[] share;
    private final Lazy<Optional<List<ClusteringMethod.Possible>>> all;
    private final Lazy<JointProbabilities> joint;

    /// Where clusters come from.
    ///
    /// @param draw of one clustering; safe to share between threads
    /// @param all clusterings, if they can be listed
    /// @param edges that a draw looks at
    record Source(
            Function<RandomStream, Clustering> draw,
            Supplier<Optional<List<ClusteringMethod.Possible>>> all,
            long edges) {}

    /// @param size number of units
    /// @param source where clusters come from
    /// @param allocation shares of the arms
    /// @param draw how clusters get their arms
    RedrawnMechanism(int size, Source source, Allocation.Shares allocation, GraphClusters.Draw draw) {
        this.size = size;
        this.source = source;
        this.allocation = allocation;
        this.draw = draw;
        Ratio ratio = Ratio.of(allocation.ratio());
        this.share = IntStream.range(0, ratio.arms()).mapToDouble(ratio::share).toArray();
        this.all = new Lazy<>(source.all());
        this.joint = new Lazy<>(this::makeJoint);
    }

    Source source() {
        return source;
    }

    /// The chance process of the arms of so many clusters.
    private Mechanism within(int clusters) {
        return switch (draw) {
            case COINS -> Coins.unconditional(clusters, allocation);
            case COMPLETE ->
                new Urn(clusters, null, new Quota[] {Quota.of(clusters, Ratio.of(allocation.ratio()))}, Spare.BALANCED);
        };
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int arms() {
        return share.length;
    }

    @Override
    public void draw(RandomStream stream, byte[] into) {
        Clustering clustering = source.draw().apply(stream);
        byte[] arms = new byte[clustering.clusters()];
        within(arms.length).draw(stream, arms);
        spread(clustering, arms, into);
    }

    private static void spread(Clustering clustering, byte[] arms, byte[] into) {
        for (int unit = 0; unit < into.length; unit++) {
            into[unit] = arms[clustering.of(unit)];
        }
    }

    @Override
    public Optional<FactorColumn> drawnClusters(RandomStream stream) {
        return Optional.of(source.draw().apply(stream).column());
    }

    // ---- probabilities

    @Override
    public Probabilities probabilities() {
        return new Probabilities(new int[0], new double[][] {share.clone()}, size, Basis.exact());
    }

    @Override
    public JointProbabilities joint() {
        return joint.value();
    }

    private JointProbabilities makeJoint() {
        Map<Integer, JointProbabilities> byNumber = new HashMap<>();
        RedrawnJoint.Within within = clusters ->
                byNumber.computeIfAbsent(clusters, number -> within(number).joint());
        return all.value()
                .map(possible -> RedrawnJoint.exact(possible, share, within))
                .orElseGet(() -> RedrawnJoint.estimated(source.draw(), size, share, within));
    }

    @Override
    public Optional<ClusterLaw> law() {
        return Optional.of(new ClusterLaw.Redrawn() {
            @Override
            public int units() {
                return size;
            }

            @Override
            public int arms() {
                return share.length;
            }

            @Override
            public ClusterLaw.Fixed draw(RandomStream stream) {
                return given(source.draw().apply(stream));
            }

            @Override
            public Optional<Stream<ClusterLaw.Given>> all() {
                return all.value()
                        .map(possible -> possible.stream()
                                .map(one -> new ClusterLaw.Given(given(one.clustering()), one.probability())));
            }
        });
    }

    private ClusterLaw.Fixed given(Clustering clustering) {
        int[] cluster = new int[size];
        for (int unit = 0; unit < size; unit++) {
            cluster[unit] = clustering.of(unit);
        }
        ClusterLaw law = within(clustering.clusters()).law().orElseThrow();
        return ((ClusterLaw.Fixed) law).spread(cluster);
    }

    // ---- numbers of ways

    /// Exact where all assignments can be listed; else as many as arms have ways to go to units.
    @Override
    public AdmissibleCount count() {
        int possible = (int)
                IntStream.range(0, share.length).filter(arm -> share[arm] > 0).count();
        double log = size * Math.log(possible);
        if (log <= FEW * Math.log(2) && all.value().isPresent()) {
            return new AdmissibleCount(BigDecimal.valueOf(listed().size()), Basis.exact());
        }
        BigDecimal most = size <= Amount.DIGITS_KEPT
                ? new BigDecimal(BigInteger.valueOf(possible).pow(size))
                : Amount.ofLog(log);
        return new AdmissibleCount(most, new Basis.AtMost());
    }

    private Map<ByteBuffer, Double> listed() {
        Map<ByteBuffer, Double> listed = new LinkedHashMap<>();
        List<ClusteringMethod.Possible> possible = all.value()
                .orElseThrow(() -> DesignCode.TOO_MANY_CLUSTERINGS.error(
                        "all assignments of clusters that are drawn anew from the network of "
                                + Words.count(size, "unit"),
                        "there are too many clusterings to go through",
                        "draw assignments at random; or take clusters that are drawn once: `clustered(by: cluster,"
                                + " complete())`"));
        for (ClusteringMethod.Possible one : possible) {
            within(one.clustering().clusters()).enumerate().forEach(own -> {
                byte[] arms = new byte[size];
                spread(one.clustering(), own.arms(), arms);
                listed.merge(ByteBuffer.wrap(arms), one.probability() * own.probability(), Double::sum);
            });
        }
        return listed;
    }

    @Override
    public Stream<Possibility> enumerate() {
        return listed().entrySet().stream()
                .map(one -> new Possibility(one.getKey().array(), one.getValue()));
    }
}
