package copse.study;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.design.Design;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Small trials: schools that are assigned, and pupils whose scores come afterwards.
public final class Trials {
    private static final int MEAN_SIZE = 12;

    private Trials() {}

    /// @param count number of schools
    /// @return `school` (s01, s02, …), `region`, `size`, `pre`
    public static Frame schools(int count) {
        RandomStream stream = Seed.of(11).stream();
        String[] school = new String[count];
        String[] region = new String[count];
        double[] size = new double[count];
        double[] pre = new double[count];
        for (int i = 0; i < count; i++) {
            school[i] = String.format("s%02d", i + 1);
            region[i] = i % 2 == 0 ? "north" : "south";
            size[i] = MEAN_SIZE - 4 + stream.nextInt(9);
            pre[i] = Math.round(100 * (50 + 5 * stream.nextGaussian())) / 100.0;
        }
        return Frame.of(
                "school",
                TextColumn.of(school),
                "region",
                FactorColumn.of(region),
                "size",
                NumericColumn.of(size),
                "pre",
                NumericColumn.of(pre));
    }

    /// @param schools as [#schools(int)] makes them
    /// @param design short form
    /// @return the arms from seed 7
    public static Assignment assign(Frame schools, String design) {
        return Design.parse(design).over(schools, "school").assign(Seed.of(7));
    }

    /// The file of arms as a reader gives it: ids and labels as factors.
    public static Frame file(Assignment assignment) {
        Frame frame = assignment.frame();
        Map<String, Column> columns = new LinkedHashMap<>();
        for (String name : frame.names()) {
            columns.put(
                    name,
                    name.equals(Assignment.PROBABILITY)
                            ? frame.column(name)
                            : frame.asFactor(name).column(name));
        }
        return Frame.of(columns);
    }

    /// @return the arms of the assignment, drawn anew
    public static RecordedArms recorded(Assignment assignment) {
        return RecordedArms.of(
                AssignmentRecord.of(assignment),
                file(assignment),
                assignment.units().frame());
    }

    /// One row per pupil: `school`, `pupil`, `pre`, `score`. Schools differ with an ICC of about 0.2.
    ///
    /// @param schools as [#schools(int)] makes them
    /// @param assignment of these
    /// @param effect added to the scores of the last arm
    public static Frame pupils(Frame schools, Assignment assignment, double effect) {
        RandomStream stream = Seed.of(12).stream();
        List<String> school = new ArrayList<>();
        List<Double> pre = new ArrayList<>();
        List<Double> score = new ArrayList<>();
        for (int i = 0; i < schools.rows(); i++) {
            String id = schools.column("school").text(i);
            int unit = IntStream.range(0, assignment.size())
                    .filter(u -> assignment.units().id(u).equals(id))
                    .findFirst()
                    .orElseThrow();
            double own = 5 * stream.nextGaussian();
            boolean treated = assignment.arm(unit) == assignment.arms().size() - 1;
            for (int k = 0; k < schools.numeric("size").value(i); k++) {
                double before = schools.numeric("pre").value(i) + 8 * stream.nextGaussian();
                school.add(id);
                pre.add(before);
                score.add(10 + 0.8 * before + own + (treated ? effect : 0) + 8 * stream.nextGaussian());
            }
        }
        int n = school.size();
        return Frame.of(
                "school",
                FactorColumn.of(school.toArray(String[]::new)),
                "pupil",
                TextColumn.of(IntStream.range(0, n).mapToObj(i -> "p" + (i + 1)).toArray(String[]::new)),
                "pre",
                numbers(pre),
                "score",
                numbers(score));
    }

    private static NumericColumn numbers(List<Double> values) {
        return NumericColumn.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// The column with some of its labels written in another way.
    static FactorColumn relabelled(Column column, java.util.function.UnaryOperator<String> change) {
        return FactorColumn.of(column.size(), row -> change.apply(column.text(row)));
    }

    static int[] rowsWhere(Frame frame, java.util.function.IntPredicate keep) {
        return Arrays.stream(IntStream.range(0, frame.rows()).toArray())
                .filter(keep)
                .toArray();
    }
}
