package copse.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sizes are exactly as declared, effects come back within the error of their estimate.
class ScenarioTest {
    /// Standard errors that an estimate may be off: seeds are fixed, so this never flickers, and a wrong effect
    /// is far off.
    private static final double SIGMAS = 4;

    private static final Simulated CALLS =
            CallCenter.defaults().withEffect(0.48).simulate(Seed.of(1));
    private static final Simulated FEWER_CALLS =
            CallCenter.defaults().withCalls(150_000).withEffect(0.48).simulate(Seed.of(1));
    private static final Simulated STUDENTS = Students.defaults().simulate(Seed.of(1));

    @Test
    void callCenterHasTheNotebooksSizes() {
        Frame frame = CALLS.frame();
        assertThat(frame.rows()).isEqualTo(695_205);
        assertThat(frame.names()).containsExactly("month", "center_ID", "rep_ID", "age", "reason", "grp", "call_CSAT");
        assertThat(distinct(frame, "center_ID")).isEqualTo(10);
        assertThat(distinct(frame, "rep_ID")).isEqualTo(190);
        assertThat(distinct(frame, "month")).isEqualTo(3);
        assertThat(CallCenter.defaults()
                        .withCalls(100)
                        .simulate(Seed.of(1))
                        .frame()
                        .names())
                .doesNotContain("grp");
    }

    /// The rows of a seed are frozen: whoever changes them must say so under *Changed numbers*.
    @Test
    void rowsOfASeedAreFrozen() {
        assertThat(lastRow(CallCenter.defaults().withCalls(10_000).withEffect(0.5)))
                .isEqualTo("3,110,190,50,property,ctrl,4.055059");
        assertThat(lastRow(Students.defaults().withStudents(10_000))).isEqualTo("10000,28,D,3.08,56.446917");
        assertThat(lastRow(Students.defaults().withStudents(10_000).withAsNotebook(true)))
                .isEqualTo("10000,28,D,3.077315,5631.419177");
        assertThat(lastRow(Coolers.defaults())).isEqualTo("22.992631,0,1");
        assertThat(lastRow(Schools.defaults())).isEqualTo("10411,boy,yes,0,-0.41");
        assertThat(lastRow(SocialNetwork.defaults())).isEqualTo("500,43,5,treatment,0.511628,0.300476");
    }

    private static String lastRow(Scenario scenario) {
        Frame frame = scenario.simulate(Seed.of(2026)).frame();
        return frame.names().stream()
                .map(name -> text(frame, name, frame.rows() - 1))
                .collect(Collectors.joining(","));
    }

    @Test
    void callsAreOrderedByMonthCentreAndRepresentative() {
        NumericColumn month = numbers(CALLS.frame(), "month");
        NumericColumn rep = numbers(CALLS.frame(), "rep_ID");
        NumericColumn center = numbers(CALLS.frame(), "center_ID");
        for (int row = 1; row < CALLS.frame().rows(); row++) {
            boolean next = month.value(row) > month.value(row - 1)
                    || (month.value(row) == month.value(row - 1)
                            && rep.value(row) >= rep.value(row - 1)
                            && center.value(row) >= center.value(row - 1));
            if (!next) {
                fail("row %d is out of order", row);
            }
        }
    }

    /// Age has mean 40 and standard deviation 10, less what redrawing outside of 20 to 60 takes: 9.0 within
    /// rounding.
    @Test
    void callersAreAsDeclared() {
        Frame frame = FEWER_CALLS.frame();
        double[] age = values(frame, "age", row -> true);
        assertThat(mean(age)).isCloseTo(40, within(SIGMAS * 9 / Math.sqrt(age.length)));
        assertThat(Arrays.stream(age).min().orElseThrow()).isEqualTo(20);
        assertThat(Arrays.stream(age).max().orElseThrow()).isEqualTo(60);
        double payment = values(frame, "age", row -> text(frame, "reason", row).equals("payment")).length;
        assertThat(payment / frame.rows()).isCloseTo(0.6, within(SIGMAS * Math.sqrt(0.24 / frame.rows())));
    }

