package copse.cli;

import copse.bayes.Bayes;
import copse.bayes.BayesFit;
import copse.bayes.BayesPosterior;
import copse.bayes.PosteriorEffects;
import copse.frame.Frame;
import copse.glmm.Averaging;
import copse.glmm.Change;
import copse.glmm.EffectOptions;
import copse.mcmc.Draws;
import copse.mcmc.Nuts;
import copse.model.Roles;
import copse.plan.BayesPlan;
import copse.plan.Plan;
import copse.plan.Purpose;
import copse.record.RunRecord;
import copse.report.BayesEffects;
import copse.report.trial.Posterior;
import copse.study.JoinedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The Bayesian analysis of a plan, in a folder of its own beside the others, from which it goes on.
///
/// @param experiment under way
/// @param asked what the plan says of it
/// @param joined rows of outcomes with their arms
/// @param record how the numbers come about
record ExperimentPosterior(Experiment experiment, BayesPlan asked, JoinedRows joined, RunRecord record) {
    /// @return the posterior, sampled now or before
    /// @throws InterruptedException if the user stopped it; its draws are kept
    Posterior sampled() throws IOException, InterruptedException {
        Plan plan = experiment.analysing();
        Frame rows = joined.rows();
        Bayes bayes = Bayes.of(asked.formula(), asked.family())
                .roles(Roles.defaults().withOutcome(asked.family().outcome()))
                .priors(asked.priors());
        BayesPosterior posterior;
        try (Progress ignored = experiment.command().progress("preparing the model")) {
            posterior = bayes.posterior(rows);
        }
        BayesRun run = new BayesRun(
                experiment.command(), bayes, posterior, rows, nuts(plan), new BayesQuestions(), List.of(), record);
        RunFolder folder = new RunFolder(experiment.folder().posterior());
        JsonNode settings = settings(folder);
        if (settings == null) {
            RunFolder.create(folder.path(), true);
        }
        try (Interrupt interrupt = Interrupt.watch()) {
            BayesRun.Kept kept = run.kept(folder, settings, interrupt);
            return new Posterior(kept.result(), effect(kept.fit(), rows));
        }
    }

    /// A run that was begun with the same outcomes, plan and version goes on, or is told again.
    private @Nullable JsonNode settings(RunFolder folder) {
        if (!Files.exists(folder.settingsFile())) {
            return null;
        }
        JsonNode settings = folder.settings();
        String before = settings.path("data").path(0).path("sha256").asString("");
        return before.equals(record.data().getFirst().sha256()) ? settings : null;
    }

    /// Draws of the effect in units of the outcome: the coefficient where the model is linear, the control is
    /// the reference and the arm is in no interaction, else the mean over the rows of the difference that their
    /// arm would make.
    private double[] effect(BayesFit fit, Frame rows) {
        String part = part(experiment.analysing());
        List<String> labels = labels(part);
        String control = experiment.analysing().arms().controlAmong(labels);
        String treatment = experiment.analysing().arms().treatmentAmong(labels);
        String term = part + "[" + treatment + "]";
        Draws draws = fit.draws();
        boolean againstReference = !draws.names().contains(part + "[" + control + "]");
        boolean alone =
                draws.names().stream().noneMatch(name -> name.contains(term + ":") || name.contains(":" + term));
        if (BayesEffects.isLinear(fit)
                && againstReference
                && alone
                && draws.names().contains(term)) {
            return draws.column(term);
        }
        return Arrays.stream(PosteriorEffects.of(fit, rows)
                        .effect(
                                Change.levels(part, control, treatment),
                                EffectOptions.defaults().withAveraging(Averaging.GROUPS))
                        .draws()
                        .byChain())
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /// The column of arms that has the arms of the plan; a factorial design has several.
    private String part(Plan plan) {
        List<String> parts = joined.arms().parts();
        return parts.stream()
                .filter(part -> plan.arms()
                                .treatment()
                                .map(labels(part)::contains)
                                .orElse(true)
                        && plan.arms().control().map(labels(part)::contains).orElse(true))
                .findFirst()
                .orElse(parts.getFirst());
    }

    private List<String> labels(String part) {
        return joined.arms().design().arms().column(part).stream().distinct().toList();
    }

    private Nuts nuts(Plan plan) {
        Nuts nuts = Nuts.defaults().withSeed(plan.seedOf(Purpose.BAYES));
        nuts = asked.chains().isPresent() ? nuts.withChains(asked.chains().getAsInt()) : nuts;
        nuts = asked.warmup().isPresent() ? nuts.withWarmup(asked.warmup().getAsInt()) : nuts;
        return asked.draws().isPresent() ? nuts.withDraws(asked.draws().getAsInt()) : nuts;
    }
}
