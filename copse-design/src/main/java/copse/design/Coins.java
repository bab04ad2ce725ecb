package copse.design;

import copse.frame.Words;
import copse.math.RandomStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Each position by itself, with the same probability of each arm.
///
/// - Refusing empty arms: probabilities, numbers and redraws are those of the coins; only the one draw that is
///   to be used is refused if an arm is empty.
/// - Redrawing: all are those of the coins given that no arm is empty.
/// - Draw: 64 positions at a time. Random digits of all are compared with those of the probability until none
///   is undecided, which takes some eight random words.
final class Coins implements Mechanism {
    /// Redrawing is refused if fewer draws than this share have no empty arm.
    private static final double LEAST_ACCEPTED = 1e-4;

    /// A condition that fails less often than this changes no double.
    private static final double UNSEEN = 1e-17;

    private final int size;
    private final double[] share;
    private final int[] possible;
    private final boolean redraw;
    private final boolean refuse;
    private final Occupancy occupancy;
    private final double full;

    /// @param size number of positions
    /// @param allocation shares of the arms
    /// @param emptyArm what a draw with an empty arm leads to
    /// @throws copse.error.DesignException `D116` if redrawing would hardly ever end
    Coins(int size, Allocation.Shares allocation, Simple.EmptyArm emptyArm) {
        this(size, allocation, emptyArm == Simple.EmptyArm.REDRAW, emptyArm == Simple.EmptyArm.REFUSE);
    }

    private Coins(int size, Allocation.Shares allocation, boolean redraw, boolean refuse) {
        Ratio ratio = Ratio.of(allocation.ratio());
        this.size = size;
        this.share = IntStream.range(0, ratio.arms()).mapToDouble(ratio::share).toArray();
        this.possible =
                IntStream.range(0, share.length).filter(k -> share[k] > 0).toArray();
        this.redraw = redraw;
        this.refuse = refuse;
        this.occupancy = new Occupancy(share);
        // of coins that nothing depends on nobody asks, and they are made for every draw
        this.full = redraw || refuse ? occupancy.full(size).orElse(0) : 1;
        if (redraw && full < LEAST_ACCEPTED) {
            throw DesignCode.EMPTY_ARM.error(
                    "coins for " + Words.count(size, "unit") + " and " + Words.count(possible.length, "arm")
                            + " leave an arm empty with probability " + digits(emptyProbability()),
                    "drawing again until none is empty would take too long",
                    "fix the numbers: `complete(arms: " + allocation.printed() + ")`");
        }
    }

    /// @param size number of positions
    /// @param allocation shares of the arms
    /// @return coins that leave arms empty as it comes
    static Coins unconditional(int size, Allocation.Shares allocation) {
        return new Coins(size, allocation, false, false);
    }

    /// A probability with three digits: `0.0313`, `1.53E-5`.
    static String digits(double probability) {
        BigDecimal rounded = new BigDecimal(probability).round(new MathContext(3));
        return probability >= 1e-4
                ? rounded.stripTrailingZeros().toPlainString()
                : rounded.stripTrailingZeros().toString();
    }