    /// With the drawn effects of centre and representative taken off, calls differ by the residual alone.
    @Test
    void effectsOfCallsComeBack() {
        Frame frame = FEWER_CALLS.frame();
        double[] rep =
                FEWER_CALLS.truth().group("rep_ID:center_ID").orElseThrow().effects();
        double[] center = FEWER_CALLS.truth().group("center_ID").orElseThrow().effects();
        NumericColumn y = numbers(frame, "call_CSAT");
        double[] rest = new double[frame.rows()];
        for (int row = 0; row < rest.length; row++) {
            rest[row] = y.value(row)
                    - rep[(int) numbers(frame, "rep_ID").value(row) - 1]
                    - center[(int) numbers(frame, "center_ID").value(row) - 101]
                    - (text(frame, "reason", row).equals("property") ? 0.2 : 0)
                    - (text(frame, "grp", row).equals("treat") ? 0.48 : 0)
                    - 0.02 * numbers(frame, "age").value(row);
        }
        assertThat(mean(rest)).isCloseTo(3.9, within(SIGMAS * 0.625 / Math.sqrt(rest.length)));
        assertThat(sd(rest)).isCloseTo(0.625, within(SIGMAS * 0.625 / Math.sqrt(2.0 * rest.length)));
        double slope = slope(values(frame, "age", row -> true), rest);
        assertThat(slope).isCloseTo(0, within(SIGMAS * 0.625 / 9 / Math.sqrt(rest.length)));
        double[] property = select(rest, row -> text(frame, "reason", row).equals("property"));
        assertThat(mean(property)).isCloseTo(3.9, within(SIGMAS * 0.625 / Math.sqrt(property.length)));
    }

    /// Over many centres the drawn effects have the declared standard deviation.
    @Test
    void groupEffectsHaveTheirStandardDeviation() {
        Truth truth = CallCenter.defaults()
                .withReps(8_000)
                .withCenters(4_000)
                .withCalls(100)
                .truth(Seed.of(2));
        double[] center = truth.group("center_ID").orElseThrow().effects();
        double[] rep = truth.group("rep_ID:center_ID").orElseThrow().effects();
        assertThat(sd(center)).isCloseTo(1.14, within(SIGMAS * 1.14 / Math.sqrt(8_000)));
        assertThat(sd(rep)).isCloseTo(0.88, within(SIGMAS * 0.88 / Math.sqrt(16_000)));
        // mean absolute value of a normal number: sd sqrt(2/pi), with variance sd^2 (1 - 2/pi)
        assertThat(truth.group("center_ID").orElseThrow().meanAbsolute())
                .isCloseTo(1.14 * Math.sqrt(2 / Math.PI), within(SIGMAS * 1.14 * 0.603 / Math.sqrt(4_000)));
    }

    @Test
    void halfOfTheCentresAreTreatedAndTheSpareOneIsRandom() {
        int more = 0;
        for (int seed = 0; seed < 200; seed++) {
            Simulated study = CallCenter.defaults()
                    .withCenters(5)
                    .withReps(5)
                    .withMonths(1)
                    .withCalls(50)
                    .withEffect(1)
                    .simulate(Seed.of(seed));
            Frame frame = study.frame();
            long treated = Arrays.stream(values(
                            frame, "center_ID", row -> text(frame, "grp", row).equals("treat")))
                    .distinct()
                    .count();
            assertThat(treated).isBetween(2L, 3L);
            more += treated == 3 ? 1 : 0;
        }
        // binomial(200, 1/2): standard deviation 7.1
        assertThat(more).isBetween(100 - 29, 100 + 29);
    }

    @Test
    void studentsHaveTheNotebooksSizesAndKeepTheirRanges() {
        Frame frame = STUDENTS.frame();
        assertThat(frame.rows()).isEqualTo(100_000);
        assertThat(frame.names()).containsExactly("student", "instructor", "method", "hs_gpa", "score");
        for (int i = 1; i <= 50; i++) {
            int instructor = i;
            NumericColumn of = numbers(frame, "instructor");
            double[] gpa = values(frame, "hs_gpa", row -> of.value(row) == instructor);
            assertThat(gpa).hasSize(2_000);
            assertThat(Arrays.stream(gpa).allMatch(grade -> grade >= 1 && grade <= 4))
                    .isTrue();
        }
        Truth.Outcome outcome = STUDENTS.truth().outcome();
        double[] outside = values(frame, "score", row -> {
            double score = numbers(frame, "score").value(row);
            return score < 0 || score > 100;
        });
        assertThat(outcome.outside()).isEqualTo(outside.length).isLessThan(100);
    }

