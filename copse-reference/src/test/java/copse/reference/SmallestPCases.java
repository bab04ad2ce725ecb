package copse.reference;

import copse.design.Basis;
import copse.design.Design;
import copse.design.Possibility;
import copse.design.Randomisation;
import copse.design.SmallestP;
import copse.design.Units;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.stream.IntStream;

/// What a randomisation test can reach, before there is an outcome.
final class SmallestPCases {
    /// The conventions of the folder: values this close are equal.
    private static final double TIE = 1e-9;

    private SmallestPCases() {}

    static void check(String function, DesignCase asked) {
        if (function.equals("ri.pairs")) {
            pairs(asked);
        } else {
            smallest(asked);
        }
    }

    private static void smallest(DesignCase asked) {
        String design = asked.inputs().at("design").text();
        Randomisation got = switch (design) {
            case "matchedPairs" -> pairs((int) asked.inputs().at("pairs").number());
            case "complete" -> complete(2 * (int) asked.inputs().at("per_arm").number());
            default -> throw new AssertionError("no such design: " + design);
        };
        SmallestP smallest = got.smallestP();
        asked.checks().checkSame("min_p", "basis", smallest.basis(), Basis.exact());
        asked.number("assignments", got.count().value().doubleValue());
        asked.number("min_p_two_sided", smallest.twoSided());
        asked.number("min_p_one_sided", smallest.oneSided());
    }

    private static Frame units(int n) {
        return Frame.of(
                "id", NumericColumn.of(IntStream.range(0, n).asDoubleStream().toArray()));
    }

    static Randomisation pairs(int pairs) {
        Frame rows = units(2 * pairs).with("pair", FactorColumn.of(2 * pairs, row -> "p" + row / 2));
        return Design.parse("stratified(by: pair)").over(Units.of(rows, "id"));
    }

    /// Every pair favours the treatment, so that the observed assignment reaches the smallest p there is.
    private static void pairs(DesignCase asked) {
        double[] y = asked.values("y");
        byte[] observed = new byte[y.length];
        double[] z = asked.values("z");
        for (int i = 0; i < y.length; i++) {
            observed[i] = (byte) z[i];
        }
        Frame rows =
                units(y.length).with("pair", FactorColumn.of(asked.words("pair").toArray(String[]::new)));
        Randomisation got = Design.parse("stratified(by: pair)").over(Units.of(rows, "id"));
        double statistic = difference(y, observed);
        double mean = 0;
        double square = 0;
        double twoSided = 0;
        double greater = 0;
        double less = 0;
        for (Possibility one : got.enumerate().toList()) {
            double value = difference(y, one.arms());
            mean += one.probability() * value;
            square += one.probability() * value * value;
            twoSided += Math.abs(value) >= Math.abs(statistic) - TIE ? one.probability() : 0;
            greater += value >= statistic - TIE ? one.probability() : 0;
            less += value <= statistic + TIE ? one.probability() : 0;
        }
        DesignCase expected = asked.at("diff_means");
        double count = got.count().value().doubleValue();
        expected.number("statistic", statistic);
        expected.number("assignments", count);
        expected.number("count_two_sided", twoSided * count);
        expected.number("p_two_sided", twoSided);
        expected.number("p_two_sided", got.smallestP().twoSided());
        expected.number("p_greater", greater);
        expected.number("p_greater", got.smallestP().oneSided());
        expected.number("p_less", less);
        expected.number("p_two_sided_doubled", Math.min(1, 2 * Math.min(greater, less)));
        expected.number("reference_mean", mean);
        expected.number("reference_variance", square - mean * mean);
    }

    private static double difference(double[] y, byte[] arms) {
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (int i = 0; i < y.length; i++) {
            sums[arms[i]] += y[i];
            counts[arms[i]]++;
        }
        return sums[1] / counts[1] - sums[0] / counts[0];
    }

    private static Randomisation complete(int n) {
        return Design.parse("complete()").over(Units.of(units(n), "id"));
    }
}
