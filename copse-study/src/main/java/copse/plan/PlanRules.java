package copse.plan;

import copse.design.Allocation;
import copse.design.Complete;
import copse.design.Design;
import copse.design.GraphClusters;
import copse.error.PlanException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.estimate.Hypothesis;
import copse.estimate.OutcomeKind;
import copse.formula.Expr;
import copse.formula.Formula;
import copse.formula.RandomPart;
import copse.frame.NumericColumn;
import copse.power.EffectSize;
import copse.power.TestRule;
import copse.study.FormulaModel;
import copse.study.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What can be said against a plan without any data.
final class PlanRules {
    private final Plan plan;
    private final Findings findings;

    private PlanRules(Plan plan, Findings findings) {
        this.plan = plan;
        this.findings = findings;
    }

    /// @param plan as it was read
    /// @param findings *Modified*: receives what is wrong; what follows from a mistake is not told again
    static void check(Plan plan, Findings findings) {
        PlanRules rules = new PlanRules(plan, findings);
        rules.cluster();
        rules.arms();
        rules.outcomes();
        rules.effects();
        rules.network();
        rules.test();
        rules.size();
        rules.bayes();
        rules.sensitivity();
    }

    private static String path(int outcome, String key) {
        return "outcome[" + outcome + "]." + key;
    }

    private void cluster() {
        Optional<String> named = plan.units().cluster();
        if (named.isEmpty() || !findings.sound("design", "units.cluster")) {
            return;
        }
        Design design = plan.design();
        Optional<String> randomised = design.clusterColumn().or(() -> DesignFacts.village(design));
        if (randomised.isEmpty()) {
            findings.wrong(
                    PlanCode.CONTRADICTION,
                    "units.cluster",
                    "clusters `" + named.get() + "`, and a design that randomises units one by one",
                    "the design is `" + design.print() + "`",
                    "write `design = "
                            + PlanWriter.quoted("clustered(" + shortForm(design) + ", by: " + named.get() + ")")
                            + "`, or remove `cluster`");
        } else if (!randomised.equals(named)) {
            findings.wrong(
                    PlanCode.CONTRADICTION,
                    "units.cluster",
                    "clusters `" + named.get() + "`, and a design of clusters `" + randomised.get() + "`",
                    "what is randomised as a whole has one name",
                    "write `cluster = " + PlanWriter.quoted(randomised.get()) + "`, or change the design");
        }
    }

    /// Without what goes without saying, so that it can be read in a message.
    private static String shortForm(Design design) {
        return design.equals(new Complete(Allocation.halves())) ? "complete()" : design.print();
    }

    private void arms() {
        if (!findings.sound("design")) {
            return;
        }
        List<String> labels = DesignFacts.parts(plan.design()).values().stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
        arm("arms.treatment", plan.arms().treatment(), labels);
        arm("arms.control", plan.arms().control(), labels);
        if (plan.arms().treatment().isPresent()
                && plan.arms().treatment().equals(plan.arms().control())) {
            findings.wrong(
                    PlanCode.CONTRADICTION,
                    "arms.control",
                    "`" + plan.arms().control().get() + "` is compared with itself",
                    "an effect is a difference between two arms",
                    "name another: "
                            + labels.stream()
                                    .filter(label -> !plan.arms().control().equals(Optional.of(label)))
                                    .collect(Collectors.joining(", ")));
        }
    }

    private void arm(String path, Optional<String> arm, List<String> labels) {
        if (arm.isPresent() && !labels.contains(arm.get()) && findings.sound(path)) {
            findings.wrong(
                    PlanCode.UNKNOWN_ARM,
                    path,
                    "no arm `" + arm.get() + "` in the design",
                    "it hands out " + String.join(", ", labels),
                    Suggestion.didYouMean(
                            arm.get(),
                            labels,
                            "name it in the design: `complete(arms: " + labels.getFirst() + ", " + arm.get() + ")`"));
        }
    }

