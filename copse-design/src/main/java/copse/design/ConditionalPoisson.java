package copse.design;

import copse.math.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/// A subset of fixed size with a given probability for each member: of all such designs the one of largest
/// entropy.
///
/// `P(S) ∝ Π_{k∈S} wₖ` over the subsets of size s; the weights w are found so that each member's probability is
/// the one asked for. Equal probabilities make all subsets equally likely.
///
/// Cost: `O(K² s)` per step of the search for the weights, of which a few dozen are needed; `O(K)` per draw.
///
/// Source: Chen, Dempster and Liu (1994), Weighted finite population sampling to maximize entropy, Biometrika
/// 81(3), 457-469. doi:10.1093/biomet/81.3.457
final class ConditionalPoisson {
    /// Probabilities are met to this: a few roundings of sums of K products.
    private static final double TOLERANCE = 1e-14;

    /// The search converges geometrically; this many steps are never near.
    private static final int STEPS = 100_000;

    private final int[] members;
    private final int size;
    private final boolean equal;
    private final double[] target;
    private final double[] weight;
    /// `sums[i][r]`: sum over the subsets of size r of the members from i on of their products of weights.
    private final double[][] sums;

    /// @param probability of each member, in `[0, 1)`; members with 0 are never taken
    /// @param size number of members to take: the sum of the probabilities
    ConditionalPoisson(double[] probability, int size) {
        this.members = IntStream.range(0, probability.length)
                .filter(k -> probability[k] > 0)
                .toArray();
        this.size = size;
        this.target = Arrays.stream(members).mapToDouble(k -> probability[k]).toArray();
        double lowest = Arrays.stream(target).min().orElse(0);
        double highest = Arrays.stream(target).max().orElse(0);
        this.equal = highest - lowest <= TOLERANCE;
        this.weight = new double[target.length];
        Arrays.fill(weight, 1);
        if (!equal) {
            search();
        }
        this.sums = sums(weight, size);
    }

    private void search() {
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i < weight.length; i++) {
            weight[i] = target[i] / (1 - target[i]);
        }
        for (int step = 0; step < STEPS; step++) {
            double worst = 0;
            double[] factor = new double[weight.length];
            for (int i = 0; i < weight.length; i++) {
                double with = weight[i] * sums(without(weight, i), size - 1)[0][size - 1];
                double none = sums(without(weight, i), size)[0][size];
                double reached = with / (with + none);
                worst = Math.max(worst, Math.abs(reached / target[i] - 1));
                // the odds, which for members that are nearly certain move where the probability no longer does
                factor[i] = target[i] / (1 - target[i]) * none / with;
            }
            if (worst <= TOLERANCE || step > 50 && worst >= before) {
                return;
            }
            before = step > 50 ? worst : before;
            double geometric = 0;
            for (int i = 0; i < weight.length; i++) {
                weight[i] *= Math.sqrt(factor[i]);
                geometric += StrictMath.log(weight[i]);
            }
            double scale = StrictMath.exp(-geometric / weight.length);
            for (int i = 0; i < weight.length; i++) {
                weight[i] *= scale;
            }
        }
    }

    private static double[] without(double[] weight, int i) {
        double[] rest = new double[weight.length - 1];
        System.arraycopy(weight, 0, rest, 0, i);
        System.arraycopy(weight, i + 1, rest, i, rest.length - i);
        return rest;
    }

    private static double[][] sums(double[] weight, int size) {
        double[][] sums = new double[weight.length + 1][size + 1];
        sums[weight.length][0] = 1;
        for (int i = weight.length - 1; i >= 0; i--) {
            sums[i][0] = 1;
            for (int r = 1; r <= size; r++) {
                sums[i][r] = sums[i + 1][r] + weight[i] * sums[i + 1][r - 1];
            }
        }
        return sums;
    }

    /// @return whether all subsets of members that can be taken are equally likely
    boolean isEqual() {
        return equal;
    }

    /// @return number of members to take
    int size() {
        return size;
    }

    /// @return those that can be taken
    int[] members() {
        return members.clone();
    }

    /// @param stream where randomness comes from
    /// @param into the members taken, ascending. *Modified.*
    /// @param at index of the first
    void draw(RandomStream stream, byte[] into, int at) {
        int left = size;
        for (int i = 0; left > 0; i++) {
            boolean taken = equal
                    ? Subsets.below(stream, members.length - i) < left
                    : stream.nextDouble() * sums[i][left] < weight[i] * sums[i + 1][left - 1];
            if (taken) {
                into[at + size - left] = (byte) members[i];
                left--;
            }
        }
    }

    /// @param k a member
    /// @return probability that it is taken
    double one(int k) {
        int i = Arrays.binarySearch(members, k);
        return i < 0 ? 0 : target[i];
    }

    /// @param k a member
    /// @param l another
    /// @return probability that both are taken
    double both(int k, int l) {
        int i = Arrays.binarySearch(members, k);
        int j = Arrays.binarySearch(members, l);
        if (i < 0 || j < 0 || size < 2) {
            return 0;
        }
        double[] rest = without(without(weight, Math.max(i, j)), Math.min(i, j));
        return weight[i] * weight[j] * sums(rest, size - 2)[0][size - 2] / sums[0][size];
    }

    /// @param taken members, each of which can be taken
    /// @return probability of this subset
    double probability(byte[] taken) {
        double product = 1;
        for (byte k : taken) {
            product *= weight[Arrays.binarySearch(members, k)];
        }
        return product / sums[0][size];
    }

    /// @return indices of the first subset
    int[] first() {
        return IntStream.range(0, size).toArray();
    }

    /// @param index indices of a subset
    /// @return its members
    byte[] subset(int[] index) {
        byte[] subset = new byte[size];
        for (int i = 0; i < size; i++) {
            subset[i] = (byte) members[index[i]];
        }
        return subset;
    }

    /// @param index indices of a subset, which become those of the next. *Modified.*
    /// @return whether there was a next one
    boolean next(int[] index) {
        for (int i = size - 1; i >= 0; i--) {
            if (index[i] < members.length - size + i) {
                index[i]++;
                for (int j = i + 1; j < size; j++) {
                    index[j] = index[j - 1] + 1;
                }
                return true;
            }
        }
        return false;
    }
}
