package copse.cli;

import copse.assign.AssignmentRecord;
import copse.report.BayesJson;
import copse.report.FitJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a picture can be made of.
enum PlotSource {
    /// A saved fit.
    FIT("a saved fit", "copse fit 'y ~ x + (1 | g)' data.csv --out fit.json"),
    /// The folder of a sampled posterior.
    RUN("the folder of a Bayesian run", "copse bayes 'y ~ x + (1 | g)' data.csv --out run"),
    /// An analysis of an experiment.
    ANALYSIS("an analysis", "copse analyze data.csv --assignment arms.json --outcome y --out analysis.json"),
    /// An estimate in a network.
    NETWORK_ESTIMATE(
            "an estimate in a network",
            "copse network estimate data.csv --assignment arms.json --outcome y --out estimate.json"),
    /// Clusterings of a network.
    CLUSTERINGS("a comparison of clusterings", "copse network cluster edges.csv --json > clusterings.json"),
    /// Power of a trial.
    POWER(
            "a power calculation",
            "copse power --clusters 10..60:5 --size 20 --icc 0.1 --effect 0.3 --json > power.json"),
    /// Balance of covariates.
    BALANCE("a table of balance", "copse balance data.csv --arm arm --json > balance.json"),
    /// Arms that were handed out.
    ASSIGNMENT("an assignment", "copse assign units.csv --balance pre --json > assigned.json"),
    /// A formula, with its data.
    FORMULA("a formula", "'y ~ x + (1 | g)' data.csv"),
    /// Rows.
    DATA("data", "data.csv");

    private static final int BEGINNING = 4096;

    private static final Pattern SCHEMA = Pattern.compile("\"schema\"\\s*:\\s*\"([^\"]+)\"");

    private static final Pattern STEP = Pattern.compile("\"step\"\\s*:\\s*\"([a-z]+)\"");

    private final String words;
    private final String example;

    PlotSource(String words, String example) {
        this.words = words;
        this.example = example;
    }

    /// @return what it is, with its article
    String words() {
        return words;
    }

    /// @return a command that makes one
    String example() {
        return example;
    }

    /// Tells by the schema that results of copse begin with; whatever has none are data.
    ///
    /// @param named on the command line: a file, a folder, a formula, or nothing that there is
    /// @return what it is
    static PlotSource of(String named) {
        if (named.contains("~")) {
            return FORMULA;
        }
        Path path = Path.of(named);
        if (SavedRun.isRun(path)) {
            return RUN;
        }
        String beginning = beginning(path);
        Matcher schema = SCHEMA.matcher(beginning);
        if (!beginning.startsWith("{") || !schema.find()) {
            return DATA;
        }
        return switch (schema.group(1)) {
            case FitJson.SCHEMA -> FIT;
            case BayesJson.SCHEMA -> RUN;
            case "copse.analysis/1" -> ANALYSIS;
            case "copse.power/1" -> POWER;
            case "copse.balance/1" -> BALANCE;
            case AssignmentRecord.SCHEMA -> ASSIGNMENT;
            case "copse.network/1" -> step(beginning);
            default -> DATA;
        };
    }

    private static PlotSource step(String beginning) {
        Matcher step = STEP.matcher(beginning);
        return switch (step.find() ? step.group(1) : "") {
            case "estimate" -> NETWORK_ESTIMATE;
            case "cluster" -> CLUSTERINGS;
            default -> DATA;
        };
    }

    private static String beginning(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return ""; // whoever reads it as data says what is wrong with it
        }
    }
}