    private void outcomes() {
        List<OutcomePlan> outcomes = plan.outcomes();
        Set<String> columns = new HashSet<>();
        for (int i = 0; i < outcomes.size(); i++) {
            OutcomePlan outcome = outcomes.get(i);
            if (!columns.add(outcome.column()) && findings.sound(path(i, "column"))) {
                findings.wrong(
                        PlanCode.TWICE,
                        path(i, "column"),
                        "the outcome `" + outcome.column() + "` twice",
                        "two analyses of one outcome are two chances to find something",
                        "leave one of them; other methods belong under `[sensitivity]`");
            }
            formula(i, outcome);
            if (outcome.covariates().contains(outcome.column())) {
                findings.wrong(
                        PlanCode.CONTRADICTION,
                        path(i, "covariates"),
                        "the outcome `" + outcome.column() + "` is a covariate of itself",
                        "covariates are measured before the arms are handed out",
                        "remove it");
            }
        }
        boolean primary = outcomes.stream().anyMatch(outcome -> outcome.role() == Role.PRIMARY);
        boolean known = IntStream.range(0, outcomes.size()).allMatch(i -> findings.sound(path(i, "role")));
        if (!outcomes.isEmpty() && !primary && known) {
            findings.wrong(
                    PlanCode.NO_PRIMARY,
                    "outcome[0].role",
                    "no outcome is the primary one",
                    "the question is answered by an outcome that is named beforehand",
                    "write `role = \"primary\"` here, or under another outcome");
        }
    }

    private void formula(int index, OutcomePlan outcome) {
        String path = path(index, "formula");
        if (outcome.formula().isEmpty() || !findings.sound(path)) {
            return;
        }
        Formula formula = outcome.formula().get();
        if (!outcome.covariates().isEmpty()) {
            findings.wrong(
                    PlanCode.CONTRADICTION,
                    path(index, "covariates"),
                    "both `formula` and `covariates`",
                    "a formula names its covariates itself",
                    "write `formula = " + PlanWriter.quoted(formula + " + " + String.join(" + ", outcome.covariates()))
                            + "`, or remove one of the two");
            return;
        }
        Optional<String> left = findings.refusable(path, formula.text(), () -> FormulaModel.outcome(formula));
        if (left.isEmpty()) {
            return;
        }
        if (!left.get().equals(outcome.column())) {
            findings.wrong(
                    PlanCode.OTHER_FORMULA,
                    path,
                    "the formula is about `" + left.get() + "`, the outcome is `" + outcome.column() + "`",
                    "the effect is that on the left side of the formula",
                    "write `formula = " + PlanWriter.quoted(outcome.column() + " ~ " + formula.right()) + "`");
            return;
        }
        if (!findings.sound("design", "arms") || plan.hasInterference()) {
            return;
        }
        FormulaModel model = new FormulaModel(
                formula,
                DesignFacts.part(plan.design(), plan.arms()),
                outcome.kind().filter(kind -> kind != OutcomeKind.NUMBER).isPresent());
        try {
            model.covariates();
        } catch (PlanException notTheEffect) {
            findings.add(path, notTheEffect(path, model));
            return;
        }
        level(path, formula);
    }

    /// The arm is no term, or its coefficient is not the average effect.
    private Problem notTheEffect(String path, FormulaModel model) {
        Formula formula = model.formula();
        String arm = model.arm();
        int at = formula.text().indexOf(arm);
        boolean absent = !formula.columns().contains(arm);
        return PlanCode.OTHER_FORMULA.problem(
                absent ? "`" + arm + "` is no term of the formula" : "`" + arm + "` is part of an interaction",
                absent
                        ? "the effect is its coefficient; the column of the arms is called `" + arm + "`"
                        : "its own coefficient is then the effect where the other variable is 0, not the average effect",
                absent
                        ? "write `formula = "
                                + PlanWriter.quoted(
                                        FormulaModel.outcome(formula) + " ~ " + arm + " + " + formula.right())
                                + "`"
                        : "join them by `+`, and ask for the effect by group: `by = [\"…\"]` under `[estimand]`",
                (absent || at < 0
                                ? plan.origin().place(path)
                                : plan.origin().within(path, formula.text(), at, at + arm.length()))
                        .orElse(null));
    }

