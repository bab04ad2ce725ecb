package copse.exposure;

import copse.design.Basis;
import copse.design.ClusterLaw;
import copse.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Probabilities under clusters that are drawn with each assignment: the mean over clusterings of those given
/// the clustering, which are exact.
///
/// All clusterings are gone through where they can be listed. Else random ones are, and the error is that
/// between clusterings alone: a probability of 2⁻¹⁰ given each of a hundred clusterings is known to some
/// percent, whereas hardly one in a thousand assignments would show it.
///
/// Source: Ugander and Yin (2023), Randomized graph cluster randomization, J. Causal Inference 11(1), 20220014.
/// doi:10.1515/jci-2022-0014 (probabilities of exposure are means over clusterings, estimated by drawing these)
final class OverClusterings {
    /// The means of fewer say too little of their error.
    private static final int LEAST = 16;

    private static final int MOST = 1024;

    /// Additions and multiplications that stand for reading a node or an end of an edge.
    private static final double READING = 50;

    /// Nodes and ends of edges, times clusterings, that joint probabilities are summed over: each pair asks
    /// every clustering.
    private static final double MOST_KEPT = 1 << 20;

    /// Pairs of nodes times clusterings that a variance may ask for: some seconds.
    private static final double MOST_ASKED = 1 << 22;

    /// A spread below this part of a mean is rounding.
    private static final double ROUNDING = 1e-12;

    private static final long STREAM = 0x6f766572L;

    private final ExposureProbabilities.Setting setting;
    private final ClusterLaw.Redrawn law;

    private OverClusterings(ExposureProbabilities.Setting setting, ClusterLaw.Redrawn law) {
        this.setting = setting;
        this.law = law;
    }

    /// @param setting what the probabilities are of
    /// @return the way to work them out; empty if clusters are not drawn with the arms
    static Optional<OverClusterings> of(ExposureProbabilities.Setting setting) {
        return setting.randomisation()
                .clusterLaw()
                .filter(ClusterLaw.Redrawn.class::isInstance)
                .map(law -> new OverClusterings(setting, (ClusterLaw.Redrawn) law));
    }

    /// Clusterings with their weights, which sum to 1.
    ///
    /// @param weight of each; 1 over their number if they are random
    /// @param laws one per clustering
    /// @param random whether they are random
    private record Clusterings(double[] weight, List<ClusterLaw.Fixed> laws, boolean random) {}

    /// All clusterings if they can be listed.
    private Optional<Clusterings> listed() {
        return law.all().map(all -> {
            List<ClusterLaw.Given> given = all.toList();
            return new Clusterings(
                    given.stream().mapToDouble(ClusterLaw.Given::probability).toArray(),
                    given.stream().map(ClusterLaw.Given::law).toList(),
                    false);
        });
    }

    /// The law given random clustering d.
    private ClusterLaw.Fixed drawn(int d) {
        RandomStream stream = setting.options().seed().stream().split(STREAM);
        return law.draw(stream.split(d));
    }

    /// @return the probabilities; empty if the sums given a clustering would take too long
    Optional<ExposureProbabilities.Table> table() {
        Optional<Clusterings> all = listed();
        return all.isPresent() ? mean(all.get()) : meanOfRandom();
    }

    private Optional<ExposureProbabilities.Table> mean(Clusterings all) {
        double[] mean = new double[setting.nodes() * setting.conditions()];
        for (int d = 0; d < all.weight().length; d++) {
            Optional<ExposureProbabilities.Table> given = given(all.laws().get(d));
            if (given.isEmpty()) {
                return Optional.empty();
            }
            add(given.get(), all.weight()[d], mean);
        }
        return Optional.of(new ExposureProbabilities.Table(each(), mean, new double[0], 0));
    }

