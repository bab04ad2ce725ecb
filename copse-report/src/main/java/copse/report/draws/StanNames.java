package copse.report.draws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of parameters that can head a column of CmdStan's files, where a comma parts columns and a dot an
/// array from its index.
///
/// | copse | file |
/// |---|---|
/// | `(Intercept)`, `SEX[boy]` | `b_Intercept`, `b_SEX_boy` |
/// | `sd(school,(Intercept))` | `sd_school_Intercept` |
/// | `r(school)[10103,PPED]`, the third level | `r_school_PPED.3` |
/// | `sigma`, `shape`, `nu` | the same |
public final class StanNames {
    private static final Pattern MEMBER = Pattern.compile("(r|coef)\\((.*?)\\)\\[(.*)]");

    private static final Pattern SCALE = Pattern.compile("sd\\(([^,]*),(.*)\\)");

    /// Names that need no letter in front to tell them from coefficients.
    private static final Pattern OWN = Pattern.compile("(sd|cor|mu)\\(.*\\)|sigma|shape|nu|zi_.*|sigma_.*");

    private StanNames() {}

    /// @param names of parameters, all different
    /// @return a name for each, all different, of letters, digits and underscores, with a dot and an index from
    ///     1 for the members of groups
    public static List<String> of(List<String> names) {
        Map<String, List<String>> terms = terms(names);
        Map<String, Integer> counts = new HashMap<>();
        Set<String> taken = new LinkedHashSet<>();
        for (String name : names) {
            Matcher member = MEMBER.matcher(name);
            String own = member.matches()
                    ? member(member, terms.getOrDefault(member.group(2), List.of()), counts)
                    : plain(OWN.matcher(name).matches() ? name : "b_" + name);
            taken.add(free(own, taken));
        }
        return List.copyOf(taken);
    }

    /// The terms of each group, longest first: a level may have a comma in its name, and a term too.
    private static Map<String, List<String>> terms(List<String> names) {
        Map<String, List<String>> terms = new HashMap<>();
        for (String name : names) {
            Matcher scale = SCALE.matcher(name);
            if (scale.matches()) {
                terms.computeIfAbsent(scale.group(1), _ -> new ArrayList<>()).add(scale.group(2));
            }
        }
        terms.values()
                .forEach(list -> list.sort(
                        java.util.Comparator.comparingInt(String::length).reversed()));
        return terms;
    }

    private static String member(Matcher member, List<String> terms, Map<String, Integer> counts) {
        String inside = member.group(3);
        String term = terms.stream()
                .filter(known -> inside.endsWith("," + known))
                .findFirst()
                .orElse(inside.substring(inside.lastIndexOf(',') + 1));
        String array = plain(member.group(1) + "_" + member.group(2) + "_" + term);
        return array + "." + counts.merge(array, 1, Integer::sum);
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }
}
