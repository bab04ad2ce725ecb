package copse.report.plot;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.glmm.GlmmRowResults;
import copse.lmm.RowResults;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// One line per group of how the outcome goes with a predictor: as it is in the rows, and beside it as fitted,
/// on the same axes; the mean of all rows is drawn thick.
///
/// Points are means of the rows of a group at a value of the predictor. A numeric predictor with more than
/// twelve values is cut into eight bins of equal width, each at the mean of its rows. Of many groups an even
/// choice is drawn.
///
/// Cost: one pass over the rows, memory for groups × values.
public final class GroupLines {
    private final String outcome;
    private final String x;
    private final String group;
    private final Phrases phrases;
    private final FactorColumn groups;
    private final Positions positions;
    private final NumericColumn numbers;
    private final boolean share;
    private final String axis;

    private GroupLines(Frame data, String outcome, String x, String group, Language language) {
        this.outcome = outcome;
        this.x = x;
        this.group = group;
        this.phrases = Phrases.of(GroupLines.class, language);
        this.groups = data.asFactor(group).factor(group);
        this.positions = Positions.of(data, x);
        if (data.column(outcome) instanceof NumericColumn numeric) {
            this.numbers = numeric;
            this.share = false;
            this.axis = outcome;
        } else {
            FactorColumn factor = data.asFactor(outcome).factor(outcome);
            int hit = Math.min(1, factor.levels().size() - 1);
            double[] second = new double[data.rows()];
            for (int i = 0; i < second.length; i++) {
                int code = factor.code(i);
                second[i] = code == FactorColumn.MISSING ? Double.NaN : code == hit ? 1 : 0;
            }
            this.numbers = NumericColumn.nanAsMissing(second);
            this.share = true;
            this.axis = phrases.say("bars.share", outcome, factor.levels().label(hit));
        }
    }

    /// @param data rows
    /// @param outcome numbers, or levels, of which the share of the second is shown
    /// @param x predictor
    /// @param group column of groups
    /// @param language of the words
    /// @return a chart of kind `lines`
    /// @throws copse.error.InputException `I101`, `I102` if a column is not there or cannot be used so
    public static Chart of(Frame data, String outcome, String x, String group, Language language) {
        GroupLines lines = new GroupLines(data, outcome, x, group, language);
        CellMeans raw = lines.raw();
        return lines.chart(List.of(raw), List.of(""));
    }

    /// Raw and fitted lines beside one another.
    ///
    /// @param data rows that the model was fitted to
    /// @param outcome response of the model
    /// @param x predictor
    /// @param group column of groups
    /// @param results fitted values of the rows
    /// @param language of the words
    /// @return a chart of kind `lines`
    /// @throws copse.error.InputException `I101`, `I102` if a column is not there or cannot be used so
    public static Chart of(Frame data, String outcome, String x, String group, RowResults results, Language language) {
        return both(new GroupLines(data, outcome, x, group, language), results.row(), results.fitted());
    }

    /// Raw and fitted lines beside one another.
    ///
    /// @param data rows that the model was fitted to
    /// @param outcome response of the model
    /// @param x predictor
    /// @param group column of groups
    /// @param results fitted means of the rows
    /// @param language of the words
    /// @return a chart of kind `lines`
    /// @throws copse.error.InputException `I101`, `I102` if a column is not there or cannot be used so
    public static Chart of(
            Frame data, String outcome, String x, String group, GlmmRowResults results, Language language) {
        return both(new GroupLines(data, outcome, x, group, language), results.row(), results.fitted());
    }

    private static Chart both(GroupLines lines, long[] row, double[] fitted) {
        CellMeans means = lines.means();
        for (int i = 0; i < row.length; i++) {
            means.add(Math.toIntExact(row[i]), fitted[i]);
        }
        return lines.chart(
                List.of(lines.raw(), means),
                List.of(lines.phrases.say("lines.raw"), lines.phrases.say("lines.fitted")));
    }

    private CellMeans means() {
        return new CellMeans(groups, positions);
    }

    private CellMeans raw() {
        CellMeans means = means();
        for (int i = 0; i < numbers.size(); i++) {
            if (!numbers.missing().get(i)) {
                means.add(i, numbers.value(i));
            }
        }
        return means;
    }

