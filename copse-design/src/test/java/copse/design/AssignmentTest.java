package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.math.Seed;
import copse.record.Digest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final Frame ROWS = Frame.of(
            "id", TextColumn.of("b", "a", "d, e", "c"),
            "site", FactorColumn.of("x", "x", "y", "y"),
            "weight", NumericColumn.of(1.5, 2, 2, 1));

    private static Assignment assignment(String design, long seed) {
        return Design.parse(design).over(ROWS, "id").assign(Seed.of(seed));
    }

    private static String sha256OfLines(String... lines) {
        return Digest.sha256(String.join("\n", lines) + "\n");
    }

    @Test
    void fingerprintsAreThoseOfTheLinesOfAFile() {
        Assignment assignment = assignment("stratified(by: site)", 4);
        Digests digests = assignment.digests();
        String arms = sha256OfLines(IntStream.range(0, 4)
                .mapToObj(unit -> assignment.label(unit).orElseThrow())
                .toArray(String[]::new));
        assertThat(digests.columns())
                .containsEntry("id", sha256OfLines("a", "b", "c", "\"d, e\""))
                .containsEntry("site", sha256OfLines("x", "x", "y", "y"))
                .hasSize(2);
        assertThat(digests.arms()).isEqualTo(arms);
        assertThat(assignment.digest())
                .isEqualTo(sha256OfLines(
                        "copse-assign/1",
                        "seed 4",
                        "design "
                                + Digest.sha256(
                                        Design.parse("stratified(by: site)").print()),
                        "column " + sha256OfLines("a", "b", "c", "\"d, e\"") + " id",
                        "column " + sha256OfLines("x", "x", "y", "y") + " site",
                        "arms " + arms));
    }

    @Test
    void theFingerprintCoversEverythingThatArmsFollowFrom() {
        String first = assignment("stratified(by: site)", 4).digest();
        assertThat(assignment("stratified(by: site)", 4).digest()).isEqualTo(first);
        assertThat(assignment("stratified(by: site)", 5).digest()).isNotEqualTo(first);
        assertThat(assignment("stratified(by: site, spare: independent)", 4).digest())
                .isNotEqualTo(first);
        Frame moved = ROWS.with("site", FactorColumn.of("y", "x", "x", "y"));
        assertThat(Design.parse("stratified(by: site)")
                        .over(moved, "id")
                        .assign(Seed.of(4))
                        .digest())
                .isNotEqualTo(first);
        Frame heavier = ROWS.with("weight", NumericColumn.of(9, 9, 9, 9));
        assertThat(Design.parse("stratified(by: site)")
                        .over(heavier, "id")
                        .assign(Seed.of(4))
                        .digest())
                .as("a column that the design does not read")
                .isEqualTo(first);
    }

    @Test
    void cellsOfAllTypesAreHashedAsTheyAreWritten() {
        assertThat(Digests.ofColumn(NumericColumn.nanAsMissing(1, 0.25, Double.NaN, -3)))
                .isEqualTo(sha256OfLines("1", "0.25", "", "-3"));
        assertThat(Digests.ofColumn(LogicalColumn.of(true, false))).isEqualTo(sha256OfLines("true", "false"));
        assertThat(Digests.ofColumn(FactorColumn.of("a", null, "say \"é\"")))
                .isEqualTo(sha256OfLines("a", "", "\"say \"\"é\"\"\""));
        Column many =
                NumericColumn.of(IntStream.range(0, 40_000).asDoubleStream().toArray());
        assertThat(Digests.ofColumn(many))
                .isEqualTo(Digest.sha256(
                        IntStream.range(0, 40_000).mapToObj(i -> i + "\n").collect(Collectors.joining())));
    }

    @Test
    void theFrameHasAFixedShape() {
        Assignment assignment = assignment("stratified(by: site)", 4);
        Frame frame = assignment.frame();
        assertThat(frame.names()).containsExactly("id", "arm", "stratum", "probability");
        assertThat(frame.column("id")).isEqualTo(TextColumn.of("a", "b", "c", "d, e"));
        assertThat(frame.factor("arm").levels().labels()).containsExactly("control", "treatment");
        assertThat(assignment.counts()).containsExactly(2, 2);
        assertThat(assignment.unassigned()).isEmpty();
    }

    @Test
    void partsOfAnArmAreColumns() {
        Frame frame =
                assignment("factorial(method: old, new; room: small, large)", 4).frame();
        assertThat(frame.names()).containsExactly("id", "method", "room", "probability");
        assertThat(frame.groupBy("method", "room").count()).isEqualTo(4);
    }

    @Test
    void anIdThatIsCalledLikeAnotherColumnIsRefused() {
        Frame rows = ROWS.rename("id", "arm");
        Assignment assignment = Design.parse("complete()").over(rows, "arm").assign(Seed.of(1));
        assertThatThrownBy(assignment::frame).hasMessage("""
                        error[D107]: the id column is called `arm`, as a column of the assignment is
                          why: the assignment has the columns arm, probability beside the id
                          fix: rename the id column, say to `unit`""");
    }

    /// Trap A9: results depended on the order in which cells ran and rows lay.
    @Test
    void orderOfRowsDoesNotChangeTheResult() {
        for (String design : new String[] {
            "complete()",
            "simple(empty: redraw)",
            "stratified(by: site)",
            "blocks(sizes: 2)",
            "stratified(by: quantiles(weight, 2))"
        }) {
            Assignment first = assignment(design, 9);
            Frame turned = ROWS.rows(new int[] {2, 3, 1, 0});
            Assignment second = Design.parse(design).over(turned, "id").assign(Seed.of(9));
            assertThat(second.frame()).as(design).isEqualTo(first.frame());
            assertThat(second.digest()).as(design).isEqualTo(first.digest());
        }
    }
}
