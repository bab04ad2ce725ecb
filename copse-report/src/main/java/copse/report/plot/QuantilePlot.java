package copse.report.plot;

import copse.infer.OrderBand;
import copse.infer.StudentT;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.Arrays;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// Sorted residuals against the quantiles of a standard normal, with a band that holds all of them at once with
/// probability 0.95 if they are one.
///
/// Residuals over an estimated σ keep a little more to the line than the band expects, so a point outside says
/// what it seems to say. Of many points all in the tails are drawn and an even choice of the others.
///
/// Source: the band is that of [OrderBand]; positions of points are the medians of order statistics, about
/// `(i − 0.3175)/(n + 0.365)`: Filliben (1975), Technometrics 17(1), 111-117.
/// doi:10.1080/00401706.1975.10489279
public final class QuantilePlot {
    private static final double LEVEL = 0.95;

    private static final int TAIL = 150;
    private static final int MIDDLE = 400;

    private QuantilePlot() {}

    /// @param standardised residuals that should be standard normal, finite, at least two
    /// @param language of the words
    /// @return a chart of kind `qq`
    public static Chart of(double[] standardised, Language language) {
        Phrases phrases = Phrases.of(QuantilePlot.class, language);
        double[] sorted = standardised.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        OrderBand band = OrderBand.of(n, LEVEL);
        Rows rows = Rows.of("normal", "residual", "lower", "upper", "outside");
        boolean any = false;
        long outside = 0;
        for (int i : ranks(n)) {
            double x = normal((i - 0.3175) / (n + 0.365));
            double lower = normal(band.lower(i));
            double upper = normal(band.upper(i));
            boolean out = sorted[i - 1] < lower || sorted[i - 1] > upper;
            outside += out ? 1 : 0;
            any |= out;
            rows.add(x, sorted[i - 1], lower, upper, out);
        }
        String across = phrases.say("qq.normal");
        String up = phrases.say("qq.residual");
        Mark area = Mark.of("area")
                .x(Channel.number("normal").title(across))
                .y(Channel.number("lower").title(up))
                .y2("upper")
                .set("opacity", 0.18);
        Mark line = Mark.of("line")
                .x(Channel.number("normal"))
                .y(Channel.number("normal"))
                .set("color", Palette.GUIDE)
                .set("strokeWidth", 1);
        Mark points = dot(false)
                .where("!datum.outside")
                .set("size", 14)
                .tip("normal", across, ".3f")
                .tip("residual", up, ".3f");
        Mark beyond =
                dot(true).where("datum.outside").tip("normal", across, ".3f").tip("residual", up, ".3f");
        ObjectNode view =
                any ? Specs.layered(rows, area, line, points, beyond) : Specs.layered(rows, area, line, points);
        int drawn = rows.size();
        String description = phrases.say(
                        outside == 0 ? "qq.inside" : "qq.outside",
                        Numbers.count(n),
                        Numbers.level(LEVEL),
                        Numbers.brief(sorted[0], 3),
                        Numbers.brief(sorted[n - 1], 3),
                        Numbers.count(outside))
                + ResidualPlot.told(drawn, n, phrases);
        return Specs.chart("qq", phrases.say("qq.title"), description, view);
    }

    private static Mark dot(boolean outside) {
        Mark mark = Mark.of("point").x(Channel.number("normal")).y(Channel.number("residual"));
        return outside
                ? mark.set("color", Palette.ACCENT).set("shape", "diamond").set("size", 40)
                : mark;
    }

    private static double normal(double probability) {
        return probability < 0.5
                ? -StudentT.upperQuantile(probability, Double.POSITIVE_INFINITY)
                : StudentT.upperQuantile(1 - probability, Double.POSITIVE_INFINITY);
    }

    /// Ranks to be drawn, from 1.
    private static TreeSet<Integer> ranks(int n) {
        TreeSet<Integer> ranks = new TreeSet<>();
        for (int i = 1; i <= Math.min(n, TAIL); i++) {
            ranks.add(i);
            ranks.add(n + 1 - i);
        }
        for (int i : Thinning.evenly(n, MIDDLE)) {
            ranks.add(i + 1);
        }
        return ranks;
    }
}
