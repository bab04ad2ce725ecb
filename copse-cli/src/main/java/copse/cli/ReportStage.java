package copse.cli;

import copse.assign.AssignmentRecord;
import copse.cli.ExperimentState.Reached;
import copse.design.Assignment;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.formula.Expr;
import copse.formula.Formula;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.plan.Plan;
import copse.plan.PlanDeviations;
import copse.plan.PlanResult;
import copse.plan.Role;
import copse.record.RunRecord;
import copse.report.AssignmentReport;
import copse.report.Document;
import copse.report.FitQuestions;
import copse.report.FitResult;
import copse.report.HtmlRenderer;
import copse.report.Json;
import copse.report.Language;
import copse.report.LmmReport;
import copse.report.MarkdownRenderer;
import copse.report.TextRenderer;
import copse.report.trial.Finding;
import copse.report.trial.Flows;
import copse.report.trial.PlannedItem;
import copse.report.trial.Posterior;
import copse.report.trial.Purpose;
import copse.report.trial.Sizing;
import copse.report.trial.Stage;
import copse.report.trial.Step;
import copse.report.trial.TrialDocument;
import copse.report.trial.TrialJson;
import copse.report.trial.TrialReport;
import copse.study.JoinedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The page that tells the experiment, in every form.
///
/// @param experiment under way
/// @param plan in force
/// @param analysis of the outcomes
record ReportStage(Experiment experiment, PlanInForce plan, AnalysisStage analysis) {
    /// Columns of a report that is read as plain text.
    private static final int WIDTH = 100;

    /// Digits of a fingerprint in running text: enough to tell two apart.
    private static final int DIGEST = 12;

    /// @return what came of it
    /// @throws InterruptedException if the user stopped a sampler
    Reached go() throws IOException, InterruptedException {
        ExperimentFolder folder = experiment.folder();
        List<String> inputs = new ArrayList<>(analysis.inputs());
        inputs.add(Experiment.fingerprint(folder.analysis()));
        inputs.add(plan.plan().heading());
        inputs.add(plan.plan().language());
        experiment.log().amendments().forEach(amendment -> inputs.add(amendment.digest() + amendment.seen()));
        experiment.log().looks().forEach(look -> inputs.add(look.outcomes() + look.finding()));
        Path page = folder.report("html");
        if (experiment.holds(Stage.REPORT, inputs)) {
            return experiment.kept(Stage.REPORT, page);
        }
        try (Progress ignored = experiment.command().progress("writing the report")) {
            TrialReport report = report();
            Language language = language();
            Document document = TrialDocument.of(report, language);
            folder.write(folder.report("json"), Json.text(TrialJson.of(report)));
            folder.write(folder.report("txt"), TextRenderer.of(WIDTH).render(document));
            folder.write(folder.report("md"), MarkdownRenderer.render(document));
            folder.write(page, HtmlRenderer.render(document, plan.plan().heading(), language));
        }
        return experiment.done(
                Stage.REPORT,
                inputs,
                "open it in a browser",
                List.of(page, folder.report("md"), folder.report("txt"), folder.report("json")));
    }

    private Language language() {
        String code = plan.plan().language();
        return code.equals(Language.CHINESE.code()) ? Language.CHINESE : Language.ENGLISH;
    }

    private TrialReport report() throws IOException, InterruptedException {
        Plan planned = plan.plan();
        AssignmentRecord record = experiment.arms().record();
        TrialReport report = TrialReport.of(
                        new Purpose(planned.heading(), planned.title().isPresent() ? planned.question() : ""),
                        record,
                        Flows.of(
                                analysis.joined(),
                                analysis.result()
                                        .primary()
                                        .answers()
                                        .getFirst()
                                        .sample()
                                        .needed()),
                        findings())
                .withModels(models())
                .withPlanned(planned())
                .withSteps(steps());
        Optional<Assignment> drawn = experiment.arms().assignment();
        if (drawn.isPresent()) {
            AssignmentReport compared = ArmComparison.add(
                    AssignmentReport.of(drawn.get(), record, AssignmentReport.Origin.GIVEN), List.of());
            report = compared.balance().map(report::withBalance).orElse(report);
        }
        report = PowerStage.row(experiment)
                .map(row -> Sizing.of(row)
                        .withTarget(planned.size().power().orElse(Sizing.USUAL))
                        .withStandardised(planned.size().effect().isPresent()
                                && planned.size().smallestEffect().isEmpty()))
                .map(report::withSizing)
                .orElse(report);
        Optional<Posterior> posterior = analysis.posterior();
        return posterior.map(report::withPosterior).orElse(report);
    }

