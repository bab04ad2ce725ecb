package copse.design;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The sequences of arms that blocks of random sizes can give a stratum.
///
/// A sequence may be cut into blocks in several ways; what matters of its beginning is where blocks may have
/// begun and which arms they have given since (as with a non-deterministic automaton, whose sets of states are
/// the states of a deterministic one).
final class BlockLanguage {
    /// Counting gives up beyond this many transitions.
    private static final int MOST_TRANSITIONS = 1_000_000;

    private final int length;
    private final int[] sizes;
    private final int longest;
    private final Quota[] quota;
    private final int arms;

    /// @param length units of the stratum
    /// @param sizes block sizes, each as likely as often as it is there
    /// @param quota numbers per arm of a block by its length
    BlockLanguage(int length, int[] sizes, Quota[] quota) {
        this.length = length;
        this.sizes = sizes;
        this.longest = Arrays.stream(sizes).max().orElseThrow();
        this.quota = quota;
        this.arms = quota[0].arms();
    }

    /// One sequence.
    ///
    /// @param arms of the units in order
    /// @param chance by length of the last, cut block (0 if there is none): probability that blocks have sizes
    ///     that lead there and the complete ones have these arms
    record Word(byte[] arms, Map<Integer, Double> chance) {
        /// @return the arms that get a spare unit if the last units are such a block, ascending
        byte[] spares(Quota rest) {
            int[] count = new int[rest.arms()];
            for (int i = arms.length - rest.size(); i < arms.length; i++) {
                count[arms[i]]++;
            }
            byte[] spares = new byte[rest.spare()];
            int next = 0;
            for (int k = 0; k < count.length; k++) {
                if (count[k] > rest.base(k)) {
                    spares[next++] = (byte) k;
                }
            }
            return spares;
        }
    }

    /// @return number of units
    int length() {
        return length;
    }

    // ---- which beginnings lead on

    /// Counts per arm since a block began; a block as it stands.
    private record Open(List<Integer> given) implements Comparable<Open> {
        int units() {
            return given.stream().mapToInt(Integer::intValue).sum();
        }

        Open and(int arm) {
            List<Integer> more = new ArrayList<>(given);
            more.set(arm, more.get(arm) + 1);
            return new Open(more);
        }

        @Override
        public int compareTo(Open other) {
            for (int k = 0; k < given.size(); k++) {
                if (!given.get(k).equals(other.given.get(k))) {
                    return given.get(k) - other.given.get(k);
                }
            }
            return 0;
        }
    }

    /// Whether an open block that began `left` units before the end can be ended.
    private boolean leadsOn(Open open, int left) {
        for (int size : sizes) {
            if (size <= left && fits(open, quota[size])) {
                return true;
            }
        }
        return left < longest && fits(open, quota[left]);
    }

    private boolean fits(Open open, Quota own) {
        int over = 0;
        for (int k = 0; k < arms; k++) {
            int more = open.given().get(k) - own.base(k);
            if (more > 1 || more == 1 && !(own.fraction(k) > 0)) {
                return false;
            }
            over += Math.max(0, more);
        }
        return over <= own.spare() && open.units() <= own.size();
    }

    private boolean isWhole(Open open) {
        int units = open.units();
        for (int size : sizes) {
            if (size == units && fits(open, quota[size])) {
                return true;
            }
        }
        return false;
    }

    private Set<Open> first() {
        return new TreeSet<>(Set.of(new Open(Collections.nCopies(arms, 0))));
    }

    /// @param at number of units before this arm
    /// @return the blocks that may be open after one more arm, an empty one where a block may end; empty if
    ///     none
    private Set<Open> after(Set<Open> before, int arm, int at) {
        Set<Open> after = new TreeSet<>();
        boolean ends = false;
        for (Open open : before) {
            Open next = open.and(arm);
            int left = length - (at + 1 - next.units());
            if (next.units() <= longest && leadsOn(next, left)) {
                ends |= isWhole(next);
                boolean stays = next.units() < longest && at + 1 < length;
                if (stays || at + 1 == length) {
                    after.add(next);
                }
            }
        }
        if (ends && at + 1 < length) {
            after.addAll(first());
        }
        return after;
    }

