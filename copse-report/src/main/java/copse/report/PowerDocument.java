package copse.report;

import copse.error.Diagnostic;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.power.Answer;
import copse.power.Attrition;
import copse.power.Choice;
import copse.power.Costs;
import copse.power.Inquiry;
import copse.power.Outcome;
import copse.power.Power;
import copse.power.Strength;
import copse.power.TestRule.Statistic;
import copse.power.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Power in closed form laid out for people.
public final class PowerDocument {
    /// What is usually asked of a trial, shown where power was.
    private static final double USUAL = 0.8;

    private PowerDocument() {}

    /// @param report one question, or a range of them
    /// @return the answer in a sentence, then numbers by t and z, what they rest on, and what else could be
    ///     done
    public static Document of(PowerReport report) {
        List<Part> parts = new ArrayList<>();
        PowerReport.Row first = report.first();
        boolean single = report.rows().size() == 1;
        parts.add(new Part.Sentence(single ? answer(first) : range(report)));
        parts.add(table(report));
        parts.add(basis(report, single));
        if (single
                && first.answer() instanceof Answer.Infeasible infeasible
                && !infeasible.nearest().isEmpty()) {
            parts.add(new Part.Heading("Nearest that can be done"));
            parts.add(nearest(infeasible));
        }
        if (single) {
            diagnostics(first)
                    .forEach(diagnostic -> parts.add(
                            new Part.Note(diagnostic.code(), diagnostic.meaning() + " " + diagnostic.advice())));
        }
        return new Document(parts, "power");
    }

    /// @param row a question with its answer
    /// @return what to know about the trial found, nothing if there is none
    static List<Diagnostic> diagnostics(PowerReport.Row row) {
        return row.answer() instanceof Answer.Found(Choice choice, var fewer)
                ? row.power()
                        .withTrial(choice.trial())
                        .diagnostics(choice.strength().effect())
                : List.of();
    }

    private static String answer(PowerReport.Row row) {
        return switch (row.answer()) {
            case Answer.Found(Choice choice, OptionalDouble fewer) -> found(row, choice, fewer);
            case Answer.Infeasible(double ceiling, String what, String why, var nearest) ->
                "Infeasible: " + what + ". " + sentence(why) + ".";
        };
    }

    private static String found(PowerReport.Row row, Choice choice, OptionalDouble fewer) {
        Power power = row.power();
        Strength strength = choice.strength();
        String trial = TrialWords.of(choice.trial());
        String shown = shown(power, strength.effect()) + " with a power of " + percent(strength.power()) + " ("
                + test(power, strength) + ").";
        return switch (row.inquiry()) {
            case Inquiry.ForPower ignored -> sentence(trial) + ": " + shown;
            case Inquiry.ForCopies ignored ->
                sentence(trial) + (trial.contains(",") ? "," : "") + " are enough: " + shown
                        + less("one " + TrialWords.one(choice.trial().copyOf()) + " fewer", fewer, strength);
            case Inquiry.ForSize ignored ->
                TrialWords.number(choice.trial().size()) + " " + choice.trial().sizeOf() + " are enough: with " + trial
                        + ", " + shown + less("one unit fewer in each", fewer, strength);
            case Inquiry.ForEffect(double target, Direction direction) ->
                sentence(trial) + ": the smallest effect with a power of " + percent(target) + " is "
                        + effect(power, strength.effect()) + " (" + test(power, strength) + ").";
            case Inquiry.Cheapest(double effect, double target, Costs costs) ->
                "The cheapest trial for a power of " + percent(target) + " costs " + money(choice) + ": " + trial + "; "
                        + shown;
            case Inquiry.Strongest(double effect, double budget, Costs costs) ->
                "The most that " + Numbers.brief(budget, 9) + " can do is " + trial + ", for " + money(choice) + ": "
                        + shown;
        };
    }

    private static String money(Choice choice) {
        return Numbers.brief(choice.cost().orElse(0), 9);
    }

    private static String less(String what, OptionalDouble fewer, Strength strength) {
        return fewer.isPresent()
                ? " With " + what + " it would be " + below(fewer.getAsDouble(), strength.power()) + "."
                : "";
    }