    /// Where clusters are randomised, some random intercept has a level for each.
    private void level(String path, Formula formula) {
        Optional<String> cluster = plan.design().clusterColumn();
        if (cluster.isEmpty()) {
            return;
        }
        boolean holds = formula.random(List.of()).stream()
                .anyMatch(part -> part.terms().intercept() && groups(part).contains(cluster.get()));
        if (!holds) {
            findings.wrong(
                    PlanCode.BELOW_RANDOMISATION,
                    path,
                    "the formula takes rows as independent, and `" + cluster.get() + "` is randomised",
                    "rows of one cluster are alike and get one arm: counted as independent, they make the standard error"
                            + " too small",
                    "write `formula = " + PlanWriter.quoted(formula + " + (1 | " + Expr.name(cluster.get()) + ")")
                            + "`");
        }
    }

    private static List<String> groups(RandomPart part) {
        return part.group().stream().flatMap(x -> x.columns().stream()).toList();
    }

    private void effects() {
        EffectsPlan effects = plan.effects();
        if (!findings.sound("design", "estimand.effects", "estimand.taken", "estimand.exposure")) {
            return;
        }
        boolean complier = effects.effects().contains(Effect.COMPLIER);
        if (complier && effects.taken().isEmpty()) {
            findings.wrong(
                    PlanCode.NO_SUCH_EFFECT,
                    "estimand.effects",
                    "the effect on those who comply, without saying who did",
                    "whether the treatment was taken is a column of the outcomes",
                    "add the line `taken = \"attended\"` under `[estimand]`");
        }
        if (!complier && effects.taken().isPresent()) {
            findings.wrong(
                    PlanCode.CONTRADICTION,
                    "estimand.taken",
                    "a column of who took the treatment, and no effect that needs it",
                    "",
                    "write `effects = [\"average\", \"complier\"]`, or remove `taken`");
        }
        boolean network = plan.network().isPresent() || DesignFacts.isOfNetwork(plan.design());
        List<Effect> plain = effects.effects().stream()
                .filter(effect -> effect.estimand().isEmpty())
                .toList();
        if (plan.hasInterference() && !network) {
            findings.wrong(
                    PlanCode.NO_SUCH_EFFECT,
                    "estimand.effects",
                    "an effect between units, and no word of who may influence whom",
                    "direct effects, spillovers and total effects rest on a network, or on clusters with different shares"
                            + " of treated units",
                    "add `[network]` with a list of edges, or write `effects = [\"average\"]`");
        } else if (plan.hasInterference() && !plain.isEmpty()) {
            findings.wrong(
                    PlanCode.NO_SUCH_EFFECT,
                    "estimand.effects",
                    "the effect `" + plain.getFirst().word() + "` beside effects between units",
                    "if arms of others matter, a difference between arms is a mixture of effects",
                    "ask for direct, spillover, total");
        } else if (!plan.hasInterference() && DesignFacts.isOfNetwork(plan.design())) {
            findings.wrong(
                    PlanCode.NO_SUCH_EFFECT,
                    plan.origin().place("estimand.effects").isPresent() ? "estimand.effects" : "design",
                    "the average effect, under a design that is made for effects between units",
                    "`" + plan.design().print() + "` mixes the effect of the treatment with that of treated neighbours",
                    "write `effects = [\"direct\", \"spillover\", \"total\"]` under `[estimand]`");
        }
        if (!plan.hasInterference() && effects.exposure().isPresent()) {
            findings.wrong(
                    PlanCode.CONTRADICTION,
                    "estimand.exposure",
                    "an exposure, and no effect between units",
                    "exposure says how the arms of neighbours count",
                    "remove it, or ask for direct, spillover, total");
        }
        if (plan.hasInterference() && !effects.by().isEmpty()) {
            findings.wrong(
                    PlanCode.NO_SUCH_EFFECT,
                    "estimand.by",
                    "effects between units by group",
                    "they are estimated over the whole network",
                    "remove `by`");
        }
    }

    private void network() {
        if (findings.sound("design", "network")
                && plan.design().innermost() instanceof GraphClusters clusters
                && clusters.source() instanceof GraphClusters.Drawn
                && plan.network().isEmpty()) {
            findings.wrong(
                    PlanCode.MISSING_KEY,
                    "design",
                    "clusters of a network, and no network",
                    "`" + plan.design().print() + "` draws clusters from neighbours",
                    "add `[network]` with `file = \"friends.csv\"`");
        }
    }

