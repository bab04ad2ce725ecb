package copse.glmm;

import copse.family.Link;
import copse.frame.Frame;
import copse.infer.ContrastScheme;
import copse.infer.Estimate;
import copse.infer.LinearContrast;
import copse.infer.Multiplicity;
import copse.lmm.FixedEffects;
import copse.lmm.MarginalMeans;
import copse.lmm.ReferenceGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Estimated marginal means on the outcome scale: over a balanced grid of predictors rather than over the units
/// that happen to be there. Immutable.
///
/// There are two ways to them, which differ since the link is curved:
/// - [Averaging#NONE]: linear predictors are averaged and the average is turned back, as emmeans does by
/// `type = "response"`. It describes one unit in a typical group; comparisons are conditional odds ratios or
/// ratios.
/// - [Averaging#TYPICAL], [Averaging#POPULATION]: each combination's mean outcome is computed, in a typical
///   group or over groups, and these are averaged with equal weights (emmeans: `regrid`). Differences are then
///   differences of probabilities or counts.
///
/// Combinations without rows make means that rest on them not estimable; these are empty. An offset is not
/// added. Structural zeros are in the means of the second way only.
public final class OutcomeMeans {
    // Which means are estimable does not hang on the level of their limits.
    private static final double ANY_LEVEL = 0.95;

    private final MeanModel model;
    private final MarginalMeans linear;
    private final List<String> labels;
    private final List<Frame> members; // per mean its combinations
    private final boolean[] estimable;
    private final Standardisation standardisation;
    private final String term;

    private OutcomeMeans(
            MeanModel model,
            MarginalMeans linear,
            List<String> labels,
            List<Frame> members,
            boolean[] estimable,
            String term) {
        this.model = model;
        this.linear = linear;
        this.labels = labels;
        this.members = members;
        this.estimable = estimable;
        this.standardisation = new Standardisation(model, false);
        this.term = term;
    }

    /// A mean, or one that the data cannot tell.
    ///
    /// @param label levels joined by blanks
    /// @param mean empty if it is not estimable
    public record Mean(String label, Optional<OutcomeMean> mean) {}

    /// Means of the levels of one factor, or of the combinations of several.
    ///
    /// @param fit a model
    /// @param grid where the other predictors stand
    /// @param factors at least one factor of the fixed part
    /// @return the means
    /// @throws copse.error.InputException `N215` for a factor that the fixed part does not have, `N217` if the
    ///     grid lacks a number
    public static OutcomeMeans of(GlmmFit fit, ReferenceGrid grid, String... factors) {
        FixedEffects fixed = FixedEffects.of(fit, fit.vcov());
        MarginalMeans linear = MarginalMeans.of(fixed, grid, factors);
        String[] all = grid.factors().keySet().toArray(String[]::new);
        Frame frame = grid.frame();
        Set<String> told = MarginalMeans.of(fixed, grid, all).means(ANY_LEVEL).stream()
                .filter(mean -> mean.estimate().isPresent())
                .map(MarginalMeans.Mean::label)
                .collect(Collectors.toSet());
        Map<String, List<Integer>> byLabel = new LinkedHashMap<>();
        linear.means(ANY_LEVEL).forEach(mean -> byLabel.put(mean.label(), new ArrayList<>()));
        for (int i = 0; i < frame.rows(); i++) {
            byLabel.computeIfAbsent(label(frame, i, factors), _ -> new ArrayList<>())
                    .add(i);
        }
        List<Frame> members = new ArrayList<>();
        boolean[] estimable = new boolean[byLabel.size()];
        for (List<Integer> rows : byLabel.values()) {
            estimable[members.size()] = rows.stream().allMatch(i -> told.contains(label(frame, i, all)));
            members.add(frame.rows(rows.stream().mapToInt(i -> i).toArray()));
        }
        return new OutcomeMeans(
                MeanModel.of(fit),
                linear,
                List.copyOf(byLabel.keySet()),
                members,
                estimable,
                String.join(":", factors));
    }

    private static String label(Frame frame, int row, String... factors) {
        List<String> parts = new ArrayList<>();
        for (String factor : factors) {
            parts.add(frame.column(factor).text(row));
        }
        return String.join(" ", parts);
    }

