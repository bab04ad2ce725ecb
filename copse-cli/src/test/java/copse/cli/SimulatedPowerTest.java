package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What `power --simulate` and `power --from` print, keep and refuse.
class SimulatedPowerTest {
    private static final String PUPILS = "--from src/test/data/pupils.csv --outcome pre --cluster school";

    private static Run power(String line) {
        return copse(
                Stream.concat(Stream.of("power"), Stream.of(line.split(" "))).toArray());
    }

    static Stream<Arguments> outputs() {
        return Stream.of(
                Arguments.of(
                        "power-simulated.txt",
                        "--simulate --clusters 20 --size 30 --icc 0.05 --effect-sd 0.3 --reps 200 --quiet"),
                Arguments.of(
                        "power-simulated-curve.txt",
                        "--simulate --clusters 10..20:10 --size 10 --icc 0.05 --effect-sd 0.5 --reps 100 --quiet"
                                + " --estimators means"),
                Arguments.of(
                        "power-simulated-effect.txt",
                        "--simulate --clusters 12 --size 30 --icc 0.05 --sd 10 --reps 100 --quiet --estimators means"),
                Arguments.of(
                        "power-simulated-binary.txt",
                        "--simulate --clusters 40 --size 30 --icc 0.02 --binary 0.2,0.3 --reps 100 --quiet"
                                + " --estimators means,glmm,gee"),
                Arguments.of(
                        "power-past.txt",
                        PUPILS + " --effect 3 --clusters 24 --reps 100 --quiet --placebo pairs(on:size)"),
                Arguments.of("power-past-effect.txt", PUPILS + " --reps 100 --quiet --estimators means,rows"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void isAsKept(String file, String line) {
        Run run = power(line);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        Golden.checkRounded(file, run.out());
    }

    @Test
    void everyEstimateIsKept(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("runs.csv");
        Run run = power(
                "--simulate --clusters 20 --size 5 --icc 0.05 --effect-sd 0.1..0.3:0.1 --reps 20 --quiet --out " + out);
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.getFirst())
                .isEqualTo("at effect,replicate,estimator,effect,estimate,se,df,lower,upper,p,shown,failure");
        assertThat(lines).hasSize(1 + 3 * 20 * 2);
        assertThat(folder.resolve("run.json")).exists();
    }

    @Test
    void threadsDoNotMatter() {
        String line =
                "--simulate --clusters 20 --size 5 --icc 0.05 --effect-sd 0.3 --reps 100 --json --quiet --threads ";
        assertThat(power(line + 1).out()).isEqualTo(power(line + 3).out());
    }

    private static void refused(String line, int exit, String code, String... says) {
        Run run = power(line);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error[" + code + "]: ").contains(says).contains("fix: ");
    }

    @Test
    void whatCannotBeSimulatedIsRefused() {
        String trial = "--simulate --clusters 20 --size 5 --icc 0.05 --effect-sd 0.3 ";
        refused(trial + "--reps 5", ExitCode.DATA, "W207", "5 replicates", "--reps 1000");
        refused(trial + "--mc-error 0", ExitCode.DATA, "W207", "a Monte Carlo error of 0");
        refused(trial + "--limits 10,0", ExitCode.DATA, "W202", "outcomes are limited to 10 to 0", "--limits 0,10");
        refused(trial + "--estimators maens", ExitCode.DATA, "A112", "no estimator `maens`", "means");
        refused(trial + "--estimators pairs", ExitCode.DATA, "W204", "cannot analyse this experiment");
        refused(
                "--simulate --design wedge --steps 4 --clusters 8 --size 5 --icc 0.05 --effect-sd 0.3",
                ExitCode.DATA,
                "W203",
                "are not simulated");
        refused(
                "--clusters 20 --size 5 --icc 0.05 --effect-sd 0.3 --out runs.csv",
                ExitCode.USAGE,
                "U103",
                "missing --simulate");
        refused(trial + "--attrition 0.1", ExitCode.USAGE, "U105", "--attrition was given with --simulate");
    }

    @Test
    void pastsThatSayNothingAreRefused() {
        refused("--from src/test/data/pupils.csv --outcome pre", ExitCode.USAGE, "U103", "missing --cluster");
        refused("--outcome pre", ExitCode.USAGE, "U103", "missing --from");
        refused(
                "--from src/test/data/pupils.csv --outcome pres --cluster school",
                ExitCode.DATA,
                "W205",
                "no column `pres`",
                "did you mean `pre`?");
        refused(PUPILS + " --design clustered(by:class,complete())", ExitCode.DATA, "W201", "clusters `class`");
    }
}