    private void test() {
        List<OutcomePlan> primary = plan.outcomes(Role.PRIMARY);
        boolean several = primary.size() > 1 || plan.outcomes(Role.SECONDARY).size() > 1;
        if (several && plan.test().adjust().needsControl() && findings.sound("test.adjust")) {
            findings.wrong(
                    PlanCode.CONTRADICTION,
                    "test.adjust",
                    plan.test().adjust().label() + " for several outcomes",
                    "Dunnett's tests are for several arms against one control on one outcome",
                    "write `adjust = \"holm\"`");
        }
    }

    private void size() {
        SizePlan size = plan.size();
        clusters(size);
        if (!findings.sound("size.effect", "size.effect_sd", "size.power", "size.sd", "size.control", "test")) {
            return;
        }
        if (size.power().isPresent() && size.effect().isEmpty()) {
            findings.wrong(
                    PlanCode.MISSING_KEY,
                    "size.power",
                    "a power, and no effect that is to be found with it",
                    "power is the probability to find an effect of some size",
                    "add the line `effect = 1.5` (units of the outcome) or `effect_sd = 0.25` (standard deviations)");
        }
        size.effect().ifPresent(this::direction);
        kind(size);
    }

    private void clusters(SizePlan size) {
        if (size.clusters().isEmpty() || !findings.sound("design", "size.clusters")) {
            return;
        }
        int arms = plan.design().arms().size();
        if (size.clusters().getAsDouble() < 2 * arms) {
            findings.wrong(
                    PlanCode.OUT_OF_RANGE,
                    "size.clusters",
                    NumericColumn.format(size.clusters().getAsDouble()) + " clusters for " + arms + " arms",
                    "what a standard error is made of is how clusters of one arm differ: each arm needs two",
                    "write `clusters = " + 20 * arms + "`");
        }
    }

    /// An effect that the test is not made to find.
    private void direction(EffectSize effect) {
        double value = switch (effect) {
            case EffectSize.Raw(double raw) -> raw;
            case EffectSize.InSd(double sds) -> sds;
        };
        String path = effect instanceof EffectSize.Raw ? "size.effect" : "size.effect_sd";
        Hypothesis hypothesis = plan.outcomes(Role.PRIMARY).stream()
                .findFirst()
                .map(plan::hypothesis)
                .orElse(plan.test().hypothesis());
        boolean unknownUnit = effect instanceof EffectSize.InSd
                && plan.size().sd().isEmpty()
                && !(hypothesis instanceof Hypothesis.Equality)
                && !(hypothesis instanceof Hypothesis.Superiority(double margin, var _) && margin == 0);
        if (unknownUnit) {
            findings.wrong(
                    PlanCode.MISSING_KEY,
                    path,
                    "an effect in standard deviations, and a margin in units of the outcome",
                    "they can only be compared if the standard deviation is known",
                    "add the line `sd = 10` under `[size]`, or give the effect in units of the outcome: `effect`");
            return;
        }
        double inUnits =
                effect instanceof EffectSize.InSd ? value * plan.size().sd().orElse(1) : value;
        if (new TestRule(plan.test().alpha(), hypothesis, TestRule.Statistic.T).distance(inUnits) <= 0) {
            findings.wrong(
                    PlanCode.CONTRADICTION,
                    path,
                    "an effect of " + NumericColumn.format(value) + ", and a test that is not made to find it",
                    "the test is to show that the treatment is " + hypothesis.claim(),
                    fix(hypothesis, value));
        }
    }

    private static String fix(Hypothesis hypothesis, double value) {
        return switch (hypothesis) {
            case Hypothesis.Equality _ -> "give the smallest effect that would matter";
            case Hypothesis.Superiority(double margin, var better)
            when margin == 0 && value != 0 ->
                "give the effect the sign of what is better: " + NumericColumn.format(-value)
                        + ", or write `better = \"" + better.opposite().word() + "\"`";
            case Hypothesis.Superiority(double margin, var _) ->
                "give an effect beyond the margin of " + NumericColumn.format(margin);
            case Hypothesis.NonInferiority _ -> "give an effect within the margin, such as 0";
            case Hypothesis.Equivalence _ -> "give an effect between the margins, such as 0";
        };
    }

