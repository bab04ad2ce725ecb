package copse.report.plot;

import copse.loo.ComparedModel;
import copse.loo.ModelComparison;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Models by how well they predict observations they have not seen, the best on top: the expected log
/// predictive density of each with its standard error on the left; on the right its distance from the best one
/// with the standard error of that distance, which is what decides.
///
/// Source: Vehtari, Gelman and Gabry (2017), Practical Bayesian model evaluation using leave-one-out
/// cross-validation and WAIC, Stat. Comput. 27, section 5. doi:10.1007/s11222-016-9696-4
public final class LooPlot {
    private static final int HALF = (Specs.WIDTH - 20) / 2;

    private LooPlot() {}

    /// @param comparison of at least two models
    /// @param language of the words
    /// @return the chart `loo`
    public static Chart of(ModelComparison comparison, Language language) {
        Phrases phrases = Phrases.of(LooPlot.class, language);
        List<ComparedModel> models = comparison.rows();
        List<String> names = models.stream().map(ComparedModel::name).toList();
        Rows densities = rows();
        Rows differences = rows();
        for (ComparedModel model : models) {
            add(densities, model.name(), model.elpd().elpd(), model.elpd().se());
            if (model != models.getFirst()) {
                add(differences, model.name(), model.difference(), model.seDifference());
            }
        }
        String elpd = phrases.say("loo.elpd", models.getFirst().elpd().method());
        Channel named = Channel.category("model").scale("domain", names);
        Channel unnamed = Channel.category("model").scale("domain", names).noAxis();
        ObjectNode left = panel(densities, named, elpd, phrases, List.of());
        ObjectNode right =
                panel(differences, unnamed, phrases.say("loo.difference"), phrases, List.of(Mark.vertical(0)));
        List.of(left, right).forEach(view -> Specs.sized(view, HALF, Math.max(3, names.size()) * Specs.ROW));
        String told = models.stream()
                .skip(1)
                .map(model -> phrases.say(
                        "loo.lower",
                        model.name(),
                        Numbers.fixed(-model.difference(), 1),
                        Numbers.fixed(model.seDifference(), 1)))
                .collect(Collectors.joining(phrases.say("separator")));
        return Specs.chart(
                "loo",
                phrases.say("loo.title"),
                phrases.say(
                        "loo.told",
                        Numbers.count(comparison.observations()),
                        models.getFirst().name(),
                        Numbers.fixed(models.getFirst().elpd().elpd(), 1),
                        Numbers.fixed(models.getFirst().elpd().se(), 1),
                        told),
                Specs.beside(List.of(left, right)));
    }

    private static Rows rows() {
        return Rows.of("model", "value", "se", "lower", "upper");
    }

    private static void add(Rows rows, String model, double value, double se) {
        rows.add(model, value, se, value - se, value + se);
    }

    private static ObjectNode panel(Rows rows, Channel y, String axis, Phrases phrases, List<Mark> behind) {
        List<Mark> marks = new ArrayList<>(behind);
        marks.add(Mark.of("rule")
                .set("strokeWidth", 2)
                .x(Channel.number("lower").title(axis).noZero().axis("tickCount", 5))
                .x2("upper")
                .y(y));
        marks.add(Mark.of("point")
                .set("size", 60)
                .x(Channel.number("value").title(axis).noZero().axis("tickCount", 5))
                .y(y)
                .tip("model", phrases.say("loo.model"))
                .tip("value", axis, ".1f")
                .tip("se", phrases.say("loo.se"), ".1f"));
        return Specs.layered(rows, marks);
    }
}
