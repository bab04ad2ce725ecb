package copse.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// Groups by the chances of their arms to get a spare unit: groups of one kind are exchangeable.
///
/// @param kind of each group
/// @param fractions chance of each arm, by kind
record SpareKinds(int[] kind, List<double[]> fractions) {
    /// Chances that differ by less come from the same fraction.
    private static final double SAME = 1e-12;

    static SpareKinds of(Quota[] quota) {
        Map<List<Long>, Integer> codes = new HashMap<>();
        Map<Quota, Integer> seen = new HashMap<>();
        List<double[]> fractions = new ArrayList<>();
        int[] kind = new int[quota.length];
        for (int g = 0; g < kind.length; g++) {
            kind[g] = seen.computeIfAbsent(quota[g], q -> {
                List<Long> key = DoubleStream.of(q.fractions())
                        .mapToObj(f -> Math.round(f / SAME))
                        .toList();
                Integer code = codes.get(key);
                if (code == null) {
                    code = fractions.size();
                    codes.put(key, code);
                    fractions.add(q.fractions());
                }
                return code;
            });
        }
        return new SpareKinds(kind, fractions);
    }

    /// @return number of spare units of a group with these chances
    static int spare(double[] fraction) {
        return (int) Math.round(DoubleStream.of(fraction).sum());
    }

    static boolean isMirrored(double[] fraction) {
        for (int k = 0; k < fraction.length; k++) {
            if (Math.abs(fraction[k] - fraction[fraction.length - 1 - k]) > SAME) {
                return false;
            }
        }
        return true;
    }

    /// @return whether all arms have the same chance
    static boolean isEven(double[] fraction) {
        for (double f : fraction) {
            if (Math.abs(f - fraction[0]) > SAME) {
                return false;
            }
        }
        return true;
    }
}
