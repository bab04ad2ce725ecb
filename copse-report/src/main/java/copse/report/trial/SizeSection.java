package copse.report.trial;

import copse.estimate.EffectEstimate;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.power.Answer;
import copse.power.Choice;
import copse.power.Diagnosis;
import copse.power.EstimatorDiagnosis;
import copse.power.Outcome;
import copse.power.PeriodDiagram;
import copse.power.PeriodTrial;
import copse.power.Power;
import copse.power.Strength;
import copse.power.Trial;
import copse.report.Assumption;
import copse.report.Cell;
import copse.report.Numbers;
import copse.report.Part;
import copse.report.PowerReport;
import copse.report.Table;
import copse.report.TableColumn;
import copse.study.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Whether the experiment was large enough: what it was planned to find, and what it could find as it was done.
final class SizeSection {
    /// Means of so many units are told without decimals.
    private static final double WHOLE = 1000;

    private SizeSection() {}

    static List<Part> of(Writer writer) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(writer.say("size")));
        Optional<Sizing> sizing = writer.report().sizing();
        sizing.ifPresent(planned -> {
            parts.add(new Part.Sentence(before(writer, planned.asked())));
            planned.simulated().ifPresent(simulated -> parts.add(new Part.Sentence(simulated(writer, simulated))));
            parts.addAll(Figures.power(writer, planned));
        });
        OptionalDouble detectable = detectable(writer);
        if (detectable.isPresent()) {
            parts.add(new Part.Sentence(writer.say(
                    after(writer.primary().primary().hypothesis()),
                    AnswerSection.amount(writer, writer.primary(), detectable.getAsDouble()),
                    Numbers.percent(target(sizing)),
                    AnswerSection.margins(writer, writer.primary()))));
        }
        if (writer.first().adjustment().isPresent()) {
            parts.add(new Part.Sentence(writer.say("size.unadjusted")));
        }
        sizing.flatMap(planned -> compared(writer, planned.asked())).ifPresent(parts::add);
        if (detectable.isPresent()) {
            parts.add(new Part.Sentence(writer.say("size.observed")));
        }
        // what neither was planned nor can be told has no section
        return parts.size() == 1 ? List.of() : parts;
    }

    private static OptionalDouble detectable(Writer writer) {
        return Detectable.of(
                writer.primary().primary(),
                writer.first().better(),
                target(writer.report().sizing()));
    }

    /// With margins it is told which true effect is needed, and on which side of it.
    private static String after(Hypothesis hypothesis) {
        return switch (hypothesis) {
            case Hypothesis.Superiority(double margin, Direction better)
            when margin > 0 -> "size.after.superiority-by." + better.word();
            case Hypothesis.NonInferiority(double _, Direction better) -> "size.after.non-inferiority." + better.word();
            default -> "size.after";
        };
    }

    /// @param sizing what was asked before
    /// @return the power that was asked for
    static double target(Optional<Sizing> sizing) {
        return sizing.map(Sizing::target).orElse(Sizing.USUAL);
    }

    private static String before(Writer writer, PowerReport.Row row) {
        return switch (row.answer()) {
            case Answer.Found(Choice choice, OptionalDouble _) ->
                writer.say(
                        choice.trial() instanceof PeriodTrial
                                ? "size.before.periods"
                                : choice.trial().size() == 1 ? "size.before.units" : "size.before.clusters",
                        number(choice.trial().clusters()),
                        number(choice.trial().size()),
                        found(writer, row.power(), choice.strength()),
                        writer.saying(row.power().rule().label()));
            case Answer.Infeasible infeasible ->
                writer.say("size.infeasible", writer.saying(infeasible.what()), writer.saying(infeasible.why()));
        };
    }

    /// @param writer of the report
    /// @param power with the hypothesis
    /// @param strength of the experiment
    /// @return what is found at which true effect with which power, a clause
    static String found(Writer writer, Power power, Strength strength) {
        return writer.say(
                "size.found." + ClaimMargins.key(power.rule().hypothesis()),
                effect(writer, power, strength.effect()),
                Numbers.percent(strength.power()));
    }

    /// @param writer of the report
    /// @param power whose outcome says in what unit effects are
    /// @param effect of the trial
    /// @return the effect in its unit
    static String effect(Writer writer, Power power, double effect) {
        return standardised(writer)
                ? writer.say("size.sd", Numbers.brief(effect, 4))
                : power.outcome() instanceof Outcome.Proportion
                        ? writer.say("points", Numbers.brief(100 * effect, 3))
                        : Numbers.brief(effect, 4);
    }

    private static String simulated(Writer writer, Diagnosis diagnosis) {
        EstimatorDiagnosis first = diagnosis.estimators().getFirst();
        return writer.say(
                "size.simulated",
                Numbers.count(diagnosis.replicates()),
                Numbers.percent(first.power().value()),
                Numbers.brief(100 * first.power().standardError(), 2));
    }

    /// What was supposed beside what was met.
    private static Optional<Part> compared(Writer writer, PowerReport.Row row) {
        if (!(row.answer() instanceof Answer.Found(Choice choice, OptionalDouble _))) {
            return Optional.empty();
        }
        Trial trial = choice.trial();
        Sample sample = writer.primary().sample();
        EffectEstimate effect = writer.primary().primary();
        Table table = Table.of(
                "size",
                TableColumn.left(writer.say("size.quantity")),
                TableColumn.right(writer.say("size.planned")),
                TableColumn.right(writer.say("size.met")));
        boolean periods = trial instanceof PeriodTrial;
        boolean clustered = periods || trial.size() > 1;
        table.row(
                Cell.text(writer.say(clustered ? "size.clusters" : "size.units")),
                Cell.number(trial.clusters(), number(trial.clusters())),
                Cell.count(sample.allUnits()));
        if (clustered) {
            double mean = (double) sample.allRows() / (sample.allUnits() * occasions(trial));
            table.row(
                    Cell.text(writer.say(periods ? "size.per-period" : "size.per-cluster")),
                    Cell.number(trial.size(), number(trial.size())),
                    Cell.number(mean, number(mean)));
            OptionalDouble icc = Assumption.of(trial).stream()
                    .filter(assumption -> assumption.key().equals("icc"))
                    .mapToDouble(Assumption::value)
                    .findFirst();
            table.row(Cell.text("ICC"), cell(icc, 2), cell(sample.icc(), 2));
        }
        Strength strength = choice.strength();
        if (!standardised(writer)) {
            table.row(
                    Cell.text(writer.say("size.se")), cell(OptionalDouble.of(strength.se()), 3), cell(effect.se(), 3));
        }
        table.row(
                Cell.text(writer.say("size.df")),
                Cell.number(strength.df(), Numbers.df(strength.df())),
                effect.df().isPresent()
                        ? Cell.number(
                                effect.df().getAsDouble(),
                                Numbers.df(effect.df().getAsDouble()))
                        : Cell.text("-"));
        return Optional.of(table.captioned(writer.say("size.caption")));
    }

    /// Effects in standard deviations have standard errors in another unit than those of the outcome.
    private static boolean standardised(Writer writer) {
        return writer.report().sizing().map(Sizing::standardised).orElse(false);
    }

    /// Times at which a cluster is measured, on average: sizes over periods are per cluster and period.
    private static double occasions(Trial trial) {
        if (!(trial instanceof PeriodTrial(PeriodDiagram diagram, double _, var _))) {
            return 1;
        }
        double measured = 0;
        double clusters = 0;
        for (PeriodDiagram.Sequence sequence : diagram.sequences()) {
            long periods = sequence.cells().stream()
                    .filter(cell -> cell != PeriodDiagram.Cell.ABSENT)
                    .count();
            measured += sequence.clusters() * periods;
            clusters += sequence.clusters();
        }
        return measured / clusters;
    }

    private static Cell cell(OptionalDouble value, int digits) {
        return value.isPresent()
                ? Cell.number(value.getAsDouble(), Numbers.significant(value.getAsDouble(), digits))
                : Cell.text("-");
    }

    private static String number(double value) {
        return value == Math.rint(value) || value >= WHOLE ? Numbers.count(Math.round(value)) : Numbers.brief(value, 4);
    }
}
