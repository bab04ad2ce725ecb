package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Designs are read and printed, and are the same in all three spellings.
class DesignTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "simple(arms: control=3, treatment=1, empty: redraw)",
                "complete()",
                "complete",
                "complete(counts: control=30, treatment=10)",
                "complete(arms: a, b, c)",
                "complete(arms: \"as before\", \"say \\\"hello\\\"\", \"1:1\")",
                "stratified(by: region, cut(age, 18, 65), cut(score, 0.5, closed: right), quantiles(size, 4))",
                "stratified(by: s, per: north=counts(control=1, treatment=3), south=arms(control=2, treatment=1))",
                "stratified(by: s, per: north=arms(control, treatment))",
                "blocks(sizes: 4, 6, by: site, order: arrived, spare: independent)",
                "pairs(on: nreps, avg_csat)",
                "pairs(on: nreps=2, avg_csat, exact: region, scale: rank-mahalanobis, caliper: 0.25)",
                "groups(size: 3, on: a, method: greedy, arms: x, y, z)",
                "rerandomised(complete(), on: a, b, accept: 0.001)",
                "rerandomised(stratified(by: s), mean: size, below: 3, cap: 500)",
                "rerandomised(pairs(on: a), tiers: tier(on: a, accept: 0.01), tier(on: b, c, below: 2))",
                "rerandomised(complete(), limits: a=0.1, b=0.2)",
                "walk(on: a, b, robustness: 0.25)",
                "factorial(method: old, new, room: small=2, large=1, by: site)",
                "wedge(sequences: 4, baseline: 2, every: 3, by: region)",
                "crossover(sequences: order(A, B, B), order(B, A, A))",
                "saturation(by: village, levels: 0=2, 0.25, 0.75, within: stay, go, rounding: nearest, strata: district)",
                "mixed(by: community)",
                "mixed(by: community, share: 0.25, arms: old=1, new=3, units: coins, strata: region, quantiles(size, 2))",
                "graph_clusters()",
                "graph_clusters(neighbours: friends, clusters: net(radius: 2, weights: degree), draw: complete)",
                "graph_clusters(clusters: one_hop_max(weights: spectral), arms: net=1, gross=2)",
                "graph_clusters(clusters: one_of(louvain_1, louvain_2), arms: a, b, c)",
                "clustered(by: school, pairs(on: size, pre, \"share(sex=f)\"))",
                "clustered(by: school, rerandomised(complete(), on: size, accept: 0.1))",
            })
    void readsBackWhatItPrints(String text) {
        Design design = Design.parse(text);

        assertThat(Design.parse(design.print())).isEqualTo(design);
        assertThat(Design.parse(design.print()).print()).isEqualTo(design.print());
        assertThat(DesignText.fromJson(DesignText.toJson(design))).isEqualTo(design);
        assertThat(DesignText.fromToml(DesignText.toToml(design))).isEqualTo(design);
    }

    @Test
    void printsWhatIsDeclaredAndWhatIsNot() {
        assertThat(Design.parse("stratified(by: region; arms: control=2, treatment=1)")
                        .print())
                .isEqualTo("stratified(by: region, arms: control=2, treatment=1, spare: balanced)");
        assertThat(Design.parse("pairs(on: nreps, avg_csat)").print())
                .isEqualTo("pairs(on: nreps, avg_csat, scale: zscore, method: optimal, arms: control, treatment,"
                        + " spare: balanced)");
    }

    @Test
    void pairsAreGroupsOfTwo() {
        assertThat(Design.parse("groups(size: 2, on: a)")).isEqualTo(Design.parse("pairs(on: a)"));
    }

    @Test
    void columnsOfClustersMayBeWrittenAsFunctions() {
        assertThat(Design.parse("clustered(by: g, pairs(on: size, share(sex=f)))"))
                .isEqualTo(Design.parse("clustered(by: g, pairs(on: size, \"share(sex=f)\"))"));
    }

    @Test
    void readsValues() {
        assertThat(Design.parse("blocks(sizes: 4, 6, by: site, order: arrived)"))
                .isEqualTo(new PermutedBlocks(
                        List.of(4, 6),
                        List.of(new Stratifier.Values("site")),
                        Optional.of("arrived"),
                        Allocation.halves(),
                        Spare.BALANCED));
    }

    @Test
    void readsFiles(@TempDir Path folder) throws IOException {
        Path toml = folder.resolve("design.toml");
        Path json = folder.resolve("design.json");
        Files.writeString(toml, """
                # who, how
                design = "clustered"
                by = "school"
                [of]
                design = "stratified"
                by = ["region", {cut = ["size", 30], closed = "right"}]
                arms = {control = 2, treatment = 1}
                """);
        Files.writeString(json, """
                {"design": "clustered", "by": "school",
                 "of": {"design": "stratified", "by": ["region", {"cut": ["size", 30], "closed": "right"}],
                        "arms": {"control": 2, "treatment": 1}}}
                """);
        Design expected = Design.parse(
                "clustered(stratified(by: region, cut(size, 30, closed: right), arms: control=2, treatment=1),"
                        + " by: school)");

        assertThat(DesignText.read(toml)).isEqualTo(expected);
        assertThat(DesignText.read(json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pair(on: a) | error[D152]: no design `pair` | did you mean `pairs`?",
                "pairs(on: a, scal: none) | error[D153]: `pairs` has no argument `scal` | did you mean `scale`?",
                "pairs() | error[D154]: `pairs` without `on:` | add it: `pairs(on: …)`",
                "pairs(on: a, scale: zscor) | `scale: zscor` is not among zscore, mahalanobis | did you mean `zscore`?",
                "pairs(on: a | error[D151]: a bracket is never closed | add `)` at the end",
                "pairs(on: a b) | a comma is missing before `b)` | separate arguments by commas",
                "pairs(on: a, on: b) | `on:` is given twice | list all its values after one `on:`",
                "pairs(a, b) | an argument of `pairs` without a key | say what it is",
                "complete() x | `x` after the end of the design | remove what follows",
                "complete(arms: a=two, b=1) | `arms` wants a number | write one, such as `arms: 2`",
                "complete(arms: a, b, counts: a=1, b=2) | both `arms` and `counts` | leave out the other",
                "complete(arms: a, a) | `a` twice in `arms` | name it once",
                "complete(counts: a=1.5, b=2) | counts that are not whole numbers | write `counts: control=30",
                "stratified(by: quantiles(size)) | `quantiles` wants a column and a number of bins | quantiles(size, 4)",
                "stratified(by: cut(age)) | `cut` without column or cut points | write `cut(age, 30, 50)`",
                "blocks(sizes: 4.5) | `sizes` wants a whole number | write one, such as `sizes: 4`",
                "rerandomised(complete(), on: a) | `rerandomised` without `accept:` | add it",
                "rerandomised(on: a, accept: 0.1) | `rerandomised` without `of:` | add it",
                "rerandomised(complete(), simple(), on: a, accept: 0.1) | around more than one design | leave one",
                "clustered(by: a, b, complete()) | `clustered` around more than one design | leave one",
                "\"complete | a quote is never closed | add the second",
                "complete(arms: =2) | `=` where a word is expected | write a name here",
            })
    void saysWhatIsWrongAndWhatToWrite(String text, String what, String fix) {
        assertThatThrownBy(() -> Design.parse(text))
                .isInstanceOf(copse.error.DesignException.class)
                .extracting(e -> ((copse.error.CopseException) e).problem().text())
                .asString()
                .contains(what)
                .contains(fix)
                .contains("design: " + text)
                .contains("^");
    }

    @Test
    void marksThePlace() {
        assertThatThrownBy(() -> Design.parse("pairs(on: a, scal: none)"))
                .extracting(e -> ((copse.error.CopseException) e).problem().text())
                .isEqualTo("""
                        error[D153]: `pairs` has no argument `scal`
                          design: pairs(on: a, scal: none)
                                                     ^^^^
                          why: it has on, exact, scale, method, caliper, arms, spare
                          fix: did you mean `scale`?""");
    }

    @Test
    void refusesAWallOfBrackets() {
        String deep = "clustered(".repeat(100_000);
        assertThatThrownBy(() -> Design.parse(deep))
                .isInstanceOf(copse.error.DesignException.class)
                .hasMessageContaining("more than 100 designs or `=` within each other");
        assertThatThrownBy(() -> Design.parse("complete(arms: " + "a=".repeat(100_000)))
                .hasMessageContaining("more than 100 designs or `=` within each other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x = 1", "design = [", "design = 3"})
    void filesWithoutDesignAreRefused(String toml) {
        assertThatThrownBy(() -> DesignText.fromToml(toml)).hasMessageContaining("a design in a file with");
    }
}