    /// @param averaging whose mean; not [Averaging#GROUPS], since the grid has no groups
    /// @param level coverage, such as 0.95
    /// @return every mean
    public List<Mean> means(Averaging averaging, double level) {
        requireNoGroups(averaging);
        List<Mean> out = new ArrayList<>();
        if (averaging == Averaging.NONE) {
            for (MarginalMeans.Mean mean : linear.means(level)) {
                out.add(new Mean(mean.label(), mean.estimate().map(this::back)));
            }
            return out;
        }
        for (int k = 0; k < labels.size(); k++) {
            String label = labels.get(k);
            out.add(new Mean(
                    label,
                    estimable[k]
                            ? Optional.of(OutcomeMean.of(label, averaging, mean(k, averaging), model, level))
                            : Optional.empty()));
        }
        return out;
    }

    /// Comparisons of the means; those with a mean that is not estimable are left out.
    ///
    /// By [Averaging#NONE] the scale is that of the link: odds ratios of a logit, ratios of a log link.
    ///
    /// @param scheme which comparisons
    /// @param adjustment of p-values and limits for their number; Tukey's only for all pairs
    /// @param options scale, whose means, level
    /// @return the comparisons
    /// @throws copse.error.InputException `N344` for a scale that does not fit the outcome, or not the link
    public List<OutcomeEffect> contrasts(ContrastScheme scheme, Multiplicity adjustment, EffectOptions options) {
        requireNoGroups(options.averaging());
        Comparisons.requireFit(options.scale(), model.family());
        if (options.averaging() == Averaging.NONE) {
            return conditional(scheme, adjustment, options);
        }
        List<String> names = new ArrayList<>();
        List<Functional> working = new ArrayList<>();
        for (int k = 0; k < labels.size(); k++) {
            if (estimable[k]) {
                names.add(labels.get(k));
                Functional mean = options.scale() == EffectScale.LINK ? linear(k) : mean(k, options.averaging());
                working.add(standardisation.working(mean, options.scale()));
            }
        }
        List<Estimate> estimates = new ArrayList<>();
        for (LinearContrast contrast : scheme.of(names)) {
            estimates.add(model.estimate(contrast.name(), Functional.combine(contrast, working), options.level()));
        }
        return AverageEffects.told(term, adjustment.adjust(estimates, names.size()), options);
    }

    private List<OutcomeEffect> conditional(ContrastScheme scheme, Multiplicity adjustment, EffectOptions options) {
        EffectScale natural = natural(model.family().link());
        if (options.scale() != EffectScale.LINK && options.scale() != natural) {
            throw Comparisons.wrongScale(
                    options.scale(),
                    model.family(),
                    "with the link " + model.family().link().label() + " a coefficient is no "
                            + options.scale().label(),
                    "average over units or groups, or ask for the " + natural.label());
        }
        return AverageEffects.told(term, linear.contrasts(scheme, adjustment, options.level()), options);
    }

    /// What the exponential of a coefficient is, or the coefficient itself.
    static EffectScale natural(Link link) {
        return switch (link) {
            case LOGIT -> EffectScale.ODDS_RATIO;
            case LOG -> EffectScale.RATIO;
            case IDENTITY -> EffectScale.DIFFERENCE;
            case PROBIT, CLOGLOG, INVERSE -> EffectScale.LINK;
        };
    }

    private Functional mean(int k, Averaging averaging) {
        Frame rows = members.get(k);
        return standardisation.mean(rows, ones(rows), rows.rows(), averaging);
    }

    private Functional linear(int k) {
        Frame rows = members.get(k);
        return standardisation.linear(rows, ones(rows), rows.rows(), Averaging.TYPICAL);
    }

    private static double[] ones(Frame rows) {
        double[] ones = new double[rows.rows()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private OutcomeMean back(Estimate eta) {
        Link link = model.family().link();
        double one = link.mean(eta.lower());
        double other = link.mean(eta.upper());
        return new OutcomeMean(
                eta.estimand(),
                Averaging.NONE,
                link.mean(eta.value()),
                Math.abs(link.slope(eta.value())) * eta.se(),
                eta.df(),
                Math.min(one, other),
                Math.max(one, other),
                eta.level());
    }

    private static void requireNoGroups(Averaging averaging) {
        if (averaging == Averaging.GROUPS) {
            throw new IllegalArgumentException("a grid of predictors has no groups");
        }
    }
}