    // ---- count

    /// @return number of sequences; empty if counting takes too long
    Optional<BigInteger> count() {
        Map<Set<Open>, BigInteger> states = new LinkedHashMap<>();
        states.put(first(), BigInteger.ONE);
        long transitions = 0;
        for (int at = 0; at < length; at++) {
            Map<Set<Open>, BigInteger> next = new LinkedHashMap<>();
            for (Map.Entry<Set<Open>, BigInteger> state : states.entrySet()) {
                for (int k = 0; k < arms; k++) {
                    Set<Open> after = after(state.getKey(), k, at);
                    if (!after.isEmpty()) {
                        next.merge(after, state.getValue(), BigInteger::add);
                    }
                    transitions += state.getKey().size();
                }
            }
            if (transitions > MOST_TRANSITIONS) {
                return Optional.empty();
            }
            states = next;
        }
        return Optional.of(states.values().stream().reduce(BigInteger.ZERO, BigInteger::add));
    }

    // ---- words

    /// @return every sequence, in ascending order
    Stream<Word> words() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Words(), Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private final class Words implements Iterator<Word> {
        private final byte[] word = new byte[length];
        private final List<Set<Open>> path = new ArrayList<>(List.of(first()));
        private boolean more = descend(0);

        /// Completes the word from a place on, with the least arms that lead on; goes back where none does.
        private boolean descend(int from) {
            int at = from;
            int arm = 0;
            while (at < length) {
                Set<Open> after = arm < arms ? after(path.get(at), arm, at) : Set.of();
                if (arm < arms && !after.isEmpty()) {
                    word[at] = (byte) arm;
                    path.add(after);
                    at++;
                    arm = 0;
                } else if (arm < arms) {
                    arm++;
                } else if (at == 0) {
                    return false;
                } else {
                    path.removeLast();
                    at--;
                    arm = word[at] + 1;
                }
            }
            return true;
        }

        @Override
        public boolean hasNext() {
            return more;
        }

        @Override
        public Word next() {
            if (!more) {
                throw new NoSuchElementException();
            }
            Word found = new Word(word.clone(), chance(word));
            more = advance();
            return found;
        }

        private boolean advance() {
            for (int at = length - 1; at >= 0; at--) {
                path.removeLast();
                for (int arm = word[at] + 1; arm < arms; arm++) {
                    Set<Open> after = after(path.get(at), arm, at);
                    if (!after.isEmpty()) {
                        word[at] = (byte) arm;
                        path.add(after);
                        return descend(at + 1);
                    }
                }
            }
            return false;
        }
    }

    /// Goes along the word: how likely a block begins at each place, with the arms of the complete blocks
    /// before.
    private Map<Integer, Double> chance(byte[] word) {
        double[] begins = new double[length + 1];
        begins[0] = 1;
        Map<Integer, Double> chance = new TreeMap<>();
        for (int from = 0; from < length; from++) {
            if (!(begins[from] > 0)) {
                continue;
            }
            int cut = 0;
            for (int size : sizes) {
                if (from + size > length) {
                    cut++;
                } else if (has(word, from, quota[size])) {
                    begins[from + size] += begins[from] / sizes.length * StrictMath.exp(-quota[size].logOrders());
                }
            }
            int rest = length - from;
            if (cut > 0 && has(word, from, quota[rest])) {
                chance.merge(rest, begins[from] * cut / sizes.length, Double::sum);
            }
        }
        if (begins[length] > 0) {
            chance.put(0, begins[length]);
        }
        return chance;
    }

    private boolean has(byte[] word, int from, Quota own) {
        int[] count = new int[arms];
        for (int i = from; i < from + own.size(); i++) {
            count[word[i]]++;
        }
        int over = 0;
        for (int k = 0; k < arms; k++) {
            int more = count[k] - own.base(k);
            if (more < 0 || more > 1 || more == 1 && !(own.fraction(k) > 0)) {
                return false;
            }
            over += more;
        }
        return over == own.spare();
    }
}
