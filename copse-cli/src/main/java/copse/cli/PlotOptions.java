package copse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is to be in a picture; each kind takes some of these.
final class PlotOptions {
    @Option(names = "--of", paramLabel = "COL", description = "Of data: the column that is drawn.")
    private @Nullable String of;

    @Option(names = "--by", paramLabel = "COL", description = "Of data: the column of groups, such as arms or schools.")
    private @Nullable String by;

    @Option(
            names = "--along",
            paramLabel = "COL",
            description = "Of data and lines: the column from left to right, such as time.")
    private @Nullable String along;

    @Option(
            names = "--share",
            paramLabel = "COL=LEVEL",
            description = "Of data and bars: the share of rows with this level, instead of a mean.")
    private @Nullable String share;

    @Option(
            names = "--cluster",
            paramLabel = "COL",
            description = "Of data and bars: clusters, by which intervals are then made.")
    private @Nullable String cluster;

    @Option(names = "--group", paramLabel = "G", description = "Of a model: the grouping factor.")
    private @Nullable String group;

    @Option(names = "--term", paramLabel = "TERM", description = "Of a model: the coefficient or random effect.")
    private @Nullable String term;

    @Option(
            names = "--parameter",
            paramLabel = "P",
            description = "A parameter by name, or how the names of several begin, such as 'r(school)'. May be repeated"
                    + " (default: all but those of single groups).")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = "--outcome",
            paramLabel = "COL",
            description = "Of an analysis of several: the outcome (default: the first, and in a forest all).")
    private @Nullable String outcome;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            description = "Of simulated experiments: whose intervals (default: the first).")
    private @Nullable String estimator;

    @Option(
            names = "--level",
            paramLabel = "X",
            description = "Coverage of intervals that are made for the picture (0.95, of a posterior 0.94).")
    private @Nullable Double level;

    @Option(
            names = "--smallest",
            paramLabel = "D",
            description = "The smallest effect of interest, as a line beside that of none.")
    private @Nullable Double smallest;

    @Option(
            names = "--rope",
            paramLabel = "A,B",
            split = ",",
            arity = "1",
            description = "Of a posterior: values as good as none.")
    private List<Double> rope = new ArrayList<>();

    @Option(names = "--node", paramLabel = "ID", description = "Of a network: only what is around this node.")
    private @Nullable String node;

    @Option(names = "--hops", paramLabel = "N", description = "How far around (2).")
    private int hops = 2;

    @Option(names = "--sample", paramLabel = "N", description = "Of a network: at most so many nodes, drawn by --seed.")
    private @Nullable Integer sample;

    @Option(names = "--seed", paramLabel = "N", description = "Where drawing at random starts (1).")
    private long seed = 1;

    private static UsageException missing(String option, String why, String fix) {
        return new UsageException(CliCode.MISSING_ARGUMENT, "missing " + option, why, fix);
    }

    /// @param why the picture needs it
    /// @return the column that is drawn
    String of(String why) {
        if (of == null) {
            throw missing("--of", why, "--of COL; copse describe lists the columns");
        }
        return of;
    }

    /// @param why the picture needs them
    /// @return the column of groups
    String by(String why) {
        if (by == null) {
            throw missing("--by", why, "--by COL; copse describe lists the columns");
        }
        return by;
    }

    /// @param why the picture needs it
    /// @return the column from left to right
    String along(String why) {
        if (along == null) {
            throw missing("--along", why, "--along COL; copse describe lists the columns");
        }
        return along;
    }

    Optional<String> of() {
        return Optional.ofNullable(of);
    }

    Optional<String> by() {
        return Optional.ofNullable(by);
    }

    Optional<String> along() {
        return Optional.ofNullable(along);
    }

    Optional<String> cluster() {
        return Optional.ofNullable(cluster);
    }

    Optional<String> group() {
        return Optional.ofNullable(group);
    }

    Optional<String> term() {
        return Optional.ofNullable(term);
    }

    Optional<String> outcome() {
        return Optional.ofNullable(outcome);
    }

    Optional<String> estimator() {
        return Optional.ofNullable(estimator);
    }

    Optional<String> node() {
        return Optional.ofNullable(node);
    }

    int hops() {
        return hops;
    }

    Optional<Integer> sample() {
        return Optional.ofNullable(sample);
    }

    long seed() {
        return seed;
    }

    List<String> parameters() {
        return parameters;
    }

    /// A column and one of its levels.
    ///
    /// @param column name
    /// @param level whose share is asked for
    record Share(String column, String level) {}

    /// @return what `--share` asks for
    Optional<Share> share() {
        if (share == null) {
            return Optional.empty();
        }
        int equals = share.indexOf('=');
        if (equals < 1 || equals == share.length() - 1) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--share cannot be `" + share + "`",
                    "it names a column and one of its levels",
                    "--share repeat=yes");
        }
        return Optional.of(new Share(share.substring(0, equals), share.substring(equals + 1)));
    }

    /// @param usual coverage where none was asked for
    /// @return the coverage asked for
    double level(double usual) {
        double asked = level == null ? usual : level;
        if (!(asked > 0 && asked < 1)) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--level cannot be `" + level + "`", "it lies between 0 and 1", "--level 0.95");
        }
        return asked;
    }

    OptionalDouble smallest() {
        return smallest == null ? OptionalDouble.empty() : OptionalDouble.of(smallest);
    }

    /// @return both ends of the values as good as none, or nothing
    List<Double> rope() {
        if (!rope.isEmpty() && (rope.size() != 2 || !(rope.get(0) < rope.get(1)))) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--rope cannot be `" + rope + "`",
                    "it has a lower and an upper end",
                    "--rope -0.1,0.1");
        }
        return rope;
    }
}
