package copse.design;

import copse.math.RandomStream;
import copse.math.Seed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Positions in groups; each group hands out whole numbers of units per arm and spare units, all orders within
/// a group equally likely.
///
/// This is complete randomisation (one group), stratified and blocked (a group per stratum or block) and
/// matched (a group per pair).
///
/// - Draw: the arms of the spare units ([Spares]), then per group and arm a random subset of those left
///   ([Subsets]).
/// - Joint probabilities: in closed form. Within a group of n with `cₖ` units in arm k, two units have the arms
///   k and l with probability `E[cₖ cₗ] / n(n-1)`, or `E[cₖ (cₖ-1)] / n(n-1)` for one arm; between groups with
///   `E[cₖ c'ₗ] / n n'`.
/// - Memory: 4 bytes per position, 4 more unless groups stand one after the other; a draw takes a few bits
///   more.
final class Urn implements Mechanism {
    /// Number of drawn patterns where ways cannot be counted: the count has then a relative error of some
    /// percent.
    private static final int DRAWN = 10_000;

    /// A mean over drawn patterns comes from a stream of its own.
    private static final long COUNTING = 0x636f756e74L;

    private final int size;
    private final int arms;
    /// Group of each position; nothing if there is one group of all.
    private final int @Nullable [] group;

    private final Quota[] quota;
    private final int[] start;
    /// Positions group after group; nothing if they stand so already.
    private final int @Nullable [] position;

    /// Index of each group among those with spare units, −1 for others; nothing if no group has any.
    private final int @Nullable [] spareIndex;

    private final Quota[] spareQuota;
    private final Spares spares;

    /// @param size number of positions
    /// @param group of each position, −1 for none; null if there is one group of all. Kept.
    /// @param quota of each group. Kept.
    /// @param spare where spare units go
    Urn(int size, int @Nullable [] group, Quota[] quota, Spare spare) {
        this.size = size;
        this.arms = quota[0].arms();
        this.group = group;
        this.quota = quota;
        this.start = new int[quota.length + 1];
        for (int g = 0; g < quota.length; g++) {
            start[g + 1] = start[g] + quota[g].size();
        }
        this.position = group == null ? null : positions(group);
        this.spareQuota = Arrays.stream(quota).filter(q -> q.spare() > 0).toArray(Quota[]::new);
        this.spareIndex = spareQuota.length == 0 ? null : new int[quota.length];
        if (spareIndex != null) {
            int next = 0;
            for (int g = 0; g < quota.length; g++) {
                spareIndex[g] = quota[g].spare() > 0 ? next++ : -1;
            }
        }
        this.spares = Spares.of(spareQuota, spare);
    }

    /// Groups of any sizes in the same shares.
    ///
    /// @param group of each position, in `[0, groups)`, or −1 for a position that gets no arm. Kept.
    /// @param groups number of groups
    /// @param shares of the arms
    /// @param spare where spare units go
    static Urn of(int[] group, int groups, Allocation.Shares shares, Spare spare) {
        Ratio ratio = Ratio.of(shares.ratio());
        Map<Integer, Quota> bySize = new HashMap<>();
        Quota[] quota = Arrays.stream(sizes(group, groups))
                .mapToObj(n -> bySize.computeIfAbsent(n, units -> Quota.of(units, ratio)))
                .toArray(Quota[]::new);
        return new Urn(group.length, group, quota, spare);
    }

    /// @param group of each position, −1 for none
    /// @param groups number of groups
    /// @return number of positions by group
    static int[] sizes(int[] group, int groups) {
        int[] sizes = new int[groups];
        for (int g : group) {
            if (g >= 0) {
                sizes[g]++;
            }
        }
        return sizes;
    }

