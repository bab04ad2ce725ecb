package copse.report.plot;

import copse.infer.Limit;
import copse.infer.StudentT;
import copse.lmm.ProfileCurve;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Likelihood profiles, a panel per parameter: ζ, the signed root of the rise of −2 log L, along the parameter.
///
/// Where the curve meets the dashed lines at plus and minus the normal quantile are the limits of the interval,
/// drawn as uprights. A straight curve means that an interval of estimate and standard error would do as well;
/// a bent one, that it would not.
///
/// Source: Bates, Mächler, Bolker and Walker (2015), J. Stat. Softw. 67(1), section 5.1.
/// doi:10.18637/jss.v067.i01
public final class ProfilePlot {
    private static final int COLUMNS = 3;
    private static final int PANEL = 150;

    private ProfilePlot() {}

    /// @param curves at least one
    /// @param level of the intervals, such as 0.95
    /// @param language of the words
    /// @return a chart of kind `profile`
    public static Chart of(List<ProfileCurve> curves, double level, Language language) {
        Phrases phrases = Phrases.of(ProfilePlot.class, language);
        double z = StudentT.critical(level, Double.POSITIVE_INFINITY);
        Rows rows = Rows.of("parameter", "value", "zeta", "limit", "target", "zero");
        for (ProfileCurve curve : curves) {
            String name = curve.parameter().label();
            for (int i = 0; i < curve.values().length; i++) {
                rows.add(name, curve.values()[i], curve.zeta()[i], null, null, null);
            }
            for (var limit : List.of(curve.interval().lower(), curve.interval().upper())) {
                double sign = limit == curve.interval().lower() ? -1 : 1;
                if (limit instanceof Limit.At(double at)) {
                    rows.add(name, null, null, at, sign * z, 0);
                }
            }
        }
        Channel x = Channel.number("value").noZero().scale("nice", false).axis("tickCount", 4);
        Channel y = Channel.number("zeta").title(phrases.say("profile.axis"));
        Mark line = Mark.of("line")
                .where("isValid(datum.zeta)")
                .x(x)
                .y(y)
                .tip("value", phrases.say("profile.value"), ".5~g")
                .tip("zeta", phrases.say("profile.axis"), ".3f");
        Mark uprights = Mark.of("rule")
                .where("isValid(datum.limit)")
                .x(Channel.number("limit"))
                .y(Channel.number("zero"))
                .y2("target")
                .set("color", Palette.ACCENT)
                .set("strokeWidth", 1.5);
        Mark ends = Mark.of("point")
                .where("isValid(datum.limit)")
                .x(Channel.number("limit"))
                .y(Channel.number("target"))
                .set("color", Palette.ACCENT)
                .set("size", 30)
                .tip("limit", phrases.say("profile.limit"), ".5~g");
        Mark zero = across(0).set("strokeDash", List.of(1, 0));
        int columns = Math.min(COLUMNS, curves.size());
        List<String> names = curves.stream().map(c -> c.parameter().label()).toList();
        ObjectNode view = Specs.grid(
                rows,
                Channel.category("parameter").set("sort", names),
                columns,
                PANEL,
                zero,
                across(-z),
                across(z),
                line,
                uprights,
                ends);
        Specs.independent(view, "scale", "x");
        List<Estimated> told = curves.stream()
                .map(c -> Estimated.of(
                        c.parameter().label(),
                        c.estimate(),
                        c.interval().lower().value(),
                        c.interval().upper().value()))
                .toList();
        String description =
                phrases.say("profile.description", Numbers.level(level), Told.of(told, told.size(), phrases));
        return Specs.chart("profile", phrases.say("profile.title"), description, view);
    }

    private static Mark across(double at) {
        return Mark.of("rule")
                .encode("y", Channel.datum(at))
                .set("color", Palette.GUIDE)
                .set("strokeDash", List.of(4, 3));
    }
}
