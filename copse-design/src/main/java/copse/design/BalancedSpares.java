package copse.design;

import copse.math.RandomStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Spare units spread over groups together, so that over all groups each arm gets its expected number of them,
/// up or down to a whole one.
///
/// Groups with equal fractions are of one kind. First the expected numbers of kinds by arms are rounded
/// ([Rounding]); this says which sets of arms the groups of a kind have ([Template]). Then the sets of each
/// kind go to its groups in random order, all orders equally likely. Two arms in equal shares come down to
/// this: of the odd groups a random half gives the spare unit to one arm, the other half to the other.
final class BalancedSpares implements Spares {
    /// Second moments are kept in a table up to this many kinds times arms.
    private static final int TABLED = 256;

    /// Counting ways goes through at most this many states.
    private static final long MOST_STATES = 500_000;

    private final int[] kind;
    private final int[] start;
    private final int[][] members;
    private final double[][] fraction;
    private final int arms;
    private final Rounding rounding;
    private final boolean even;
    private final double[] cumulative;
    private final double[] product;

    /// @param quota of each group, all with spare units
    BalancedSpares(Quota[] quota) {
        SpareKinds found = SpareKinds.of(quota);
        this.kind = found.kind();
        this.fraction = found.fractions().toArray(double[][]::new);
        this.arms = fraction[0].length;
        this.start = new int[kind.length + 1];
        int[] groups = new int[fraction.length];
        for (int g = 0; g < kind.length; g++) {
            start[g + 1] = start[g] + quota[g].spare();
            groups[kind[g]]++;
        }
        this.members = new int[groups.length][];
        Arrays.setAll(members, j -> new int[groups[j]]);
        int[] next = new int[groups.length];
        for (int g = 0; g < kind.length; g++) {
            members[kind[g]][next[kind[g]]++] = g;
        }
        this.rounding = new Rounding(groups, fraction);
        this.cumulative = new double[rounding.size()];
        this.even = rounding.isEven();
        double sum = 0;
        for (int o = 0; o < cumulative.length; o++) {
            sum += rounding.probability(o);
            cumulative[o] = sum;
        }
        int width = groups.length * arms;
        this.product = width > TABLED ? new double[0] : new double[width * width];
        if (product.length > 0) {
            fillProducts(width);
        }
    }

    @Override
    public int length() {
        return start[kind.length];
    }

    @Override
    public void draw(RandomStream stream, byte[] into, int[] scratch) {
        int outcome = outcome(stream);
        for (int j = 0; j < members.length; j++) {
            Template template = rounding.template(outcome, j);
            byte[][] sets = template.sets();
            System.arraycopy(template.times(), 0, scratch, 0, sets.length);
            int left = members[j].length;
            for (int group : members[j]) {
                int pick = sets.length == 1 ? 0 : Subsets.below(stream, left);
                int t = 0;
                while (pick >= scratch[t]) {
                    pick -= scratch[t++];
                }
                scratch[t]--;
                left--;
                byte[] set = sets[t];
                for (int i = 0; i < set.length; i++) {
                    into[start[group] + i] = set[i];
                }
            }
        }
    }

    private int outcome(RandomStream stream) {
        int last = cumulative.length - 1;
        if (last == 0) {
            return 0;
        }
        if (even) {
            return Subsets.below(stream, cumulative.length);
        }
        double u = stream.nextDouble() * cumulative[last];
        int found = Arrays.binarySearch(cumulative, u);
        return Math.min(last, found < 0 ? -found - 1 : found + 1);
    }

    // ---- second moments

    private void fillProducts(int width) {
        for (int row = 0; row < width; row++) {
            for (int column = 0; column <= row; column++) {
                double mean = pair(row / arms, row % arms, column / arms, column % arms);
                product[row * width + column] = mean;
                product[column * width + row] = mean;
            }
        }
    }

    /// Expected number of ordered pairs of groups of two kinds, one giving a spare unit to one arm and the
    /// other to the other; for one kind and two arms, pairs of a group with itself included.
    private double pair(int kind, int arm, int otherKind, int otherArm) {
        double mean = 0;
        for (int o = 0; o < rounding.size(); o++) {
            mean += rounding.probability(o)
                    * rounding.template(o, kind).times(arm)
                    * rounding.template(o, otherKind).times(otherArm);
        }
        return mean;
    }

