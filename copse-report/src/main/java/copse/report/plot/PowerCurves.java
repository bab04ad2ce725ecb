package copse.report.plot;

import copse.power.Power;
import copse.power.PowerCurve;
import copse.power.PowerCurve.Over;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// Power against the effect, the number of clusters or their size: closed forms as lines, simulations as points
/// with the band in which endless replicates would lie.
///
/// Bands are Wilson's intervals of the share of experiments that show an effect, point by point.
public final class PowerCurves {
    private static final int POINTS = 81;

    private static final double BAND_LEVEL = 0.95;

    private PowerCurves() {}

    /// A curve.
    ///
    /// @param name in the legend
    /// @param points ascending in what varies, at least one
    /// @param simulated whether points have Monte Carlo errors
    public record Curve(String name, List<Point> points, boolean simulated) {
        /// Copies the points.
        public Curve {
            points = points.stream()
                    .sorted(Comparator.comparingDouble(Point::at))
                    .toList();
        }

        /// Where the curve has a power, in words. Power over effects falls where lower ones are better, rises
        /// away from none on both sides in a two-sided test, and is highest between the margins of equivalence.
        private String reaches(double target, Phrases phrases) {
            boolean starts = points.getFirst().power() >= target;
            boolean ends = points.getLast().power() >= target;
            OptionalInt below = IntStream.range(0, points.size())
                    .filter(i -> points.get(i).power() < target)
                    .findFirst();
            if (below.isEmpty()) {
                return phrases.say("power.always");
            }
            if (starts && ends) {
                return phrases.say(
                        "power.outside",
                        at(below.getAsInt() - 1, target),
                        at(last(point -> point.power() < target), target));
            }
            int reached = IntStream.range(0, points.size())
                    .filter(i -> points.get(i).power() >= target)
                    .findFirst()
                    .orElse(-1);
            if (reached < 0) {
                return phrases.say("power.never");
            }
            if (ends) {
                return phrases.say("power.reaches", at(reached - 1, target));
            }
            String until = at(last(point -> point.power() >= target), target);
            return starts
                    ? phrases.say("power.until", until)
                    : phrases.say("power.between", at(reached - 1, target), until);
        }

        private int last(Predicate<Point> which) {
            int i = points.size() - 1;
            while (!which.test(points.get(i))) {
                i--;
            }
            return i;
        }

        /// Linear between a point and the next, on the other side of the target.
        private String at(int i, double target) {
            Point from = points.get(i);
            Point to = points.get(i + 1);
            double share = (target - from.power()) / (to.power() - from.power());
            return Numbers.brief(from.at() + share * (to.at() - from.at()), 3);
        }
    }

    /// A point of a curve.
    ///
    /// @param at value of what varies
    /// @param power from 0 to 1
    /// @param lower end of the Monte Carlo band; the power itself of a closed form
    /// @param upper end of the Monte Carlo band
    public record Point(double at, double power, double lower, double upper) {}

    /// The closed form at evenly spaced values.
    ///
    /// @param name in the legend
    /// @param power of the trial as planned
    /// @param effect the true effect; not used where it is what varies
    /// @param over what varies
    /// @param from smallest value, above 0 unless it is an effect
    /// @param to largest value
    /// @return the curve
    public static Curve closed(String name, Power power, double effect, Over over, double from, double to) {
        DoubleUnaryOperator at = switch (over) {
            case EFFECT -> power::power;
            case CLUSTERS -> {
                double copiesPerCluster = power.trial().copies() / power.trial().clusters();
                yield clusters -> power.withTrial(power.trial().withCopies(clusters * copiesPerCluster))
                        .power(effect);
            }
            case SIZE -> size -> power.withTrial(power.trial().withSize(size)).power(effect);
        };
        List<Point> points = IntStream.range(0, POINTS)
                .mapToDouble(i -> from + i * (to - from) / (POINTS - 1))
                .mapToObj(x -> {
                    double value = at.applyAsDouble(x);
                    return new Point(x, value, value, value);
                })
                .toList();
        return new Curve(name, points, false);
    }

