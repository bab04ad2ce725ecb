package copse.design;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// Smallest attainable p-values.
///
/// Outcomes can be such that one assignment alone has the most extreme statistic; its probability is then the
/// one-sided p. Two-sided, the assignment with the arms exchanged (first with last, second with last but one …)
/// has the opposite statistic and counts as well, where it is admissible.
final class SmallestPs {
    /// Assignments are gone through up to this many units times assignments.
    private static final long MOST_BYTES = 20_000_000;

    private SmallestPs() {}

    /// By going through all assignments where these are few; else from their number N: the least likely of N
    /// assignments has at most the probability 1/N, and with its mirror at most 2/N. Where N itself is only
    /// estimated or bounded, so is 1/N.
    static SmallestP of(Mechanism mechanism) {
        AdmissibleCount count = mechanism.count();
        boolean exact = count.basis() instanceof Basis.Exact;
        BigDecimal bytes = count.value().multiply(BigDecimal.valueOf(mechanism.size() + 50L));
        if (exact && bytes.compareTo(BigDecimal.valueOf(MOST_BYTES)) <= 0) {
            return byEnumeration(mechanism);
        }
        double one = BigDecimal.ONE.divide(count.value(), MathContext.DECIMAL64).doubleValue();
        // where the number is exact, twice one over it is a bound whether or not mirrors are admissible: the
        // probabilities of assignments and their mirrors sum to 2 at most
        double two = exact || isEven(mechanism) ? 2 * one : one;
        return new SmallestP(one, two, exact ? new Basis.AtMost() : count.basis());
    }

    private static SmallestP byEnumeration(Mechanism mechanism) {
        Map<ByteBuffer, Double> probability = new HashMap<>();
        mechanism.enumerate().forEach(p -> probability.put(ByteBuffer.wrap(p.arms()), p.probability()));
        double one = 1;
        double two = 1;
        for (Map.Entry<ByteBuffer, Double> entry : probability.entrySet()) {
            ByteBuffer mirrored = mirrored(entry.getKey().array(), mechanism.arms());
            one = Math.min(one, entry.getValue());
            // its own mirror: the statistic is nought there, the least extreme
            if (!mirrored.equals(entry.getKey())) {
                two = Math.min(two, entry.getValue() + probability.getOrDefault(mirrored, 0.0));
            }
        }
        return new SmallestP(one, two, Basis.exact());
    }

    private static ByteBuffer mirrored(byte[] arms, int count) {
        byte[] mirrored = new byte[arms.length];
        for (int i = 0; i < arms.length; i++) {
            mirrored[i] = arms[i] < 0 ? arms[i] : (byte) (count - 1 - arms[i]);
        }
        return ByteBuffer.wrap(mirrored);
    }

    /// Whether every unit has the first arm as likely as the last, the second as the last but one …: without
    /// that the exchange of arms leads out of the design.
    private static boolean isEven(Mechanism mechanism) {
        Probabilities all = mechanism.probabilities();
        int arms = mechanism.arms();
        for (int unit = 0; unit < all.size(); unit++) {
            for (int k = 0; k < arms / 2; k++) {
                if (Math.abs(all.of(unit, k) - all.of(unit, arms - 1 - k)) > 1e-9) {
                    return false;
                }
            }
        }
        return true;
    }
}