    @Test
    void everyMethodHasTenInstructorsAndSparesAreRandom() {
        Frame frame = STUDENTS.frame();
        for (String method : List.of("A", "B", "C", "D", "E")) {
            double[] instructors = values(
                    frame, "instructor", row -> text(frame, "method", row).equals(method));
            assertThat(Arrays.stream(instructors).distinct().count()).isEqualTo(10);
        }
        Students uneven =
                Students.defaults().withStudents(102).withInstructors(7).withMethods(3);
        boolean[] spare = new boolean[3];
        for (int seed = 0; seed < 40; seed++) {
            Frame rows = uneven.simulate(Seed.of(seed)).frame();
            for (int m = 0; m < 3; m++) {
                String label = String.valueOf((char) ('A' + m));
                long count = Arrays.stream(values(
                                rows,
                                "instructor",
                                row -> text(rows, "method", row).equals(label)))
                        .distinct()
                        .count();
                assertThat(count).isBetween(2L, 3L);
                spare[m] |= count == 3;
            }
        }
        assertThat(spare).containsOnly(true);
    }

    @Test
    void scoresFollowTheirModel() {
        Frame frame = STUDENTS.frame();
        double[] instructor = STUDENTS.truth().group("instructor").orElseThrow().effects();
        double[] method = STUDENTS.truth().group("method").orElseThrow().effects();
        double[] rest = new double[frame.rows()];
        for (int row = 0; row < rest.length; row++) {
            rest[row] = numbers(frame, "score").value(row)
                    - 15 * numbers(frame, "hs_gpa").value(row)
                    - instructor[(int) numbers(frame, "instructor").value(row) - 1]
                    - method[text(frame, "method", row).charAt(0) - 'A'];
        }
        assertThat(mean(rest)).isCloseTo(15, within(SIGMAS * 8 / Math.sqrt(rest.length)));
        assertThat(sd(rest)).isCloseTo(8, within(SIGMAS * 8 / Math.sqrt(2.0 * rest.length)));
        assertThat(STUDENTS.truth().effect("method[C]").orElseThrow().declared())
                .isEqualTo(method[2] - method[0]);
    }

    /// The notebook's product: mean (20 + 20 * 3) * 75 = 6000, and means of instructors proportional to their
    /// factor.
    @Test
    void theNotebooksProductHasItsDefects() {
        Simulated study = Students.defaults().withAsNotebook(true).simulate(Seed.of(1));
        Frame frame = study.frame();
        double[] instructor = study.truth().group("instructor").orElseThrow().effects();
        double[] method = study.truth().group("method").orElseThrow().effects();
        double[] base = new double[frame.rows()];
        for (int row = 0; row < base.length; row++) {
            base[row] = numbers(frame, "score").value(row)
                    / (1 + instructor[(int) numbers(frame, "instructor").value(row) - 1])
                    / (1 + method[text(frame, "method", row).charAt(0) - 'A'])
                    / (20 + 20 * numbers(frame, "hs_gpa").value(row));
        }
        assertThat(mean(base)).isCloseTo(75, within(SIGMAS * 10 / Math.sqrt(base.length)));
        assertThat(sd(base)).isCloseTo(10, within(SIGMAS * 10 / Math.sqrt(2.0 * base.length)));
        assertThat(sd(instructor)).isCloseTo(0.1, within(SIGMAS * 0.1 / Math.sqrt(100)));
        assertThat(study.truth().outcome().outside()).isEqualTo(100_000);
        assertThat(study.notes()).anyMatch(note -> note.contains("in the thousands"));
        // no rule keeps grades below 4, which lies 4 standard deviations above the mean: about 3 of 100,000 pass it
        assertThat(Arrays.stream(values(frame, "hs_gpa", row -> true))
                        .filter(grade -> grade > 4)
                        .count())
                .isPositive();
    }

