package copse.interference;

import copse.design.ClusterLaw;
import copse.design.Saturation;
import copse.error.Suggestion;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Estimators of effects in networks by the words that name them on the command line.
public enum NetworkMethod {
    /// Hájek contrast of two conditions of exposure.
    HAJEK("Hájek"),
    /// Horvitz-Thompson contrast of two conditions of exposure.
    HT("Horvitz-Thompson"),
    /// Regression on own arm and treated share of neighbours, errors by clusters.
    REGRESSION("exposure regression"),
    /// The same with a random intercept for each cluster.
    MIXED("exposure regression, mixed"),
    /// The same, errors over redraws of the design.
    RANDOMISATION("exposure regression, errors by randomisation"),
    /// Means by saturation, where clusters drew one.
    SATURATION("means by saturation"),
    /// Totals of clusters, adjusted for their sizes and covariates, neighbours ignored.
    ADJUSTED("cluster totals, adjusted"),
    /// Difference in means of the arms, neighbours ignored.
    NAIVE("naive difference in means"),
    /// The same, nodes counted as independent; refused where clusters were randomised.
    NODES("naive difference in means, nodes independent");

    private final String label;

    NetworkMethod(String label) {
        this.label = label;
    }

    /// @return as in a table
    public String label() {
        return label;
    }

    /// @return as on the command line
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param word as on the command line
    /// @return the method
    /// @throws copse.error.InputException `G211` with the words there are
    public static NetworkMethod of(String word) {
        List<String> words = Arrays.stream(values()).map(NetworkMethod::word).toList();
        return Arrays.stream(values())
                .filter(method -> method.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> InterferenceCode.UNKNOWN_METHOD.error(
                        "no estimator `" + word + "`",
                        "there are " + String.join(", ", words),
                        "--estimators " + Suggestion.closest(word, words).orElse("hajek,naive")));
    }

    /// @return the estimator
    public NetworkEstimator estimator() {
        return switch (this) {
            case HAJEK -> ExposureContrast.hajek();
            case HT -> ExposureContrast.horvitzThompson();
            case REGRESSION -> ExposureRegression.clusters();
            case MIXED -> ExposureRegression.mixed();
            case RANDOMISATION -> ExposureRegression.randomisation(500, Seed.of(1));
            case SATURATION -> new SaturationEstimator();
            case ADJUSTED -> new ClusterAdjustment();
            case NAIVE -> NaiveMeans.ofClusters();
            case NODES -> NaiveMeans.ofNodes();
        };
    }

    /// @param setting network, design, question
    /// @return those worth a line each, the best first
    public static List<NetworkMethod> suitable(NetworkSetting setting) {
        List<NetworkMethod> methods = new ArrayList<>(
                setting.clusters().isEmpty() ? List.of(HAJEK, HT, RANDOMISATION) : List.of(HAJEK, REGRESSION, HT));
        if (setting.neighboursGoAlong()) {
            // contrasts of own arms are not the direct effect then, regressions hold the neighbours
            methods.removeAll(List.of(REGRESSION, RANDOMISATION));
            methods.addFirst(setting.clusters().isEmpty() ? RANDOMISATION : REGRESSION);
        }
        boolean saturation = setting.randomisation().design() instanceof Saturation;
        if (saturation) {
            methods.addFirst(SATURATION);
        }
        boolean total = setting.question().estimand() == Estimand.TOTAL;
        if (total && !saturation && setting.randomisation().clusterLaw().orElse(null) instanceof ClusterLaw.Fixed) {
            methods.add(ADJUSTED);
        }
        boolean direct = setting.question().estimand() == Estimand.DIRECT && setting.nodeByNode();
        if (setting.clusters().isPresent() && (total || direct)) {
            methods.add(NAIVE);
        }
        return List.copyOf(methods);
    }
}
