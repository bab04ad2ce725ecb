package copse.report.trial;

import copse.balance.Balance;
import copse.bayes.Derived;
import copse.estimate.Hypothesis.Direction;
import copse.mcmc.Chains;
import copse.plan.Role;
import copse.power.Choice;
import copse.power.Inquiry;
import copse.power.Power;
import copse.power.PowerCurve.Over;
import copse.report.Chart;
import copse.report.FitResult;
import copse.report.Part;
import copse.report.plot.Caterpillar;
import copse.report.plot.Estimated;
import copse.report.plot.FlowChart;
import copse.report.plot.ForestPlot;
import copse.report.plot.LoveChart;
import copse.report.plot.PosteriorPlot;
import copse.report.plot.PowerCurves;
import copse.study.Answer;
import copse.study.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The pictures of a report.
final class Figures {
    private Figures() {}

    /// Effects of the primary outcomes against none and the smallest that matters: only outcomes in one unit
    /// share a picture.
    static List<Part> answer(Writer writer) {
        List<Part> figures = new ArrayList<>();
        for (Finding finding : writer.findings(Role.PRIMARY)) {
            List<Answer> answers = finding.analysis().answers();
            String outcome = answers.getFirst().question().outcome();
            List<Estimated> effects = answers.stream()
                    .filter(answer -> answer.question().outcome().equals(outcome))
                    .map(answer -> Estimated.of(label(writer, answer), answer.primary()))
                    .toList();
            Chart chart = forest(writer, finding, answers.getFirst(), effects);
            boolean margins = ClaimMargins.isClaimOfNoHarm(finding.hypothesis());
            String alone = finding.smallest().isPresent() ? "figure.answer" : "figure.answer.alone";
            figures.add(figure(chart, writer.say(margins ? "figure.answer.margins" : alone)));
        }
        return figures;
    }

    static List<Part> flow(Writer writer) {
        return List.of(figure(FlowChart.of(writer.report().flow(), writer.language())));
    }

    static List<Part> balance(Writer writer, Balance balance) {
        boolean compared = balance.covariates().stream()
                .anyMatch(covariate -> covariate.standardised().isPresent());
        return compared ? List.of(figure(LoveChart.of(balance.covariates(), writer.language()))) : List.of();
    }

    /// The primary effect among those of other methods.
    static List<Part> methods(Writer writer, Finding finding, Answer answer) {
        List<Estimated> effects = new ArrayList<>();
        effects.add(Estimated.of(writer.say("figure.primary"), answer.primary()));
        for (Attempt attempt : answer.sensitivity()) {
            if (attempt instanceof Attempt.Done(String name, var effect)) {
                effects.add(Estimated.of(writer.saying(name), effect));
            }
        }
        if (effects.size() == 1) {
            return List.of();
        }
        return List.of(figure(forest(writer, finding, answer, effects), writer.say("figure.methods")));
    }

    /// With the margins of what is to be shown, else with the smallest effect that matters.
    private static Chart forest(Writer writer, Finding finding, Answer answer, List<Estimated> effects) {
        String axis = axis(writer, answer.question().outcome());
        List<Double> margins = ClaimMargins.of(finding.hypothesis());
        return margins.isEmpty()
                ? ForestPlot.of(effects, axis, 0, line(finding), level(answer), writer.language())
                : ForestPlot.ofMargins(effects, axis, 0, margins, level(answer), writer.language());
    }

    /// Effects on secondary outcomes in standard errors of their own, as their units differ: the interval's
    /// distance from 0 is what they have in common.
    static List<Part> outcomes(Writer writer) {
        List<Answer> answers = writer.answers(Role.SECONDARY).stream()
                .filter(answer -> answer.primary().se().orElse(0) > 0)
                .toList();
        if (answers.size() < 2) {
            return List.of();
        }
        List<Estimated> effects = answers.stream()
                .map(answer -> scaled(writer, answer, answer.primary().se().getAsDouble()))
                .toList();
        Chart chart = ForestPlot.of(
                effects,
                writer.say("figure.standard-errors"),
                0,
                OptionalDouble.empty(),
                level(answers.getFirst()),
                writer.language());
        return List.of(figure(chart, writer.say("figure.outcomes")));
    }

