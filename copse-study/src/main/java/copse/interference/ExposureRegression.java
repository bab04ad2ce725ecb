package copse.interference;

import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.frame.Words;
import copse.infer.Estimate;
import copse.infer.LinearContrast;
import copse.lm.Lm;
import copse.lm.LmFit;
import copse.lm.MixedRobust;
import copse.lm.Robust;
import copse.lm.RobustFit;
import copse.lmm.Convergence;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.math.Seed;
import copse.network.Clustering;
import java.util.List;

/// Outcomes regressed on the own arm and the treated share of neighbours.
///
/// Model: `y = α + δ · treated + γ · share + covariates + ε`, over nodes that have neighbours, an outcome and
/// one of the two arms. The direct effect is δ, the spillover γ (all neighbours treated against none), the
/// total effect `δ + γ`. Every degree of exposure tells, so that the errors are often much smaller than those
/// of contrasts; the price is the line: neighbours must count by their share alone, the same for treated and
/// others, and nobody further away. Where the design has further arms, the share of neighbours in each of them
/// has a column too.
///
/// Standard errors, see [Errors]: never those of independent nodes where clusters were randomised.
///
/// Source: Eckles, Karrer and Ugander (2017), J. Causal Inference 5(1), section 2, doi:10.1515/jci-2015-0021;
/// Chin (2019), Regression adjustments for estimating the global treatment effect in experiments with
/// interference, J. Causal Inference 7(2), doi:10.1515/jci-2018-0026.
///
/// @param errors what the standard error counts
/// @param draws redraws of the design for [Errors#RANDOMISATION]; others ignore them
/// @param seed from which the redraws follow
public record ExposureRegression(Errors errors, int draws, Seed seed) implements NetworkEstimator {
    private static final int DRAWS = 500;

    /// What the standard error counts.
    public enum Errors {
        /// Least squares, what was randomised together being independent of others: CR2, Satterthwaite's
        /// degrees of freedom; HC2 where nodes were randomised by themselves.
        CLUSTERS,

        /// A random intercept for each cluster, `+ (1 | cluster)`, by REML, and CR2 on top of it. Nodes drawn
        /// by themselves have no such intercept: there it is [#CLUSTERS].
        MIXED,

        /// Least squares; the spread of the coefficients over redraws of the design when the residuals stay as
        /// they are. Right for every design and for neighbours across clusters if effects are the same for all;
        /// `C − p` degrees of freedom for C clusters and p coefficients.
        RANDOMISATION
    }

    /// @return least squares, errors by clusters
    public static ExposureRegression clusters() {
        return new ExposureRegression(Errors.CLUSTERS, DRAWS, Seed.of(1));
    }

    /// @return random intercepts of clusters
    public static ExposureRegression mixed() {
        return new ExposureRegression(Errors.MIXED, DRAWS, Seed.of(1));
    }

    /// @param draws redraws of the design
    /// @param seed from which they follow
    /// @return least squares, errors over redraws
    public static ExposureRegression randomisation(int draws, Seed seed) {
        return new ExposureRegression(Errors.RANDOMISATION, draws, seed);
    }

    @Override
    public String name() {
        return switch (errors) {
            case CLUSTERS -> "exposure regression";
            case MIXED -> "exposure regression, mixed";
            case RANDOMISATION -> "exposure regression, errors by randomisation";
        };
    }

    /// Cost: nodes and edges per estimate; for [Errors#RANDOMISATION] as often as there are draws.
    ///
    /// @throws copse.error.InputException `G209` if errors are to count clusters that are drawn anew with every
    ///     assignment
    @Override
    public Prepared over(NetworkSetting setting) {
        if (errors == Errors.RANDOMISATION) {
            RedrawnErrors redraws = RedrawnErrors.of(setting, draws, seed);
            return data -> byRandomisation(setting, data, redraws);
        }
        Clustering clusters = setting.clusters()
                .orElseThrow(() -> InterferenceCode.REDRAWN_CLUSTERS.error(
                        "an exposure regression has no errors by clusters under this design",
                        "its clusters are drawn anew with every assignment, so that no clusters can be counted",
                        "take the errors over redraws of the design: `--estimators randomisation`"));
        boolean mixed = errors == Errors.MIXED && clusters.clusters() < clusters.nodes();
        return data -> mixed ? byMixedModel(setting, data, clusters) : byClusters(setting, data, clusters);
    }

    private EffectEstimate byClusters(NetworkSetting setting, NetworkData data, Clustering clusters) {
        ExposureRows rows = ExposureRows.of(setting, data);
        boolean alone = clusters.clusters() == clusters.nodes();
        LmFit fit = alone ? rows.arrays().fit() : Lm.fit(rows.products(clusters));
        RobustFit robust = fit.robust(alone ? Robust.hc2() : Robust.cr2(ExposureRows.CLUSTER));
        Estimate estimate = robust.combination(
                contrast(setting, rows, fit), setting.question().level());
        return effect(setting, rows, estimate, rows.clusters(clusters), robust.method());
    }

