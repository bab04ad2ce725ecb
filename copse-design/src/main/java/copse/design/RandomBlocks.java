package copse.design;

import copse.math.RandomStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Blocks of random sizes: in each stratum blocks draw their sizes from a list, independently, until all places
/// are in one; each block is randomised completely. The last one may be cut short and has then spare units.
///
/// Nobody knows where a block ends, so that not even the last arm of a block can be foreseen.
///
/// - Probabilities of an arm are the shares: they are so within each block.
/// - Joint probabilities sum over the places where a block can begin (renewal equation); exact unless spare
///   units are balanced over several strata, where they are estimated by draws.
/// - Assignments can come about in several ways. Their number and probabilities are those of the arms, whatever
///   the blocks were ([BlockLanguage]).
final class RandomBlocks implements Mechanism {
    /// Assignments of several strata with balanced spare units are counted one by one up to this number.
    private static final BigInteger MOST_COUNTED = BigInteger.valueOf(20_000);

    private final int size;
    private final int[] position;
    private final int[] start;
    private final int[] stratum;
    private final int[] sizes;
    private final Ratio ratio;
    private final Spare spare;
    private final Quota[] quota;

    /// @param order positions stratum after stratum, in the order in which blocks are cut. Kept.
    /// @param start first place of each stratum and the number of places. Kept.
    /// @param sizes block sizes
    /// @param ratio shares of the arms
    /// @param spare where spare units of short blocks go
    RandomBlocks(int[] order, int[] start, List<Integer> sizes, Ratio ratio, Spare spare) {
        this.size = order.length;
        this.position = order;
        this.start = start;
        this.stratum = new int[size];
        for (int s = 0; s + 1 < start.length; s++) {
            for (int place = start[s]; place < start[s + 1]; place++) {
                stratum[order[place]] = s;
            }
        }
        this.sizes = sizes.stream().mapToInt(Integer::intValue).toArray();
        this.ratio = ratio;
        this.spare = start.length == 2 ? Spare.INDEPENDENT : spare;
        // no block is larger than the units that are left
        int largest = Math.min(size, Arrays.stream(this.sizes).max().orElseThrow());
        this.quota = IntStream.rangeClosed(0, largest)
                .mapToObj(n -> Quota.of(n, ratio))
                .toArray(Quota[]::new);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int arms() {
        return ratio.arms();
    }

    private int strata() {
        return start.length - 1;
    }

    // ---- draws

    @Override
    public void draw(RandomStream stream, byte[] into) {
        new Hand(new Dealer(ratio.arms(), position, into)).deal(stream);
    }

    @Override
    public Drawer drawer() {
        Dealer dealer = new Dealer(ratio.arms(), position, null);
        Hand hand = new Hand(dealer);
        return (stream, into, draw) -> {
            dealer.turnTo(into, draw);
            hand.deal(stream);
        };
    }

    private final class Hand {
        private final Dealer dealer;
        private final int[] rest = new int[strata()];
        private final Map<List<Integer>, Spares> known = new HashMap<>();

        Hand(Dealer dealer) {
            this.dealer = dealer;
        }

        void deal(RandomStream stream) {
            for (int s = 0; s < rest.length; s++) {
                int place = start[s];
                rest[s] = 0;
                while (place < start[s + 1]) {
                    int block = sizes[Subsets.below(stream, sizes.length)];
                    if (block > start[s + 1] - place) {
                        rest[s] = start[s + 1] - place;
                        break;
                    }
                    dealer.dealAlike(stream, quota[block], 1, place);
                    place += block;
                }
            }
            Spares spares = spares();
            byte[] pattern = new byte[spares.length()];
            spares.draw(stream, pattern, new int[rest.length + 1]);
            int next = 0;
            for (int s = 0; s < rest.length; s++) {
                dealer.deal(stream, quota[rest[s]], pattern, next, start[s + 1] - rest[s]);
                next += quota[rest[s]].spare();
            }
        }

        private Spares spares() {
            if (known.size() > 4_096) {
                known.clear(); // many strata: hardly any constellation comes twice
            }
            return known.computeIfAbsent(IntStream.of(rest).boxed().toList(), rests -> RandomBlocks.this.spares(rests));
        }
    }

    private Spares spares(List<Integer> rests) {
        return Spares.of(
                rests.stream().map(r -> quota[r]).filter(q -> q.spare() > 0).toArray(Quota[]::new), spare);
    }

    // ---- probabilities

    @Override
    public Probabilities probabilities() {
        double[] share =
                IntStream.range(0, ratio.arms()).mapToDouble(ratio::share).toArray();
        return new Probabilities(new int[0], new double[][] {share}, size, Basis.exact());
    }

    @Override
    public JointProbabilities joint() {
        if (spare == Spare.BALANCED) {
            return new EstimatedJoint(this);
        }
        int[] place = new int[size];
        for (int i = 0; i < size; i++) {
            place[position[i]] = i;
        }
        double[] begins = begins();
        JointProbabilities[] block = Arrays.stream(quota)
                .map(q -> new Urn(q.size(), null, new Quota[] {q}, Spare.INDEPENDENT).joint())
                .toArray(JointProbabilities[]::new);
        return new JointProbabilities() {
            @Override
            public double of(int unit, int arm, int other, int otherArm) {
                double apart = ratio.share(arm) * ratio.share(otherArm);
                if (unit == other) {
                    return arm == otherArm ? ratio.share(arm) : 0;
                }
                if (stratum[unit] != stratum[other]) {
                    return apart;
                }
                int s = stratum[unit];
                int i = Math.min(place[unit], place[other]) - start[s];
                int j = Math.max(place[unit], place[other]) - start[s];
                double probability = 0;
                double together = 0;
                for (int from = Math.max(0, j - quota.length + 2); from <= i; from++) {
                    for (int b : sizes) {
                        if (b > j - from) {
                            double chance = begins[from] / sizes.length;
                            int units = Math.min(b, start[s + 1] - start[s] - from);
                            together += chance;
                            // the earlier place has the arm of whichever unit stands there
                            boolean turned = place[unit] > place[other];
                            probability += chance
                                    * block[units].of(
                                            i - from, turned ? otherArm : arm, j - from, turned ? arm : otherArm);
                        }
                    }
                }
                return probability + (1 - together) * apart;
            }

            @Override
            public Basis basis() {
                return Basis.exact();
            }
        };
    }

    /// Probability that a block begins at each place of a stratum.
    private double[] begins() {
        int longest = 0;
        for (int s = 0; s < strata(); s++) {
            longest = Math.max(longest, start[s + 1] - start[s]);
        }
        double[] begins = new double[longest + 1];
        begins[0] = 1;
        for (int at = 1; at <= longest; at++) {
            for (int b : sizes) {
                begins[at] += at >= b ? begins[at - b] / sizes.length : 0;
            }
        }
        return begins;
    }

    // ---- numbers of ways

    private BlockLanguage language(int s) {
        return new BlockLanguage(start[s + 1] - start[s], sizes, quota);
    }

    @Override
    public AdmissibleCount count() {
        BigInteger product = BigInteger.ONE;
        Map<Integer, Optional<BigInteger>> byLength = new HashMap<>();
        for (int s = 0; s < strata(); s++) {
            BlockLanguage language = language(s);
            Optional<BigInteger> own = byLength.computeIfAbsent(language.length(), n -> language.count());
            if (own.isEmpty()) {
                return new AdmissibleCount(upperBound(), new Basis.AtMost());
            }
            product = product.multiply(own.get());
        }
        if (spare == Spare.INDEPENDENT) {
            return new AdmissibleCount(new BigDecimal(product), Basis.exact());
        }
        if (product.compareTo(MOST_COUNTED) <= 0) {
            return new AdmissibleCount(BigDecimal.valueOf(enumerate().count()), Basis.exact());
        }
        return new AdmissibleCount(new BigDecimal(product), new Basis.AtMost());
    }

    private BigDecimal upperBound() {
        long arms =
                IntStream.range(0, ratio.arms()).filter(k -> ratio.share(k) > 0).count();
        return size <= Amount.DIGITS_KEPT
                ? new BigDecimal(BigInteger.valueOf(arms).pow(size))
                : Amount.ofLog(size * StrictMath.log(arms));
    }

    // ---- enumeration

    @Override
    public Stream<Possibility> enumerate() {
        return enumerate(0, new byte[size], List.of());
    }

    private Stream<Possibility> enumerate(int s, byte[] before, List<BlockLanguage.Word> words) {
        if (s == strata()) {
            double probability = probability(words);
            return probability > 0 ? Stream.of(new Possibility(before, probability)) : Stream.empty();
        }
        return language(s).words().flatMap(word -> {
            byte[] arms = before.clone();
            for (int i = 0; i < word.arms().length; i++) {
                arms[position[start[s] + i]] = word.arms()[i];
            }
            List<BlockLanguage.Word> more = new ArrayList<>(words);
            more.add(word);
            return enumerate(s + 1, arms, more);
        });
    }

    /// Sums over the lengths that the last blocks may have had.
    private double probability(List<BlockLanguage.Word> words) {
        if (spare == Spare.INDEPENDENT) {
            return words.stream()
                    .mapToDouble(word -> word.chance().keySet().stream()
                            .mapToDouble(rest -> chance(List.of(word), List.of(rest)))
                            .sum())
                    .reduce(1, (a, b) -> a * b);
        }
        return overRests(words, List.of());
    }

    private double overRests(List<BlockLanguage.Word> words, List<Integer> rests) {
        if (rests.size() == words.size()) {
            return chance(words, rests);
        }
        double sum = 0;
        for (int rest : words.get(rests.size()).chance().keySet()) {
            List<Integer> more = new ArrayList<>(rests);
            more.add(rest);
            sum += overRests(words, more);
        }
        return sum;
    }

    private double chance(List<BlockLanguage.Word> words, List<Integer> rests) {
        double chance = 1;
        byte[] pattern = new byte[0];
        for (int s = 0; s < words.size(); s++) {
            BlockLanguage.Word word = words.get(s);
            int rest = rests.get(s);
            byte[] own = word.spares(quota[rest]);
            chance *= word.chance().getOrDefault(rest, 0.0) * StrictMath.exp(-quota[rest].logOrders(own));
            pattern = Arrays.copyOf(pattern, pattern.length + own.length);
            System.arraycopy(own, 0, pattern, pattern.length - own.length, own.length);
        }
        return chance * spares(rests).probability(pattern);
    }
}