    private void add(ExposureProbabilities.Table given, double weight, double[] sum) {
        int conditions = setting.conditions();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * given.value()[given.kind()[i / conditions] * conditions + i % conditions];
        }
    }

    private int[] each() {
        int[] each = new int[setting.nodes()];
        Arrays.setAll(each, node -> node);
        return each;
    }

    private Optional<ExposureProbabilities.Table> given(ClusterLaw.Fixed fixed) {
        return ByPattern.exactly(setting, SideLaw.of(fixed, setting.sides()));
    }

    private Optional<ExposureProbabilities.Table> meanOfRandom() {
        int conditions = setting.conditions();
        double[] mean = new double[setting.nodes() * conditions];
        double[] square = new double[mean.length];
        int draws = draws();
        for (int d = 0; d < draws; d++) {
            Optional<ExposureProbabilities.Table> table = given(drawn(d));
            if (table.isEmpty()) {
                return Optional.empty();
            }
            ExposureProbabilities.Table given = table.get();
            for (int i = 0; i < mean.length; i++) {
                double value = given.value()[given.kind()[i / conditions] * conditions + i % conditions];
                double from = value - mean[i];
                mean[i] += from / (d + 1);
                square[i] += from * (value - mean[i]);
            }
        }
        double[] error = new double[mean.length];
        for (int i = 0; i < error.length; i++) {
            double spread = Math.sqrt(square[i] / (draws - 1.0));
            // never seen is not known to be impossible
            error[i] = mean[i] == 0
                    ? ExposureProbabilities.errorOfShare(0, draws)
                    : spread <= ROUNDING * mean[i] ? 0 : spread / Math.sqrt(draws);
        }
        return Optional.of(new ExposureProbabilities.Table(each(), mean, error, draws));
    }

    /// As many clusterings as the effort allows.
    private int draws() {
        double sums = ByPattern.cost(setting, SideLaw.of(drawn(0), setting.sides()));
        return (int) Math.clamp(setting.options().effort() / (READING * size() + sums), LEAST, MOST);
    }

    private double size() {
        return setting.nodes() + 2.0 * setting.map().graph().edges();
    }

    /// @return joint probabilities, over the first of the clusterings that the single ones are over; empty if
    ///     there are too many nodes, or sums given a clustering would take too long
    Optional<ExposureJoint> joint() {
        double pairs = (double) setting.nodes() * setting.nodes();
        int affordable = (int) Math.min(Math.min(MOST, MOST_KEPT / size()), MOST_ASKED / pairs);
        Clusterings clusterings = listed().filter(all -> all.weight().length <= Math.max(LEAST, affordable))
                .orElseGet(() -> random(affordable));
        int number = clusterings.weight().length;
        if (clusterings.random() && number < LEAST) {
            return Optional.empty();
        }
        List<ExposureJoint> joint = new ArrayList<>();
        for (ClusterLaw.Fixed fixed : clusterings.laws()) {
            SideLaw given = SideLaw.of(fixed, setting.sides());
            Optional<ExposureProbabilities.Table> table = ByPattern.exactly(setting, given);
            if (table.isEmpty()) {
                return Optional.empty();
            }
            ExposureJoint one = ExposureJoint.summed(setting, new ExposureProbabilities(setting, table.get()), given);
            if (!(one instanceof SummedJoint summed && summed.isExact())) {
                return Optional.empty();
            }
            joint.add(one);
        }
        // given a clustering a probability is at most 1/2 from its mean over clusterings
        Basis basis = clusterings.random() ? new Basis.MonteCarlo(number, 0.5 / Math.sqrt(number)) : Basis.exact();
        return Optional.of(new Mean(clusterings.weight(), joint, basis));
    }

    private Clusterings random(int number) {
        double[] weight = new double[number];
        Arrays.fill(weight, 1.0 / number);
        List<ClusterLaw.Fixed> laws = new ArrayList<>();
        for (int d = 0; d < number && number >= LEAST; d++) {
            laws.add(drawn(d));
        }
        return new Clusterings(weight, laws, true);
    }

    private record Mean(double[] weight, List<ExposureJoint> given, Basis basis) implements ExposureJoint {
        @Override
        public double of(int node, int condition, int other, int otherCondition) {
            double sum = 0;
            for (int d = 0; d < weight.length; d++) {
                sum += weight[d] * given.get(d).of(node, condition, other, otherCondition);
            }
            return sum;
        }
    }
}
