package copse.match;

import copse.frame.Column;
import copse.frame.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Units by the values of the columns that members of a group must agree in.
final class Exact {
    private Exact() {}

    /// @param rows one per unit
    /// @param columns names of the columns; all units are one stratum if there are none
    /// @param unit names a unit
    /// @return units of each stratum, ascending; strata by their first unit
    static List<int[]> strata(Frame rows, List<String> columns, IntFunction<String> unit) {
        int[] stratum = new int[rows.rows()];
        int count = 1;
        for (String name : columns) {
            int[] codes = Covariate.codes(name, rows.column(name), unit);
            Map<Long, Integer> seen = new HashMap<>();
            for (int i = 0; i < stratum.length; i++) {
                int next = seen.size();
                stratum[i] = seen.computeIfAbsent((long) stratum[i] << 32 | codes[i], pair -> next);
            }
            count = seen.size();
        }
        int[] sizes = new int[count];
        for (int s : stratum) {
            sizes[s]++;
        }
        List<int[]> strata = new ArrayList<>();
        for (int size : sizes) {
            strata.add(new int[size]);
        }
        int[] filled = new int[count];
        for (int i = 0; i < stratum.length; i++) {
            strata.get(stratum[i])[filled[stratum[i]]++] = i;
        }
        return strata;
    }

    /// @param rows one per unit
    /// @param columns names of the columns
    /// @param unit a unit of the stratum
    /// @return the values of the stratum in words
    static String words(Frame rows, List<String> columns, int unit) {
        return columns.stream()
                .map(name -> {
                    Column column = rows.column(name);
                    return name + " " + column.text(unit);
                })
                .collect(Collectors.joining(", "));
    }
}
