package copse.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Every key that a plan understands, by its table, in the order in which they are printed.
final class PlanKeys {
    /// The top of a plan.
    static final String TOP = "";

    private static final List<String> READING = List.of("factor", "numeric", "levels", "where", "na");

    private static final SequencedMap<String, List<String>> ALL = all();

    private PlanKeys() {}

    private static SequencedMap<String, List<String>> all() {
        SequencedMap<String, List<String>> all = new LinkedHashMap<>();
        all.put("units", table("id", "cluster"));
        all.put("data", table("key", "period"));
        all.put("simulate", List.of("scenario", "effect", "parameters"));
        all.put("arms", List.of("treatment", "control"));
        all.put("outcome", List.of("column", "role", "label", "kind", "formula", "covariates", "better", "margin"));
        all.put("estimand", List.of("effects", "by", "taken", "exposure"));
        all.put("test", List.of("alpha", "sides", "alternative", "better", "margin", "adjust"));
        all.put(
                "size",
                List.of(
                        "effect",
                        "effect_sd",
                        "power",
                        "clusters",
                        "cluster_size",
                        "cluster_size_cv",
                        "icc",
                        "sd",
                        "control",
                        "explained",
                        "autocorrelation",
                        "lost_clusters",
                        "lost_units"));
        all.put("sensitivity", List.of("methods", "draws"));
        all.put("network", table("from", "to", "weight"));
        all.put("bayes", List.of("formula", "family", "priors", "chains", "warmup", "draws", "rope"));
        all.put(
                TOP,
                Stream.concat(Stream.of("title", "question", "language", "seed", "design"), all.keySet().stream())
                        .toList());
        return Collections.unmodifiableSequencedMap(all);
    }

    /// The keys of a table that is read from somewhere.
    private static List<String> table(String... own) {
        return Stream.of(Stream.of("file", "sql"), Stream.of(own), READING.stream())
                .flatMap(keys -> keys)
                .toList();
    }

    /// @return keys by table; those at the top under the empty name
    static SequencedMap<String, List<String>> byTable() {
        return ALL;
    }

    /// @param table name of a table
    /// @return its keys
    static List<String> of(String table) {
        return ALL.getOrDefault(table, List.of());
    }
}
