package copse.scenario;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rows of the reference file of students.
final class ReferenceStudents {
    private static final long SEED = 777001;
    private static final int STUDENTS = 100_000;
    private static final int INSTRUCTORS = 50;
    private static final double[] METHOD = {0, 1, 2, 3, 5};

    private ReferenceStudents() {}

    static Frame frame(int every) {
        ReferenceRandom random = new ReferenceRandom(SEED);
        int[] method = new int[INSTRUCTORS];
        Arrays.setAll(method, i -> i % METHOD.length);
        shuffle(random, method);
        double[] effect = random.normals(3, INSTRUCTORS);
        int[] instructor = instructors(random);
        int rows = Math.ceilDiv(STUDENTS, every);
        double[][] columns = new double[4][rows];
        int[] methods = new int[rows];
        for (int student = 0; student < STUDENTS; student++) {
            int i = instructor[student];
            double gpa = 0;
            while (gpa < 1 || gpa > 4) {
                gpa = Math.floor((3.0 + 0.5 * random.normal()) * 100.0 + 0.5) / 100.0;
            }
            double y = 40.0 + 8.0 * gpa + METHOD[method[i]] + effect[i] + 7.0 * random.normal();
            if (student % every == 0) {
                int row = student / every;
                columns[0][row] = student + 1;
                columns[1][row] = i + 1;
                methods[row] = method[i];
                columns[2][row] = gpa;
                columns[3][row] = FixedDecimals.six(y);
            }
        }
        Map<String, Column> frame = new LinkedHashMap<>();
        frame.put("student", NumericColumn.wrap(columns[0], Mask.none(rows)));
        frame.put("instructor", NumericColumn.wrap(columns[1], Mask.none(rows)));
        frame.put("method", FactorColumn.wrap(methods, Levels.of("A", "B", "C", "D", "E")));
        frame.put("hs_gpa", NumericColumn.wrap(columns[2], Mask.none(rows)));
        frame.put("score", NumericColumn.wrap(columns[3], Mask.none(rows)));
        return Frame.of(frame);
    }

    /// The instructor of each student: uneven classes in random order.
    private static int[] instructors(ReferenceRandom random) {
        double[] weight = new double[INSTRUCTORS];
        double sum = 0;
        for (int i = 0; i < INSTRUCTORS; i++) {
            weight[i] = 0.75 + 0.5 * random.uniform();
            sum += weight[i];
        }
        int[] size = new int[INSTRUCTORS];
        for (int i = 0; i < INSTRUCTORS; i++) {
            size[i] = (int) (STUDENTS * weight[i] / sum);
        }
        int left = STUDENTS - Arrays.stream(size).sum();
        for (int i = 0; i < left; i++) {
            size[i % INSTRUCTORS]++;
        }
        int[] instructor = new int[STUDENTS];
        int next = 0;
        for (int i = 0; i < INSTRUCTORS; i++) {
            Arrays.fill(instructor, next, next + size[i], i);
            next += size[i];
        }
        shuffle(random, instructor);
        return instructor;
    }

    private static void shuffle(ReferenceRandom random, int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = (int) (random.uniform() * (i + 1));
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
