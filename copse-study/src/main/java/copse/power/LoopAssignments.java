package copse.power;

import copse.design.Assignment;
import copse.design.Possibility;
import copse.design.Randomisation;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The assignments of a loop.
///
/// @param arms per assignment, by unit of the randomisation, 1 for treated
/// @param weights their probabilities
/// @param exhaustive whether these are all
record LoopAssignments(List<int[]> arms, double[] weights, boolean exhaustive) {
    /// @param most so many are enumerated at most; of more, so many are drawn
    static LoopAssignments of(Randomisation randomisation, String treatment, int most, RandomStream stream) {
        int treated = randomisation.design().arms().labels().indexOf(treatment);
        if (randomisation.count().value().doubleValue() <= most) {
            List<Possibility> all = randomisation.enumerate().toList();
            return new LoopAssignments(
                    all.stream().map(one -> coded(one.arms(), treated)).toList(),
                    all.stream().mapToDouble(Possibility::probability).toArray(),
                    true);
        }
        List<int[]> drawn = IntStream.range(0, most)
                .mapToObj(k -> {
                    Assignment one =
                            randomisation.assign(Seed.of(stream.split(k).nextLong()));
                    byte[] arms = new byte[one.size()];
                    for (int u = 0; u < arms.length; u++) {
                        arms[u] = (byte) one.arm(u);
                    }
                    return coded(arms, treated);
                })
                .toList();
        double[] weights = new double[most];
        Arrays.fill(weights, 1.0 / most);
        return new LoopAssignments(drawn, weights, false);
    }

    private static int[] coded(byte[] arms, int treatment) {
        int[] coded = new int[arms.length];
        for (int u = 0; u < coded.length; u++) {
            coded[u] = arms[u] == treatment ? 1 : 0;
        }
        return coded;
    }

    int size() {
        return arms.size();
    }

    /// @return how many have their mirror image among them
    int mirrored() {
        Set<List<Integer>> all = new HashSet<>();
        arms.forEach(own -> all.add(Arrays.stream(own).boxed().toList()));
        return (int) arms.stream()
                .filter(own -> all.contains(
                        Arrays.stream(own).map(arm -> 1 - arm).boxed().toList()))
                .count();
    }
}
