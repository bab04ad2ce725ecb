package copse.report.plot;

import copse.bayes.Derived;
import copse.mcmc.Chains;
import copse.mcmc.HighestDensity;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ObjectNode;

/// One posterior density with its interval and, behind it, a region or a value that it is compared with.
final class PosteriorPanel {
    /// Room above the density for numbers, as a part of its peak.
    private static final double ABOVE = 1.45;

    /// Ranges of the density that the axis is made longer by, to show a value it is compared with.
    private static final double REACH = 1.5;

    /// Part of the range that is left free at either end.
    private static final double MARGIN = 0.04;

    private final Derived value;
    private final Chains draws;
    private final HighestDensity hdi;
    private final Optional<PosteriorPlot.Region> region;
    private final OptionalDouble reference;
    private final Optional<DensityCurve> curve;
    private final Phrases phrases;

    PosteriorPanel(
            Derived value,
            double mass,
            Optional<PosteriorPlot.Region> region,
            OptionalDouble reference,
            Phrases phrases) {
        this.value = value;
        this.draws = value.draws();
        this.hdi = draws.highestDensity(mass);
        this.region = region;
        this.curve = DensityCurve.of(draws, Support.of(value.name()));
        this.reference = reference.isPresent() && isNear(reference.getAsDouble()) ? reference : OptionalDouble.empty();
        this.phrases = phrases;
    }

    /// A line far away would leave little room for the density.
    private boolean isNear(double at) {
        return curve.filter(line -> {
                    double reach = REACH * (line.to() - line.from());
                    return at > line.from() - reach && at < line.to() + reach;
                })
                .isPresent();
    }

    /// @param sides numbers at the top
    /// @return the view
    ObjectNode view(PosteriorSides sides) {
        List<Mark> marks = new ArrayList<>();
        region.ifPresent(own -> marks.add(Mark.of("rect")
                .data(Rows.of("from", "to").add(own.lower(), own.upper()))
                .set("color", Palette.FAINT)
                .set("opacity", 0.3)
                .x(x("from"))
                .x2("to")));
        if (region.isEmpty() && reference.isPresent()) {
            marks.add(Mark.vertical(reference.getAsDouble()));
        }
        density(marks);
        summary(marks);
        marks.add(side(sides.left(), "left").x(Channel.value(2)));
        marks.add(side(sides.middle(), "center"));
        marks.add(side(sides.right(), "right").x(Channel.value("width")));
        return Specs.layered(null, marks);
    }

    private Channel x(String field) {
        double from = curve.map(DensityCurve::from).orElse(draws.mean() - 1);
        double to = curve.map(DensityCurve::to).orElse(draws.mean() + 1);
        if (region.isPresent()) {
            from = Math.min(from, region.get().lower());
            to = Math.max(to, region.get().upper());
        } else if (reference.isPresent()) {
            from = Math.min(from, reference.getAsDouble());
            to = Math.max(to, reference.getAsDouble());
        }
        double margin = MARGIN * (to - from);
        from = Math.max(from - margin, Support.of(value.name()).lower());
        to = Math.min(to + margin, Support.of(value.name()).upper());
        return Channel.number(field).title(value.name()).domain(from, to).axis("tickCount", 8);
    }

    private Channel y() {
        return Channel.number("density")
                .domain(0, ABOVE * curve.map(DensityCurve::peak).orElse(1.0))
                .noAxis();
    }

    private void density(List<Mark> marks) {
        Rows all = Rows.of("value", "density");
        Rows inside = Rows.of("value", "density");
        curve.ifPresent(line -> {
            inside.add(hdi.lower(), line.at(hdi.lower()));
            for (int i = 0; i < line.x().length; i++) {
                all.add(line.x()[i], line.y()[i]);
                if (line.x()[i] > hdi.lower() && line.x()[i] < hdi.upper()) {
                    inside.add(line.x()[i], line.y()[i]);
                }
            }
            inside.add(hdi.upper(), line.at(hdi.upper()));
        });
        marks.add(
                Mark.of("area").data(inside).set("opacity", 0.25).x(x("value")).y(y()));
        marks.add(Mark.of("line").data(all).x(x("value")).y(y()).tip("value", value.name()));
    }

    private void summary(List<Mark> marks) {
        Rows rows = Rows.of("mean", "lower", "upper", "density", "from", "to", "interval", "told")
                .add(
                        draws.mean(),
                        hdi.lower(),
                        hdi.upper(),
                        0,
                        number(hdi.lower()),
                        number(hdi.upper()),
                        phrases.say("posterior.hdi", Numbers.level(hdi.mass())),
                        phrases.say("posterior.mean", number(draws.mean())));
        marks.add(Mark.of("rule")
                .data(rows)
                .set("color", Palette.TEXT)
                .set("strokeWidth", 4)
                .x(x("lower"))
                .x2("upper")
                .y(y()));
        marks.add(Mark.of("point")
                .data(rows)
                .set("color", "#ffffff")
                .set("stroke", Palette.TEXT)
                .set("strokeWidth", 2)
                .set("size", 60)
                .x(x("mean"))
                .y(y())
                .tip("told", value.name())
                .tip("from", phrases.say("posterior.from"))
                .tip("to", phrases.say("posterior.to")));
        for (boolean halo : new boolean[] {true, false}) {
            marks.add(text(rows, "from", -12, halo)
                    .set("dx", -4)
                    .set("align", "right")
                    .x(x("lower"))
                    .y(y()));
            marks.add(text(rows, "to", -12, halo)
                    .set("dx", 4)
                    .set("align", "left")
                    .x(x("upper"))
                    .y(y()));
        }
        marks.add(text(rows, "told", -30, false).x(x("mean")).y(y()));
        marks.add(text(rows, "interval", -14, false).x(x("mean")).y(y()));
    }

    private String number(double of) {
        return Numbers.byError(of, draws.sd());
    }

    /// A number that a line crosses stands on a white ghost of itself.
    private static Mark text(Rows rows, String field, int up, boolean halo) {
        Mark mark = Mark.of("text").data(rows).set("dy", up).encode("text", Channel.category(field));
        return halo ? mark.set("stroke", "#ffffff").set("strokeWidth", 3) : mark;
    }

    private static Mark side(String text, String align) {
        return Mark.of("text")
                .data(Rows.of("text").add(text))
                .set("align", align)
                .set("fontWeight", "bold")
                .set("lineBreak", "\n")
                .y(Channel.value(8))
                .encode("text", Channel.category("text"));
    }
}
