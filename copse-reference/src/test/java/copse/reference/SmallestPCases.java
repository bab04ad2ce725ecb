package copse.reference;

import copse.design.Basis;
import copse.design.Design;
import copse.design.Randomisation;
import copse.design.SmallestP;
import copse.design.Units;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.stream.IntStream;

/// What a randomisation test can reach, before there is an outcome.
final class SmallestPCases {
    private SmallestPCases() {}

    static void check(String function, DesignCase asked) {
        if (!function.equals("ri.smallestP")) {
            throw new AssertionError("no such function: " + function);
        }
        smallest(asked);
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

    private static Randomisation pairs(int pairs) {
        Frame rows = units(2 * pairs).with("pair", FactorColumn.of(2 * pairs, row -> "p" + row / 2));
        return Design.parse("stratified(by: pair)").over(Units.of(rows, "id"));
    }

    private static Randomisation complete(int n) {
        return Design.parse("complete()").over(Units.of(units(n), "id"));
    }
}
