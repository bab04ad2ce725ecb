package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatchTest {
    private static final Frame PUPILS = Frame.of(
            "school", FactorColumn.of("b", "a", null, "x", "b"),
            "score", NumericColumn.of(1, 2, 3, 4, 5));
    private static final Frame SCHOOLS = Frame.of(
            "school", FactorColumn.of(Levels.of("c", "b", "a"), "a", "b", "c"),
            "size", NumericColumn.of(10, 20, 30),
            "arm", FactorColumn.of("T", "C", "T"),
            "public", LogicalColumn.of(true, true, false),
            "head", TextColumn.of("Ann", "Bo", "Cy"),
            "since", TimeColumn.dates(new long[] {1, 2, 3}, Mask.none(3)));

    @Test
    void leftJoinKeepsEveryRowInOrder() {
        Frame joined = PUPILS.join(SCHOOLS, "school");
        assertThat(joined.select("school", "score")).isEqualTo(PUPILS);
        assertThat(joined.numeric("size")).isEqualTo(NumericColumn.nanAsMissing(20, 10, Double.NaN, Double.NaN, 20));
        assertThat(joined.factor("arm")).isEqualTo(FactorColumn.of(Levels.of("C", "T"), "C", "T", null, null, "C"));
        for (String name : new String[] {"public", "head", "since"}) {
            assertThat(joined.column(name).missing().rows()).as(name).containsExactly(2, 3);
        }
    }

    @Test
    void innerJoinKeepsRowsWithAPartner() {
        assertThat(PUPILS.innerJoin(SCHOOLS, "school"))
                .isEqualTo(PUPILS.join(SCHOOLS, "school").rows(new int[] {0, 1, 4}));
    }

    @Test
    void tellsWhoFoundNobody() {
        Match match = PUPILS.match(SCHOOLS, "school");
        assertThat(match.unmatched().rows()).containsExactly(2, 3);
        assertThat(match.matched().count()).isEqualTo(3);
        assertThat(match.unused().rows()).containsExactly(2);
    }

    @Test
    void namesRepeatedKeys() {
        Frame twice = SCHOOLS.append(SCHOOLS.slice(0, 2), SCHOOLS.slice(0, 1));
        assertThatThrownBy(() -> PUPILS.join(twice, "school"))
                .hasMessageContaining("error[I110]: the key school is not unique in the other table: "
                        + "school = a in rows 1, 4, 6; school = b in rows 2, 5")
                .hasMessageContaining("other.distinct(\"school\")");
        assertThat(PUPILS.join(twice.distinct("school"), "school")).isEqualTo(PUPILS.join(SCHOOLS, "school"));
    }

    @Test
    void missingKeysNeverMatchAndNeverCollide() {
        Frame unknown = Frame.of("school", FactorColumn.of("a", null, null), "z", NumericColumn.of(1, 2, 3));
        assertThat(PUPILS.join(unknown, "school").column("z").missing().rows()).containsExactly(0, 2, 3, 4);
    }

    @Test
    void textAndFactorsMatchByLabel() {
        Frame byText = SCHOOLS.with("school", TextColumn.of("a", "b", "c"));
        assertThat(PUPILS.join(byText, "school")).isEqualTo(PUPILS.join(SCHOOLS, "school"));
        Frame textPupils = PUPILS.with("school", TextColumn.of("b", "a", null, "x", "b"));
        assertThat(textPupils.join(SCHOOLS, "school").drop("school"))
                .isEqualTo(PUPILS.join(SCHOOLS, "school").drop("school"));
    }

    @Test
    void numbersDatesAndLogicalsMatchByValue() {
        Frame left = Frame.of(
                "n", NumericColumn.nanAsMissing(-0.0, 2.5, Double.NaN),
                "d", TimeColumn.dates(new long[] {1, 2, 3}, Mask.none(3)),
                "b", LogicalColumn.of(true, false, true));
        Frame byNumber = Frame.of("n", NumericColumn.of(2.5, 0.0), "z", NumericColumn.of(1, 2));
        assertThat(left.join(byNumber, "n").numeric("z")).isEqualTo(NumericColumn.nanAsMissing(2, 1, Double.NaN));
        Frame byDate = Frame.of("d", TimeColumn.dates(new long[] {3, 1}, Mask.none(2)), "z", NumericColumn.of(1, 2));
        assertThat(left.join(byDate, "d").numeric("z")).isEqualTo(NumericColumn.nanAsMissing(2, Double.NaN, 1));
        Frame byLogical = Frame.of("b", LogicalColumn.of(false), "z", NumericColumn.of(1));
        assertThat(left.join(byLogical, "b").column("z").missing().rows()).containsExactly(0, 2);
    }

    @Test
    void severalKeysMatchTogether() {
        // the first key has a single value on the right, so it must still be looked at
        Frame left = Frame.of(
                "centre", FactorColumn.of("A", "A", "B"),
                "rep", NumericColumn.of(1, 2, 1));
        Frame right = Frame.of(
                "centre", FactorColumn.of("A", "A"),
                "rep", NumericColumn.of(2, 1),
                "z", NumericColumn.of(20, 10));
        assertThat(left.join(right, "centre", "rep").numeric("z"))
                .isEqualTo(NumericColumn.nanAsMissing(10, 20, Double.NaN));
        assertThatThrownBy(() -> left.join(right.append(right), "centre", "rep"))
                .hasMessageContaining("centre = A, rep = 2 in rows 1, 3");
    }

    @Test
    void refusesWhatWouldNotMatchOrWouldHide() {
        assertThatThrownBy(() -> PUPILS.join(SCHOOLS.with("school", NumericColumn.of(1, 2, 3)), "school"))
                .hasMessageContaining("error[I111]: key `school` is factor here and numeric in the other table")
                .hasMessageContaining("other.asFactor(\"school\")");
        assertThatThrownBy(() -> PUPILS.join(SCHOOLS.rename("size", "score"), "school"))
                .hasMessageContaining("error[I103]: both tables have a column `score`")
                .hasMessageContaining("other.rename(\"score\", \"score_2\")");
        assertThatThrownBy(() -> PUPILS.join(SCHOOLS, "scool")).hasMessageContaining("did you mean `school`?");
        assertThatThrownBy(() -> PUPILS.join(SCHOOLS)).hasMessageContaining("I115");
    }
}