    @Test
    void coolersHaveTheNotebooksEffectsAndItsTrap() {
        Simulated study = Coolers.defaults().simulate(Seed.of(1));
        Frame frame = study.frame();
        NumericColumn gold = numbers(frame, "X_gold");
        NumericColumn cooler = numbers(frame, "w_cooler");
        double[][][] profit = new double[2][2][];
        for (int g = 0; g < 2; g++) {
            for (int w = 0; w < 2; w++) {
                int kind = g;
                int with = w;
                profit[g][w] = values(frame, "y_profit", row -> gold.value(row) == kind && cooler.value(row) == with);
                double expected = g == 1 ? w == 1 ? 30 : 25 : w == 1 ? 23 : 20;
                assertThat(mean(profit[g][w]))
                        .isCloseTo(expected, within(SIGMAS * 0.5 / Math.sqrt(profit[g][w].length)));
            }
        }
        assertThat(profit[1][0].length + profit[1][1].length).isEqualTo(25_000);
        assertThat(profit[0][0].length + profit[0][1].length).isEqualTo(50_000);
        assertThat(profit[0][1].length / 50_000.0).isCloseTo(1 / 3.0, within(SIGMAS * Math.sqrt(2 / 9.0 / 50_000)));
        assertThat(profit[1][1].length / 25_000.0).isCloseTo(2 / 3.0, within(SIGMAS * Math.sqrt(2 / 9.0 / 25_000)));
        // by hand: (16667 * 23 + 16667 * 30) / 33333 - (33333 * 20 + 8333 * 25) / 41667 = 26.5 - 21
        assertThat(average(study, "difference of means")).isCloseTo(5.5, within(1e-12));
        assertThat(average(study, "average effect")).isCloseTo(11 / 3.0, within(1e-12));
        assertThat(average(study, "mean of the kinds' effects")).isEqualTo(4);
        double seen = mean(values(frame, "y_profit", row -> cooler.value(row) == 1))
                - mean(values(frame, "y_profit", row -> cooler.value(row) == 0));
        // the standard deviation within an arm is dominated by kinds and coolers: below 3.6
        assertThat(seen).isCloseTo(5.5, within(SIGMAS * 3.6 * Math.sqrt(1 / 33_333.0 + 1 / 41_667.0)));
    }

    /// Held against the probabilities of the truth; the number who repeat is a sum of independent coin flips.
    @Test
    void schoolsRepeatAsDeclared() {
        Simulated study = Schools.defaults().simulate(Seed.of(1));
        Frame frame = study.frame();
        assertThat(frame.rows()).isEqualTo(8_582);
        assertThat(distinct(frame, "SCHOOLID")).isEqualTo(411);
        double share = mean(values(frame, "REPEAT", row -> true));
        assertThat(share).isCloseTo(average(study, "REPEAT"), within(SIGMAS * Math.sqrt(0.25 / 8_582)));
        assertThat(average(study, "PPED[yes] in probability")).isBetween(-0.63 / 4, 0.0);
        assertThat(average(study, "SEX[girl] in probability")).isBetween(-0.53 / 4, 0.0);
        double girls = values(frame, "REPEAT", row -> text(frame, "SEX", row).equals("girl")).length;
        assertThat(girls / 8_582).isCloseTo(0.495, within(SIGMAS * Math.sqrt(0.25 / 8_582)));
    }

    /// A million pupils in one school without effects of groups: a logit whose four cells have known log odds.
    @Test
    void logOddsOfRepeatingComeBack() {
        Simulated study = Schools.defaults()
                .withPupils(1_000_000)
                .withSchools(1)
                .withSchoolSd(0)
                .withMsescSd(0)
                .withPpedSpread(0)
                .simulate(Seed.of(1));
        Frame frame = study.frame();
        for (boolean girl : new boolean[] {false, true}) {
            for (boolean pped : new boolean[] {false, true}) {
                double[] repeat = values(
                        frame,
                        "REPEAT",
                        row -> text(frame, "SEX", row).equals(girl ? "girl" : "boy")
                                && text(frame, "PPED", row).equals(pped ? "yes" : "no"));
                double share = mean(repeat);
                double logOdds = -1.7 + (girl ? -0.53 : 0) + (pped ? -0.63 : 0);
                double error = 1 / Math.sqrt(repeat.length * share * (1 - share));
                assertThat(Math.log(share / (1 - share))).isCloseTo(logOdds, within(SIGMAS * error));
            }
        }
    }

    @Test
    void statusIsMissingByWholeSchools() {
        Frame frame =
                Schools.defaults().withMissingSchools(55).simulate(Seed.of(1)).frame();
        double[] missing = values(
                frame, "SCHOOLID", row -> frame.find("MSESC").orElseThrow().isMissing(row));
        double[] there = values(
                frame, "SCHOOLID", row -> !frame.find("MSESC").orElseThrow().isMissing(row));
        assertThat(Arrays.stream(missing).distinct().count()).isEqualTo(55);
        assertThat(Arrays.stream(there).distinct().count()).isEqualTo(411 - 55);
    }

