package copse.scenario;

import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.Levels;
import copse.frame.Schema;
import copse.math.RandomStream;
import copse.scenario.Truth.Effect;
import copse.scenario.Truth.GroupEffects;
import copse.scenario.Truth.Outcome;
import copse.scenario.Truth.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The students with their instructors and methods drawn.
final class StudentsDraft implements Draft {
    // of the notebook's product
    private static final double NOTEBOOK_BASE = 20;
    private static final double NOTEBOOK_MEAN = 75;
    private static final double NOTEBOOK_SD = 10;
    private static final double NOTEBOOK_INSTRUCTOR_SD = 0.1;
    private static final double NOTEBOOK_METHOD_SD = 0.05;

    // children of the study's stream
    private static final int CLASSES = 0;
    private static final int METHODS = 1;
    private static final int INSTRUCTOR_EFFECTS = 2;
    private static final int METHOD_EFFECTS = 3;
    private static final int ROWS = 4;

    // sums over rows: the number outside, then number of rows and gain of each method
    private static final int OUTSIDE = 0;
    private static final int FIRST_METHOD = 1;

    private final Students study;
    private final RandomStream blockStream;
    private final double[] instructor;
    private final double[] method;
    private final int[] methodOf;
    private final int[] instructorOf;

    StudentsDraft(Students study, RandomStream stream) {
        this.study = study;
        this.blockStream = stream.split(ROWS);
        boolean notebook = study.asNotebook();
        this.instructor = Sizes.effects(
                study.instructors(),
                notebook ? NOTEBOOK_INSTRUCTOR_SD : study.instructorSd(),
                stream.split(INSTRUCTOR_EFFECTS));
        this.method = study.methodEffects().isEmpty() || notebook
                ? Sizes.effects(
                        study.methods(), notebook ? NOTEBOOK_METHOD_SD : study.methodSd(), stream.split(METHOD_EFFECTS))
                : study.methodEffects().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        this.methodOf = membership(study.instructors(), study.methods(), 0, stream.split(METHODS));
        this.instructorOf =
                membership(study.students(), study.instructors(), study.classSpread(), stream.split(CLASSES));
    }

    /// Gives each member one of the groups, at random, with sizes as wanted and at least one in each.
    private static int[] membership(int members, int groups, double spread, RandomStream stream) {
        long[] sizes = Sizes.of(members, groups, spread, 1, stream.split(0));
        int[] group = new int[members];
        int next = 0;
        for (int g = 0; g < groups; g++) {
            int end = next + (int) sizes[g];
            Arrays.fill(group, next, end, g);
            next = end;
        }
        stream.split(1).shuffle(group);
        return group;
    }

    @Override
    public Schema schema() {
        return new Schema(List.of(
                new ColumnSchema("student", ColumnType.NUMERIC, null),
                new ColumnSchema("instructor", ColumnType.NUMERIC, null),
                new ColumnSchema("method", ColumnType.FACTOR, Levels.of(methodLabels())),
                new ColumnSchema("hs_gpa", ColumnType.NUMERIC, null),
                new ColumnSchema("score", ColumnType.NUMERIC, null)));
    }

    @Override
    public long rows() {
        return study.students();
    }

    @Override
    public RandomStream blockStream() {
        return blockStream;
    }

    @Override
    public int sums() {
        return FIRST_METHOD + 2 * study.methods();
    }

