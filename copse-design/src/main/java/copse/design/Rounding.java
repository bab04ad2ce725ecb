package copse.design;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/// Roundings of a table of expected numbers (kinds of groups by arms) to whole ones: each cell up or down, each
/// row with its sum, each column's sum up or down; with probabilities under which the mean of every cell is its
/// expected number.
///
/// What is done depends on the table; in each case the list of roundings is short and their probabilities are
/// exact:
///
/// - one row, or two columns: the subsets of largest entropy ([ConditionalPoisson]; for two columns a further
///   row takes what the column's sum lacks to a whole number);
/// - equal arms: the rows take places in a circle of arms in random order, one row where the one before
///   stopped;
/// - otherwise, and where these lists would be long: a whole table is subtracted as often as the expected
///   numbers allow, then another from what is left …, which ends after as many tables as there are cells at
///   most.
///
/// Source: Cox (1987), A constructive procedure for unbiased controlled rounding, J. Amer. Statist. Assoc.
/// 82(398), 520-524. doi:10.1080/01621459.1987.10478456 (the problem, and that it has a solution for every
/// table).
final class Rounding {
    /// Lists longer than this are replaced by shorter ones.
    private static final int LONGEST = 5_000;

    /// Orders of so many arms are listed: 5,040.
    private static final int MOST_ORDERED = 7;

    /// Larger tables of unlike shares are refused.
    private static final int MOST_CELLS = 4_000;

    private final int[] groups;
    private final double[][] fraction;
    private final int arms;
    private final Map<String, Integer> index = new LinkedHashMap<>();
    private final List<Template[]> outcomes = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    /// @param groups number of groups by kind
    /// @param fraction chance of each arm to get a spare unit of a group, by kind
    Rounding(int[] groups, double[][] fraction) {
        this.groups = groups;
        this.fraction = fraction;
        this.arms = fraction[0].length;
        boolean even = Arrays.stream(fraction).allMatch(SpareKinds::isEven);
        boolean ordered = even && arms > 2 && arms <= MOST_ORDERED;
        if (ordered || !subsets()) {
            if (even) {
                circle();
            } else {
                successive();
            }
        }
    }

    /// Expected number of groups of a kind that give an arm a spare unit. Numbers near whole ones are whole.
    private double expected(int kind, int arm) {
        double expected = groups[kind] * fraction[kind][arm];
        double whole = Math.rint(expected);
        return Math.abs(expected - whole) < 1e-9 ? whole : expected;
    }

    private void add(double weight, int[][] due, int[] order) {
        Template[] outcome = new Template[groups.length];
        StringBuilder key = new StringBuilder();
        for (int j = 0; j < groups.length; j++) {
            outcome[j] = Template.deal(groups[j], due[j], order);
            key.append(outcome[j].key());
        }
        Integer known = index.putIfAbsent(key.toString(), outcomes.size());
        if (known == null) {
            outcomes.add(outcome);
            weights.add(weight);
        } else {
            weights.set(known, weights.get(known) + weight);
        }
    }

    private int[][] floors() {
        int[][] floors = new int[groups.length][arms];
        for (int j = 0; j < groups.length; j++) {
            for (int k = 0; k < arms; k++) {
                floors[j][k] = (int) Math.floor(expected(j, k));
            }
        }
        return floors;
    }

    // ---- one row or two columns

    private boolean subsets() {
        return groups.length == 1 ? oneRow() : arms == 2 && twoColumns();
    }

    private boolean oneRow() {
        double[] left = new double[arms];
        for (int k = 0; k < arms; k++) {
            left[k] = expected(0, k) - Math.floor(expected(0, k));
        }
        return list(left, (subset, probability) -> {
            int[][] due = floors();
            for (byte k : subset) {
                due[0][k]++;
            }
            add(probability, due, naturalOrder());
        });
    }

    private boolean twoColumns() {
        int rows = groups.length;
        double[] left = new double[rows + 1];
        for (int j = 0; j < rows; j++) {
            left[j] = expected(j, 1) - Math.floor(expected(j, 1));
        }
        double sum = Arrays.stream(left).sum();
        double lack = Math.ceil(sum - 1e-9) - sum;
        left[rows] = lack < 1e-9 ? 0 : lack;
        return list(left, (subset, probability) -> {
            int[][] due = floors();
            for (int j = 0; j < rows; j++) {
                boolean up = Arrays.binarySearch(subset, (byte) j) >= 0;
                due[j][1] += up ? 1 : 0;
                due[j][0] = groups[j] - due[j][1];
            }
            add(probability, due, naturalOrder());
        });
    }