    private EffectEstimate byMixedModel(NetworkSetting setting, NetworkData data, Clustering clusters) {
        ExposureRows rows = ExposureRows.of(setting, data);
        contrast(setting, rows, Lm.fit(rows.products(clusters)));
        LmmFit fit = Lmm.of(rows.formula()).fit(rows.frame(clusters));
        if (fit.convergence() instanceof Convergence.Failed failed) {
            throw InterferenceCode.NO_REGRESSION.error(
                    "the mixed model of `" + setting.question().outcome() + "` has no verified optimum: "
                            + failed.reason(),
                    "its estimates could be anywhere",
                    "leave the random intercept out: `--estimators regression`");
        }
        RobustFit robust = MixedRobust.of(fit, rows.frame(clusters), Robust.cr2(ExposureRows.CLUSTER));
        Estimate estimate = robust.combination(
                RedrawnErrors.contrast(setting.question().estimand(), robust.names()),
                setting.question().level());
        return effect(setting, rows, estimate, rows.clusters(clusters), "random intercepts, " + robust.method());
    }

    private EffectEstimate byRandomisation(NetworkSetting setting, NetworkData data, RedrawnErrors redraws) {
        ExposureRows rows = ExposureRows.of(setting, data);
        LmFit fit = Lm.fit(rows.products(Clustering.of(new int[data.nodes()])));
        LinearContrast contrast = contrast(setting, rows, fit);
        int independent = setting.clusters().map(rows::clusters).orElse(rows.size());
        double df = Math.max(1, independent - fit.names().size());
        double se = redraws.error(rows, fit, data) * Math.sqrt(independent / df);
        double value = contrast.of(fit.beta());
        Estimate estimate =
                Estimate.of(contrast.name(), value, se, df, setting.question().level(), "");
        return effect(setting, rows, estimate, independent, "errors over " + redraws.draws() + " redraws");
    }

    private EffectEstimate effect(
            NetworkSetting setting, ExposureRows rows, Estimate estimate, int clusters, String how) {
        NetworkQuestion question = setting.question();
        List<Diagnostic> notes = rows.note().stream().toList();
        return EffectEstimate.of(
                question.estimand().words(question) + "; outcomes linear in own arm and treated share of neighbours, "
                        + Words.count(rows.size(), "node") + " with neighbours",
                "exposure regression, " + how + ", t with " + Words.about(estimate.df()) + " df",
                estimate.value(),
                estimate.se(),
                estimate.df(),
                question.plain(),
                rows.size(),
                clusters,
                notes);
    }

    private static LinearContrast contrast(NetworkSetting setting, ExposureRows rows, LmFit fit) {
        NetworkQuestion question = setting.question();
        return RedrawnErrors.contrast(question.estimand(), rows, fit).orElseThrow(() -> together(question, rows, fit));
    }

    private static RuntimeException together(NetworkQuestion question, ExposureRows rows, LmFit fit) {
        if (!rows.apart(fit)) {
            return InterferenceCode.NO_REGRESSION.error(
                    "shares of neighbours in further arms go together with own arm and treated share",
                    "what neighbours in " + question.treatment() + " do cannot be told from what those in further arms"
                            + " do",
                    "weight by the design: `--estimators hajek --exposure full`");
        }
        ExposureRows.ArmShares shares = rows.shares();
        if (shares.areArms()) {
            return InterferenceCode.NO_REGRESSION.error(
                    "own arm and the treated share of neighbours go together at every node",
                    "which of the two makes a difference cannot be told from this assignment: it shows the total"
                            + " effect only",
                    "ask for `--estimand total`, or treat units within clusters: `saturation(…)`, `mixed(…)`");
        }
        return InterferenceCode.NO_REGRESSION.error(
                "all nodes of an arm have the same treated share of neighbours: " + Words.about(shares.treatment())
                        + " in " + question.treatment() + ", " + Words.about(shares.control()) + " in "
                        + question.control(),
                "what neighbours do cannot be told from what the own arm does, so that the "
                        + question.estimand().label() + " is not in these data"
                        + (shares.areEqual() ? ": they show the direct effect only" : ""),
                shares.areEqual()
                        ? "ask for `--estimand direct`, or randomise so that shares differ: clusters of neighbours"
                        : "randomise so that shares differ within an arm: clusters that follow the edges, or shares of"
                                + " treated that differ between them, `saturation(…)`; the bare difference of the arms"
                                + " is `--estimators naive`");
    }
}
