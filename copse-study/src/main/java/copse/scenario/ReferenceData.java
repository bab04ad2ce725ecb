package copse.scenario;

import copse.error.InputException;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The two files that the reference values of mixed models belong to, made again byte for byte.
///
/// They are fixed data, not scenarios: seed, sizes and effects are part of the definition, and only the rows
/// kept and the clipping can be chosen. The tables hold the numbers as they stand in the file (six decimals),
/// so that a fit of [#frame()] and of the file agree to the last bit.
///
/// - Call centre: 695,205 calls to 190 representatives (15 to 22 in each of 10 centres) in 3 months; columns
///   `month`, `center_ID`, `rep_ID`, `age`, `reason`, `call_CSAT`; by month, then centre, then representative.
/// - Students: 100,000 students of 50 instructors who each use one of 5 methods; columns `student`,
///   `instructor`, `method`, `hs_gpa`, `score`; by student.
///
/// Cost: about 0.1 s for the table of calls, as much again for its text.
///
/// @param study which file
/// @param every keeps rows 0, n, 2n, … of the full file; at least 1
/// @param clip whether satisfaction is kept within 0 and 10 (calls only)
public record ReferenceData(Study study, int every, boolean clip) {
    private static final int BUFFER = 1 << 16;
    // longest line: five columns of at most 21 characters and a label
    private static final int LONGEST_LINE = 256;

    /// Which of the two files.
    public enum Study {
        /// Satisfaction with calls, in representatives, in centres.
        CALL_CENTER("call-center", "make_call_center.py"),
        /// Scores of students, in instructors, in methods.
        STUDENTS("students", "make_students.py");

        private final String scenario;
        private final String script;

        Study(String scenario, String script) {
            this.scenario = scenario;
            this.script = script;
        }

        /// @return name of the scenario whose `--seed reference` this is
        public String scenario() {
            return scenario;
        }

        /// @return name of the script that defines the file
        public String script() {
            return script;
        }
    }

    /// @throws InputException `S104` if `every` is below 1, `S105` if students are to be clipped
    public ReferenceData {
        Check.atLeast("every", every, 1, "1");
        if (clip && study == Study.STUDENTS) {
            throw ScenarioCode.CONTRADICTION.error(
                    "the reference file of students has no clipped form",
                    "only calls are defined with `--clip`",
                    "leave `--clip` out");
        }
    }

    /// @param scenario `call-center` or `students`
    /// @return the whole file
    /// @throws InputException `S101` for another name
    public static ReferenceData of(String scenario) {
        return Arrays.stream(Study.values())
                .filter(study -> study.scenario.equals(scenario))
                .findFirst()
                .map(study -> new ReferenceData(study, 1, false))
                .orElseThrow(() ->
                        unknown("scenario `" + scenario + "`", Study.CALL_CENTER.scenario, Study.STUDENTS.scenario));
    }

    /// What a script of the reference folder prints.
    ///
    /// @param script `make_call_center.py` or `make_students.py`
    /// @param arguments of the script: `--every N`, `--clip`
    /// @return the file
    /// @throws InputException `S101` for another script, `S102` or `S103` for other arguments
    public static ReferenceData generatedBy(String script, List<String> arguments) {
        Study of = Arrays.stream(Study.values())
                .filter(study -> study.script.equals(script))
                .findFirst()
                .orElseThrow(() -> unknown("script `" + script + "`", Study.CALL_CENTER.script, Study.STUDENTS.script));
        int every = 1;
        boolean clip = false;
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--clip" -> clip = true;
                case "--every" ->
                    every = Parameter.wholeNumber("every", i + 1 < arguments.size() ? arguments.get(++i) : "", "50");
                default ->
                    throw ScenarioCode.UNKNOWN_PARAMETER.error(
                            "reference data have no option `" + arguments.get(i) + "`",
                            "they are fixed files",
                            "use `--every N` or `--clip`, or nothing");
            }
        }
        return new ReferenceData(of, every, clip);
    }

    private static InputException unknown(String what, String one, String other) {
        return ScenarioCode.UNKNOWN_SCENARIO.error(
                "there are no reference data for the " + what,
                "they exist for `" + one + "` and `" + other + "`",
                "use `" + one + "` or `" + other + "`");
    }

    /// @param n keeps every n-th row, from the first
    /// @return these data with fewer rows
    public ReferenceData withEvery(int n) {
        return new ReferenceData(study, n, clip);
    }

    /// @param clipped whether satisfaction is kept within 0 and 10
    /// @return these data, clipped or not
    public ReferenceData withClip(boolean clipped) {
        return new ReferenceData(study, every, clipped);
    }

    /// @return the file's rows as a table; ids are numbers, `reason` and `method` factors
    public Frame frame() {
        return switch (study) {
            case CALL_CENTER -> ReferenceCalls.frame(every, clip);
            case STUDENTS -> ReferenceStudents.frame(every);
        };
    }

    /// Writes the file: comma-separated with a header, newline `\n`, ASCII.
    ///
    /// @param out receives the bytes; flushed, not closed
    /// @throws IOException if `out` does
    public void writeCsv(OutputStream out) throws IOException {
        Frame frame = frame();
        int[] decimals = study == Study.CALL_CENTER ? new int[] {0, 0, 0, 0, 0, 6} : new int[] {0, 0, 0, 2, 6};
        List<Column> columns = frame.names().stream()
                .map(name -> frame.find(name).orElseThrow())
                .toList();
        out.write((String.join(",", frame.names()) + "\n").getBytes(StandardCharsets.US_ASCII));
        double[] scales = Arrays.stream(decimals)
                .mapToDouble(digits -> Math.pow(10, digits))
                .toArray();
        byte[] buffer = new byte[BUFFER];
        int used = 0;
        for (int row = 0; row < frame.rows(); row++) {
            if (used > BUFFER - LONGEST_LINE) {
                out.write(buffer, 0, used);
                used = 0;
            }
            for (int c = 0; c < decimals.length; c++) {
                used = switch (columns.get(c)) {
                    case NumericColumn numbers ->
                        FixedDecimals.print(
                                FixedDecimals.scaled(numbers.value(row), scales[c]), decimals[c], buffer, used);
                    case Column labels -> print(labels.text(row), buffer, used);
                };
                buffer[used++] = (byte) (c == decimals.length - 1 ? '\n' : ',');
            }
        }
        out.write(buffer, 0, used);
        out.flush();
    }

    private static int print(String ascii, byte[] into, int at) {
        for (int i = 0; i < ascii.length(); i++) {
            into[at + i] = (byte) ascii.charAt(i);
        }
        return at + ascii.length();
    }
}
