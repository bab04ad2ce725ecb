package copse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the results of one run of `bench/run`, holds the answers against each other, and prints the table.
///
/// Files in the folder, all but the first optional: `jmh.json` (JMH's own), `answer-*.json` and `peer-*.json`
/// (one line each), `cli-*.txt` and `large-*.txt` (seconds, one run per line).
final class Report {
    /// Peers stop their optimisers early; a criterion this much higher is still the same optimum.
    private static final double SAME_CRITERION = 1e-3;

    /// The same in units of a coefficient's size.
    private static final double SAME_COEFFICIENT = 1e-4;

    private static final List<String> RANDOMISATION_TESTS =
            List.of("UNITS", "ROWS", "BLOCKS", "STUDENTISED", "RANKS", "MIXED");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private boolean agree = true;

    Report(Path folder) {
        this.folder = folder;
    }

    /// @param arguments the folder, and `--check` to hold answers against each other only
    /// @throws IOException if a file cannot be read
    public static void main(String[] arguments) throws IOException {
        Report report = new Report(Path.of(arguments[0]));
        if (arguments.length > 1) {
            report.compareAnswers("nested", "lme4", true);
            report.compareAnswers("crossed", "lme4", true);
            report.compareAnswers("nested", "statsmodels", false);
            if (!report.agree) {
                System.out.println("The answers differ: there is no point in comparing times.");
                System.exit(1);
            }
        } else {
            report.print();
        }
    }

    private OptionalJson read(String name) throws IOException {
        Path file = folder.resolve(name);
        return new OptionalJson(Files.exists(file) ? JSON.readTree(Files.readString(file)) : null);
    }

    /// A file that may not be there since the peer is not installed.
    private record OptionalJson(
            @org.jspecify.annotations.Nullable JsonNode node) {
        double[] numbers(String key) {
            return node == null
                    ? new double[0]
                    : StreamSupport.stream(node.path(key).spliterator(), false)
                            .mapToDouble(JsonNode::asDouble)
                            .toArray();
        }

        double number(String key) {
            return node == null ? Double.NaN : node.path(key).asDouble();
        }
    }

    private void compareAnswers(String model, String peer, boolean mustAgree) throws IOException {
        compareAnswers(model, peer, mustAgree, SAME_CRITERION, SAME_COEFFICIENT);
    }

    /// Prints how far a peer's answer is from copse's.
    ///
    /// @param sameCriterion largest difference of criteria
    /// @param sameCoefficient largest difference of coefficients, relative
    void compareAnswers(String model, String peer, boolean mustAgree, double sameCriterion, double sameCoefficient)
            throws IOException {
        OptionalJson own = read("answer-" + model + ".json");
        OptionalJson other = read("peer-" + peer + "-" + model + ".json");
        if (other.node() == null) {
            System.out.printf("%s: %s is not installed, or was left out%n", model, peer);
            return;
        }
        double criterion = other.number("criterion") - own.number("criterion");
        double[] a = own.numbers("fixef");
        double[] b = other.numbers("fixef");
        double worst = a.length == b.length ? 0 : Double.POSITIVE_INFINITY;
        for (int j = 0; j < Math.min(a.length, b.length); j++) {
            worst = Math.max(worst, Math.abs(a[j] - b[j]) / Math.max(Math.abs(a[j]), 1e-8));
        }
        boolean same = Math.abs(criterion) <= sameCriterion && worst <= sameCoefficient;
        System.out.printf(
                Locale.ROOT,
                "%s: %s's criterion is %+.3g from copse's %.6f, coefficients differ by at most %.1e: %s%n",
                model,
                peer,
                criterion,
                own.number("criterion"),
                worst,
                same ? "the same answer" : mustAgree ? "NOT THE SAME" : "a wrong optimum (known)");
        agree &= same || !mustAgree;
    }