    /// @return probability that an arm is empty after one draw
    double emptyProbability() {
        if (possible.length == 2) {
            // in full digits also where it is tiny
            return Math.pow(share[possible[0]], size) + Math.pow(share[possible[1]], size);
        }
        return 1 - full;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int arms() {
        return share.length;
    }

    // ---- draws

    @Override
    public void draw(RandomStream stream, byte[] into) {
        Hand hand = new Hand(new Dealer(share.length, null, into));
        while (!hand.deal(stream) && (redraw || refuse)) {
            if (refuse) {
                throw DesignCode.EMPTY_ARM.error(
                        "this draw leaves an arm without units",
                        "coins for " + Words.count(size, "unit") + " do so with probability "
                                + digits(emptyProbability()),
                        "draw until none is empty, `empty: redraw`, or fix the numbers with `complete(…)`");
            }
        }
    }

    @Override
    public Drawer drawer() {
        Dealer dealer = new Dealer(share.length, null, null);
        Hand hand = new Hand(dealer);
        return (stream, into, draw) -> {
            dealer.turnTo(into, draw);
            while (!hand.deal(stream) && redraw) {
                for (int arm = 1; arm < share.length; arm++) {
                    Arrays.fill(into.bits(), into.at(draw, arm), into.at(draw, arm) + into.words(), 0);
                }
            }
        };
    }

    private final class Hand {
        private final Dealer dealer;
        private final double[] chance = new double[share.length];
        private final long[] seen = new long[share.length];

        Hand(Dealer dealer) {
            this.dealer = dealer;
            double rest = 1;
            for (int k : possible) {
                chance[k] = Math.min(1, share[k] / rest);
                rest -= share[k];
            }
            chance[possible[possible.length - 1]] = 1;
        }

        /// @return whether no arm is empty
        boolean deal(RandomStream stream) {
            Arrays.fill(seen, 0);
            for (int from = 0; from < size; from += 64) {
                long left = Subsets.low(Math.min(64, size - from));
                for (int k : possible) {
                    long taken = chance[k] >= 1 ? left : heads(stream, chance[k], left);
                    dealer.put(k, from, taken);
                    seen[k] |= taken;
                    left ^= taken;
                }
            }
            for (int k : possible) {
                if (seen[k] == 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /// @param among positions that toss
    /// @return those whose uniform number is below the probability, digit by binary digit
    private static long heads(RandomStream stream, double probability, long among) {
        long heads = 0;
        long open = among;
        double rest = probability;
        while (open != 0 && rest > 0) {
            // doubling a double and taking 1 off are exact
            rest *= 2;
            long digits = stream.nextLong();
            if (rest >= 1) {
                rest -= 1;
                heads |= open & ~digits;
                open &= digits;
            } else {
                open &= ~digits;
            }
        }
        return heads;
    }

    // ---- probabilities

    @Override
    public Probabilities probabilities() {
        double[] own = share.clone();
        if (redraw) {
            for (int k : possible) {
                own[k] = share[k] * occupancy.full(size - 1, k).orElseThrow() / full;
            }
        }
        return new Probabilities(new int[0], new double[][] {own}, size, Basis.exact());
    }

    @Override
    public JointProbabilities joint() {
        int arms = share.length;
        double[] single = new double[arms];
        double[] pair = new double[arms * arms];
        Probabilities own = probabilities();
        for (int k : possible) {
            single[k] = own.of(0, k);
            for (int l : possible) {
                double others = redraw ? occupancy.full(size - 2, k, l).orElseThrow() / full : 1;
                pair[k * arms + l] = share[k] * share[l] * others;
            }
        }
        return new JointProbabilities() {
            @Override
            public double of(int unit, int arm, int other, int otherArm) {
                if (unit == other) {
                    return arm == otherArm ? single[arm] : 0;
                }
                return pair[arm * arms + otherArm];
            }

            @Override
            public Basis basis() {
                return Basis.exact();
            }
        };
    }

    /// Redrawn coins for two arms are the mixture of complete randomisations over their numbers; for more arms
    /// nothing as simple holds, unless empty arms are too rare to be seen in a double.
    @Override
    public Optional<ClusterLaw> law() {
        if (!redraw || emptyProbability() < UNSEEN) {
            return Optional.of(new ClusterLaw.Independent(size, share.clone()));
        }
        if (possible.length > 2) {
            return Optional.empty();
        }
        List<ClusterLaw.Outcome> outcomes = new ArrayList<>();
        int one = possible[possible.length - 1];
        for (int k = 1; k < size; k++) {
            int[] counts = new int[share.length];
            counts[possible[0]] = size - k;
            counts[one] = k;
            double log = Amount.logFactorial(size)
                    - Amount.logFactorial(k)
                    - Amount.logFactorial(size - k)
                    + k * Math.log(share[one])
                    + (size - k) * Math.log(share[possible[0]]);
            double probability = Math.exp(log) / full;
            if (probability > 0) {
                outcomes.add(new ClusterLaw.Outcome(counts, probability));
            }
        }
        return Optional.of(new ClusterLaw.Blocked(size, null, new int[] {size}, List.of(outcomes), true));
    }

    // ---- numbers of ways

    @Override
    public AdmissibleCount count() {
        int arms = possible.length;
        if (size > Amount.DIGITS_KEPT) {
            // with so many units and the share of full draws bounded below, this is all of them to six digits or more
            double log = size * Math.log(arms) + (redraw ? Math.log(surjective()) : 0);
            return new AdmissibleCount(Amount.ofLog(log), Basis.exact());
        }
        BigInteger count = BigInteger.ZERO;
        for (int j = 0; j <= (redraw ? arms : 0); j++) {
            BigInteger term = Amount.choose(arms, j)
                    .multiply(BigInteger.valueOf(arms - (long) j).pow(size));
            count = j % 2 == 0 ? count.add(term) : count.subtract(term);
        }
        return new AdmissibleCount(new BigDecimal(count), Basis.exact());
    }

    /// The share of all words over the possible arms that have each of them.
    private double surjective() {
        double[] even = new double[possible.length];
        Arrays.fill(even, 1.0 / possible.length);
        return new Occupancy(even).full(size).orElseThrow();
    }

    @Override
    public SmallestP smallestP() {
        double first = share[possible[0]];
        if (Arrays.stream(possible).anyMatch(k -> Math.abs(share[k] - first) > 1e-12)) {
            return SmallestPs.of(this);
        }
        AdmissibleCount count = count();
        double one = BigDecimal.ONE.divide(count.value(), MathContext.DECIMAL64).doubleValue();
        boolean mirrored =
                possible.length > 1 && Arrays.stream(possible).allMatch(k -> share[share.length - 1 - k] > 0);
        return new SmallestP(one, mirrored ? 2 * one : one, count.basis());
    }

    // ---- enumeration

    @Override
    public Stream<Possibility> enumerate() {
        Stream<Possibility> words = StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new AllWords(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT),
                false);
        return redraw ? words.filter(this::isFull) : words;
    }

    private boolean isFull(Possibility possibility) {
        boolean[] seen = new boolean[share.length];
        for (byte arm : possibility.arms()) {
            seen[arm] = true;
        }
        return Arrays.stream(possible).allMatch(k -> seen[k]);
    }

    private final class AllWords implements Iterator<Possibility> {
        private final int[] digit = new int[size];
        private boolean more = true;

        @Override
        public boolean hasNext() {
            return more;
        }

        @Override
        public Possibility next() {
            if (!more) {
                throw new NoSuchElementException();
            }
            byte[] arms = new byte[size];
            double probability = redraw ? 1 / full : 1;
            for (int i = 0; i < size; i++) {
                arms[i] = (byte) possible[digit[i]];
                probability *= share[arms[i]];
            }
            more = false;
            for (int i = size - 1; i >= 0 && !more; i--) {
                more = ++digit[i] < possible.length;
                digit[i] = more ? digit[i] : 0;
            }
            return new Possibility(arms, probability);
        }
    }
}
