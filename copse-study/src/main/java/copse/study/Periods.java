package copse.study;

import copse.design.Schedule;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import java.util.List;
import java.util.Locale;

/// The condition of each row of a stepped wedge or crossover: that of its unit's sequence in the row's period.
final class Periods {
    private Periods() {}

    /// @param joined rows with their sequences
    /// @param schedule which sequence has which condition when
    /// @param period column of the periods, numbers from 1
    /// @param options names for messages
    /// @return the rows with a column [Contrast#CONDITION]
    /// @throws copse.error.InputException `A110` if there is no such column, or a period is none of the
    ///     schedule
    static Frame withConditions(JoinedRows joined, Schedule schedule, String period, JoinOptions options) {
        Frame rows = joined.rows();
        Column column = rows.find(period)
                .orElseThrow(() -> StudyCode.NO_PERIOD.error(
                        "no column `" + period + "` in the data",
                        "the design gives a unit " + schedule.periods()
                                + " periods, and its condition depends on the period",
                        candidates(rows)));
        if (!(column instanceof NumericColumn numbers)) {
            throw StudyCode.NO_PERIOD.error(
                    "column `" + period + "` holds " + column.type().name().toLowerCase(Locale.ROOT)
                            + ", not numbers of periods",
                    "periods are counted from 1 to " + schedule.periods(),
                    "--sql \"SELECT *, dense_rank() OVER (ORDER BY " + period + ") AS number FROM '" + options.data()
                            + "'\" --period number");
        }
        List<String> conditions =
                schedule.conditions().stream().flatMap(List::stream).distinct().toList();
        FactorColumn sequence = joined.part(joined.arms().parts().getFirst());
        int[] codes = new int[rows.rows()];
        for (int row = 0; row < codes.length; row++) {
            double number = numbers.isMissing(row) ? 0 : numbers.value(row);
            if (number != Math.rint(number) || number < 1 || number > schedule.periods()) {
                throw StudyCode.NO_PERIOD.error(
                        (numbers.isMissing(row) ? "no period" : "period " + numbers.text(row)) + " in row " + (row + 1),
                        "the design has the periods 1 to " + schedule.periods(),
                        "leave such rows out: --where '" + period + " BETWEEN 1 AND " + schedule.periods() + "'");
            }
            codes[row] = conditions.indexOf(schedule.condition(sequence.code(row), (int) number));
        }
        return rows.with(Contrast.CONDITION, FactorColumn.wrap(codes, Levels.of(conditions)));
    }

    private static String candidates(Frame rows) {
        return rows.names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).matches(".*(period|month|wave|week|time|visit).*"))
                .findFirst()
                .map(name -> "--period " + name)
                .orElse("say which column counts the periods: --period COL");
    }
}
