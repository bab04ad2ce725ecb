package copse.scenario;

import java.util.List;

/// Students of instructors who each use one teaching method: a cluster-randomised trial of methods.
///
/// Model: `score = intercept + gpaEffect hs_gpa + method + instructor + residual`, in points of 100;
/// instructors and residuals normal with mean 0. A student has one score, so students cannot be told apart from
/// the residual.
///
/// The defaults keep the notebook's proportions on a scale from 0 to 100: a student with the mean grade scores
/// 60, of which the grade makes 15 for each point; instructors differ by 10% of that, methods by 5%, students
/// by 13%. With `asNotebook` the score is the notebook's product `(20 + 20 hs_gpa) N(75, 10) instructor method`
/// with instructors `N(1, 0.1)` and methods `N(1, 0.05)`: in the thousands, and with grades that no rule keeps
/// below 4, on purpose.
///
/// - Columns: `student` from 1, `instructor` from 1, `method` (`A`, `B`, …), `hs_gpa` (two decimals, from 1 to
///   4), `score`.
/// - Order: by student; a student's instructor is random.
/// - Sizes: classes as even as can be unless `classSpread` is above 0, methods as even as can be; spare
///   students and instructors go to random classes and methods.
/// - Range: scores are meant to lie within 0 and 100. The defaults leave about 2 in 10,000 outside, as drawn.
///
/// @param students number of students, that is rows
/// @param instructors number of instructors
/// @param methods number of teaching methods
/// @param classSpread class sizes vary by this share of their mean
/// @param gpaMean mean grade before rounding and redrawing
/// @param gpaSd standard deviation of grades before rounding and redrawing
/// @param intercept score at grade 0 with a method and an instructor without effect
/// @param gpaEffect points per grade point
/// @param methodEffects points, one for each method; none: drawn with `methodSd`
/// @param methodSd standard deviation between methods, if their effects are drawn
/// @param instructorSd standard deviation between instructors
/// @param residualSd standard deviation between students of one instructor with the same grade
/// @param clip whether scores are kept within 0 and 100
/// @param asNotebook whether the score is the notebook's product
public record Students(
        @Help("number of students, that is rows") int students,
        @Help("number of instructors") int instructors,
        @Help("number of teaching methods") int methods,

        @Help("class sizes vary by this share of their mean")
        double classSpread,

        @Help("mean high-school grade (kept within 1 to 4)") double gpaMean,
        @Help("standard deviation of grades") double gpaSd,

        @Help("score at grade 0 with method and instructor without effect")
        double intercept,

        @Help("points per grade point") double gpaEffect,

        @Help("points of each method, such as 0,1,2,3,5 (none: drawn)")
        List<Double> methodEffects,

        @Help("standard deviation between methods, if drawn")
        double methodSd,

        @Help("standard deviation between instructors") double instructorSd,

        @Help("standard deviation between students of one instructor and grade")
        double residualSd,

        @Help("keep scores within 0 to 100 and report realised effects")
        boolean clip,

        @Help("score as the notebook's product of effects, defects included")
        boolean asNotebook)
        implements Scenario {
    static final Truth.Range GRADES = new Truth.Range(1, 4);
    static final Truth.Range SCORES = new Truth.Range(0, 100);
    private static final int LETTERS = 26;

    private static final double GPA_MEAN = 3;
    private static final double GPA_SD = 0.25;
    private static final double INTERCEPT = 15;
    private static final double GPA_EFFECT = 15;
    private static final double METHOD_SD = 3;
    private static final double INSTRUCTOR_SD = 6;
    private static final double RESIDUAL_SD = 8;

    private static final Students DEFAULTS = new Students(
            100_000, // students
            50, // instructors
            5, // methods
            0, // classSpread
            GPA_MEAN, // gpaMean
            GPA_SD, // gpaSd
            INTERCEPT, // intercept
            GPA_EFFECT, // gpaEffect
            List.of(), // methodEffects
            METHOD_SD, // methodSd
            INSTRUCTOR_SD, // instructorSd
            RESIDUAL_SD, // residualSd
            false, // clip
            false // asNotebook
            );

    /// @throws copse.error.InputException `S104` if a parameter is out of range, `S105` if two contradict each
    ///     other
    public Students {
        methodEffects = List.copyOf(methodEffects);
        Check.atLeast("students", students, 1, "100000");
        Check.atLeast("instructors", instructors, 1, "50");
        Check.between("methods", methods, 1, LETTERS, "5");
        Check.spread("classSpread", classSpread, "0.2");
        Check.between("gpaMean", gpaMean, GRADES.lower(), GRADES.upper(), "3");
        Check.between("gpaSd", gpaSd, 0, 10, "0.25");
        Check.finite("intercept", intercept, "15");
        Check.finite("gpaEffect", gpaEffect, "15");
        for (double effect : methodEffects) {
            Check.finite("methodEffects", effect, "0,1,2,3,5");
        }
        Check.sd("methodSd", methodSd, "3");
        Check.sd("instructorSd", instructorSd, "6");
        Check.sd("residualSd", residualSd, "8");
        Check.agree(
                students >= instructors,
                instructors + " instructors cannot share " + students + " students",
                "every instructor has at least one",
                "use at least `--students " + instructors + "`");
        Check.agree(
                instructors >= methods,
                methods + " methods cannot share " + instructors + " instructors",
                "every method is used by at least one",
                "use at least `--instructors " + methods + "`");
        Check.agree(
                methodEffects.isEmpty() || methodEffects.size() == methods,
                methodEffects.size() + " effects cannot belong to " + methods + " methods",
                "each method has one effect",
                "use `--methods " + methodEffects.size() + "`, or leave `--method-effects` out");
        Check.agree(
                !asNotebook || !clip,
                "the notebook's product cannot be kept within 0 and 100",
                "its scores are in the thousands: that is one of its defects",
                "leave `--clip` or `--as-notebook` out");
        Check.agree(
                !asNotebook
                        || (gpaMean == GPA_MEAN
                                && gpaSd == GPA_SD
                                && intercept == INTERCEPT
                                && gpaEffect == GPA_EFFECT
                                && methodEffects.isEmpty()
                                && methodSd == METHOD_SD
                                && instructorSd == INSTRUCTOR_SD
                                && residualSd == RESIDUAL_SD),
                "the notebook's product has its own effects and standard deviations",
                "only numbers of students, instructors and methods and the spread of classes can be changed",
                "leave `--as-notebook` or the parameters of effects out");
    }

    /// The notebook's sizes, and its effects in proportion.
    ///
    /// @return 100,000 students of 50 instructors in 5 methods
    public static Students defaults() {
        return DEFAULTS;
    }

    /// @param students number of students
    /// @return a changed copy
    public Students withStudents(int students) {
        return with("students", students);
    }

    /// @param instructors number of instructors
    /// @return a changed copy
    public Students withInstructors(int instructors) {
        return with("instructors", instructors);
    }

    /// @param methods number of teaching methods
    /// @return a changed copy
    public Students withMethods(int methods) {
        return with("methods", methods);
    }

    /// @param classSpread share of the mean by which class sizes vary
    /// @return a changed copy
    public Students withClassSpread(double classSpread) {
        return with("classSpread", classSpread);
    }

    /// @param gpaMean mean grade before rounding and redrawing
    /// @return a changed copy
    public Students withGpaMean(double gpaMean) {
        return with("gpaMean", gpaMean);
    }

    /// @param gpaSd standard deviation of grades before rounding and redrawing
    /// @return a changed copy
    public Students withGpaSd(double gpaSd) {
        return with("gpaSd", gpaSd);
    }

    /// @param intercept score at grade 0 with a method and an instructor without effect
    /// @return a changed copy
    public Students withIntercept(double intercept) {
        return with("intercept", intercept);
    }

    /// @param gpaEffect points per grade point
    /// @return a changed copy
    public Students withGpaEffect(double gpaEffect) {
        return with("gpaEffect", gpaEffect);
    }

    /// @param methodEffects points, one for each method; none: drawn
    /// @return a changed copy
    public Students withMethodEffects(List<Double> methodEffects) {
        return with("methodEffects", methodEffects);
    }

    /// @param methodSd standard deviation between methods, if their effects are drawn
    /// @return a changed copy
    public Students withMethodSd(double methodSd) {
        return with("methodSd", methodSd);
    }

    /// @param instructorSd standard deviation between instructors
    /// @return a changed copy
    public Students withInstructorSd(double instructorSd) {
        return with("instructorSd", instructorSd);
    }

    /// @param residualSd standard deviation between students of one instructor with the same grade
    /// @return a changed copy
    public Students withResidualSd(double residualSd) {
        return with("residualSd", residualSd);
    }

    /// @param clip whether scores are kept within 0 and 100
    /// @return a changed copy
    public Students withClip(boolean clip) {
        return with("clip", clip);
    }

    /// @param asNotebook whether the score is the notebook's product, with the notebook's own effects
    /// @return a changed copy
    public Students withAsNotebook(boolean asNotebook) {
        return with("asNotebook", asNotebook);
    }

    private Students with(String component, Object value) {
        return Components.with(this, component, value);
    }
}
