package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What `assign` and `balance` print, in every form.
class AssignGoldenTest {
    private static final String SCHOOLS = "src/test/data/schools.csv";
    private static final String PUPILS = "src/test/data/pupils.csv";

    static Stream<Arguments> outputs() {
        return Stream.of(
                assign("assign-stratified.txt", SCHOOLS, "school", "--strata", "region"),
                assign("assign-stratified.md", SCHOOLS, "school", "--strata", "region", "--format", "md"),
                assign("assign-stratified.csv", SCHOOLS, "school", "--strata", "region", "--format", "csv"),
                assign("assign-stratified.json", SCHOOLS, "school", "--strata", "region", "--json"),
                assign(
                        "assign-clustered-rerandomised.txt",
                        PUPILS,
                        "pupil",
                        "--design",
                        "clustered(by: school, rerandomised(complete(), on: size, pre, accept: 0.1))",
                        "--balance",
                        "pre,sex"),
                assign("assign-pairs.txt", SCHOOLS, "school", "--where", "region <> 'west'", "--match", "size,pre"),
                assign("assign-pairs.json", SCHOOLS, "school", "--match", "size,pre", "--balance", "none", "--json"),
                assign(
                        "assign-five-pairs.txt",
                        SCHOOLS,
                        "school",
                        "--where",
                        "school <= 's11'",
                        "--match",
                        "size,pre",
                        "--balance",
                        "pre"),
                assign(
                        "assign-few.txt",
                        SCHOOLS,
                        "school",
                        "--where",
                        "region = 'north'",
                        "--design",
                        "complete(counts: control=1, treatment=7)"),
                assign(
                        "assign-blocks.txt",
                        SCHOOLS,
                        "school",
                        "--design",
                        "blocks(sizes: 3, by: region, order: size, arms: a, b, c)"),
                assign(
                        "assign-saturation.txt",
                        PUPILS,
                        "pupil",
                        "--design",
                        "saturation(by: school, levels: 0, 0.3, 0.7)",
                        "--balance",
                        "none"),
                assign(
                        "assign-mixed.txt",
                        PUPILS,
                        "pupil",
                        "--design",
                        "mixed(by: school, strata: region)",
                        "--balance",
                        "none"),
                assign(
                        "assign-factorial.txt",
                        SCHOOLS,
                        "school",
                        "--design",
                        "factorial(method: old, new; room: small, large)",
                        "--balance",
                        "none"),
                Arguments.of("balance.txt", new Object[] {
                    "balance",
                    PUPILS,
                    "--arm",
                    "arm",
                    "--cluster",
                    "school",
                    "--on",
                    "pre,sex,region",
                    "--strata",
                    "region"
                }),
                Arguments.of(
                        "balance.json", new Object[] {"balance", PUPILS, "--arm", "arm", "--on", "pre,sex", "--json"}));
    }

    private static Arguments assign(String file, String data, String id, String... more) {
        return Arguments.of(
                file,
                Stream.concat(Stream.of("assign", data, "--id", id, "--seed", "7"), Stream.of(more))
                        .toArray());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void isAsKept(String file, Object[] words) {
        Run run = Run.with(Map.of("COPSE_PROGRESS", "off"), words);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        Golden.checkRounded(file, run.out().replaceAll("\"(jdk|copse|version)\" : \"[^\"]*\"", "\"$1\" : \"…\""));
    }
}
