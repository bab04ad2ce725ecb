package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What `analyze` prints, in every form: 24 schools in three regions, 217 pupils whose scores were made with an
/// effect of 4.
class AnalyzeGoldenTest {
    @TempDir
    Path folder;

    static Stream<Arguments> outputs() {
        return Stream.of(
                of("analyze-strata.txt", "--outcome", "score"),
                of("analyze-strata.md", "--outcome", "score", "--format", "md"),
                of("analyze-strata.csv", "--outcome", "score", "--format", "csv"),
                of("analyze-strata.json", "--outcome", "score", "--covariates", "pre", "--json"),
                of("analyze-covariates.txt", "--outcome", "score", "--covariates", "pre,sex"),
                of("analyze-formula.txt", "score ~ arm + pre + stratum + (1 | school)"),
                of("analyze-outcomes.txt", "--outcomes", "score,passed", "--adjust", "bh"),
                of("analyze-margin.txt", "--outcome", "score", "--non-inferiority", "2", "--level", "0.9"),
                of("analyze-by.txt", "--outcome", "score", "--by", "sex,pre"),
                of("analyze-by.json", "--outcome", "score", "--by", "sex,pre", "--estimators", "means", "--json"),
                of("analyze-shares.txt", "--outcome", "passed"),
                of("analyze-shares.json", "--outcome", "passed", "--estimators", "glmm,gee", "--json"),
                of("analyze-few-methods.txt", "--outcome", "score", "--estimators", "means,ht,randomisation"));
    }

    private static Arguments of(String file, String... options) {
        return Arguments.of(file, options);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void isAsKept(String file, String[] options) throws IOException {
        Path arms = folder.resolve("arms.csv");
        Files.copy(Path.of("src/test/data/schools.csv"), folder.resolve("schools.csv"));
        Run assigned = copse(
                "assign",
                folder.resolve("schools.csv"),
                "--id",
                "school",
                "--strata",
                "region",
                "--seed",
                7,
                "--quiet",
                "--out",
                arms);
        assertThat(assigned.exit()).as(assigned.err()).isEqualTo(ExitCode.DONE);

        Object[] words = Stream.concat(
                        Stream.of("analyze", "src/test/data/trial.csv", "--assignment", folder.resolve("arms.json")),
                        Stream.of(options))
                .toArray();
        Run run = Run.with(Map.of("COPSE_PROGRESS", "off"), words);

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        Golden.checkRounded(file, run.out().replaceAll("\"(jdk|version)\" : \"[^\"]*\"", "\"$1\" : \"…\""));
    }
}
