package copse.cli;

import copse.bayes.Bayes;
import copse.bayes.BayesFit;
import copse.bayes.CredibleInterval;
import copse.bayes.FitLogLikelihood;
import copse.bayes.Hypothesis;
import copse.bayes.LeaveOut;
import copse.bayes.PosteriorPredictive;
import copse.bayes.PredictiveCheck;
import copse.bayes.PredictiveOptions;
import copse.bayes.PriorSensitivity;
import copse.error.Diagnostic;
import copse.frame.Frame;
import copse.glmm.Averaging;
import copse.loo.CrossValidation;
import copse.loo.Elpd;
import copse.loo.Loo;
import copse.mcmc.Nuts;
import copse.report.BayesEffects;
import copse.report.BayesResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Asks a posterior what the options ask.
final class BayesAnswers {
    /// Rows that importance weights cannot tell of are left out for real, if they are no more than these: each
    /// takes a run of its own.
    private static final int MOST_REFITS = 20;

    private final Bayes bayes;
    private final BayesFit fit;
    private final Frame rows;
    private final BayesQuestions asked;
    private final Nuts nuts;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private @Nullable Elpd kept;

    /// @param bayes what was sampled
    /// @param fit its draws
    /// @param rows that it was fitted to
    /// @param asked what is asked
    /// @param nuts how it was sampled
    BayesAnswers(Bayes bayes, BayesFit fit, Frame rows, BayesQuestions asked, Nuts nuts) {
        this.bayes = bayes;
        this.fit = fit;
        this.rows = rows;
        this.asked = asked;
        this.nuts = nuts;
    }

    /// @return the answers
    BayesResult.Answers told() {
        BayesEffects effects = effects();
        return new BayesResult.Answers(
                effects.effects(),
                hypotheses(),
                leftOut(),
                checks(),
                sensitivity(),
                effects.first().map(asked::worth).orElse(null),
                effects.first().map(asked::rope).orElse(null));
    }

    /// @return predictive densities by observation, for later comparisons; null if they were not asked for
    @Nullable
    Elpd kept() {
        return kept;
    }

    private BayesResult.@Nullable Loo leftOut() {
        LeaveOut leaveOut = LeaveOut.of(bayes, fit, rows, nuts);
        String group = asked.looBy();
        Integer folds = asked.folds();
        if (asked.loo()) {
            Loo loo = leaveOut.rows();
            BayesResult.Waic waic = new BayesResult.Waic(
                    loo.waic().elpd(), loo.waic().se(), loo.waic().p());
            return told(loo, leaveOut::exact, waic);
        } else if (group != null) {
            return told(leaveOut.groups(group), loo -> leaveOut.exactGroups(group, loo), null);
        } else if (folds != null) {
            String by = asked.foldsBy();
            CrossValidation found = by == null ? leaveOut.folds(folds) : leaveOut.foldsByGroup(by, folds);
            kept = found;
            double none = Double.NaN;
            return new BayesResult.Loo(found.method(), found.rows(), found.elpd(), found.se(), none, none, 0, 0, null);
        }
        return null;
    }

    private BayesResult.Loo told(Loo weighted, UnaryOperator<Loo> exact, BayesResult.@Nullable Waic waic) {
        int refitted = weighted.unreliable() <= MOST_REFITS ? weighted.unreliable() : 0;
        Loo loo = refitted > 0 ? exact.apply(weighted) : weighted;
        kept = loo;
        diagnostics.addAll(loo.diagnostics());
        return new BayesResult.Loo(
                loo.method(),
                loo.rows(),
                loo.elpd(),
                loo.se(),
                loo.p(),
                loo.largestK(),
                loo.unreliable(),
                refitted,
                waic);
    }

    /// @return what a reader of the answers must know
    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    private BayesEffects effects() {
        List<Averaging> whose = switch (asked.effects()) {
            case usual -> BayesEffects.isLinear(fit) ? List.of() : List.of(Averaging.GROUPS);
            case own -> List.of(Averaging.GROUPS);
            case typical -> List.of(Averaging.TYPICAL);
            case new_ -> List.of(Averaging.POPULATION);
            case all -> List.of(Averaging.GROUPS, Averaging.TYPICAL, Averaging.POPULATION);
        };
        return BayesEffects.of(fit, rows, whose, asked.level());
    }

    private List<BayesResult.Hypothesis> hypotheses() {
        return asked.hypotheses().stream()
                .map(text -> Hypothesis.test(fit, text, asked.level()))
                .map(test -> new BayesResult.Hypothesis(
                        test.text(),
                        test.probability(),
                        test.mcse(),
                        test.evidenceRatio().orElse(Double.NaN),
                        test.value().mean(),
                        test.interval().lower(),
                        test.interval().upper()))
                .toList();
    }

    private List<BayesResult.Check> checks() {
        if (!asked.ppc()) {
            return List.of();
        }
        PosteriorPredictive replicates =
                PosteriorPredictive.of(fit, rows, PredictiveOptions.defaults().withSeed(nuts.seed()));
        List<BayesResult.Check> checks = new ArrayList<>();
        for (PredictiveCheck check : replicates.check(replicates.usual())) {
            CredibleInterval limits = CredibleInterval.of(check.replicated(), asked.level());
            checks.add(new BayesResult.Check(
                    check.statistic().label(),
                    check.observed(),
                    check.replicated().mean(),
                    limits.lower(),
                    limits.upper(),
                    check.probability()));
        }
        return checks;
    }

    private List<BayesResult.Sensitivity> sensitivity() {
        if (!asked.sensitivity()) {
            return List.of();
        }
        PriorSensitivity found = PriorSensitivity.of(fit, FitLogLikelihood.of(fit, rows));
        diagnostics.addAll(found.diagnostics());
        return found.rows().stream()
                .map(row -> new BayesResult.Sensitivity(
                        row.parameter(),
                        row.prior(),
                        row.likelihood(),
                        found.diagnostics().stream()
                                .filter(diagnostic -> diagnostic.parameter().equals(row.parameter()))
                                .map(Diagnostic::code)
                                .findFirst()
                                .orElse("")))
                .toList();
    }
}