    private Chart chart(List<CellMeans> panels, List<String> titles) {
        List<Integer> used = panels.getFirst().groups();
        int most = Math.max(1, Specs.MOST_POINTS / Math.max(1, positions.count()));
        List<Integer> drawn = Arrays.stream(Thinning.evenly(used.size(), most))
                .mapToObj(used::get)
                .toList();
        AxisRange range = AxisRange.of(panels.stream().flatMapToDouble(means -> means.means(drawn)));
        List<ObjectNode> views = new ArrayList<>();
        int width = (Specs.WIDTH - 40 * (panels.size() - 1)) / panels.size();
        for (int k = 0; k < panels.size(); k++) {
            ObjectNode view = panel(panels.get(k), drawn, range, k == 0);
            if (panels.size() > 1) {
                Specs.sized(view, width, Specs.HEIGHT);
                view.putObject("title")
                        .put("text", titles.get(k))
                        .put("fontWeight", "normal")
                        .put("fontSize", 13);
            }
            views.add(view);
        }
        String description =
                phrases.say("lines.description", axis, x, Numbers.count(used.size()), group, told(panels.getFirst()));
        if (panels.size() > 1) {
            description += phrases.say("lines.both");
        }
        if (drawn.size() < used.size()) {
            description += phrases.say("thinned", Numbers.count(drawn.size()), Numbers.count(used.size()));
        }
        return Specs.chart(
                "lines",
                phrases.say("lines.title", axis, x, group),
                description,
                views.size() == 1 ? views.getFirst() : Specs.beside(views));
    }

    private ObjectNode panel(CellMeans means, List<Integer> drawn, AxisRange range, boolean first) {
        Rows lines = Rows.of("x", "y", "group", "n");
        for (int g : drawn) {
            for (int p = 0; p < positions.count(); p++) {
                if (means.count(g, p) > 0) {
                    lines.add(means.at(g, p), means.mean(g, p), groups.levels().label(g), means.count(g, p));
                }
            }
        }
        Rows overall = Rows.of("x", "y");
        for (int p = 0; p < positions.count(); p++) {
            if (means.count(means.all(), p) > 0) {
                overall.add(means.at(means.all(), p), means.mean(means.all(), p));
            }
        }
        double faint = Math.clamp(20.0 / Math.max(1, drawn.size()), 0.12, 0.7);
        Mark thin = placed(Mark.of("line"), lines, range, first)
                .encode("detail", Channel.category("group"))
                .set("color", Palette.GUIDE)
                .set("strokeWidth", 1)
                .set("opacity", faint);
        Mark hover = placed(Mark.of("point"), lines, range, first)
                .set("color", Palette.GUIDE)
                .set("size", 16)
                .set("opacity", faint)
                .tip("group", group)
                .tip("y", axis, ".4~g")
                .tip("n", phrases.say("rows"));
        Mark thick = placed(Mark.of("line"), overall, range, first).set("strokeWidth", 4);
        return Specs.layered(null, thin, hover, thick);
    }

    private Mark placed(Mark mark, Rows rows, AxisRange range, boolean first) {
        Channel at = positions.isNumeric()
                ? Channel.number("x").noZero()
                : Channel.category("x")
                        .scale("domain", positions.labels())
                        .scale("type", "point")
                        .axis("labelAngle", positions.count() > 8 ? -45 : 0);
        Channel y = Channel.number("y").domain(range.low(), range.high());
        if (share) {
            y.axis("format", "%");
        }
        return mark.data(rows).x(at.title(x)).y(first ? y.title(axis) : y.title(null));
    }

    private String told(CellMeans means) {
        List<String> told = new ArrayList<>();
        for (int p = 0; p < positions.count(); p++) {
            if (means.count(means.all(), p) > 0) {
                Object at = means.at(means.all(), p);
                String name = at instanceof Double number ? Numbers.brief(number, 4) : at.toString();
                told.add(name + " " + Numbers.brief(means.mean(means.all(), p), 4));
            }
        }
        return String.join(phrases.say("list"), told);
    }
}
