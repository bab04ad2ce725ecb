package copse.plan;

import copse.design.Design;
import copse.estimate.FamilyAdjustment;
import copse.estimate.Question;
import copse.frame.NumericColumn;
import copse.plan.PlanItem.Aspect;
import copse.study.Analysis;
import copse.study.Answer;
import copse.study.RecordedArms;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Planned against done: each thing that a plan settled, and what became of it.
///
/// ```java
/// PlanDeviations.of(plan, arms, result).sentences();   // empty: as planned
/// ```
///
/// @param items in the order of a plan
public record PlanDeviations(List<PlanItem> items) {
    private static final String NOTHING = "none";

    /// Copies the list.
    public PlanDeviations {
        // both roles have the same test, which is one thing to tell
        items = items.stream().distinct().toList();
    }

    /// @param plan as it was frozen at the assignment
    /// @param arms who got which arm
    /// @param result of the analyses
    /// @return what was planned and what was done
    public static PlanDeviations of(Plan plan, RecordedArms arms, PlanResult result) {
        List<PlanItem> items = new ArrayList<>(assigned(plan, arms));
        items.addAll(analysed(plan, arms, result, result.primary(), Role.PRIMARY));
        result.secondary()
                .ifPresent(secondary -> items.addAll(analysed(plan, arms, result, secondary, Role.SECONDARY)));
        if (result.secondary().isEmpty() && !plan.outcomes(Role.SECONDARY).isEmpty()) {
            items.add(PlanItem.of(Aspect.SECONDARY, "", columns(plan, Role.SECONDARY), NOTHING));
        }
        return new PlanDeviations(items);
    }

    /// @param plan as it was frozen at the assignment
    /// @param arms who got which arm
    /// @return what can be told before there are outcomes
    public static PlanDeviations of(Plan plan, RecordedArms arms) {
        return new PlanDeviations(assigned(plan, arms));
    }

    /// @return those that are not as planned
    public List<PlanItem> deviations() {
        return items.stream().filter(item -> !item.kept()).toList();
    }

    /// @return what is not as planned, in sentences
    public List<String> sentences() {
        return deviations().stream().map(PlanItem::sentence).toList();
    }

    private static List<PlanItem> assigned(Plan plan, RecordedArms arms) {
        List<PlanItem> items = new ArrayList<>();
        items.add(PlanItem.of(
                Aspect.DESIGN,
                "",
                plan.design().print(),
                Design.parse(arms.record().design()).print()));
        items.add(PlanItem.of(
                Aspect.SEED,
                "",
                Long.toString(plan.seed()),
                Long.toString(arms.record().seed())));
        plan.size()
                .clusters()
                .ifPresent(clusters -> items.add(PlanItem.of(
                        Aspect.RANDOMISED, "", NumericColumn.format(clusters), Integer.toString(randomised(arms)))));
        return items;
    }

    /// Clusters, or units, whether they got an arm or not.
    private static int randomised(RecordedArms arms) {
        return arms.armsOfRandomised().length;
    }

    private static String columns(Plan plan, Role role) {
        return list(plan.outcomes(role).stream().map(OutcomePlan::column).toList());
    }

    private static List<PlanItem> analysed(
            Plan plan, RecordedArms arms, PlanResult result, Analysis analysis, Role role) {
        List<PlanItem> items = new ArrayList<>();
        String done = list(analysis.answers().stream()
                .map(answer -> answer.question().outcome())
                .distinct()
                .toList());
        items.add(PlanItem.of(role == Role.PRIMARY ? Aspect.PRIMARY : Aspect.SECONDARY, "", columns(plan, role), done));
        for (OutcomePlan outcome : plan.outcomes(role)) {
            analysis.answers().stream()
                    .filter(answer -> answer.question().outcome().equals(outcome.column()))
                    .findFirst()
                    .ifPresent(answer -> items.addAll(ofOutcome(plan, arms, result.plan(), outcome, answer)));
            // of several comparisons each has arms of its own
            analysis.answers().stream()
                    .filter(answer -> answer.question().outcome().equals(outcome.column()))
                    .forEach(answer -> items.add(units(plan, arms, answer, outcome.name())));
        }
        if (!analysis.answers().isEmpty()) {
            Question question = analysis.answers().getFirst().question();
            items.addAll(hypotheses(plan, analysis, role));
            items.add(PlanItem.of(
                    Aspect.ALPHA, "", NumericColumn.format(plan.test().alpha()), Digits.text(1 - question.level())));
        }
        if (analysis.answers().size() > 1) {
            items.add(PlanItem.of(
                    Aspect.ADJUSTMENT,
                    "",
                    plan.test().adjust().label(),
                    analysis.adjustment().orElse(FamilyAdjustment.NONE.label())));
        }
        return items;
    }