    /// Expected number of groups of a kind that give a spare unit to both arms.
    private double together(int kind, int arm, int otherArm) {
        double mean = 0;
        for (int o = 0; o < rounding.size(); o++) {
            mean += rounding.probability(o) * rounding.template(o, kind).both(arm, otherArm);
        }
        return mean;
    }

    @Override
    public double both(int group, int arm, int otherGroup, int otherArm) {
        int i = kind[group];
        int j = kind[otherGroup];
        double size = members[i].length;
        if (group == otherGroup) {
            return together(i, arm, otherArm) / size;
        }
        int width = members.length * arms;
        double pairs = product.length > 0
                ? product[(i * arms + arm) * width + j * arms + otherArm]
                : pair(i, arm, j, otherArm);
        if (i != j) {
            return pairs / (size * members[j].length);
        }
        double same = arm == otherArm ? size * fraction[i][arm] : together(i, arm, otherArm);
        return (pairs - same) / (size * (size - 1));
    }

    @Override
    public boolean isIndependent() {
        return false;
    }

    @Override
    public List<Pattern> sets(int group) {
        int j = kind[group];
        Map<String, byte[]> sets = new LinkedHashMap<>();
        Map<String, Double> mean = new LinkedHashMap<>();
        for (int o = 0; o < rounding.size(); o++) {
            Template template = rounding.template(o, j);
            for (int t = 0; t < template.sets().length; t++) {
                String key = Arrays.toString(template.sets()[t]);
                sets.put(key, template.sets()[t]);
                mean.merge(key, rounding.probability(o) * template.times()[t] / members[j].length, Double::sum);
            }
        }
        return sets.entrySet().stream()
                .map(set -> new Pattern(set.getValue(), mean.getOrDefault(set.getKey(), 0.0)))
                .filter(set -> set.probability() > 0)
                .toList();
    }

    // ---- patterns

    /// Number of ways in which the sets of a rounding can go to the groups.
    private double logArrangements(int outcome) {
        double log = 0;
        for (int j = 0; j < members.length; j++) {
            log += Amount.logFactorial(members[j].length);
            for (int times : rounding.template(outcome, j).times()) {
                log -= Amount.logFactorial(times);
            }
        }
        return log;
    }