    private static boolean list(double[] probability, BiConsumer<byte[], Double> each) {
        int size = (int) Math.round(Arrays.stream(probability).sum());
        int members = (int) Arrays.stream(probability).filter(p -> p > 0).count();
        if (probability.length > Arms.MOST || Amount.choose(members, size).compareTo(BigInteger.valueOf(LONGEST)) > 0) {
            return false;
        }
        ConditionalPoisson design = new ConditionalPoisson(probability, size);
        int[] subset = design.first();
        do {
            byte[] chosen = design.subset(subset);
            each.accept(chosen, design.probability(chosen));
        } while (design.next(subset));
        return true;
    }

    private int[] naturalOrder() {
        return IntStream.range(0, arms).toArray();
    }

    // ---- equal arms

    private void circle() {
        int rows = groups.length;
        int[] rest = new int[rows];
        int[] whole = new int[rows];
        for (int j = 0; j < rows; j++) {
            int spare = SpareKinds.spare(fraction[j]);
            whole[j] = Math.toIntExact((long) groups[j] * spare / arms);
            rest[j] = Math.toIntExact((long) groups[j] * spare % arms);
        }
        List<int[]> orders = arms <= MOST_ORDERED ? permutations(arms) : rotations(arms);
        for (int[] order : orders) {
            int[][] due = new int[rows][arms];
            int at = 0;
            for (int j = 0; j < rows; j++) {
                Arrays.fill(due[j], whole[j]);
                for (int i = 0; i < rest[j]; i++) {
                    due[j][order[(at + i) % arms]]++;
                }
                at += rest[j];
            }
            add(1.0 / orders.size(), due, order);
        }
    }

    private static List<int[]> permutations(int n) {
        List<int[]> all = new ArrayList<>();
        int[] order = IntStream.range(0, n).toArray();
        do {
            all.add(order.clone());
        } while (Orders.next(order, 0, n));
        return all;
    }

    /// The arms in a circle from each of them, both ways round.
    private static List<int[]> rotations(int n) {
        List<int[]> all = new ArrayList<>();
        for (int shift = 0; shift < n; shift++) {
            int from = shift;
            all.add(IntStream.range(0, n).map(i -> (from + i) % n).toArray());
            all.add(IntStream.range(0, n).map(i -> Math.floorMod(from - i, n)).toArray());
        }
        return all;
    }

    // ---- any table

    private void successive() {
        int rows = groups.length;
        if ((rows + 1) * arms > MOST_CELLS) {
            throw DesignCode.TOO_MANY_SHARES.error(
                    "spare units of " + Arrays.stream(groups).sum() + " strata or blocks with " + rows
                            + " different fractions of a unit in " + arms + " arms",
                    "so many unlike fractions cannot be rounded together with exact probabilities",
                    "let each decide by itself: `spare: independent`");
        }
        double[][] left = new double[rows + 1][arms];
        for (int j = 0; j < rows; j++) {
            for (int k = 0; k < arms; k++) {
                left[j][k] = expected(j, k) - Math.floor(expected(j, k));
                left[rows][k] += left[j][k];
            }
        }
        for (int k = 0; k < arms; k++) {
            double sum = left[rows][k];
            double lack = Math.ceil(sum - 1e-9) - sum;
            left[rows][k] = lack < 1e-9 ? 0 : lack;
        }
        new Subtraction(left).forEach((table, weight) -> {
            int[][] due = floors();
            for (int j = 0; j < rows; j++) {
                for (int k = 0; k < arms; k++) {
                    due[j][k] += table[j][k] ? 1 : 0;
                }
            }
            add(weight, due, naturalOrder());
        });
    }

    // ---- the list

    /// @return number of roundings
    int size() {
        return outcomes.size();
    }

    /// @return whether all are equally likely
    boolean isEven() {
        return weights.stream().allMatch(weight -> Math.abs(weight / weights.getFirst() - 1) < 1e-12);
    }

    /// @param outcome index of a rounding
    /// @return its probability
    double probability(int outcome) {
        return weights.get(outcome);
    }

    /// @param outcome index of a rounding
    /// @param kind a kind of groups
    /// @return how its groups share out their spare units
    Template template(int outcome, int kind) {
        return outcomes.get(outcome)[kind];
    }

    /// @param templates one per kind
    /// @return index of the rounding, or −1 if it is none of the list
    int find(Template[] templates) {
        StringBuilder key = new StringBuilder();
        for (Template template : templates) {
            key.append(template.key());
        }
        return index.getOrDefault(key.toString(), -1);
    }
}
