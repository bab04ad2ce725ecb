package copse.cli;

import copse.scenario.NetworkOutcome;
import copse.scenario.ScenarioType;
import copse.scenario.SocialNetwork;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How outcomes come about in a simulated network: the parameters of `copse simulate social-network`, for a
/// graph of one's own.
final class OutcomeOption {
    @Option(
            names = "--model",
            paramLabel = "WORD",
            description = "linear: base + effect of own treatment + spillover × share of treated neighbours + chance"
                    + " (default); logistic: the same on the log odds; contagion: treated nodes adopt more often, and"
                    + " neighbours follow.")
    private @Nullable String model;

    @Option(
            names = "--base",
            paramLabel = "X",
            description = "Outcome untreated: mean, log odds or probability (0.05).")
    private @Nullable String base;

    @Option(names = "--effect", paramLabel = "X", description = "Effect of own treatment on the same scale (0.2).")
    private @Nullable String effect;

    @Option(
            names = "--spillover",
            paramLabel = "X",
            description = "Effect of having all neighbours treated; with contagion the chance to follow them (0.1).")
    private @Nullable String spillover;

    @Option(names = "--rounds", paramLabel = "N", description = "With contagion: how often it spreads (3).")
    private @Nullable String rounds;

    @Option(
            names = "--circle-sd",
            paramLabel = "X",
            description = "Standard deviation of what neighbours have in common, which makes clusters costly (0).")
    private @Nullable String circleSd;

    @Option(
            names = "--residual-sd",
            paramLabel = "X",
            description = "With the linear model: standard deviation of what a node has for itself (0.01).")
    private @Nullable String residualSd;

    /// @return how outcomes come about
    NetworkOutcome outcome() {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        given.put("model", model);
        given.put("base", base);
        given.put("effect", effect);
        given.put("spillover", spillover);
        given.put("rounds", rounds);
        given.put("circle-sd", circleSd);
        given.put("residual-sd", residualSd);
        Map<String, String> values = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (value != null) {
                values.put(name, value);
            }
        });
        return ((SocialNetwork) ScenarioType.SOCIAL_NETWORK.with(values)).outcome();
    }
}
