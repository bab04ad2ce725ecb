package copse.estimate;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The units of two arms, ready to be drawn, and the effect as a function of how often each counts.
///
/// @param effect of the items drawn
/// @param unit of the experiment of each of the units here
/// @param strata block and arm of each of the units here
/// @param noun what is drawn: `units`, `pairs`, …
record ResampledUnits(ResampledEffect effect, int[] unit, int[] strata, String noun) {
    /// @return number of randomised units
    int units() {
        return unit.length;
    }

    static ResampledUnits of(UnitTotals totals, Question question, BootstrapOptions.Scheme scheme, Counting counting) {
        RandomisedUnits units = totals.units();
        int treatment = units.armOf(question.treatment());
        int control = units.armOf(question.control());
        int[] unit = IntStream.range(0, totals.size())
                .filter(u -> totals.rows(u) > 0 && (units.arm(u) == treatment || units.arm(u) == control))
                .toArray();
        boolean[] treated = new boolean[unit.length];
        int[] block = new int[unit.length];
        for (int i = 0; i < unit.length; i++) {
            treated[i] = units.arm(unit[i]) == treatment;
            block[i] = units.blockName().isPresent() ? units.block(unit[i]) : 0;
        }
        int blocks = renumber(block);
        int[][] count = new int[blocks][2];
        for (int i = 0; i < unit.length; i++) {
            count[block[i]][treated[i] ? 1 : 0]++;
        }
        boolean pairs = blocks > 1 && Arrays.stream(count).allMatch(own -> own[0] == 1 && own[1] == 1);
        boolean whole =
                scheme == BootstrapOptions.Scheme.BLOCKS || pairs && scheme == BootstrapOptions.Scheme.AS_RANDOMISED;
        requireBothArms(count, units, block, unit, whole);
        String blockNoun = pairs ? "pairs" : "blocks";
        int[] strata = new int[unit.length];
        for (int i = 0; i < unit.length; i++) {
            strata[i] = 2 * block[i] + (treated[i] ? 1 : 0);
        }
        if (whole && blocks < 2) {
            throw BootstrapCode.ONE_UNIT.error(
                    "whole blocks are to be drawn, and there " + (blocks == 1 ? "is one" : "are none"),
                    "one block gives the same sample at every draw",
                    "draw units within arms instead");
        }
        if (!whole && scheme != BootstrapOptions.Scheme.CASES) {
            requireTwo(count, units, block, unit, question);
        }
        int[] drawnWithin = scheme == BootstrapOptions.Scheme.CASES ? new int[unit.length] : strata;
        ResampledEffect effect;
        if (!question.covariates().isEmpty()) {
            effect = regression(totals, unit, treated, block, blocks, whole, whole ? new int[blocks] : drawnWithin);
        } else if (whole) {
            effect = differences(totals, counting, unit, treated, block, blocks);
        } else {
            effect = new MeansEffect(
                    Arrays.stream(unit).mapToDouble(totals::mean).toArray(),
                    weights(totals, counting, unit),
                    treated,
                    block,
                    blocks,
                    drawnWithin);
        }
        return new ResampledUnits(effect, unit, strata, whole ? blockNoun : "units");
    }

    /// Numbers the blocks that occur from 0 on; a unit in no block is in one of its own kind.
    private static int renumber(int[] block) {
        int[] seen = Arrays.stream(block).sorted().distinct().toArray();
        for (int i = 0; i < block.length; i++) {
            block[i] = Arrays.binarySearch(seen, block[i]);
        }
        return seen.length;
    }

    private static double[] weights(UnitTotals totals, Counting counting, int[] unit) {
        return Arrays.stream(unit)
                .mapToDouble(u -> counting == Counting.UNITS ? 1 : totals.weight(u))
                .toArray();
    }

    private static BlocksEffect differences(
            UnitTotals totals, Counting counting, int[] unit, boolean[] treated, int[] block, int blocks) {
        double[] w = weights(totals, counting, unit);
        double[][] sum = new double[blocks][2];
        double[][] total = new double[blocks][2];
        for (int i = 0; i < unit.length; i++) {
            int arm = treated[i] ? 1 : 0;
            sum[block[i]][arm] += w[i] * totals.mean(unit[i]);
            total[block[i]][arm] += w[i];
        }
        double[] difference = new double[blocks];
        double[] weight = new double[blocks];
        for (int b = 0; b < blocks; b++) {
            difference[b] = sum[b][1] / total[b][1] - sum[b][0] / total[b][0];
            weight[b] = total[b][0] + total[b][1];
        }
        return new BlocksEffect(difference, weight);
    }

    private static RegressionEffect regression(
            UnitTotals totals, int[] unit, boolean[] treated, int[] block, int blocks, boolean whole, int[] strata) {
        int columns = totals.columns().size();
        double[][] mean = new double[unit.length][columns + 1];
        double[][] product = new double[unit.length][UnitTotals.triangle(columns + 1)];
        double[] rows = new double[unit.length];
        for (int i = 0; i < unit.length; i++) {
            int u = unit[i];
            rows[i] = totals.weight(u);
            mean[i][0] = treated[i] ? 1 : 0;
            for (int a = 0; a < columns; a++) {
                mean[i][a + 1] = totals.mean(u, a);
                for (int b = 0; b <= a; b++) {
                    product[i][UnitTotals.triangle(a + 1) + b + 1] = totals.product(u, a, b);
                }
            }
        }
        return new RegressionEffect(mean, product, rows, block, blocks, whole, strata);
    }

    private static void requireBothArms(int[][] count, RandomisedUnits units, int[] block, int[] unit, boolean whole) {
        for (int b = 0; b < count.length; b++) {
            if (count[b][0] == 0 || count[b][1] == 0) {
                String which = count.length == 1
                        ? "an arm has no units"
                        : "block `" + label(b, units, block, unit) + "` has units in one arm only";
                throw BootstrapCode.ONE_UNIT.error(
                        which,
                        whole
                                ? "a block is drawn as a whole, with its own comparison of arms"
                                : "arms are compared within blocks",
                        "leave the block out, or find its other units");
            }
        }
    }

    private static void requireTwo(int[][] count, RandomisedUnits units, int[] block, int[] unit, Question question) {
        for (int b = 0; b < count.length; b++) {
            for (int arm = 0; arm < 2; arm++) {
                if (count[b][arm] == 1) {
                    String name = arm == 1 ? question.treatment() : question.control();
                    throw BootstrapCode.ONE_UNIT.error(
                            "arm `" + name + "` has one unit"
                                    + (count.length == 1 ? "" : " in block `" + label(b, units, block, unit) + "`"),
                            "drawn with replacement it is the same unit each time, as if units did not differ",
                            count.length == 1
                                    ? "randomise more units; rows of one unit do not replace them"
                                    : "draw whole blocks, or use a randomisation test");
                }
            }
        }
    }

    private static String label(int b, RandomisedUnits units, int[] block, int[] unit) {
        for (int i = 0; i < unit.length; i++) {
            if (block[i] == b && units.block(unit[i]) >= 0) {
                return units.blockLabel(units.block(unit[i]));
            }
        }
        return Integer.toString(b + 1);
    }
}