    private static Estimated scaled(Writer writer, Answer answer, double se) {
        return Estimated.of(
                answer.question().outcome() + several(writer, answer),
                answer.primary().value() / se,
                answer.primary().interval().lower().value() / se,
                answer.primary().interval().upper().value() / se);
    }

    /// The intercepts of each grouping factor, ranked, with what is known of each.
    static List<Part> model(Writer writer, FitResult fit) {
        List<Part> figures = new ArrayList<>();
        double level = fit.coefficients().level();
        fit.random().modes().forEach((group, all) -> {
            List<Estimated> modes = Caterpillar.rows(all, FitResult.INTERCEPT, level);
            if (modes.size() > 1) {
                Chart chart = Caterpillar.of(group, FitResult.INTERCEPT, modes, level, writer.language());
                figures.add(figure(new Chart(
                        chart.kind(),
                        chart.title(),
                        writer.say("figure.clusters", chart.description()),
                        chart.spec())));
            }
        });
        return figures;
    }

    /// The effect's draws, with what lies within the smallest effect that matters.
    static List<Part> posterior(Writer writer, Posterior posterior) {
        double[] draws = posterior.effect();
        if (draws.length == 0) {
            return List.of();
        }
        OptionalDouble smallest = writer.first().matters();
        Optional<PosteriorPlot.Region> region = smallest.isPresent()
                ? Optional.of(new PosteriorPlot.Region(-smallest.getAsDouble(), smallest.getAsDouble()))
                : Optional.empty();
        String name = axis(writer, writer.primary().question().outcome());
        Chart chart = PosteriorPlot.of(
                List.of(new Derived(name, Chains.of(draws))),
                posterior.result().level(),
                region,
                OptionalDouble.of(0),
                writer.language());
        return List.of(figure(chart));
    }

    /// Power over effects from none to twice the one that was supposed.
    static List<Part> power(Writer writer, Sizing sizing) {
        if (!(sizing.asked().answer() instanceof copse.power.Answer.Found(Choice choice, OptionalDouble _))) {
            return List.of();
        }
        Power power = sizing.asked().power().withTrial(choice.trial());
        double effect = choice.strength().effect();
        double far = 2 * effect;
        boolean inside = effect != 0
                && far >= power.outcome().lowestEffect()
                && far <= power.outcome().highestEffect();
        if (!inside || sizing.asked().inquiry() instanceof Inquiry.Strongest) {
            return List.of();
        }
        PowerCurves.Curve curve = PowerCurves.closed(
                writer.say("figure.planned"), power, effect, Over.EFFECT, Math.min(0, far), Math.max(0, far));
        return List.of(figure(PowerCurves.of(List.of(curve), Over.EFFECT, sizing.target(), writer.language())));
    }

    /// Where the smallest effect that matters is drawn: on the side that is better.
    private static OptionalDouble line(Finding finding) {
        boolean lower = finding.better().filter(Direction.LOWER::equals).isPresent();
        OptionalDouble smallest = finding.matters();
        return smallest.isPresent() && lower ? OptionalDouble.of(-smallest.getAsDouble()) : smallest;
    }

    private static Part figure(Chart chart) {
        return new Part.Figure(chart);
    }

    /// Of pictures of one kind each says what it shows here.
    private static Part figure(Chart chart, String title) {
        return figure(new Chart(chart.kind(), title, chart.description(), chart.spec()));
    }

    private static String label(Writer writer, Answer answer) {
        return answer.question().treatment()
                + writer.say("figure.against", answer.question().control());
    }

    private static String several(Writer writer, Answer answer) {
        long arms = writer.answers(Role.SECONDARY).stream()
                .map(other -> other.question().treatment())
                .distinct()
                .count();
        return arms > 1 ? ", " + answer.question().treatment() : "";
    }

    private static String axis(Writer writer, String outcome) {
        return writer.say("figure.axis", outcome);
    }

    private static double level(Answer answer) {
        return answer.primary().interval().level();
    }
}
