package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final Frame FRAME = Frame.of(
            "reason", FactorColumn.of("tax", "property", null, "tax"),
            "age", NumericColumn.nanAsMissing(20, 65, 18, Double.NaN),
            "arm", LogicalColumn.of(true, false, true, false),
            "note", TextColumn.of("x", null, "y", "x"));

    private static int[] rows(Condition condition) {
        return condition.test(FRAME).trueRows().rows();
    }

    @Test
    void comparesLabels() {
        assertThat(rows(Condition.is("reason", "tax"))).containsExactly(0, 3);
        assertThat(rows(Condition.in("reason", "tax", "property"))).containsExactly(0, 1, 3);
        assertThat(rows(Condition.is("note", "x"))).containsExactly(0, 3);
        assertThat(rows(Condition.is("arm", "true"))).containsExactly(0, 2);
        assertThat(rows(Condition.isTrue("arm"))).containsExactly(0, 2);
    }

    @Test
    void comparesNumbers() {
        assertThat(rows(Condition.above("age", 20))).containsExactly(1);
        assertThat(rows(Condition.atLeast("age", 20))).containsExactly(0, 1);
        assertThat(rows(Condition.below("age", 20))).containsExactly(2);
        assertThat(rows(Condition.atMost("age", 20))).containsExactly(0, 2);
        assertThat(rows(Condition.equal("age", 65))).containsExactly(1);
        assertThat(rows(Condition.number("age", age -> age % 5 == 0))).containsExactly(0, 1);
    }

    @Test
    void missingIsNeitherTrueNorFalse() {
        Condition adult = Condition.above("age", 18);
        assertThat(rows(adult)).containsExactly(0, 1);
        assertThat(rows(adult.not())).containsExactly(2);
        assertThat(adult.test(FRAME).missing().rows()).containsExactly(3);
        assertThat(rows(Condition.isMissing("age"))).containsExactly(3);
        assertThat(rows(Condition.isPresent("age"))).containsExactly(0, 1, 2);
    }

    @Test
    void comparesTimes() {
        LocalDateTime second = LocalDateTime.of(1970, 1, 2, 0, 0);
        Mask last = Mask.of(4, row -> row == 3);
        Frame days = Frame.of("t", TimeColumn.dates(new long[] {0, 1, 2, 9}, last));
        long day = 86_400_000_000L;
        Frame times = Frame.of("t", TimeColumn.timestamps(new long[] {day - 1, day, day + 1, 0}, last));
        for (Frame frame : new Frame[] {days, times}) {
            assertThat(frame.where(Condition.since("t", second))).isEqualTo(frame.rows(new int[] {1, 2}));
            assertThat(frame.where(Condition.before("t", second))).isEqualTo(frame.rows(new int[] {0}));
        }
        assertThatThrownBy(() -> FRAME.where(Condition.before("age", second)))
                .hasMessageContaining("column `age` is numeric, not a date or time");
    }

    @Test
    void followsThreeValuedLogic() {
        // all nine pairs of true, false, missing
        Mask missingA = Mask.of(9, row -> row % 3 == 2);
        Mask missingB = Mask.of(9, row -> row / 3 == 2);
        Frame frame = Frame.of(
                "a", LogicalColumn.of(Mask.of(9, row -> row % 3 == 0), missingA),
                "b", LogicalColumn.of(Mask.of(9, row -> row / 3 == 0), missingB));
        LogicalColumn and = Condition.isTrue("a").and(Condition.isTrue("b")).test(frame);
        LogicalColumn or = Condition.isTrue("a").or(Condition.isTrue("b")).test(frame);
        assertThat(and.trueRows().rows()).containsExactly(0);
        assertThat(and.missing().rows()).containsExactly(2, 6, 8);
        assertThat(or.trueRows().rows()).containsExactly(0, 1, 2, 3, 6);
        assertThat(or.missing().rows()).containsExactly(5, 7, 8);
    }

    @Test
    void filtersAFrameAndMakesAColumn() {
        assertThat(FRAME.where(Condition.is("reason", "tax").and(Condition.isPresent("age"))))
                .isEqualTo(FRAME.rows(new int[] {0}));
        assertThat(FRAME.with("old", Condition.atLeast("age", 65)).column("old"))
                .isEqualTo(LogicalColumn.of(Mask.of(4, row -> row == 1), Mask.of(4, row -> row == 3)));
        assertThat(FRAME.where(Mask.all(4))).isSameAs(FRAME);
        assertThatThrownBy(() -> FRAME.where(Mask.all(3))).hasMessageContaining("I104");
    }

    @Test
    void refusesLabelsAndTypesThatAreNotThere() {
        assertThatThrownBy(() -> FRAME.where(Condition.is("reason", "taxes")))
                .hasMessageContaining("error[I106]: no level `taxes` in column `reason`")
                .hasMessageContaining("did you mean `tax`?");
        assertThatThrownBy(() -> FRAME.where(Condition.is("age", "20"))).hasMessageContaining("Condition.equal");
        assertThatThrownBy(() -> FRAME.where(Condition.above("reason", 1))).hasMessageContaining("I102");
        assertThatThrownBy(() -> FRAME.where(Condition.isTrue("reason"))).hasMessageContaining("I102");
    }
}
