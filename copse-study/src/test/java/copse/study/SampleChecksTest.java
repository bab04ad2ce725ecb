package copse.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.design.Assignment;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleChecksTest {
    private static final Frame SCHOOLS = Trials.schools(40);
    private static final Assignment COMPLETE = Trials.assign(SCHOOLS, "complete()");
    private static final RecordedArms ARMS = Trials.recorded(COMPLETE);
    private static final Frame ONCE = SCHOOLS.select("school").with("score", NumericColumn.of(new double[40]));

    private static List<Check> checks(Frame data) {
        return new SampleChecks(JoinedRows.of(ARMS, data, JoinOptions.defaults())).all();
    }

    private static Check check(Frame data, String name) {
        return checks(data).stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void allUnitsWithRowsMeetEveryCheck() {
        assertThat(checks(ONCE)).extracting(Check::verdict).containsOnly(Check.Verdict.MET);
        assertThat(check(ONCE, "sample ratio").finding())
                .isEqualTo("control 20, treatment 20 units with rows; shares promised 0.500 : 0.500.");
        assertThat(check(ONCE, "units lost").finding()).isEqualTo("none: all 40 have rows.");
    }

    /// Six of the 20 treated schools are gone and none of the others: Fisher's exact test gives
    /// 2 · C(34, 14) / C(40, 20) by symmetry.
    @Test
    void lossesInOneArmAreHeldAgainstFishersTest() {
        int[] lost = IntStream.range(0, 40)
                .filter(unit -> COMPLETE.arm(unit) == 1)
                .limit(6)
                .toArray();
        Frame data = ONCE.rows(Trials.rowsWhere(ONCE, row -> IntStream.of(lost).noneMatch(unit -> unit == row)));

        Check found = check(data, "units lost");

        double exact = 2;
        for (int i = 0; i < 6; i++) {
            exact *= (20.0 - i) / (40 - i);
        }
        assertThat(found.p().orElseThrow()).isCloseTo(exact, within(1e-12));
        assertThat(found.verdict()).isEqualTo(Check.Verdict.UNMET);
        assertThat(found.finding()).startsWith("6 units of 40 without rows: control 0, treatment 6 (");
        assertThat(found.diagnostics()).extracting(d -> d.code()).containsExactly("units-lost");
    }

    @Test
    void lossesInBothArmsAreNoted() {
        int[] lost = {
            IntStream.range(0, 40).filter(u -> COMPLETE.arm(u) == 0).findFirst().orElseThrow(),
            IntStream.range(0, 40).filter(u -> COMPLETE.arm(u) == 1).findFirst().orElseThrow()
        };
        Frame data = ONCE.rows(Trials.rowsWhere(ONCE, row -> row != lost[0] && row != lost[1]));

        Check found = check(data, "units lost");

        assertThat(found.p().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(found.verdict()).isEqualTo(Check.Verdict.NOTED);
    }

    @Test
    void clustersOfVeryDifferentSizesAreTold() {
        int[] twice = IntStream.range(0, 40)
                .flatMap(unit -> IntStream.range(0, COMPLETE.arm(unit) == 1 ? 5 + unit % 3 : 2 + unit % 2)
                        .map(copy -> unit))
                .toArray();
        Check found = check(ONCE.rows(twice), "sizes");

        assertThat(found.verdict()).isEqualTo(Check.Verdict.UNMET);
        assertThat(found.finding()).startsWith("rows per unit on average: control 2.");
        assertThat(found.p().orElseThrow()).isLessThan(1e-6);
    }

    @Test
    void aShareThatTheDesignWouldHardlyGiveIsAMismatch() {
        Frame many = Frame.of(
                "school",
                TextColumn.of(IntStream.range(0, 2000)
                        .mapToObj(i -> "u" + (10_000 + i))
                        .toArray(String[]::new)));
        Assignment assignment = Trials.assign(many, "complete()");
        Frame data = many.rows(Trials.rowsWhere(many, row -> assignment.arm(row) == 0 || row % 4 != 0));

        Check found = new SampleChecks(JoinedRows.of(Trials.recorded(assignment), data, JoinOptions.defaults()))
                .all()
                .getFirst();

        assertThat(found.verdict()).isEqualTo(Check.Verdict.UNMET);
        assertThat(found.diagnostics()).extracting(d -> d.code()).containsExactly("sample-ratio-mismatch");
    }
}