    /// What the test shows, in its own words.
    private static String shown(Power power, double effect) {
        String size = effect(power, effect);
        return switch (power.rule().hypothesis()) {
            case Hypothesis.Equality ignored -> "an effect of " + size + " is found";
            case Hypothesis.Superiority(double margin, Direction better)
            when margin == 0 -> "an effect of " + size + " is found";
            case Hypothesis.Superiority(double margin, Direction better) ->
                "an effect of " + size + " is shown to be beyond the margin of " + Numbers.brief(margin, 6);
            case Hypothesis.NonInferiority ignored -> "if the effect is " + size + ", non-inferiority is shown";
            case Hypothesis.Equivalence ignored -> "if the effect is " + size + ", equivalence is shown";
        };
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String test(Power power, Strength strength) {
        boolean t = power.rule().statistic() == Statistic.T;
        return power.rule().label() + ", "
                + (t
                        ? "t with " + degrees(strength.df()) + " df; by z "
                        : "z; by t with " + degrees(strength.df()) + " df ")
                + percent(t ? strength.byZ() : strength.byT());
    }

    private static String degrees(double df) {
        return df == Math.rint(df) ? TrialWords.number(df) : Numbers.df(df);
    }

    private static String percent(double power) {
        double value = 100 * power;
        // a power of 1 is one that a double cannot tell from it
        return power > 0.999 ? "more than 99.9 %" : Numbers.fixed(value, 1) + " %";
    }

    /// With so many decimals that it is seen to be below.
    private static String below(double power, double other) {
        int decimals = 1;
        while (decimals < 5 && Numbers.fixed(100 * power, decimals).endsWith("0") && Math.abs(power - other) > 1e-6) {
            decimals++;
        }
        return Numbers.fixed(100 * power, decimals) + " %";
    }

    private static String effect(Power power, double effect) {
        return switch (power.outcome()) {
            case Outcome.Mean(double sd) when sd == 1 -> Numbers.brief(effect, 4) + " sd";
            case Outcome.Mean(double sd) -> Numbers.brief(effect, 4) + " (" + Numbers.brief(effect / sd, 3) + " sd)";
            case Outcome.Proportion(double control, boolean pooled) ->
                Numbers.brief(effect, 4) + " (" + Numbers.percent(control) + " to " + Numbers.percent(control + effect)
                        + ")";
            case Outcome.Rate(double control) ->
                Numbers.brief(effect, 4) + " (a rate of " + Numbers.brief(control, 4) + " to "
                        + Numbers.brief(control + effect, 4) + ")";
        };
    }

    private static String range(PowerReport report) {
        List<PowerReport.Row> can = report.rows().stream()
                .filter(row -> row.answer() instanceof Answer.Found)
                .toList();
        String varied = String.join(" and ", report.first().at().keySet());
        String asked = asked(report.first().inquiry());
        if (can.isEmpty()) {
            return "Infeasible for every " + varied + " of the range.";
        }
        int cannot = report.rows().size() - can.size();
        String none = cannot == 0
                ? ""
                : " " + Numbers.count(cannot) + " of "
                        + Numbers.count(report.rows().size()) + (cannot == 1 ? " is infeasible." : " are infeasible.");
        return sentence(asked) + " by " + varied + ": from "
                + extreme(can.getFirst()) + " (" + at(can.getFirst()) + ") to "
                + extreme(can.getLast()) + " (" + at(can.getLast()) + ")." + none;
    }

    private static String asked(Inquiry inquiry) {
        return switch (inquiry) {
            case Inquiry.ForPower ignored -> "power";
            case Inquiry.ForCopies asked -> "clusters for a power of " + percent(asked.target());
            case Inquiry.ForSize asked -> "size of clusters for a power of " + percent(asked.target());
            case Inquiry.ForEffect asked -> "smallest effect with a power of " + percent(asked.target());
            case Inquiry.Cheapest asked -> "cheapest trial with a power of " + percent(asked.target());
            case Inquiry.Strongest asked -> "most power for " + Numbers.brief(asked.budget(), 9);
        };
    }

    private static String extreme(PowerReport.Row row) {
        Choice choice = ((Answer.Found) row.answer()).choice();
        return switch (row.inquiry()) {
            case Inquiry.ForPower ignored -> percent(choice.strength().power());
            case Inquiry.ForCopies ignored -> TrialWords.number(choice.trial().clusters());
            case Inquiry.ForSize ignored -> TrialWords.number(choice.trial().size());
            case Inquiry.ForEffect ignored -> Numbers.brief(choice.strength().effect(), 4);
            case Inquiry.Cheapest ignored -> Numbers.brief(choice.cost().orElse(0), 6);
            case Inquiry.Strongest ignored -> percent(choice.strength().power());
        };
    }

    private static String at(PowerReport.Row row) {
        return row.at().entrySet().stream()
                .map(entry -> entry.getKey() + " " + Numbers.brief(entry.getValue(), 6))
                .collect(Collectors.joining(", "));
    }

    private static Table table(PowerReport report) {
        boolean costs = report.rows().stream()
                .anyMatch(row -> row.answer() instanceof Answer.Found(Choice choice, var fewer)
                        && choice.cost().isPresent());
        boolean icc = report.first().at().containsKey("icc");
        boolean infeasible = report.rows().size() > 1
                && report.rows().stream().anyMatch(row -> row.answer() instanceof Answer.Infeasible);
        boolean byT = report.first().power().rule().statistic() == Statistic.T;
        List<TableColumn> columns = new ArrayList<>();
        if (icc) {
            columns.add(TableColumn.right("icc"));
        }
        for (String name : List.of(
                "clusters", "size", "effect", "power", byT ? "by z" : "by t", "se", "df", "design effect", "ceiling")) {
            columns.add(TableColumn.right(name));
        }
        if (costs) {
            columns.add(TableColumn.right("cost"));
        }
        if (infeasible) {
            columns.add(TableColumn.left("feasible"));
        }
        Table table = Table.of("power", columns);
        for (PowerReport.Row row : report.rows()) {
            List<Cell> cells = new ArrayList<>();
            if (icc) {
                cells.add(number(row.at().getOrDefault("icc", Double.NaN), 4));
            }
            Optional<Choice> choice = row.answer() instanceof Answer.Found(Choice found, var fewer)
                    ? Optional.of(found)
                    : Optional.empty();
            cells.addAll(choice.map(c -> cells(row.power(), c)).orElseGet(() -> gaps(row)));
            if (costs) {
                cells.add(choice.flatMap(c -> c.cost().stream().boxed().findFirst())
                        .map(cost -> number(cost, 9))
                        .orElse(Cell.empty()));
            }
            if (infeasible) {
                cells.add(Cell.text(row.answer() instanceof Answer.Found ? "yes" : "no"));
            }
            table.row(cells);
        }
        return table;
    }

    private static List<Cell> cells(Power asked, Choice choice) {
        Strength s = choice.strength();
        Power power = asked.withTrial(choice.trial());
        return List.of(
                Cell.number(
                        choice.trial().clusters(),
                        TrialWords.number(choice.trial().clusters())),
                Cell.number(
                        choice.trial().size(), TrialWords.number(choice.trial().size())),
                number(s.effect(), 4),
                fixed(s.power()),
                fixed(asked.rule().statistic() == Statistic.T ? s.byZ() : s.byT()),
                number(s.se(), 4),
                Cell.number(s.df(), degrees(s.df())),
                number(s.designEffect(), 4),
                fixed(power.ceiling(s.effect())));
    }

    /// What is known of a question without an answer: what was given, and the ceiling.
    private static List<Cell> gaps(PowerReport.Row row) {
        Cell clusters = row.inquiry() instanceof Inquiry.ForSize || row.inquiry() instanceof Inquiry.ForEffect
                ? Cell.number(
                        row.power().trial().clusters(),
                        TrialWords.number(row.power().trial().clusters()))
                : Cell.empty();
        Cell size = row.inquiry() instanceof Inquiry.ForCopies || row.inquiry() instanceof Inquiry.ForEffect
                ? Cell.number(
                        row.power().trial().size(),
                        TrialWords.number(row.power().trial().size()))
                : Cell.empty();
        Cell effect = given(row.inquiry()).map(value -> number(value, 4)).orElse(Cell.empty());
        double ceiling = ((Answer.Infeasible) row.answer()).ceiling();
        return List.of(
                clusters,
                size,
                effect,
                Cell.empty(),
                Cell.empty(),
                Cell.empty(),
                Cell.empty(),
                Cell.empty(),
                fixed(ceiling));
    }

    private static Optional<Double> given(Inquiry inquiry) {
        return switch (inquiry) {
            case Inquiry.ForPower(double effect) -> Optional.of(effect);
            case Inquiry.ForCopies(double effect, double target) -> Optional.of(effect);
            case Inquiry.ForSize(double effect, double target) -> Optional.of(effect);
            case Inquiry.ForEffect(double target, Direction direction) -> Optional.empty();
            case Inquiry.Cheapest(double effect, double target, var costs) -> Optional.of(effect);
            case Inquiry.Strongest(double effect, double budget, var costs) -> Optional.of(effect);
        };
    }

    private static Cell number(double value, int digits) {
        return Cell.number(value, Numbers.brief(value, digits));
    }

    private static Cell fixed(double power) {
        return Cell.number(power, Numbers.fixed(power, 4));
    }

    private static Part basis(PowerReport report, boolean single) {
        Power power = report.first().power();
        List<Part.Entry> entries = new ArrayList<>();
        entries.add(new Part.Entry("trial", power.trial().label()));
        String assumed = assumed(report);
        if (!assumed.isEmpty()) {
            entries.add(new Part.Entry("assumed", assumed));
        }
        entries.add(new Part.Entry("outcome", outcome(power.outcome())));
        entries.add(new Part.Entry("test", power.rule().label()));
        if (!power.attrition().equals(Attrition.NONE)) {
            entries.add(new Part.Entry(
                    "lost before the analysis",
                    Numbers.percent(power.attrition().clusters()) + " of clusters, "
                            + Numbers.percent(power.attrition().units()) + " of units in the others"));
        }
        if (single && report.first().answer() instanceof Answer.Found(Choice choice, var fewer)) {
            Power found = power.withTrial(choice.trial());
            entries.add(new Part.Entry(
                    "units in all",
                    TrialWords.number(choice.trial().units()) + " ("
                            + TrialWords.number(choice.trial().controlUnits()) + " control, "
                            + TrialWords.number(choice.trial().treatedUnits()) + " treated)"));
            ceiling(found, choice).ifPresent(entries::add);
            smallest(found, report.first().inquiry()).ifPresent(entries::add);
        }
        return new Part.KeyValues(entries);
    }

    /// What is the same for all rows; nothing for units without clusters.
    private static String assumed(PowerReport report) {
        Trial trial = report.first().power().trial();
        List<Assumption> all = Assumption.of(trial);
        if (trial.size() == 1 && all.stream().allMatch(assumption -> assumption.value() == 0)) {
            return "";
        }
        return all.stream()
                .filter(assumption -> !report.first().at().containsKey(assumption.key()))
                .map(assumption -> assumption.words() + " " + Numbers.brief(assumption.value(), 4))
                .collect(Collectors.joining(", "));
    }

    private static Optional<Part.Entry> ceiling(Power found, Choice choice) {
        double ceiling = found.ceiling(choice.strength().effect());
        return ceiling >= 0.9995
                ? Optional.empty()
                : Optional.of(new Part.Entry(
                        "ceiling",
                        percent(ceiling) + ", however many " + choice.trial().sizeOf()));
    }

    /// The smallest effect, with the multiplier of standard errors beside it, since tables have that.
    private static Optional<Part.Entry> smallest(Power power, Inquiry inquiry) {
        double target;
        Direction direction;
        switch (inquiry) {
            case Inquiry.ForPower(double effect) -> {
                target = USUAL;
                direction = effect < 0 ? Direction.LOWER : Direction.HIGHER;
            }
            case Inquiry.ForEffect(double wanted, Direction towards) -> {
                target = wanted;
                direction = towards;
            }
            default -> {
                return Optional.empty();
            }
        }
        if (power.rule().hypothesis() instanceof Hypothesis.Equivalence
                || target <= power.rule().alpha()
                || !(power.smallestEffect(target, direction) instanceof Answer.Found(Choice choice, var fewer))) {
            return Optional.empty();
        }
        String multiplier = power.multiplierEffect(target).stream()
                .mapToObj(value -> "; " + Numbers.brief(value, 4) + " by the multiplier of standard errors")
                .collect(Collectors.joining());
        return Optional.of(new Part.Entry(
                "smallest effect at " + Numbers.percent(target),
                effect(power, choice.strength().effect()) + multiplier));
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Mean(double sd) when sd == 1 -> "a mean, effects in standard deviations";
            case Outcome.Mean(double sd) -> "a mean, standard deviation " + Numbers.brief(sd, 6);
            case Outcome.Proportion(double control, boolean pooled) ->
                "a proportion, " + Numbers.percent(control) + " in the control arm"
                        + (pooled ? ", standard error of the pooled proportion" : "");
            case Outcome.Rate(double control) ->
                "events per unit of exposure, " + Numbers.brief(control, 6) + " in the control arm";
        };
    }

    private static Table nearest(Answer.Infeasible infeasible) {
        Table table = Table.of(
                "nearest",
                TableColumn.left("by"),
                TableColumn.left("trial"),
                TableColumn.right("effect"),
                TableColumn.right("power"));
        infeasible
                .nearest()
                .forEach(alternative -> table.row(
                        Cell.text(alternative.change()),
                        Cell.text(TrialWords.of(alternative.choice().trial())),
                        number(alternative.choice().strength().effect(), 4),
                        fixed(alternative.choice().strength().power())));
        return table;
    }
}
