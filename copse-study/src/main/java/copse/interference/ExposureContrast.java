package copse.interference;

import copse.exposure.Contrast;
import copse.exposure.Exposure;
import copse.frame.Words;
import java.util.List;
import java.util.Optional;

/// The mean of one condition of exposure less that of another, each node weighted by the inverse of the
/// probability with which the design puts it there.
///
/// With `D_i` the condition of node i, π its probabilities and the sums over the n nodes that can be in both
/// conditions a and b:
///
/// - Horvitz-Thompson: `(1 / n) Σ [1(D_i = a) y_i / π_i(a) − 1(D_i = b) y_i / π_i(b)]`. Unbiased under every
///   design if the exposure is right: if outcomes depend on arms through the condition only. Its variance grows
///   with the level of the outcomes, often a hundredfold of the other's.
/// - Hájek: each sum is divided by its own weights instead of n. A constant added to all outcomes changes
///   nothing; the bias is of the order of one over the number of clusters. Undefined where a condition has no
///   node.
///
/// Where outcomes depend on more than the condition (fractions of neighbours below 1, neighbours of neighbours)
/// both estimate a mean over what is left open, as the design mixes it.
///
/// The standard error follows a [VarianceRule]; for Hájek it is that of the deviations from either mean, larger
/// by `1 / √(1 − h)` for what stands on a cluster with the share h of a condition's weight, as in CR2.
/// Student's t with Satterthwaite's degrees of freedom for the weights of clusters.
///
/// Source: Aronow and Samii (2017), Ann. Appl. Stat. 11(4), 1912-1947. doi:10.1214/16-AOAS1005
///
/// @param weighting which of the two
/// @param rule how the variance is estimated
public record ExposureContrast(Weighting weighting, VarianceRule rule) implements NetworkEstimator {
    /// What the weighted sums are divided by.
    public enum Weighting {
        /// The number of nodes.
        HORVITZ_THOMPSON("Horvitz-Thompson"),

        /// The sum of the weights of a condition.
        HAJEK("Hájek");

        private final String label;

        Weighting(String label) {
            this.label = label;
        }

        /// @return the name as printed
        public String label() {
            return label;
        }
    }

    /// @return Horvitz-Thompson
    public static ExposureContrast horvitzThompson() {
        return new ExposureContrast(Weighting.HORVITZ_THOMPSON, VarianceRule.AUTOMATIC);
    }

    /// @return Hájek
    public static ExposureContrast hajek() {
        return new ExposureContrast(Weighting.HAJEK, VarianceRule.AUTOMATIC);
    }

    /// @param other how the variance is estimated
    /// @return the same with that variance
    public ExposureContrast withRule(VarianceRule other) {
        return new ExposureContrast(weighting, other);
    }

    @Override
    public String name() {
        return weighting.label();
    }

    /// Cost: exposure probabilities once per setting; for [VarianceRule#ALL_PAIRS] all pairs of nodes too.
    /// Afterwards a pass over the edges per estimate.
    ///
    /// @throws copse.error.InputException `G203` if the exposure has no contrast for the estimand, `G206` if no
    ///     node can be in both conditions, `G210` if the rule cannot be followed
    @Override
    public PreparedContrast over(NetworkSetting setting) {
        ContrastNodes nodes = setting.contrastNodes();
        Optional<ClusterSwaps> swaps = rule == VarianceRule.ALL_PAIRS ? Optional.empty() : ClusterSwaps.of(setting);
        if (swaps.isPresent()) {
            return new PreparedContrast(weighting, setting, nodes, swaps.get());
        }
        if (rule == VarianceRule.CLUSTERS) {
            throw InterferenceCode.NO_VARIANCE.error(
                    "no variance by clusters under `"
                            + setting.randomisation().design().print() + "`",
                    "it needs clusters that are there before the arms are drawn, and drawn by themselves or in fixed"
                            + " numbers",
                    "look at all pairs of nodes instead, up to " + AllPairs.MOST + " of them");
        }
        if (nodes.nodes() > AllPairs.MOST) {
            throw InterferenceCode.NO_VARIANCE.error(
                    "no variance for " + Words.count(nodes.nodes(), "node") + " under `"
                            + setting.randomisation().design().print() + "`",
                    "without clusters that draw by themselves it takes the joint probabilities of all pairs, up to "
                            + AllPairs.MOST + " nodes",
                    "take the exposure regression with errors over redraws: `--estimators randomisation`");
        }
        return new PreparedContrast(weighting, setting, nodes, setting.pairs());
    }

    static String words(NetworkSetting setting) {
        Exposure exposure = setting.question().exposure();
        Contrast contrast = setting.contrast();
        List<String> names = exposure.conditions();
        return "`" + names.get(contrast.condition()) + "` against `" + names.get(contrast.reference()) + "` under `"
                + exposure.print() + "`";
    }
}
