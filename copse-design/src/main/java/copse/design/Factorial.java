package copse.design;

import copse.frame.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Every combination of the levels of two or more factors is an arm: 2×2 and larger.
///
/// @param factors allocation of each factor by its name; shares of a combination are products
/// @param by columns whose combinations are strata; empty for none
/// @param spare where spare units go
public record Factorial(SequencedMap<String, Allocation.Shares> factors, List<Stratifier> by, Spare spare)
        implements Design {
    /// @param factors allocation of each factor by its name
    /// @param by columns whose combinations are strata
    /// @param spare where spare units go
    /// @throws copse.error.DesignException `D118` if there are fewer than two factors
    public Factorial {
        factors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(factors));
        by = List.copyOf(by);
        if (factors.size() < 2) {
            throw DesignCode.BAD_SEQUENCES.error(
                    "a factorial design with " + Words.count(factors.size(), "factor"),
                    "it has two or more; one factor alone is its arms",
                    factors.isEmpty()
                            ? "such as `factorial(method: old, new, room: small, large)`"
                            : "use `complete(arms: "
                                    + factors.firstEntry().getValue().printed() + ")`");
        }
    }

    /// @return shares of the combinations: products of whole numbers in the proportions of the factors' shares
    public Allocation.Shares allocation() {
        List<Double> products = List.of(1.0);
        for (Allocation.Shares factor : factors.values()) {
            Ratio ratio = Ratio.of(factor.ratio());
            List<Double> finer = new ArrayList<>();
            for (double product : products) {
                for (int k = 0; k < ratio.arms(); k++) {
                    finer.add(product * ratio.part(k).doubleValue());
                }
            }
            products = finer;
        }
        return new Allocation.Shares(arms().labels(), products);
    }

    /// @return one arm per combination, the first factor changing slowest; labels joined by `:`
    @Override
    public Arms arms() {
        SequencedMap<String, List<String>> columns = new LinkedHashMap<>();
        List<String> labels = List.of("");
        for (String factor : factors.keySet()) {
            List<String> levels = factors.get(factor).arms();
            SequencedMap<String, List<String>> finer = new LinkedHashMap<>();
            columns.forEach((name, part) -> finer.put(name, cross(part, levels, false)));
            finer.put(factor, cross(labels, levels, true));
            columns = finer;
            List<String> combined = new ArrayList<>();
            for (String label : labels) {
                levels.forEach(level -> combined.add(label.isEmpty() ? level : label + ":" + level));
            }
            labels = combined;
        }
        return new Arms(labels, columns);
    }

    /// Repeats either the parts or the levels over all combinations of the two.
    private static List<String> cross(List<String> parts, List<String> levels, boolean inner) {
        List<String> crossed = new ArrayList<>();
        for (String part : parts) {
            levels.forEach(level -> crossed.add(inner ? level : part));
        }
        return crossed;
    }

    @Override
    public List<String> columns() {
        return by.stream().map(Stratifier::column).distinct().toList();
    }
}
