package copse.design;

import copse.math.RandomStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;

/// Each group draws the arms of its spare units by itself: arms with equal fractions as a random subset, others
/// with their probabilities by [ConditionalPoisson].
final class IndependentSpares implements Spares {
    private final ConditionalPoisson[] kinds;
    private final int[] kind;
    private final int[] start;
    private final boolean mirrored;

    /// @param quota of each group, all with spare units
    IndependentSpares(Quota[] quota) {
        SpareKinds found = SpareKinds.of(quota);
        this.kind = found.kind();
        this.kinds = found.fractions().stream()
                .map(f -> new ConditionalPoisson(f, SpareKinds.spare(f)))
                .toArray(ConditionalPoisson[]::new);
        this.start = new int[quota.length + 1];
        for (int g = 0; g < quota.length; g++) {
            start[g + 1] = start[g] + quota[g].spare();
        }
        this.mirrored = found.fractions().stream().allMatch(SpareKinds::isMirrored);
    }

    @Override
    public int length() {
        return start[kind.length];
    }

    @Override
    public void draw(RandomStream stream, byte[] into, int[] scratch) {
        for (int g = 0; g < kind.length; g++) {
            kinds[kind[g]].draw(stream, into, start[g]);
        }
    }

    @Override
    public double both(int group, int arm, int otherGroup, int otherArm) {
        return group == otherGroup
                ? kinds[kind[group]].both(arm, otherArm)
                : kinds[kind[group]].one(arm) * kinds[kind[otherGroup]].one(otherArm);
    }

    @Override
    public boolean isIndependent() {
        return true;
    }

    @Override
    public List<Pattern> sets(int group) {
        ConditionalPoisson own = kinds[kind[group]];
        List<Pattern> sets = new ArrayList<>();
        int[] index = own.first();
        do {
            byte[] subset = own.subset(index);
            sets.add(new Pattern(subset, own.probability(subset)));
        } while (own.next(index));
        return sets;
    }

    @Override
    public boolean isUniform() {
        return Arrays.stream(kinds).allMatch(ConditionalPoisson::isEqual);
    }

    @Override
    public boolean isMirrored() {
        return mirrored;
    }

    @Override
    public double probability(byte[] pattern) {
        double product = 1;
        for (int g = 0; g < kind.length; g++) {
            product *= kinds[kind[g]].probability(Arrays.copyOfRange(pattern, start[g], start[g + 1]));
        }
        return product;
    }

    /// Per group the numbers of orders sum to `n! / ∏(bₖ + 1)! · Σ_{|T| = K - s} ∏_{k∈T} (bₖ + 1)`, with T the
    /// arms that get no spare unit.
    @Override
    public Optional<BigInteger> assignments(Quota[] quota) {
        BigInteger product = BigInteger.ONE;
        for (int g = 0; g < kind.length; g++) {
            int[] members = kinds[kind[g]].members();
            BigInteger[] sums = new BigInteger[members.length - quota[g].spare() + 1];
            Arrays.fill(sums, BigInteger.ZERO);
            sums[0] = BigInteger.ONE;
            BigInteger below = BigInteger.ONE;
            for (int k : members) {
                BigInteger next = BigInteger.valueOf(quota[g].base(k) + 1L);
                for (int r = sums.length - 1; r > 0; r--) {
                    sums[r] = sums[r].add(sums[r - 1].multiply(next));
                }
                below = below.multiply(next);
            }
            for (int k = 0; k < quota[g].arms(); k++) {
                below = below.multiply(Amount.factorial(quota[g].base(k)));
            }
            product = product.multiply(Amount.factorial(quota[g].size()))
                    .multiply(sums[sums.length - 1])
                    .divide(below);
        }
        return Optional.of(product);
    }

    @Override
    public OptionalDouble logAssignments(Quota[] quota) {
        double log = 0;
        for (int g = 0; g < kind.length; g++) {
            int[] members = kinds[kind[g]].members();
            // divided by the largest, which keeps the sums in range
            double[] sums = new double[quota[g].spare() + 1];
            sums[0] = 1;
            log += quota[g].logOrders();
            double most = Arrays.stream(members).map(quota[g]::base).max().orElse(0) + 1.0;
            for (int k : members) {
                for (int r = sums.length - 1; r > 0; r--) {
                    sums[r] += sums[r - 1] * most / (quota[g].base(k) + 1.0);
                }
            }
            log += StrictMath.log(sums[quota[g].spare()]) - quota[g].spare() * StrictMath.log(most);
        }
        return OptionalDouble.of(log);
    }

    @Override
    public Iterator<Pattern> patterns() {
        return new Iterator<>() {
            private final int[][] index =
                    Arrays.stream(kind).mapToObj(k -> kinds[k].first()).toArray(int[][]::new);
            private boolean more = true;

            @Override
            public boolean hasNext() {
                return more;
            }

            @Override
            public Pattern next() {
                if (!more) {
                    throw new NoSuchElementException();
                }
                byte[] arms = new byte[length()];
                double probability = 1;
                for (int g = 0; g < kind.length; g++) {
                    byte[] subset = kinds[kind[g]].subset(index[g]);
                    System.arraycopy(subset, 0, arms, start[g], subset.length);
                    probability *= kinds[kind[g]].probability(subset);
                }
                more = false;
                for (int g = kind.length - 1; g >= 0 && !more; g--) {
                    more = kinds[kind[g]].next(index[g]);
                    index[g] = more ? index[g] : kinds[kind[g]].first();
                }
                return new Pattern(arms, probability);
            }
        };
    }
}