    private int @Nullable [] positions(int[] group) {
        boolean inOrder = start[quota.length] == size;
        for (int i = 1; i < size && inOrder; i++) {
            inOrder = group[i] >= group[i - 1];
        }
        if (inOrder) {
            return null;
        }
        int[] next = Arrays.copyOf(start, quota.length);
        int[] positions = new int[start[quota.length]];
        for (int i = 0; i < size; i++) {
            if (group[i] >= 0) {
                positions[next[group[i]]++] = i;
            }
        }
        return positions;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int arms() {
        return arms;
    }

    // ---- draws

    @Override
    public void draw(RandomStream stream, byte[] into) {
        Arrays.fill(into, NONE);
        new Hand(into).deal(stream);
    }

    @Override
    public Drawer drawer() {
        Hand hand = new Hand(null);
        return (stream, into, draw) -> {
            hand.dealer.turnTo(into, draw);
            hand.deal(stream);
        };
    }

    /// What one thread needs from draw to draw.
    private final class Hand {
        private final Dealer dealer;
        private final byte[] pattern = new byte[spares.length()];
        private final int[] scratch = new int[spareQuota.length + 1];

        Hand(byte @Nullable [] bytes) {
            this.dealer = new Dealer(arms, position, bytes);
        }

        void deal(RandomStream stream) {
            spares.draw(stream, pattern, scratch);
            int next = 0;
            for (int g = 0; g < quota.length; g++) {
                Quota own = quota[g];
                if (own.spare() > 0) {
                    dealer.deal(stream, own, pattern, next, start[g]);
                    next += own.spare();
                } else {
                    int first = g;
                    while (g + 1 < quota.length && quota[g + 1] == own) {
                        g++;
                    }
                    dealer.dealAlike(stream, own, g + 1 - first, start[first]);
                }
            }
        }
    }

    // ---- probabilities

    @Override
    public Probabilities probabilities() {
        Map<List<Double>, Integer> codes = new LinkedHashMap<>();
        Map<Quota, Integer> seen = new HashMap<>();
        int[] kindOfGroup = new int[quota.length];
        for (int g = 0; g < quota.length; g++) {
            kindOfGroup[g] = seen.computeIfAbsent(quota[g], q -> {
                int next = codes.size();
                return codes.computeIfAbsent(Arrays.stream(q.shares()).boxed().toList(), shares -> next);
            });
        }
        boolean all = start[quota.length] == size;
        double[][] byKind = new double[codes.size() + (all ? 0 : 1)][arms];
        codes.forEach((shares, kind) -> Arrays.setAll(byKind[kind], shares::get));
        if (group == null || codes.size() == 1 && all) {
            return new Probabilities(new int[0], byKind, size, Basis.exact());
        }
        int[] kind = new int[size];
        for (int i = 0; i < size; i++) {
            kind[i] = group[i] < 0 ? codes.size() : kindOfGroup[group[i]];
        }
        return new Probabilities(kind, byKind, size, Basis.exact());
    }

    @Override
    public JointProbabilities joint() {
        return new JointProbabilities() {
            @Override
            public double of(int unit, int arm, int other, int otherArm) {
                int g = group == null ? 0 : group[unit];
                int h = group == null ? 0 : group[other];
                if (g < 0 || h < 0) {
                    return 0;
                }
                if (unit == other) {
                    return arm == otherArm ? quota[g].share(arm) : 0;
                }
                double n = quota[g].size();
                double pairs = g == h ? n * (n - 1) : n * quota[h].size();
                return meanProduct(g, arm, h, otherArm) / pairs;
            }

            @Override
            public Basis basis() {
                return Basis.exact();
            }
        };
    }

    /// `E[cₖ c'ₗ]`, for one group and arm `E[cₖ (cₖ - 1)]`.
    private double meanProduct(int g, int k, int h, int l) {
        double b = quota[g].base(k);
        double c = quota[h].base(l);
        double f = quota[g].fraction(k);
        double e = quota[h].fraction(l);
        if (g == h && k == l) {
            return b * (b - 1) + 2 * b * f;
        }
        double both = f > 0 && e > 0 && spareIndex != null ? spares.both(spareIndex[g], k, spareIndex[h], l) : 0;
        return b * c + b * e + c * f + both;
    }

    @Override
    public Optional<ClusterLaw> law() {
        Map<Quota, List<ClusterLaw.Outcome>> known = new HashMap<>();
        List<List<ClusterLaw.Outcome>> outcomes = new ArrayList<>();
        int[] sizes = new int[quota.length];
        for (int g = 0; g < quota.length; g++) {
            sizes[g] = quota[g].size();
            int at = g;
            outcomes.add(known.computeIfAbsent(quota[g], q -> outcomes(q, at)));
        }
        return Optional.of(new ClusterLaw.Blocked(size, group, sizes, outcomes, spares.isIndependent()));
    }

    private List<ClusterLaw.Outcome> outcomes(Quota own, int g) {
        int[] base = IntStream.range(0, arms).map(own::base).toArray();
        if (spareIndex == null || own.spare() == 0) {
            return List.of(new ClusterLaw.Outcome(base, 1));
        }
        return spares.sets(spareIndex[g]).stream()
                .map(set -> {
                    int[] counts = base.clone();
                    for (byte arm : set.arms()) {
                        counts[arm]++;
                    }
                    return new ClusterLaw.Outcome(counts, set.probability());
                })
                .toList();
    }

    // ---- numbers of ways

    @Override
    public AdmissibleCount count() {
        return start[quota.length] <= Amount.DIGITS_KEPT ? exactCount() : roundedCount();
    }

    private AdmissibleCount exactCount() {
        Optional<BigInteger> patterns = spares.assignments(spareQuota);
        if (patterns.isEmpty()) {
            return roundedCount();
        }
        Map<Quota, Integer> times = new LinkedHashMap<>();
        for (Quota each : quota) {
            if (each.spare() == 0) {
                times.merge(each, 1, Integer::sum);
            }
        }
        BigInteger ways = patterns.get();
        for (Map.Entry<Quota, Integer> entry : times.entrySet()) {
            ways = ways.multiply(entry.getKey().orders().pow(entry.getValue()));
        }
        return new AdmissibleCount(new BigDecimal(ways), Basis.exact());
    }

    private AdmissibleCount roundedCount() {
        double log = 0;
        for (Quota each : quota) {
            log += each.spare() == 0 ? each.logOrders() : 0;
        }
        OptionalDouble patterns = spares.logAssignments(spareQuota);
        if (patterns.isPresent()) {
            return new AdmissibleCount(Amount.ofLog(log + patterns.getAsDouble()), Basis.exact());
        }
        // the mean of 1 / P(assignment) over random assignments is their number
        double[] logs = new double[DRAWN];
        RandomStream stream = Seed.of(COUNTING).stream();
        byte[] pattern = new byte[spares.length()];
        int[] scratch = new int[spareQuota.length + 1];
        for (int d = 0; d < DRAWN; d++) {
            spares.draw(stream, pattern, scratch);
            logs[d] = -StrictMath.log(spares.probability(pattern));
            int at = 0;
            for (Quota each : spareQuota) {
                logs[d] += each.logOrders(Arrays.copyOfRange(pattern, at, at + each.spare()));
                at += each.spare();
            }
        }
        double most = Arrays.stream(logs).max().orElse(0);
        double[] scaled = Arrays.stream(logs).map(l -> Math.exp(l - most)).toArray();
        double mean = Arrays.stream(scaled).average().orElse(1);
        double variance =
                Arrays.stream(scaled).map(s -> (s - mean) * (s - mean)).sum() / (DRAWN - 1);
        return new AdmissibleCount(
                Amount.ofLog(log + most + Math.log(mean)),
                new Basis.MonteCarlo(DRAWN, Math.sqrt(variance / DRAWN) / mean));
    }

    @Override
    public SmallestP smallestP() {
        boolean even = spares.isUniform() && Arrays.stream(spareQuota).allMatch(Quota::evenBase);
        if (!even) {
            return SmallestPs.of(this);
        }
        boolean mirrored = spares.isMirrored() && Arrays.stream(quota).allMatch(Quota::mirrored);
        AdmissibleCount count = count();
        double one = BigDecimal.ONE.divide(count.value(), MathContext.DECIMAL64).doubleValue();
        boolean own = count.value().compareTo(BigDecimal.ONE) == 0;
        return new SmallestP(one, mirrored && !own ? 2 * one : one, count.basis());
    }

    // ---- enumeration

    @Override
    public Stream<Possibility> enumerate() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Enumeration(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT),
                false);
    }

    /// Pattern after pattern, and for each all orders within the groups, those of the last group changing
    /// fastest.
    private final class Enumeration implements Iterator<Possibility> {
        private final Iterator<Spares.Pattern> patterns = spares.patterns();
        private final int[] dealt = new int[start[quota.length]];
        private double probability;
        private boolean more;

        Enumeration() {
            more = patterns.hasNext();
            begin();
        }

        private void begin() {
            Spares.Pattern pattern = patterns.next();
            double log = StrictMath.log(pattern.probability());
            int next = 0;
            for (int g = 0; g < quota.length; g++) {
                byte[] own = Arrays.copyOfRange(pattern.arms(), next, next + quota[g].spare());
                next += own.length;
                log -= quota[g].logOrders(own);
                int at = start[g];
                for (int k = 0, s = 0; k < arms; k++) {
                    int units = quota[g].base(k);
                    if (s < own.length && own[s] == k) {
                        units++;
                        s++;
                    }
                    Arrays.fill(dealt, at, at + units, k);
                    at += units;
                }
            }
            probability = StrictMath.exp(log);
        }

        @Override
        public boolean hasNext() {
            return more;
        }

        @Override
        public Possibility next() {
            if (!more) {
                throw new NoSuchElementException();
            }
            byte[] arm = new byte[size];
            Arrays.fill(arm, NONE);
            for (int i = 0; i < dealt.length; i++) {
                arm[position == null ? i : position[i]] = (byte) dealt[i];
            }
            Possibility possibility = new Possibility(arm, probability);
            more = false;
            for (int g = quota.length - 1; g >= 0 && !more; g--) {
                more = Orders.next(dealt, start[g], start[g + 1]);
            }
            if (!more && patterns.hasNext()) {
                more = true;
                begin();
            }
            return possibility;
        }
    }
}