    private void print() throws IOException {
        System.out.println("| work | copse | peer | ratio | goal |\n|---|---|---|---|---|");
        double nested = jmh("NestedFitBenchmark.fit") / 1e3;
        double sums = jmh("NestedFitBenchmark.sums") / 1e3;
        double crossed = jmh("CrossedFitBenchmark.fit") / 1e3;
        String fit = "fit of 695,205 rows, nested, frame in memory";
        row(fit, nested, "each column read once and added up", sums, nested / sums, "≤ 5");
        double lme4 = best("peer-lme4-nested.json");
        row(fit, nested, "lme4", lme4, lme4 / nested, "≥ 300");
        double statsmodels = best("peer-statsmodels-nested.json");
        row(fit, nested, "statsmodels", statsmodels, statsmodels / nested, "≥ 1000");
        double cli = least(seconds("cli-nested.txt"));
        double script = read("peer-lme4-nested.json").number("whole");
        row("the same from CSV on the command line", cli, "lme4 script", script, script / cli, "copse ≤ 1.5 s");
        double crossedPeer = best("peer-lme4-crossed.json");
        row(
                "fit of 73,421 rows, crossed, frame in memory",
                crossed,
                "lme4",
                crossedPeer,
                crossedPeer / crossed,
                "≥ 10");
        double large = least(seconds("large-fit.txt"));
        double stream = least(seconds("large-stream.txt"));
        row("fit from Parquet, 1 GiB heap", large, "copse's reader, rows dropped", stream, large / stream, "≤ 1.5");
        double driver = least(seconds("large-driver.txt"));
        row("fit from Parquet, 1 GiB heap", large, "DuckDB's chunks, dropped", driver, large / driver, "≤ 1.5");
        for (String statistic : RANDOMISATION_TESTS) {
            row(
                    "randomisation test, 10^5 draws of 1,000 clusters, 10^6 rows: "
                            + statistic.toLowerCase(Locale.ROOT),
                    jmh("RandomisationTestBenchmark.test", statistic) / 1e3,
                    "",
                    Double.NaN,
                    Double.NaN,
                    "≤ 2 s");
        }
        System.out.println("\nAll runs, in seconds:");
        runs("fit, nested, warm (JMH)", raw("NestedFitBenchmark.fit"));
        runs("columns added up (JMH)", raw("NestedFitBenchmark.sums"));
        runs("fit, crossed, warm (JMH)", raw("CrossedFitBenchmark.fit"));
        runs("command line", seconds("cli-nested.txt"));
        runs("Parquet, fitted", seconds("large-fit.txt"));
        runs("Parquet, read by copse and dropped", seconds("large-stream.txt"));
        runs("Parquet, DuckDB's chunks dropped", seconds("large-driver.txt"));
        runs("lme4, nested", read("peer-lme4-nested.json").numbers("seconds"));
        runs("lme4, crossed", read("peer-lme4-crossed.json").numbers("seconds"));
        runs("statsmodels, nested", read("peer-statsmodels-nested.json").numbers("seconds"));
    }

    static void row(String work, double own, String peer, double other, double ratio, String goal) {
        System.out.printf("| %s | %s | %s %s | %s | %s |%n", work, time(own), peer, time(other), ratio(ratio), goal);
    }

    private static String time(double seconds) {
        return Double.isNaN(seconds)
                ? "–"
                : seconds < 1
                        ? String.format(Locale.ROOT, "%.3g ms", 1e3 * seconds)
                        : String.format(Locale.ROOT, "%.3g s", seconds);
    }

    private static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "–" : String.format(Locale.ROOT, ratio >= 100 ? "%,.0f" : "%.3g", ratio);
    }

    private static void runs(String name, double[] seconds) {
        if (seconds.length > 0) {
            System.out.println("- " + name + ": "
                    + Arrays.stream(seconds)
                            .mapToObj(value -> String.format(Locale.ROOT, "%.4g", value))
                            .collect(Collectors.joining(", ")));
        }
    }

    private double jmh(String name) throws IOException {
        return jmh(name, "");
    }

    /// @param parameter value of the only parameter; empty for benchmarks without
    double jmh(String name, String parameter) throws IOException {
        for (JsonNode result : benchmarks()) {
            if (result.path("benchmark").asString("").endsWith(name)
                    && value(result.path("params")).equals(parameter)) {
                return result.path("primaryMetric").path("score").asDouble();
            }
        }
        return Double.NaN;
    }

    private static String value(JsonNode parameters) {
        return parameters.isEmpty() ? "" : parameters.iterator().next().asString("");
    }

    private double[] raw(String name) throws IOException {
        List<Double> values = new ArrayList<>();
        for (JsonNode result : benchmarks()) {
            if (result.path("benchmark").asString("").endsWith(name)) {
                result.path("primaryMetric")
                        .path("rawData")
                        .forEach(fork -> fork.forEach(value -> values.add(value.asDouble() / 1e3)));
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Iterable<JsonNode> benchmarks() throws IOException {
        Path file = folder.resolve("jmh.json");
        return Files.exists(file) ? JSON.readTree(Files.readString(file)) : List.of();
    }

    private double[] seconds(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .mapToDouble(Double::parseDouble)
                        .toArray()
                : new double[0];
    }

    private double best(String name) throws IOException {
        return least(read(name).numbers("seconds"));
    }

    /// @param name of a file
    /// @param key of a number in it
    /// @return the number, NaN if the file is not there
    double number(String name, String key) throws IOException {
        return read(name).number(key);
    }

    private static double least(double[] seconds) {
        OptionalDouble least = Arrays.stream(seconds).min();
        return least.isPresent() ? least.getAsDouble() : Double.NaN;
    }
}
