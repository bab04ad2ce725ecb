package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a user reads who asks `power` something that cannot be answered.
class PowerBadInputTest {
    private static Run power(String line) {
        return copse(
                Stream.concat(Stream.of("power"), Stream.of(line.split(" "))).toArray());
    }

    private static void refused(String line, int exit, String code, String... says) {
        Run run = power(line);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("error[" + code + "]: ")
                .contains(says)
                .contains("fix: ")
                .doesNotContain("\tat ");
    }

    /// An effect of 0.3 might be points or standard deviations: asked, not guessed; both answers to it work.
    @Test
    void unitOfTheEffectIsAsked() {
        String line = "--clusters 20 --size 30 --icc 0.05 --effect 0.3";
        refused(
                line,
                ExitCode.DATA,
                "W106",
                "is an effect of 0.3 in units of the outcome, or in standard deviations?",
                "--effect 0.3 --sd S",
                "--effect-sd 0.3");
        assertThat(power(line + " --sd 10").exit()).isEqualTo(ExitCode.DONE);
        assertThat(power(line.replace("--effect ", "--effect-sd ")).exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void impossiblePowersAreRefused() {
        refused(
                "--clusters 20 --icc 0.05 --effect-sd 0.3 --power 1",
                ExitCode.DATA,
                "W101",
                "never reaches it",
                "--power 0.8");
        refused("--size 20 --icc 0.05 --effect-sd 0.3 --power 0", ExitCode.DATA, "W101", "rejects that often");
        refused("--size 20 --icc 0.05 --clusters 20 --power 1.0", ExitCode.DATA, "W101", "no trial has a power of 1");
    }

    @Test
    void oneClusterPerArmIsRefused() {
        refused(
                "--clusters 2 --size 300 --icc 0.01 --effect-sd 1",
                ExitCode.DATA,
                "W103",
                "1 clusters per arm leave no degrees of freedom",
                "take at least 2 clusters per arm");
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        refused(
                "--clusters 20 --size 30 --icc 1.5 --effect-sd 0.3",
                ExitCode.DATA,
                "W102",
                "intraclass correlation cannot be 1.5");
        refused(
                "--clusters 20 --size 30 --icc 0.1 --effect 1 --sd 0",
                ExitCode.DATA,
                "W102",
                "standard deviation cannot be 0");
        refused(
                "--clusters 20 --size 30 --icc 0.1 --effect-sd 1 --alpha 5",
                ExitCode.DATA,
                "W102",
                "level of the test cannot be 5");
        refused(
                "--clusters 20 --size 30 --icc 0.1 --binary 1.2",
                ExitCode.DATA,
                "W102",
                "proportion in the control arm cannot be 1.2");
        refused(
                "--clusters 20 --size 30 --icc 0.1 --binary 0.9 --effect 0.2",
                ExitCode.DATA,
                "W104",
                "changes from 0.9 by 0.2");
    }

    @Test
    void whatIsMissingIsNamed() {
        refused(
                "--effect-sd 0.3 --icc 0.05",
                ExitCode.USAGE,
                "U103",
                "missing --clusters, --size",
                "--cost-cluster 500");
        refused("--clusters 20 --size 30 --effect-sd 0.3", ExitCode.USAGE, "U103", "missing --icc", "--icc 0.05");
        refused(
                "--design pairs --clusters 20 --size 30 --icc 0.1 --effect-sd 0.3",
                ExitCode.USAGE,
                "U103",
                "--pair-correlation 0.3");
        refused(
                "--design wedge --clusters 20 --size 30 --icc 0.1 --effect-sd 0.3",
                ExitCode.USAGE,
                "U103",
                "--steps 4");
        refused("--icc 0.05 --effect-sd 0.3 --cost-unit 10", ExitCode.USAGE, "U103", "missing --cost-cluster");
    }

    @Test
    void contradictionsAreNamed() {
        String all = "--clusters 20 --size 30 --icc 0.05 --effect-sd 0.3";
        refused(all + " --power 0.8", ExitCode.USAGE, "U105", "leave one of the four out");
        refused(all + " --effect 1 --sd 2", ExitCode.USAGE, "U105", "both --effect and --effect-sd");
        refused(all + " --cost-cluster 5 --cost-unit 1", ExitCode.USAGE, "U105", "without --clusters and --size");
        refused(all + " --between-cv 0.2", ExitCode.USAGE, "U105", "both --icc and --between-cv");
        refused(all + " --cac 0.8", ExitCode.USAGE, "U105", "--cac has no meaning for --design parallel");
        refused(all + " --sides 2 --alternative greater", ExitCode.USAGE, "U105", "--sides 2 contradicts");
        refused(
                "--units 100 --icc 0.1 --effect-sd 0.3",
                ExitCode.USAGE,
                "U105",
                "--icc has no meaning for --design units");
        refused(
                "--clusters 20 --size 30 --between-cv 0.2 --effect-sd 0.3",
                ExitCode.DATA,
                "W105",
                "no coefficient of variation between clusters goes with a mean");
    }

    @Test
    void valuesThatAreNoneAreNamed() {
        refused("--clusters 20 --size 30 --icc 0.05 --effect-sd small", ExitCode.USAGE, "U104", "`small` is no number");
        refused(
                "--clusters 20 --size 30 --icc 0.05 --effect-sd 0.5..0.1:0.1",
                ExitCode.USAGE,
                "U104",
                "ends before it begins");
        refused(
                "--clusters 20 --size 30 --icc 0.05 --effect-sd 0.1..0.5:0",
                ExitCode.USAGE,
                "U104",
                "the step is not above 0");
        refused("--design wegde --clusters 20 --size 30 --icc 0.05 --effect-sd 1", ExitCode.USAGE, "U104", "`wegde`");
        refused(
                "--design wedge --steps 3 --clusters 20 --size 30 --icc 0.05 --effect-sd 1",
                ExitCode.USAGE,
                "U104",
                "20 clusters do not divide by 3",
                "--clusters 18, or --clusters 21");
        refused("--clusters 5,5,5 --size 30 --icc 0.05 --effect-sd 1", ExitCode.USAGE, "U104", "a trial has two arms");
    }

    @Test
    void designsWithoutAFormulaAreNamed() {
        Run run = copse(
                "power",
                "--design",
                "rerandomised(complete(), on: pre, accept: 0.1)",
                "--clusters",
                20,
                "--effect-sd",
                1);
        assertThat(run.exit()).isEqualTo(ExitCode.DATA);
        assertThat(run.err())
                .startsWith("error[W108]: no closed form for rerandomised(")
                .contains("lower bound");
    }

    /// A curve has the same numbers as the questions one by one.
    @Test
    void rangesAreQuestionsOneByOne() {
        String curve = power("--clusters 10..20:10 --size 20 --icc 0.05 --effect-sd 0.3 --format csv")
                .out();
        String one = power("--clusters 20 --size 20 --icc 0.05 --effect-sd 0.3 --format csv")
                .out();
        assertThat(curve.lines().skip(2))
                .containsExactlyElementsOf(one.lines().skip(1).toList());
    }
}
