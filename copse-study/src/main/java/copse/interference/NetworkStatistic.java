package copse.interference;

import copse.error.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a randomisation test in a network compares between assignments.
///
/// y is the outcome, less what covariates explain; an untreated neighbour is one of any other arm. Edges with
/// weights count by them. Nodes without neighbours enter [#OWN_ARM] alone.
///
/// Source: Athey, Eckles and Imbens (2018), Exact p-values for network interference, J. Am. Stat. Assoc.
/// 113(521), 230-240, section 5.2. doi:10.1080/01621459.2016.1241178
public enum NetworkStatistic {
    /// Mean of the treated less mean of the controls, neighbours left aside.
    OWN_ARM("difference in means by own arm"),

    /// Correlation of y with the share of treated neighbours, within own arm.
    SHARE("correlation with the share of treated neighbours, given own arm"),

    /// Correlation of y with the number of treated neighbours, within own arm.
    COUNT("correlation with the number of treated neighbours, given own arm"),

    /// Correlation of y with having a treated neighbour, within own arm.
    ANY("correlation with having a treated neighbour, given own arm"),

    /// Mean of y over edges to treated neighbours less that over edges to others, y less the mean of own arm.
    EDGES("difference between edges to treated and to other neighbours, given own arm"),

    /// Share of the variance of y that own arm and share of treated neighbours explain together.
    BOTH("share of variance by own arm and share of treated neighbours");

    private final String label;

    NetworkStatistic(String label) {
        this.label = label;
    }

    /// @return the name as printed
    public String label() {
        return label;
    }

    /// @return as on the command line: `own-arm`
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param word as on the command line
    /// @return the statistic
    /// @throws copse.error.PlanException `G235` with the words there are
    public static NetworkStatistic of(String word) {
        List<String> words = Arrays.stream(values()).map(NetworkStatistic::word).toList();
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> InterferenceTestCode.UNKNOWN_STATISTIC.planError(
                        "no statistic `" + word + "`",
                        "there are " + String.join(", ", words),
                        "--statistic " + Suggestion.closest(word, words).orElse(SHARE.word())));
    }

    /// @return whether the treatment of neighbours alone decides, so that it can test spillover
    public boolean ofNeighbours() {
        return this != OWN_ARM && this != BOTH;
    }
}