    @Override
    public void fill(long from, int count, RandomStream stream, Sheet sheet, int at, double[] sums) {
        for (int i = at; i < at + count; i++) {
            int student = (int) from + (i - at);
            int who = instructorOf[student];
            int how = methodOf[who];
            double grade = grade(stream);
            double y = study.asNotebook()
                    ? (NOTEBOOK_BASE + NOTEBOOK_BASE * grade)
                            * (NOTEBOOK_MEAN + NOTEBOOK_SD * stream.nextGaussian())
                            * (1 + instructor[who])
                            * (1 + method[how])
                    : study.intercept()
                            + study.gpaEffect() * grade
                            + method[how]
                            + instructor[who]
                            + study.residualSd() * stream.nextGaussian();
            sheet.numbers(0)[i] = student + 1;
            sheet.numbers(1)[i] = who + 1;
            sheet.codes(2)[i] = how;
            sheet.numbers(3)[i] = grade;
            sheet.numbers(4)[i] = FixedDecimals.nearSix(study.clip() ? Students.SCORES.clip(y) : y);
            if (!Students.SCORES.holds(y)) {
                sums[OUTSIDE]++;
            }
            if (study.clip()) {
                sums[FIRST_METHOD + 2 * how]++;
                sums[FIRST_METHOD + 2 * how + 1] +=
                        Students.SCORES.clip(y) - Students.SCORES.clip(y - (method[how] - method[0]));
            }
        }
    }

    private double grade(RandomStream stream) {
        if (study.asNotebook()) {
            return FixedDecimals.nearSix(3 + 0.25 * stream.nextGaussian());
        }
        double grade;
        do {
            grade = Math.rint((study.gpaMean() + study.gpaSd() * stream.nextGaussian()) * 100) / 100;
        } while (!Students.GRADES.holds(grade));
        return grade;
    }

    @Override
    public Truth truth(double[] sums) {
        return new Truth(
                study.type().label(),
                study.type().values(study),
                study.students(),
                new Outcome(
                        "score",
                        study.asNotebook() ? Scale.PRODUCT : Scale.IDENTITY,
                        study.asNotebook() ? null : study.residualSd(),
                        Students.SCORES,
                        study.clip(),
                        (long) sums[OUTSIDE]),
                study.asNotebook() ? notebookEffects() : effects(sums),
                List.of(),
                groups(),
                study.asNotebook()
                        ? List.of(
                                "score is the notebook's product of effects: in the thousands, and spread in proportion"
                                        + " to its mean; leave --as-notebook out for points from 0 to 100.")
                        : List.of());
    }

    /// With method A as the reference, as a fit of `score ~ hs_gpa + method` has it.
    private List<Effect> effects(double[] sums) {
        double inside = 1 - sums[OUTSIDE] / study.students();
        List<Effect> effects = new ArrayList<>();
        effects.add(Effect.exact("(Intercept)", study.intercept() + method[0]));
        effects.add(
                new Effect("hs_gpa", study.gpaEffect(), study.clip() ? inside * study.gpaEffect() : study.gpaEffect()));
        for (int m = 1; m < method.length; m++) {
            String term = "method[" + methodLabels()[m] + "]";
            double declared = method[m] - method[0];
            double rows = sums[FIRST_METHOD + 2 * m];
            double gain = sums[FIRST_METHOD + 2 * m + 1];
            effects.add(
                    study.clip() && rows > 0 ? new Effect(term, declared, gain / rows) : Effect.exact(term, declared));
        }
        return effects;
    }

    /// Means over instructors and methods without effect; factors of methods stand with the groups.
    private static List<Effect> notebookEffects() {
        return List.of(
                Effect.exact("(Intercept)", NOTEBOOK_BASE * NOTEBOOK_MEAN),
                Effect.exact("hs_gpa", NOTEBOOK_BASE * NOTEBOOK_MEAN));
    }

    private List<GroupEffects> groups() {
        boolean notebook = study.asNotebook();
        boolean drawn = notebook || study.methodEffects().isEmpty();
        String[] instructors = IntStream.rangeClosed(1, study.instructors())
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
        return List.of(
                GroupEffects.of(
                        "instructor",
                        "(Intercept)",
                        notebook ? NOTEBOOK_INSTRUCTOR_SD : study.instructorSd(),
                        instructors,
                        instructor),
                GroupEffects.of(
                        "method",
                        "(Intercept)",
                        drawn ? notebook ? NOTEBOOK_METHOD_SD : study.methodSd() : null,
                        methodLabels(),
                        method));
    }

    private String[] methodLabels() {
        return IntStream.range(0, study.methods())
                .mapToObj(m -> String.valueOf((char) ('A' + m)))
                .toArray(String[]::new);
    }
}
