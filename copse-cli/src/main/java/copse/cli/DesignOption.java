package copse.cli;

import copse.design.Allocation;
import copse.design.Complete;
import copse.design.Design;
import copse.design.DesignText;
import copse.error.DesignException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--design`, or the flags that build the same value.
final class DesignOption {
    @Option(
            names = "--design",
            paramLabel = "DESIGN",
            description =
                    "Such as 'pairs(on: size, pre)' or 'clustered(by: school, stratified(by: region))', in quotes,"
                            + " or a file in TOML or JSON. Default: complete(), halves of control and treatment.")
    private @Nullable String design;

    @Option(names = "--cluster", paramLabel = "COL", description = "Randomise clusters: clustered(by: COL, …).")
    private @Nullable String cluster;

    @Option(
            names = "--strata",
            paramLabel = "COL,…",
            hideParamSyntax = true,
            description = "Randomise within strata: stratified(by: COL,…). Numbers are cut: 'quantiles(size, 4)'."
                    + " With --match: units of a pair agree in COL.")
    private @Nullable String strata;

    @Option(
            names = "--match",
            paramLabel = "COL,…",
            hideParamSyntax = true,
            description = "Match units alike in these into pairs, one per arm: pairs(on: COL,…).")
    private @Nullable String match;

    @Option(
            names = "--arms",
            paramLabel = "ARM[=SHARE],…",
            hideParamSyntax = true,
            description = "Arms with their shares, the reference first (default: control,treatment).")
    private @Nullable String arms;

    /// @return whether any of these options was given
    boolean isGiven() {
        return design != null || flags() != null;
    }

    /// @return the first of the flags that was given
    private @Nullable String flags() {
        Map<String, @Nullable String> flags = new LinkedHashMap<>();
        flags.put("--cluster", cluster);
        flags.put("--strata", strata);
        flags.put("--match", match);
        flags.put("--arms", arms);
        return flags.entrySet().stream()
                .filter(flag -> flag.getValue() != null)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /// @return the design that the options ask for
    /// @throws UsageException if they contradict each other, or there is no such file
    /// @throws DesignException if they make no design
    Design design() {
        return design(cluster);
    }

    /// @return whether flags name the column of the clusters
    boolean namesClusters() {
        return cluster != null;
    }

    /// @param by column of the clusters if no option says which
    /// @return the design that the options ask for; of these clusters, if it is not given whole
    Design clustered(String by) {
        return design(cluster == null ? by : cluster);
    }

    private Design design(@Nullable String by) {
        String flag = flags();
        if (design == null) {
            return Design.parse(shortForm(by));
        }
        if (flag != null) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --design and " + flag + " were given",
                    "the flags build a design, and --design is one",
                    "say all of it in --design, such as 'clustered(by: school, stratified(by: region))', or leave it out");
        }
        return isFile(design) ? read(Path.of(design)) : Design.parse(design);
    }

    private static boolean isFile(String text) {
        if (text.contains("(")) {
            return false;
        }
        try {
            return text.endsWith(".toml") || text.endsWith(".json") || Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static Design read(Path file) {
        try {
            return DesignText.read(file);
        } catch (IOException e) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "no design can be read from `" + file + "`",
                    Files.exists(file) ? String.valueOf(e.getMessage()) : "there is no such file",
                    "name a file, or give the short form: --design 'pairs(on: size, pre)'");
        }
    }

    /// The flags as the text that they stand for.
    private String shortForm(@Nullable String by) {
        String shares = arms == null ? "" : ", arms: " + words(arms);
        String inner;
        if (match != null) {
            int size = groupSize();
            String on = "on: " + words(match) + (strata == null ? "" : ", exact: " + words(strata)) + shares;
            inner = size == 2 ? "pairs(" + on + ")" : "groups(size: " + size + ", " + on + ")";
        } else if (strata != null) {
            inner = "stratified(by: " + words(strata) + shares + ")";
        } else {
            inner = "complete(" + (arms == null ? "" : "arms: " + words(arms)) + ")";
        }
        return by == null ? inner : "clustered(" + inner + ", by: " + word(by) + ")";
    }

    /// A group holds each arm as often as its share, if shares are whole numbers, else each arm once.
    private int groupSize() {
        if (arms == null) {
            return 2;
        }
        Complete complete = (Complete) Design.parse("complete(arms: " + words(arms) + ")");
        Allocation.Shares shares = (Allocation.Shares) complete.allocation();
        boolean whole = shares.ratio().stream().allMatch(share -> share == Math.rint(share) && share < 100);
        return whole
                ? shares.ratio().stream().mapToInt(Double::intValue).sum()
                : shares.arms().size();
    }

    /// Names with blanks in them are quoted, so that they need not be on the command line.
    private static String words(String list) {
        return split(list).stream().map(DesignOption::word).collect(Collectors.joining(", "));
    }

    private static String word(String text) {
        int equals = text.lastIndexOf('=');
        if (equals > 0 && text.substring(equals + 1).matches("[\\d.]+")) {
            return quoted(text.substring(0, equals)) + text.substring(equals);
        }
        return quoted(text);
    }

    private static String quoted(String text) {
        boolean asItIs = text.startsWith("\"") || text.matches("[^\\s:;=\"]+|\\w+\\(.*\\)");
        return asItIs ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /// Commas outside of brackets and quotes divide.
    private static List<String> split(String list) {
        List<String> items = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        StringBuilder item = new StringBuilder();
        for (char c : list.toCharArray()) {
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                items.add(item.toString().strip());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        items.add(item.toString().strip());
        return items.stream().filter(text -> !text.isEmpty()).toList();
    }
}
