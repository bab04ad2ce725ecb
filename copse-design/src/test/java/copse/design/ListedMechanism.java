package copse.design;

import copse.math.RandomStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A mechanism that chooses among given assignments, all equally likely: a base for tests, with nothing clever
/// in it.
final class ListedMechanism implements Mechanism {
    private final List<byte[]> assignments;
    private final int arms;

    ListedMechanism(List<byte[]> assignments, int arms) {
        this.assignments = assignments;
        this.arms = arms;
    }

    /// Every assignment with given numbers of units per arm.
    static ListedMechanism complete(int... counts) {
        List<byte[]> found = new ArrayList<>();
        fill(new byte[Arrays.stream(counts).sum()], 0, counts.clone(), found);
        return new ListedMechanism(found, counts.length);
    }

    /// Every assignment of coins.
    static ListedMechanism coins(int units) {
        List<byte[]> found = new ArrayList<>();
        for (int treated = 0; treated < 1 << units; treated++) {
            byte[] arms = new byte[units];
            for (int unit = 0; unit < units; unit++) {
                arms[unit] = (byte) (treated >>> unit & 1);
            }
            found.add(arms);
        }
        return new ListedMechanism(found, 2);
    }

    private static void fill(byte[] arms, int unit, int[] left, List<byte[]> found) {
        if (unit == arms.length) {
            found.add(arms.clone());
            return;
        }
        for (byte arm = 0; arm < left.length; arm++) {
            if (left[arm] > 0) {
                left[arm]--;
                arms[unit] = arm;
                fill(arms, unit + 1, left, found);
                left[arm]++;
            }
        }
    }

    List<byte[]> assignments() {
        return assignments;
    }

    @Override
    public int size() {
        return assignments.getFirst().length;
    }

    @Override
    public int arms() {
        return arms;
    }

    @Override
    public void draw(RandomStream stream, byte[] into) {
        byte[] chosen = assignments.get(stream.nextInt(assignments.size()));
        System.arraycopy(chosen, 0, into, 0, chosen.length);
    }

    @Override
    public Probabilities probabilities() {
        double[][] byUnit = new double[size()][arms];
        for (byte[] assignment : assignments) {
            for (int unit = 0; unit < assignment.length; unit++) {
                if (assignment[unit] >= 0) {
                    byUnit[unit][assignment[unit]] += 1.0 / assignments.size();
                }
            }
        }
        int[] own = new int[size()];
        Arrays.setAll(own, unit -> unit);
        return new Probabilities(own, byUnit, size(), Basis.exact());
    }

    @Override
    public JointProbabilities joint() {
        return new ListedJoint(enumerate().toList());
    }

    @Override
    public AdmissibleCount count() {
        return new AdmissibleCount(BigDecimal.valueOf(assignments.size()), Basis.exact());
    }

    @Override
    public Stream<Possibility> enumerate() {
        return assignments.stream().map(arms -> new Possibility(arms.clone(), 1.0 / assignments.size()));
    }
}