    @Override
    public boolean isUniform() {
        double first = StrictMath.log(rounding.probability(0)) - logArrangements(0);
        for (int o = 1; o < rounding.size(); o++) {
            if (Math.abs(StrictMath.log(rounding.probability(o)) - logArrangements(o) - first) > 1e-9) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isMirrored() {
        for (int o = 0; o < rounding.size(); o++) {
            Template[] mirrored = new Template[members.length];
            for (int j = 0; j < mirrored.length; j++) {
                mirrored[j] = rounding.template(o, j).mirrored(arms);
            }
            int other = rounding.find(mirrored);
            if (other < 0 || Math.abs(rounding.probability(other) / rounding.probability(o) - 1) > 1e-9) {
                return false;
            }
        }
        return true;
    }

    @Override
    public double probability(byte[] pattern) {
        Template[] templates = new Template[members.length];
        for (int j = 0; j < templates.length; j++) {
            templates[j] = Template.of(Arrays.stream(members[j])
                    .mapToObj(g -> Arrays.copyOfRange(pattern, start[g], start[g + 1]))
                    .toList());
        }
        int outcome = rounding.find(templates);
        return outcome < 0 ? 0 : rounding.probability(outcome) * Math.exp(-logArrangements(outcome));
    }

    @Override
    public Iterator<Pattern> patterns() {
        return new Iterator<>() {
            private int outcome;
            private int[][] sets = sorted(0);

            private int[][] sorted(int o) {
                int[][] sorted = new int[members.length][];
                for (int j = 0; j < sorted.length; j++) {
                    int[] times = rounding.template(o, j).times();
                    sorted[j] = IntStream.range(0, times.length)
                            .flatMap(t -> IntStream.range(0, times[t]).map(i -> t))
                            .toArray();
                }
                return sorted;
            }

            @Override
            public boolean hasNext() {
                return outcome < rounding.size();
            }

            @Override
            public Pattern next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                byte[] pattern = new byte[length()];
                for (int j = 0; j < members.length; j++) {
                    byte[][] choices = rounding.template(outcome, j).sets();
                    for (int i = 0; i < members[j].length; i++) {
                        byte[] set = choices[sets[j][i]];
                        System.arraycopy(set, 0, pattern, start[members[j][i]], set.length);
                    }
                }
                double probability = rounding.probability(outcome) * Math.exp(-logArrangements(outcome));
                boolean more = false;
                for (int j = members.length - 1; j >= 0 && !more; j--) {
                    more = Orders.next(sets[j], 0, sets[j].length);
                }
                if (!more) {
                    outcome++;
                    sets = hasNext() ? sorted(outcome) : sets;
                }
                return new Pattern(pattern, probability);
            }
        };
    }

    // ---- numbers of ways

    @Override
    public Optional<BigInteger> assignments(Quota[] quota) {
        BigInteger sum = BigInteger.ZERO;
        long states = 0;
        for (int o = 0; o < rounding.size(); o++) {
            BigInteger ways = BigInteger.ONE;
            for (int j = 0; j < members.length; j++) {
                Template template = rounding.template(o, j);
                states += states(template, quota, members[j]);
                if (states > MOST_STATES) {
                    return Optional.empty();
                }
                ways = ways.multiply(ways(template, quota, members[j]));
            }
            sum = sum.add(ways);
        }
        return Optional.of(sum);
    }

    @Override
    public OptionalDouble logAssignments(Quota[] quota) {
        double[] logs = new double[rounding.size()];
        for (int o = 0; o < logs.length; o++) {
            logs[o] = logArrangements(o);
            for (int j = 0; j < members.length; j++) {
                if (!isAlike(quota, members[j])) {
                    return OptionalDouble.empty();
                }
                Template template = rounding.template(o, j);
                int at = 0;
                for (int t = 0; t < template.sets().length; t++) {
                    for (int i = 0; i < template.times()[t]; i++) {
                        logs[o] += quota[members[j][at++]].logOrders(template.sets()[t]);
                    }
                }
            }
        }
        double most = Arrays.stream(logs).max().orElse(0);
        return OptionalDouble.of(most
                + StrictMath.log(
                        Arrays.stream(logs).map(l -> StrictMath.exp(l - most)).sum()));
    }

    /// Whether the product over the groups of their numbers of orders is the same whoever gets which set: all
    /// groups have one quota, or the arms of each have equally many units but for the spare ones.
    private static boolean isAlike(Quota[] quota, int[] groups) {
        boolean one = true;
        boolean even = true;
        for (int g : groups) {
            one &= quota[g] == quota[groups[0]];
            even &= quota[g].evenBase();
        }
        return one || even;
    }

    private static long states(Template template, Quota[] quota, int[] groups) {
        if (isAlike(quota, groups)) {
            return template.sets().length;
        }
        double states = groups.length;
        for (int t = 1; t < template.times().length; t++) {
            states *= template.times()[t] + 1.0;
        }
        return (long) Math.min(states, MOST_STATES + 1.0);
    }

    private static BigInteger ways(Template template, Quota[] quota, int[] groups) {
        return isAlike(quota, groups) ? waysOfAlike(template, quota, groups) : waysOfUnlike(template, quota, groups);
    }

    private static BigInteger waysOfAlike(Template template, Quota[] quota, int[] groups) {
        BigInteger ways = Amount.orders(template.times());
        int at = 0;
        for (int t = 0; t < template.sets().length; t++) {
            Map<Quota, Integer> times = new LinkedHashMap<>();
            for (int i = 0; i < template.times()[t]; i++) {
                times.merge(quota[groups[at++]], 1, Integer::sum);
            }
            for (Map.Entry<Quota, Integer> entry : times.entrySet()) {
                ways = ways.multiply(entry.getKey().orders(template.sets()[t]).pow(entry.getValue()));
            }
        }
        return ways;
    }

    /// Goes through the groups and sums over the sets that each may get; the state is how often each set is
    /// left.
    private static BigInteger waysOfUnlike(Template template, Quota[] quota, int[] groups) {
        Map<List<Integer>, BigInteger> states = new LinkedHashMap<>();
        states.put(Arrays.stream(template.times()).boxed().toList(), BigInteger.ONE);
        for (int g : groups) {
            Map<List<Integer>, BigInteger> next = new LinkedHashMap<>();
            BigInteger[] orders =
                    Arrays.stream(template.sets()).map(quota[g]::orders).toArray(BigInteger[]::new);
            states.forEach((left, ways) -> {
                for (int t = 0; t < orders.length; t++) {
                    if (left.get(t) > 0) {
                        List<Integer> rest = new ArrayList<>(left);
                        rest.set(t, left.get(t) - 1);
                        next.merge(rest, ways.multiply(orders[t]), BigInteger::add);
                    }
                }
            });
            states = next;
        }
        return states.values().iterator().next();
    }
}