    private void kind(SizePlan size) {
        if (plan.outcomes(Role.PRIMARY).isEmpty() || !findings.sound("outcome")) {
            return;
        }
        OutcomeKind kind = plan.primary().kind().orElse(OutcomeKind.NUMBER);
        if (kind != OutcomeKind.NUMBER && size.sd().isPresent()) {
            findings.wrong(
                    PlanCode.CONTRADICTION,
                    "size.sd",
                    "a standard deviation for the outcome `" + plan.primary().column() + "`, which is "
                            + (kind == OutcomeKind.BINARY ? "yes or no" : "a count"),
                    "its spread follows from its mean in the control arm",
                    "write `control = 0.2` in its place");
        }
        if (kind != OutcomeKind.NUMBER && size.effect().orElse(null) instanceof EffectSize.InSd) {
            findings.wrong(
                    PlanCode.CONTRADICTION,
                    "size.effect_sd",
                    "an effect in standard deviations of `" + plan.primary().column() + "`, which is "
                            + (kind == OutcomeKind.BINARY ? "yes or no" : "a count"),
                    "its effect is a difference of " + (kind == OutcomeKind.BINARY ? "shares" : "rates"),
                    "write `effect = 0.1` in its place");
        }
        OptionalDouble control = size.control();
        if (plan.primary().kind().equals(Optional.of(OutcomeKind.NUMBER)) && control.isPresent()) {
            findings.wrong(
                    PlanCode.CONTRADICTION,
                    "size.control",
                    "a mean in the control arm for the number `"
                            + plan.primary().column() + "`",
                    "it does not matter for power: the standard deviation does",
                    "remove it, or write `kind = \"binary\"` or \"count\" under the outcome");
        } else if (kind == OutcomeKind.BINARY && control.isPresent()) {
            double treated = control.getAsDouble() + size.smallestEffect().orElse(0);
            if (control.getAsDouble() >= 1 || treated < 0 || treated > 1) {
                findings.wrong(
                        PlanCode.OUT_OF_RANGE,
                        control.getAsDouble() >= 1 ? "size.control" : "size.effect",
                        "shares of " + NumericColumn.format(control.getAsDouble()) + " and, with the effect, "
                                + Digits.text(treated),
                        "shares lie between 0 and 1",
                        "write shares and effects as parts of 1: 0.2 for 20 %");
            }
        }
    }

    private void bayes() {
        boolean known = IntStream.range(0, plan.outcomes().size()).allMatch(i -> findings.sound(path(i, "column")));
        if (plan.bayes().isEmpty() || !known || !findings.sound("bayes.formula")) {
            return;
        }
        Formula formula = plan.bayes().get().formula();
        List<String> columns = plan.outcomes().stream().map(OutcomePlan::column).toList();
        List<String> left = new ArrayList<>(
                formula.response().map(response -> response.columns()).orElse(List.of()));
        if (left.stream().noneMatch(columns::contains)) {
            findings.wrong(
                    PlanCode.OTHER_FORMULA,
                    "bayes.formula",
                    "the Bayesian model is about " + (left.isEmpty() ? "nothing" : "`" + left.getFirst() + "`"),
                    "outcomes of the plan are " + String.join(", ", columns),
                    "write `formula = "
                            + PlanWriter.quoted(
                                    (columns.isEmpty() ? "y" : columns.getFirst()) + " ~ " + formula.right())
                            + "`");
        }
    }

    private void sensitivity() {
        if (plan.sensitivity().methods().contains(Method.ROWS)
                && findings.sound("design", "sensitivity")
                && plan.design().clusterColumn().isPresent()) {
            findings.wrong(
                    PlanCode.BELOW_RANDOMISATION,
                    "sensitivity.methods",
                    "the method `rows` takes rows as independent, and `"
                            + plan.design().clusterColumn().get() + "` is randomised",
                    "rows of one cluster are alike and get one arm",
                    "remove it");
        }
    }
}