    /// The realised effect is by definition the mean change that clipping leaves: made here a second way, from
    /// two data sets that differ by nothing but the effect.
    @Test
    void clippingReportsWhatIsLeftOfAnEffect() {
        CallCenter study =
                CallCenter.defaults().withCalls(40_000).withIntercept(8).withClip(true);
        Simulated with = study.withEffect(1).simulate(Seed.of(11));
        Simulated without = study.withEffect(0).simulate(Seed.of(11));
        IntPredicate treated = row -> text(with.frame(), "grp", row).equals("treat");
        double left =
                mean(values(with.frame(), "call_CSAT", treated)) - mean(values(without.frame(), "call_CSAT", treated));
        Truth.Effect effect = with.truth().effect("grp[treat]").orElseThrow();
        assertThat(effect.declared()).isEqualTo(1);
        // six decimals of the outcomes
        assertThat(effect.realised()).isCloseTo(left, within(1e-6)).isLessThan(0.95);
        double[] csat = values(with.frame(), "call_CSAT", row -> true);
        assertThat(Arrays.stream(csat).min().orElseThrow()).isGreaterThanOrEqualTo(0);
        assertThat(Arrays.stream(csat).max().orElseThrow()).isEqualTo(10);
        long atBorder = Arrays.stream(csat).filter(y -> y == 10 || y == 0).count();
        assertThat(with.truth().outcome().outside()).isEqualTo(atBorder);
        Truth.Effect age = with.truth().effect("age").orElseThrow();
        assertThat(age.realised()).isCloseTo(0.02 * (1 - atBorder / 40_000.0), within(1e-12));
        assertThat(with.notes()).anyMatch(note -> note.contains("moved to the border"));
    }

    @Test
    void withoutClippingEffectsAreRealisedInFullAndValuesOutsideAreCounted() {
        Simulated study = CallCenter.defaults()
                .withCalls(20_000)
                .withIntercept(8)
                .withEffect(1)
                .simulate(Seed.of(11));
        assertThat(study.truth().effects()).allMatch(effect -> effect.realised() == effect.declared());
        double[] outside = values(study.frame(), "call_CSAT", row -> {
            double y = numbers(study.frame(), "call_CSAT").value(row);
            return y < 0 || y > 10;
        });
        assertThat(study.truth().outcome().outside()).isEqualTo(outside.length).isPositive();
        assertThat(study.notes()).anyMatch(note -> note.contains("were left there"));
    }

    @Test
    void realisedEffectsOfMethods() {
        Students study =
                Students.defaults().withStudents(20_000).withIntercept(50).withClip(true);
        Simulated with =
                study.withMethodEffects(List.of(0.0, 0.0, 0.0, 0.0, 6.0)).simulate(Seed.of(2));
        Simulated without =
                study.withMethodEffects(List.of(0.0, 0.0, 0.0, 0.0, 0.0)).simulate(Seed.of(2));
        IntPredicate concerned = row -> text(with.frame(), "method", row).equals("E");
        double left =
                mean(values(with.frame(), "score", concerned)) - mean(values(without.frame(), "score", concerned));
        assertThat(with.truth().effect("method[E]").orElseThrow().declared()).isEqualTo(6);
        assertThat(with.truth().effect("method[E]").orElseThrow().realised())
                .isCloseTo(left, within(1e-6))
                .isLessThan(5);
        assertThat(with.truth().group("method").orElseThrow().sd()).isNull();
    }

    private static NumericColumn numbers(Frame frame, String column) {
        return (NumericColumn) frame.find(column).orElseThrow();
    }

    private static String text(Frame frame, String column, int row) {
        return frame.find(column).orElseThrow().text(row);
    }

    private static double[] values(Frame frame, String column, IntPredicate rows) {
        NumericColumn numbers = numbers(frame, column);
        return IntStream.range(0, frame.rows())
                .filter(rows)
                .mapToDouble(numbers::value)
                .toArray();
    }

    private static double[] select(double[] values, IntPredicate rows) {
        return IntStream.range(0, values.length)
                .filter(rows)
                .mapToDouble(row -> values[row])
                .toArray();
    }

    private static long distinct(Frame frame, String column) {
        return Arrays.stream(values(frame, column, row -> true)).distinct().count();
    }

    private static double average(Simulated study, String name) {
        return study.truth().averages().stream()
                .filter(average -> average.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double sd(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
    }

    private static double slope(double[] x, double[] y) {
        double meanX = mean(x);
        double cross = 0;
        double square = 0;
        for (int i = 0; i < x.length; i++) {
            cross += (x[i] - meanX) * y[i];
            square += (x[i] - meanX) * (x[i] - meanX);
        }
        return cross / square;
    }
}
