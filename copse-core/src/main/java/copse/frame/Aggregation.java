package copse.frame;

import java.util.Arrays;

/// Computes an [Aggregate] for each group.
///
/// Cost: O(rows) each, O(rows · log rows) for quantiles and distinct counts; arrays of one number per row or group.
final class Aggregation {
    private final Frame frame;
    private final Groups groups;

    Aggregation(Frame frame, Groups groups) {
        this.frame = frame;
        this.groups = groups;
    }

    /// @param aggregate what to compute
    /// @return one row per group
    Column of(Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Count() -> counts(groups.size());
            case Aggregate.Present(String column) -> counts(present(frame.column(column)));
            case Aggregate.Distinct(String column) -> counts(distinct(frame.column(column)));
            case Aggregate.Mean(String column) -> mean(numbers(column));
            case Aggregate.Sum(String column) -> sum(numbers(column));
            case Aggregate.Sd(String column) -> sd(numbers(column));
            case Aggregate.Min(String column) -> extreme(column, -1);
            case Aggregate.Max(String column) -> extreme(column, 1);
            case Aggregate.Quantile(String column, double probability) -> quantile(numbers(column), probability);
            case Aggregate.Share(String column, String level) -> mean(indicator(column, level));
            case Aggregate.Constant(String column) -> constant(column);
        };
    }

    NumericColumn numbers(String name) {
        return frame.column(name) instanceof LogicalColumn logical
                ? Conversions.numeric(name, logical)
                : frame.numeric(name);
    }

    /// 1 where the column has the level, 0 where it has another.
    private NumericColumn indicator(String name, String level) {
        Column column = frame.column(name);
        if (column instanceof NumericColumn numeric) {
            double number = Conversions.number(level)
                    .orElseThrow(() -> FrameCode.NOT_A_NUMBER.error(
                            "the share of `" + level + "` in column `" + name + "`",
                            "the column is numeric, so the level has to be a number",
                            "write a number such as 1"));
            return numeric.map(value -> value == number ? 1 : 0);
        }
        FactorColumn factor = Conversions.factor(name, column);
        int code = factor.levels()
                .code(level)
                .orElseThrow(() -> Problems.noLevel("column `" + name + "`", level, factor.levels()));
        double[] values = new double[factor.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = factor.code(row) == code ? 1 : 0;
        }
        return NumericColumn.wrap(values, factor.missing());
    }

    private static NumericColumn counts(int[] counts) {
        return NumericColumn.wrap(Arrays.stream(counts).asDoubleStream().toArray(), Mask.none(counts.length));
    }

    private int[] present(Column column) {
        int[] present = groups.size().clone();
        column.missing().forEach(row -> present[groups.group()[row]]--);
        return present;
    }

    private int[] distinct(Column column) {
        int[] distinct = new int[groups.count()];
        // one row for each value of each group
        for (int row : groups.by(column).first()) {
            if (!column.isMissing(row)) {
                distinct[groups.group()[row]]++;
            }
        }
        return distinct;
    }

    private NumericColumn mean(NumericColumn column) {
        Moments moments = Moments.of(column, groups);
        double[] mean = new double[groups.count()];
        Arrays.setAll(mean, moments::mean);
        return NumericColumn.wrap(mean, Mask.of(mean.length, g -> moments.n()[g] == 0));
    }

    private NumericColumn sd(NumericColumn column) {
        Moments moments = Moments.of(column, groups);
        double[] sd = new double[groups.count()];
        for (int g = 0; g < sd.length; g++) {
            sd[g] = Math.sqrt(moments.squares()[g] / Math.max(1, moments.n()[g] - 1));
        }
        return NumericColumn.wrap(sd, Mask.of(sd.length, g -> moments.n()[g] < 2));
    }

    /// Neumaier's compensated sums (1974), Z. Angew. Math. Mech. 54(1). doi:10.1002/zamm.19740540106
    private NumericColumn sum(NumericColumn column) {
        int[] group = groups.group();
        double[] sum = new double[groups.count()];
        double[] lost = new double[sum.length];
        for (int row = 0; row < group.length; row++) {
            if (!column.isMissing(row)) {
                double value = column.value(row);
                double before = sum[group[row]];
                double after = before + value;
                lost[group[row]] +=
                        Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before;
                sum[group[row]] = after;
            }
        }
        for (int g = 0; g < sum.length; g++) {
            sum[g] += lost[g];
        }
        int[] present = present(column);
        return NumericColumn.wrap(sum, Mask.of(sum.length, g -> present[g] == 0));
    }

    private Column extreme(String name, int sign) {
        int[] group = groups.group();
        int[] best = new int[groups.count()];
        Arrays.fill(best, -1);
        Column column = frame.column(name) instanceof TimeColumn time ? time : numbers(name);
        for (int row = 0; row < group.length; row++) {
            int held = best[group[row]];
            if (!column.isMissing(row) && (held < 0 || sign * compare(column, row, held) > 0)) {
                best[group[row]] = row;
            }
        }
        return column.select(best);
    }

    private static int compare(Column column, int a, int b) {
        return switch (column) {
            case NumericColumn numeric -> Double.compare(numeric.value(a), numeric.value(b));
            case TimeColumn time -> Long.compare(time.value(a), time.value(b));
            case FactorColumn _, TextColumn _, LogicalColumn _ ->
                throw new IllegalArgumentException(column.type().name());
        };
    }

    private NumericColumn quantile(NumericColumn column, double probability) {
        int[] group = groups.group();
        int[] end = present(column);
        Arrays.parallelPrefix(end, Integer::sum);
        int[] start = new int[end.length];
        for (int g = 1; g < end.length; g++) {
            start[g] = end[g - 1];
        }
        int[] next = start.clone();
        double[] values = new double[end.length == 0 ? 0 : end[end.length - 1]];
        for (int row = 0; row < group.length; row++) {
            if (!column.isMissing(row)) {
                values[next[group[row]]++] = column.value(row);
            }
        }
        double[] quantile = new double[end.length];
        for (int g = 0; g < end.length; g++) {
            if (start[g] < end[g]) {
                Arrays.sort(values, start[g], end[g]);
                quantile[g] = Quantiles.type7(values, start[g], end[g], probability);
            }
        }
        return NumericColumn.wrap(quantile, Mask.of(end.length, g -> start[g] == end[g]));
    }

    private Column constant(String name) {
        Column column = frame.column(name);
        int[] code = Codes.of(column).code();
        int[] group = groups.group();
        int[] first = groups.first();
        for (int row = 0; row < group.length; row++) {
            int held = first[group[row]];
            if (code[row] != code[held]) {
                throw FrameCode.NOT_CONSTANT.error(
                        "column `" + name + "` is `" + column.text(held) + "` in row " + (held + 1) + " and `"
                                + column.text(row) + "` in row " + (row + 1) + " of the same group",
                        "it was taken to be the same in all rows of a group",
                        "repair these rows, or aggregate the column in another way");
            }
        }
        return column.select(first);
    }
}
