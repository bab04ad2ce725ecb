package copse.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// R's names of coefficients and groups in copse's notation: `reasonproperty` becomes `reason[property]`.
final class RNames {
    private final Map<String, String> indicators = new LinkedHashMap<>();

    /// @param columns the entry `columns` of a case: types, and levels of factors
    RNames(Expected columns) {
        columns.entries().forEach((name, column) -> {
            if (column.at("type").text().equals("factor")) {
                column.ignore("nlevels", "contrasts");
                for (String level : column.at("levels").texts()) {
                    indicators.put(name + level, name + "[" + level + "]");
                    indicators.put("factor(" + name + ")" + level, "factor(" + name + ")[" + level + "]");
                }
            }
        });
    }

    /// @param name a coefficient as R calls it
    /// @return as copse calls it
    String coefficient(String name) {
        StringBuilder result = new StringBuilder();
        for (String part : name.split(":")) {
            result.append(result.isEmpty() ? "" : ":").append(indicators.getOrDefault(part, part));
        }
        return result.toString();
    }

    /// @param names coefficients as R calls them
    /// @return as copse calls them
    List<String> coefficients(List<String> names) {
        return names.stream().map(this::coefficient).toList();
    }

    /// lme4 calls the second term of a factor `g.1`, and nests three levels as `c:(b:a)`.
    ///
    /// @param name a group as lme4 calls it in a table of variances
    /// @param groups the grouping factors there are
    /// @return as copse calls it
    static String group(String name, List<String> groups) {
        String flat = name.replaceAll("[()]", "");
        String base = flat.replaceFirst("\\.\\d+$", "");
        return !groups.contains(flat) && groups.contains(base) ? base : flat;
    }
}
