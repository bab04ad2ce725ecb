package copse.report.plot;

import copse.balance.CovariateBalance;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Standardised differences of covariates between arms, the largest on top: a Love plot.
///
/// Dashed lines stand at ±0.1, by which differences are often called small; chance alone moves them by about
/// `√(1/n₁ + 1/n₀)`, more than that in small trials. Covariates that vary in no arm have no difference and are
/// left out.
///
/// Source: Ahmed et al. (2006), Heart failure, chronic diuretic use, and increase in mortality and
/// hospitalization, Eur. Heart J. 27(12), 1431-1439. doi:10.1093/eurheartj/ehi890; Austin (2009), Stat. Med.
/// 28(25), 3083-3107. doi:10.1002/sim.3697
public final class LoveChart {
    private static final double SMALL = 0.1;

    private static final int MOST_TOLD = 5;

    private LoveChart() {}

    /// @param covariates each arm against the reference arm
    /// @param language of the words
    /// @return a chart of kind `love`
    public static Chart of(List<CovariateBalance> covariates, Language language) {
        Phrases phrases = Phrases.of(LoveChart.class, language);
        List<CovariateBalance> compared =
                covariates.stream().filter(c -> c.standardised().isPresent()).toList();
        List<String> arms = List.copyOf(
                new LinkedHashSet<>(compared.stream().map(CovariateBalance::arm).toList()));
        Map<String, CovariateBalance> largest = new TreeMap<>();
        for (CovariateBalance c : compared) {
            largest.merge(c.covariate(), c, (a, b) -> size(a) >= size(b) ? a : b);
        }
        List<CovariateBalance> ordered = largest.values().stream()
                .sorted(Comparator.comparingDouble(LoveChart::size).reversed())
                .toList();
        List<String> order = ordered.stream().map(CovariateBalance::covariate).toList();

        Rows rows = Rows.of("covariate", "arm", "difference");
        compared.forEach(c -> rows.add(c.covariate(), c.arm(), difference(c)));
        double reach = Math.max(0.25, ordered.isEmpty() ? 0 : 1.1 * size(ordered.getFirst()));
        String axis = phrases.say("love.axis");
        Mark points = Mark.of("point")
                .x(Channel.number("difference").title(axis).domain(-reach, reach))
                .y(Channel.category("covariate").scale("domain", order).axis("grid", true))
                .set("size", 70)
                .tip("covariate", phrases.say("love.covariate"))
                .tip("arm", phrases.say("arm"))
                .tip("difference", axis, ".3f");
        if (arms.size() > 1) {
            points.encode("color", Channel.colour("arm", arms).title(phrases.say("arm")))
                    .encode("shape", Channel.shape("arm", arms).title(phrases.say("arm")));
        }
        List<Mark> marks = new ArrayList<>(List.of(
                Mark.vertical(0).set("strokeDash", List.of(1, 0)),
                Mark.vertical(-SMALL),
                Mark.vertical(SMALL),
                points));
        ObjectNode view = Specs.tall(Specs.layered(rows, marks), order.size());
        return Specs.chart("love", phrases.say("love.title"), description(ordered, phrases), view);
    }

    private static double difference(CovariateBalance covariate) {
        return covariate.standardised().orElseThrow();
    }

    private static double size(CovariateBalance covariate) {
        return Math.abs(difference(covariate));
    }

    private static String description(List<CovariateBalance> ordered, Phrases phrases) {
        if (ordered.isEmpty()) {
            return phrases.say("love.none");
        }
        long beyond = ordered.stream().filter(c -> size(c) > SMALL).count();
        List<String> told = ordered.stream()
                .limit(MOST_TOLD)
                .map(c -> c.covariate() + " " + Numbers.fixed(difference(c), 2))
                .toList();
        return phrases.say("love.description", ordered.size(), beyond, String.join(phrases.say("separator"), told));
    }
}