    /// @param name in the legend
    /// @param curve simulated
    /// @param estimator which of its estimators, from 0
    /// @return the curve with 95 % bands
    public static Curve simulated(String name, PowerCurve curve, int estimator) {
        List<Point> points = curve.points().stream()
                .map(point -> {
                    var share = point.diagnosis().estimators().get(estimator).power();
                    var band = share.wilson(BAND_LEVEL);
                    return new Point(
                            point.value(),
                            share.value(),
                            band.lower().value(),
                            band.upper().value());
                })
                .toList();
        return new Curve(name, points, true);
    }

    /// @param curves at least one, of different names
    /// @param over what varies
    /// @param target power wanted, drawn as a dashed line
    /// @param language of the words
    /// @return a chart of kind `power`
    public static Chart of(List<Curve> curves, Over over, double target, Language language) {
        Phrases phrases = Phrases.of(PowerCurves.class, language);
        String x = phrases.say("power.over." + over.label());
        String y = phrases.say("power.axis");
        List<String> names = curves.stream().map(Curve::name).toList();
        Rows rows = Rows.of("at", "power", "lower", "upper", "curve", "simulated", "text", "colour");
        for (Curve curve : curves) {
            for (Point p : curve.points()) {
                rows.add(
                        p.at(),
                        p.power(),
                        p.lower(),
                        p.upper(),
                        curve.name(),
                        curve.simulated(),
                        text(p, curve, phrases),
                        Palette.colour(names.indexOf(curve.name())));
            }
        }
        boolean any = curves.stream().anyMatch(Curve::simulated);
        List<Mark> marks = new ArrayList<>(List.of(Mark.horizontal(target)));
        if (any) {
            marks.add(Mark.of("area")
                    .where("datum.simulated")
                    .x(Channel.number("at"))
                    .y(Channel.number("lower"))
                    .y2("upper")
                    .encode("fill", Channel.own("colour"))
                    .set("opacity", 0.18));
        }
        Mark line = mark("line", names, phrases)
                .y(Channel.number("power").title(y).domain(0, 1).axis("format", "%"))
                .x(Channel.number("at").title(x).noZero().scale("nice", false));
        Mark points = mark("point", names, phrases)
                .where("datum.simulated")
                .y(Channel.number("power"))
                .set("size", 55);
        // hovering works along closed forms too
        Mark hover = mark("point", names, phrases)
                .y(Channel.number("power"))
                .set("size", 80)
                .set("opacity", 0)
                .tip("curve", phrases.say("power.curve"))
                .tip("at", x, ".4~g")
                .tip("text", y);
        if (names.size() > 1) {
            String legend = phrases.say("power.curve");
            line.encode("strokeDash", Channel.dash("curve", names).title(legend));
            points.encode("shape", Channel.shape("curve", names).title(legend));
        }
        marks.add(line);
        if (any) {
            marks.add(points);
        }
        marks.add(hover);
        ObjectNode view = Specs.layered(rows, marks);
        return Specs.chart("power", phrases.say("power.title"), description(curves, over, target, any, phrases), view);
    }

    private static Mark mark(String type, List<String> names, Phrases phrases) {
        Channel colour = Channel.colour("curve", names).title(phrases.say("power.curve"));
        return Mark.of(type).x(Channel.number("at")).encode("color", names.size() > 1 ? colour : colour.noLegend());
    }

    private static String text(Point p, Curve curve, Phrases phrases) {
        return curve.simulated()
                ? phrases.say(
                        "estimated",
                        Numbers.fixed(p.power(), 3),
                        Numbers.fixed(p.lower(), 3),
                        Numbers.fixed(p.upper(), 3))
                : Numbers.fixed(p.power(), 3);
    }

    private static String description(List<Curve> curves, Over over, double target, boolean any, Phrases phrases) {
        String x = phrases.say("power.over." + over.label());
        List<String> told = curves.stream()
                .map(curve -> {
                    Point first = curve.points().getFirst();
                    Point last = curve.points().getLast();
                    String ends = phrases.say(
                            "power.ends",
                            curve.name(),
                            Numbers.fixed(first.power(), 2),
                            Numbers.brief(first.at(), 4),
                            Numbers.fixed(last.power(), 2),
                            Numbers.brief(last.at(), 4));
                    return ends + curve.reaches(target, phrases);
                })
                .toList();
        return phrases.say("power.description", x, Numbers.percent(target), String.join(phrases.say("separator"), told))
                + (any ? phrases.say("power.band", Numbers.level(BAND_LEVEL)) : "");
    }
}