    /// Each thing that the plan of the arms settled, and what became of it; then the plans that were taken over
    /// since.
    private List<PlannedItem> planned() {
        List<PlannedItem> items = new ArrayList<>(
                PlanDeviations.of(plan.assigning(), experiment.arms(), analysis.result()).items().stream()
                        .map(PlannedItem::of)
                        .toList());
        for (ExperimentLog.Amendment amendment : experiment.log().amendments()) {
            items.add(new PlannedItem(
                    "plan",
                    brief(plan.assigning().digest()),
                    brief(amendment.digest()),
                    Optional.of("The plan was amended after arms were handed out, "
                            + (amendment.seen() ? "when results had been seen." : "before results were seen."))));
        }
        for (ExperimentLog.Look look : experiment.log().looks()) {
            items.add(new PlannedItem(
                    "outcomes",
                    "one analysis",
                    look.finding(),
                    Optional.of("Outcomes were analysed before, when they were others.")));
        }
        return items;
    }

    private static String brief(String digest) {
        return digest.substring(0, Math.min(DIGEST, digest.length()));
    }

    /// How the numbers of each stage came about.
    private List<Step> steps() throws IOException {
        AssignmentRecord record = experiment.arms().record();
        RunRecord analysed = analysis.record();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                Stage.POWER, experiment.record(), experiment.assigning().digest()));
        steps.add(new Step(
                Stage.ASSIGNMENT,
                experiment.record().withSeed(record.seed()),
                record.digests().assignment()));
        steps.add(new Step(Stage.ANALYSIS, analysed, plan.plan().digest()));
        return steps;
    }

    private List<Finding> findings() {
        PlanResult result = analysis.result();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                Role.PRIMARY, result.primary(), size(plan.plan().size().smallestEffect()), better(plan.plan())));
        result.secondary().ifPresent(secondary -> findings.add(Finding.of(Role.SECONDARY, secondary)));
        return findings;
    }

    private static OptionalDouble size(OptionalDouble effect) {
        return effect.isPresent() && effect.getAsDouble() != 0
                ? OptionalDouble.of(Math.abs(effect.getAsDouble()))
                : OptionalDouble.empty();
    }

    /// As the test says, else as the sign of the smallest effect of interest says.
    private static Optional<Direction> better(Plan plan) {
        return switch (plan.hypothesis(plan.primary())) {
            case Hypothesis.Superiority(double _, Direction better) -> Optional.of(better);
            case Hypothesis.NonInferiority(double _, Direction better) -> Optional.of(better);
            case Hypothesis.Equivalence _ -> Optional.empty();
            case Hypothesis.Equality _ ->
                plan.size().smallestEffect().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                plan.size().smallestEffect().getAsDouble() < 0 ? Direction.LOWER : Direction.HIGHER);
        };
    }

    /// The linear mixed model of the primary outcome where one was planned, else the one that the design
    /// suggests: it tells how much of the outcome lies between clusters.
    private List<FitResult> models() throws IOException {
        JoinedRows joined = analysis.joined();
        Optional<Formula> planned = plan.plan().primary().formula();
        boolean clustered = joined.rows().rows() > joined.unit().levels().size();
        if (!analysis.isOfNumbers() || planned.isEmpty() && !clustered) {
            return List.of();
        }
        Formula formula = planned.orElseGet(() -> suggested(joined));
        return List.of(LmmReport.of(
                Lmm.of(formula).estimator(Estimator.REML).fit(joined.rows()),
                FitQuestions.defaults(),
                List.of(),
                analysis.record()));
    }

    /// Arms and covariates; strata, as the analysis has them; random intercepts of pairs and of what was
    /// randomised.
    private Formula suggested(JoinedRows joined) {
        Stream<String> fixed =
                Stream.concat(joined.arms().parts().stream(), plan.plan().primary().covariates().stream());
        List<String> terms = new ArrayList<>(fixed.map(ReportStage::name).toList());
        Optional<String> block = joined.arms().blockName();
        boolean matched = block.filter(name -> name.matches("pair|group")).isPresent();
        block.ifPresent(name -> terms.add(matched ? "(1 | " + name(name) + ")" : name(name)));
        terms.add("(1 | " + name(joined.unitName()) + ")");
        return Formula.parse(name(plan.plan().primary().column()) + " ~ " + String.join(" + ", terms));
    }

    /// A column as formulas have it, in backticks where it needs them.
    private static String name(String column) {
        return Expr.name(column).toString();
    }
}