    /// One for all outcomes of a role, or one for each where they differ.
    private static List<PlanItem> hypotheses(Plan plan, Analysis analysis, Role role) {
        List<PlanItem> items = new ArrayList<>();
        for (OutcomePlan outcome : plan.outcomes(role)) {
            analysis.answers().stream()
                    .map(Answer::question)
                    .filter(question -> question.outcome().equals(outcome.column()))
                    .findFirst()
                    .ifPresent(question -> items.add(PlanItem.of(
                            Aspect.HYPOTHESIS,
                            outcome.name(),
                            plan.hypothesis(outcome).claim(),
                            question.hypothesis().claim())));
        }
        long different = items.stream()
                .map(item -> item.planned() + "\n" + item.done())
                .distinct()
                .count();
        return different == 1
                ? List.of(PlanItem.of(
                        Aspect.HYPOTHESIS,
                        "",
                        items.getFirst().planned(),
                        items.getFirst().done()))
                : items;
    }

    private static List<PlanItem> ofOutcome(
            Plan plan, RecordedArms arms, Plan carriedOut, OutcomePlan outcome, Answer answer) {
        List<PlanItem> items = new ArrayList<>();
        String name = outcome.name();
        plan.arms()
                .treatment()
                .ifPresent(treatment ->
                        items.add(PlanItem.of(Aspect.ARMS, name, against(treatment, plan), against(answer))));
        String formula = carriedOut.outcomes().stream()
                .filter(other -> other.column().equals(outcome.column()))
                .findFirst()
                .map(PlanDeviations::formula)
                .orElse(NOTHING);
        items.add(PlanItem.of(Aspect.FORMULA, name, formula(outcome), formula));
        if (outcome.formula().isEmpty() && formula.equals(NOTHING)) {
            items.add(PlanItem.of(
                    Aspect.COVARIATES,
                    name,
                    list(outcome.covariates()),
                    list(answer.question().covariates())));
        }
        items.add(missing(plan, answer, name));
        return items;
    }

    private static String formula(OutcomePlan outcome) {
        return outcome.formula().map(Object::toString).orElse(NOTHING);
    }

    private static String against(String treatment, Plan plan) {
        return treatment + " against " + plan.arms().control().orElse(control(plan));
    }

    private static String control(Plan plan) {
        String part = DesignFacts.part(plan.design(), plan.arms());
        return DesignFacts.parts(plan.design()).getOrDefault(part, List.of()).stream()
                .filter(label -> !plan.arms().treatment().equals(Optional.of(label)))
                .findFirst()
                .orElse("");
    }

    private static String against(Answer answer) {
        return answer.question().treatment() + " against " + answer.question().control();
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? NOTHING : String.join(", ", names);
    }

    /// Not fewer of them than was reckoned with.
    private static PlanItem units(Plan plan, RecordedArms arms, Answer answer, String name) {
        List<String> labels = arms.design().arms().labels();
        int[] assigned = arms.armsOfRandomised();
        boolean whole = labels.containsAll(answer.sample().units().keySet());
        if (!whole) {
            // arms of several parts and orders of conditions: all units are in each comparison
            long all = Arrays.stream(assigned).filter(arm -> arm >= 0).count();
            return PlanItem.of(
                    Aspect.ANALYSED,
                    name,
                    Long.toString(all),
                    Integer.toString(answer.sample().allUnits()));
        }
        String planned = answer.sample().units().keySet().stream()
                .map(label -> Arrays.stream(assigned)
                                .filter(arm -> arm == labels.indexOf(label))
                                .count()
                        + " " + label)
                .collect(Collectors.joining(", "));
        String done = answer.sample().units().entrySet().stream()
                .map(arm -> arm.getValue() + " " + arm.getKey())
                .collect(Collectors.joining(", "));
        long all = answer.sample().units().keySet().stream()
                .mapToLong(label -> Arrays.stream(assigned)
                        .filter(arm -> arm == labels.indexOf(label))
                        .count())
                .sum();
        double lost = 1 - answer.sample().allUnits() / (double) Math.max(1, all);
        double reckoned = answer.sample().isClustered()
                ? plan.size().attrition().clusters()
                : plan.size().attrition().units();
        return new PlanItem(Aspect.ANALYSED, name, planned, done, planned.equals(done) || lost <= reckoned);
    }

    /// Not more of them than was reckoned with.
    private static PlanItem missing(Plan plan, Answer answer, String name) {
        long missing = answer.sample().missing().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        double share = missing / (double) Math.max(1, missing + answer.sample().allRows());
        double reckoned = plan.size().attrition().units();
        return new PlanItem(
                Aspect.MISSING,
                name,
                reckoned == 0 ? NOTHING : "up to " + percent(reckoned),
                missing == 0 ? NOTHING : missing + " rows (" + percent(share) + ")",
                share <= reckoned);
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(100 * share)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }
}
