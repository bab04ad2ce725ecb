package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user reads who gives `fit --family` outcomes that the family cannot explain: the message names row
/// and value, and what it tells to do works.
class OutcomeBadInputTest {
    private static final int ROWS = 240;

    @TempDir
    Path folder;

    /// Rows in twelve groups of twenty with a number, an arm, trials, and the outcome given.
    private Path data(IntFunction<Object> outcome) throws IOException {
        Stream<String> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> "g" + i % 12 + "," + x(i) + "," + (i / 12 % 2 == 0 ? "a" : "b") + "," + (3 + i % 4) + ","
                        + outcome.apply(i));
        return Files.write(
                folder.resolve("data.csv"),
                Stream.concat(Stream.of("g,x,arm,n,y"), rows).toList());
    }

    private static double x(int i) {
        return i * 37 % 23 - 11;
    }

    /// Yes in some 40 % of the rows, whatever the predictors.
    private static int coin(int i) {
        return i * 7919 % 101 % 5 < 2 ? 1 : 0;
    }

    private static Run fit(Path data, String formula, Object... more) {
        List<Object> words = Stream.concat(Stream.of("fit", formula, data, "--quiet"), Stream.of(more))
                .toList();
        return copse(words.toArray());
    }

    private static void refused(Run run, String code, String... says) {
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DATA);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("error[" + code + "]: ")
                .contains(says)
                .contains("fix: ")
                .doesNotContain("\tat ");
    }

    private static void works(Run run, String... says) {
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().replaceAll("\\s+", " ")).contains(says);
    }

    @Test
    void predictorThatSplitsTheOutcome() throws IOException {
        Path data = data(i -> x(i) > 0.5 ? 1 : 0);
        refused(
                fit(data, "y ~ x + arm + (1 | g)", "--family", "binomial"),
                "N321",
                "`x` separates the outcomes",
                "leave `x` out of the formula");
        works(fit(data, "y ~ arm + (1 | g)", "--family", "binomial"), "The share with y = 1 is ");
    }

    @Test
    void levelWithoutAnySuccess() throws IOException {
        Path data = data(i -> i / 12 % 2 == 0 ? 0 : coin(i));
        refused(
                fit(data, "y ~ x + arm + (1 | g)", "--family", "binomial"),
                "N321",
                "`arm` separates the outcomes",
                "leave `arm` out of the formula");
        works(fit(data, "y ~ x + (1 | g)", "--family", "binomial"), "The share with y = 1 ");
    }

    @Test
    void nothingButZeros() throws IOException {
        refused(
                fit(data(_ -> 0), "y ~ x + (1 | g)", "--family", "binomial"),
                "N320",
                "in all 240 rows every trial of `y` is a failure",
                "3/n");
    }

    @Test
    void oneClusterAllOnes() throws IOException {
        Path data = data(i -> i % 12 == 3 ? 1 : coin(i));
        refused(
                fit(data, "y ~ x + g", "--family", "binomial"),
                "N321",
                "`g[g3]` separates the outcomes",
                "all 20 rows");
        works(fit(data, "y ~ x + (1 | g)", "--family", "binomial"), "12 levels of g", "converged");
    }

    @Test
    void shareOutsideZeroToOne() throws IOException {
        Path data = data(i -> i == 5 ? "120" : i < 5 ? "0" : String.valueOf(coin(i) * 100));
        refused(
                fit(data, "y ~ x + (1 | g)", "--family", "binomial", "--weights", "n"),
                "O102",
                "row 6: `y` is 120",
                "`I(y / 100)` with `--weights n`");
        works(
                fit(data, "I(y / 100) ~ x + (1 | g)", "--family", "binomial", "--weights", "n", "--where", "y <= 100"),
                "The share I(y/100) ");
    }

    @Test
    void shareOfUnknownTrials() throws IOException {
        Path data = data(i -> 1.0 * (i % 4) / (3 + i % 4));
        refused(fit(data, "y ~ x + (1 | g)", "--family", "binomial"), "O103", "row 2: `y` is 0.25", "`--weights n`");
        works(fit(data, "y ~ x + (1 | g)", "--family", "binomial", "--weights", "n"), "The share y ");
    }

    @Test
    void shareTimesTrialsThatIsNotWhole() throws IOException {
        refused(
                fit(data(_ -> 0.37), "y ~ x + (1 | g)", "--family", "binomial", "--weights", "n"),
                "O104",
                "row 1: `y` is 0.37 of 3 trials, which is 1.1");
    }

    @Test
    void moreSuccessesThanTrials() throws IOException {
        Path data = data(i -> i == 4 ? 9 : i % 3);
        refused(
                fit(data, "y | trials(n) ~ x + (1 | g)", "--family", "binomial"),
                "O105",
                "row 5: `y` is 9, and `n` is 3",
                "`cbind(s, f)`");
        works(fit(data, "cbind(y, n) ~ x + (1 | g)", "--family", "binomial"), "The share cbind(y, n) ");
    }

    @Test
    void negativeCount() throws IOException {
        Path data = data(i -> i == 7 ? -1 : i * 31 % 5);
        refused(fit(data, "y ~ x + (1 | g)", "--family", "poisson"), "O106", "row 8: `y` is -1", "`--where 'y >= 0'`");
        works(fit(data, "y ~ x + (1 | g)", "--family", "poisson", "--where", "y >= 0"), "The mean of y ", "rate ratio");
    }

    @Test
    void countThatIsNotWhole() throws IOException {
        Path data = data(i -> i == 4 ? "2.5" : String.valueOf(1 + i * 31 % 5));
        refused(
                fit(data, "y ~ x + (1 | g)", "--family", "poisson"),
                "O107",
                "row 5: `y` is 2.5",
                "`offset(log(exposure))`",
                "`--family Gamma`");
        works(fit(data, "y ~ x + (1 | g)", "--family", "Gamma"), "The mean of y ", "ratio of means");
    }

    @Test
    void familyOfAnotherKindOfOutcome() throws IOException {
        Path counts = data(i -> i * 31 % 5);
        refused(
                fit(counts, "y ~ x + (1 | g)", "--family", "binomial"),
                "O102",
                "`y` is ",
                "counts want `--family poisson`");
        refused(fit(counts, "y ~ x + (1 | g)", "--family", "Gamma"), "O108", "row 1: `y` is 0");
        works(fit(counts, "y ~ x + (1 | g)", "--family", "poisson"), "The mean of y ");
    }

    @Test
    void outcomeOfThreeLevels() throws IOException {
        Path data = data(i -> List.of("low", "mid", "top").get((coin(i) + coin(i + 50))));
        refused(
                fit(data, "y ~ x + (1 | g)", "--family", "binomial"),
                "O101",
                "the outcome `y` has 3 levels: low, mid, top",
                "--where \"y in ('low', 'mid')\"");
        works(
                fit(data, "y ~ x + (1 | g)", "--family", "binomial", "--where", "y in ('low', 'mid')"),
                "The share with y = mid ");
    }

    @Test
    void wordsWithoutAFamily() throws IOException {
        Path data = data(i -> coin(i) == 1 ? "yes" : "no");
        refused(fit(data, "y ~ x + (1 | g)"), "F116", "the response `y` is a category", "`--family binomial`");
        works(fit(data, "y ~ x + (1 | g)", "--family", "binomial"), "The share with y = yes ");
        works(fit(data, "y ~ x + (1 | g)", "--family", "binomial", "--levels", "y=yes|no"), "The share with y = no ");
    }

    @Test
    void quadratureOfMoreThanOneEffect() throws IOException {
        Path data = data(OutcomeBadInputTest::coin);
        refused(
                fit(data, "y ~ x + (x | g)", "--family", "binomial", "--agq", 5),
                "N304",
                "quadrature with 5 points",
                "leave out --agq");
    }

    @Test
    void zeroInflationByRandomTermsOrUnknownColumns() throws IOException {
        Path data = data(i -> i * 31 % 5);
        refused(
                fit(data, "y ~ x + (1 | g)", "--family", "poisson", "--zi", "~ x + (1 | g)"),
                "F122",
                "the formula of `zi` has a random term");
        refused(
                fit(data, "y ~ x + (1 | g)", "--family", "poisson", "--zi", "~ amr"),
                "F103",
                "no column `amr` in the data",
                "did you mean `arm`?");
    }

    @Test
    void errorsByClustersBesideRandomTerms() throws IOException {
        Path data = data(OutcomeBadInputTest::coin);
        Run run = fit(data, "y ~ x + (1 | g)", "--family", "binomial", "--robust", "CR2", "--cluster", "g");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("error[U105]: --robust CR2 for a generalised model with random terms");
        works(
                fit(data, "y ~ x", "--family", "binomial", "--robust", "CR2", "--cluster", "g"),
                "CR2 by g, Satterthwaite",
                "odds ratio");
        Run saved = fit(
                data,
                "y ~ x",
                "--family",
                "binomial",
                "--marginal",
                "exchangeable",
                "--cluster",
                "g",
                "--out",
                folder.resolve("fit.json"));
        assertThat(saved.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(saved.err()).contains("--out and --marginal exchangeable were given", "no likelihood");
        assertThat(folder.resolve("fit.json")).doesNotExist();
    }
}
