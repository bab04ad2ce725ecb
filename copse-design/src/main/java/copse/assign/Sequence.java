package copse.assign;

import copse.math.RandomStream;
import copse.math.Seed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A rule at work: the arms of arrivals in their order, one after the other. The state is nothing but what
/// follows from rule, seed and the arrivals so far.
sealed interface Sequence permits BlockSequence, BalancingSequence, CoinSequence {
    /// Where an arrival stands, and its arm.
    ///
    /// @param arm index of the arm
    /// @param stratum levels that make the stratum; empty if the rule has none
    /// @param k the arrival is the k-th of its stratum, from 1
    record Place(int arm, List<String> stratum, int k) {}

    /// @param levels of the arrival, one per stratifier of the rule
    /// @return its place
    Place next(List<String> levels);

    /// @param rule the rule
    /// @param seed from which all randomness follows
    /// @return the rule before the first arrival
    static Sequence of(EnrolmentRule rule, Seed seed) {
        return switch (rule) {
            case BlockEnrolment blocks -> new BlockSequence(blocks, seed);
            case Minimisation minimisation -> new BalancingSequence(minimisation, seed);
            case BiasedCoin coin -> new BalancingSequence(coin, seed);
            case CoinEnrolment coin -> new CoinSequence(coin, seed);
        };
    }

    /// The stream of a stratum: the child of the seed's stream by the first 8 bytes of SHA-256 over the
    /// stratum's levels as a JSON array, and of that the child by the next 8.
    ///
    /// @param root the seed's stream
    /// @param stratum levels
    /// @return the stream, the same whatever strata came before
    static RandomStream streamOf(RandomStream root, List<String> stratum) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(JsonText.array(stratum).getBytes(StandardCharsets.UTF_8)));
        return root.split(hash.getLong()).split(hash.getLong());
    }

    /// Counts the arrivals of each stratum.
    final class Strata {
        private final Map<List<String>, Integer> arrivals = new HashMap<>();

        /// @param stratum of an arrival
        /// @return how many of it came, this one included
        int next(List<String> stratum) {
            return arrivals.merge(stratum, 1, Integer::sum);
        }
    }
}
