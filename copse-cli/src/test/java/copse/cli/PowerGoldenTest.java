package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What `power` prints for each design and each thing to be solved for, in every form.
class PowerGoldenTest {
    static Stream<Arguments> outputs() {
        return Stream.of(
                power("power.txt", "--clusters 20 --size 30 --icc 0.05 --effect 3 --sd 10"),
                power("power.md", "--clusters 20 --size 30 --icc 0.05 --effect 3 --sd 10 --format md"),
                power("power.csv", "--clusters 20 --size 30 --icc 0.05 --effect 3 --sd 10 --format csv"),
                power("power.json", "--clusters 20 --size 30 --icc 0.05 --effect 3 --sd 10 --json"),
                power(
                        "power-clusters.txt",
                        "--size 20 --icc 0.05 --effect-sd 0.3 --attrition 0.1 --attrition-clusters 0.05"),
                power("power-size.txt", "--clusters 20 --icc 0.05 --effect-sd 0.3"),
                power("power-infeasible.txt", "--clusters 20 --icc 0.05 --effect-sd 0.3 --power 0.9"),
                power("power-infeasible.json", "--clusters 20 --icc 0.05 --effect-sd 0.3 --power 0.9 --json"),
                power(
                        "power-effect.txt",
                        "--clusters 15,30 --size 25 --cv 0.5 --icc 0.05 --r2-cluster 0.4 --sd 12 --sides 1"),
                power("power-cheapest.txt", "--icc 0.05 --effect-sd 0.3 --cost-cluster 500 --cost-unit 10"),
                power(
                        "power-budget.txt",
                        "--icc 0.05 --effect-sd 0.3 --cost-cluster 500 --cost-unit 10 --budget 20000"),
                power("power-curve.txt", "--clusters 10..30:10 --size 20 --icc 0.05 --effect-sd 0.2..0.6:0.2"),
                power("power-curve.json", "--clusters 10..20:10 --icc 0.05 --effect-sd 0.3 --json"),
                power("power-binary.txt", "--clusters 40 --size 50 --icc 0.02 --binary 0.10,0.15 --statistic z"),
                power("power-rate.txt", "--rate 0.0148,0.0104 --size 424 --between-cv 0.29"),
                power("power-few.txt", "--clusters 6 --size 300 --icc 0.05 --effect 30 --sd 10"),
                power(
                        "power-pairs.txt",
                        "--design|clustered(by: school, pairs(on: pre))|--pair-correlation 0.6 --size 40 --icc 0.1 --effect-sd 0.4"),
                power(
                        "power-strata.txt",
                        "--design strata --strata 4 --r2-strata 0.5 --clusters 20 --size 20 --icc 0.05 --effect-sd 0.3"),
                power(
                        "power-levels.txt",
                        "--design levels --subclusters 4 --icc-subcluster 0.05 --clusters 20 --size 20 --icc 0.02 --effect-sd 0.3"),
                power(
                        "power-wedge.txt",
                        "--design wedge --steps 4 --clusters 12 --size 20 --icc 0.05 --cac 0.8 --decay --effect-sd 0.3"),
                power(
                        "power-diagram.txt",
                        "--design diagram --diagram 0111./00111/.0011 --size 20 --clusters 9 --icc 0.03 --effect-sd 0.4"),
                power(
                        "power-crossover.txt",
                        "--design crossover --clusters 12 --size 30 --icc 0.05 --cac 0.6 --effect-sd 0.2"),
                power("power-groups.txt", "--design groups --size 8 --icc 0.05 --effect-sd 0.4"),
                power(
                        "power-blocks.txt",
                        "--design blocks --clusters 8 --size 20 --effect-sd 0.3 --icc 0.1 --effect-variance 0.2"),
                power("power-units.txt", "--units 200 --effect-sd 0.3"),
                power("power-equivalence.txt", "--clusters 12 --size 30 --icc 0.02 --equivalence 0.4 --effect-sd 0"),
                power(
                        "power-non-inferiority.txt",
                        "--size 30 --icc 0.02 --non-inferiority 0.2 --effect-sd 0 --alpha 0.025"));
    }

    /// Words are parted by blanks; between bars they are one.
    private static Arguments power(String file, String line) {
        String[] parts = line.split("\\|");
        Stream<String> words = Stream.of("power");
        for (int i = 0; i < parts.length; i++) {
            words = Stream.concat(
                    words,
                    i % 2 == 1
                            ? Stream.of(parts[i])
                            : Stream.of(parts[i].strip().split(" ")));
        }
        return Arguments.of(file, words.toArray());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void isAsKept(String file, Object[] words) {
        Run run = Run.copse(words);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        Golden.checkRounded(file, run.out());
    }
}
