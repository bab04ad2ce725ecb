package copse.exposure;

import copse.design.AdmissibleCount;
import copse.design.Basis;
import copse.design.Possibility;
import copse.design.Randomisation;
import java.math.BigDecimal;
import java.util.List;

/// Every assignment of a design that has few, with the conditions that it puts the nodes in.
///
/// Memory: a byte per assignment and node.
final class Listed implements ExposureJoint {
    private static final BigDecimal MOST_ASSIGNMENTS = new BigDecimal(1 << 14);

    /// With more nodes, or clusters of them, the assignments are too many; they are then not even counted,
    /// which may take long.
    private static final int FEW_NODES = 4096;

    private static final int FEW_CLUSTERS = 64;

    private static final long MOST_BYTES = 1L << 27;

    private final int nodes;
    private final int conditions;
    private final double[] probability;
    /// By node, its condition under each assignment.
    private final byte[][] condition;

    private Listed(int nodes, int conditions, double[] probability, byte[][] condition) {
        this.nodes = nodes;
        this.conditions = conditions;
        this.probability = probability;
        this.condition = condition;
    }

    /// @param setting what it is of
    /// @return whether all assignments can be gone through
    static boolean possible(ExposureProbabilities.Setting setting) {
        Randomisation randomisation = setting.randomisation();
        boolean few = setting.nodes() <= FEW_NODES
                || randomisation
                        .clusters()
                        .filter(clusters -> clusters.units().size() <= FEW_CLUSTERS)
                        .isPresent();
        if (!few) {
            return false;
        }
        AdmissibleCount count = randomisation.count();
        return !(count.basis() instanceof Basis.MonteCarlo)
                && count.value().compareTo(MOST_ASSIGNMENTS) <= 0
                && count.value().longValue() * setting.nodes() <= MOST_BYTES;
    }

    static Listed of(ExposureProbabilities.Setting setting) {
        List<Possibility> all = setting.randomisation().enumerate().toList();
        byte[][] condition = new byte[setting.nodes()][all.size()];
        double[] probability = new double[all.size()];
        byte[] drawn = new byte[setting.nodes()];
        for (int d = 0; d < probability.length; d++) {
            probability[d] = all.get(d).probability();
            setting.map().classify(all.get(d).arms(), setting.sides(), drawn);
            for (int node = 0; node < drawn.length; node++) {
                condition[node][d] = drawn[node];
            }
        }
        return new Listed(setting.nodes(), setting.conditions(), probability, condition);
    }

    /// @return probabilities of single nodes
    ExposureProbabilities.Table table() {
        int[] kind = new int[nodes];
        double[] value = new double[nodes * conditions];
        for (int node = 0; node < nodes; node++) {
            kind[node] = node;
            for (int d = 0; d < probability.length; d++) {
                if (condition[node][d] != Exposure.NONE) {
                    value[node * conditions + condition[node][d]] += probability[d];
                }
            }
        }
        return new ExposureProbabilities.Table(kind, value, new double[0], 0);
    }

    @Override
    public double of(int node, int own, int other, int otherOwn) {
        double sum = 0;
        for (int d = 0; d < probability.length; d++) {
            sum += condition[node][d] == own && condition[other][d] == otherOwn ? probability[d] : 0;
        }
        return sum;
    }

    @Override
    public Basis basis() {
        return Basis.exact();
    }
}
