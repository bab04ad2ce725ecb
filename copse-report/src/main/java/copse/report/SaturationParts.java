package copse.report;

import copse.interference.SaturationEffects;
import copse.lm.WaldTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Effects by saturation beside the effect that was asked for.
final class SaturationParts {
    private SaturationParts() {}

    /// @param result effects by saturation
    /// @param parts of a page. *Modified.*
    static void add(SaturationEffects result, List<Part> parts) {
        parts.add(new Part.Heading("Means by saturation"));
        Table cells = Table.of(
                "cells",
                TableColumn.right("saturation"),
                TableColumn.left("arm"),
                TableColumn.right("clusters"),
                TableColumn.right("nodes"),
                TableColumn.right("mean"));
        double error = result.effects().stream()
                .mapToDouble(effect -> effect.estimate().se().orElse(0))
                .max()
                .orElse(0);
        for (SaturationEffects.Cell cell : result.cells()) {
            cells.row(List.of(
                    Cell.number(cell.saturation(), Numbers.brief(cell.saturation(), 4)),
                    Cell.text(cell.arm()),
                    Cell.number(cell.clusters(), Numbers.count(cell.clusters())),
                    Cell.number(cell.nodes(), Numbers.count(cell.nodes())),
                    Cell.number(cell.mean(), Numbers.byError(cell.mean(), error))));
        }
        parts.add(cells);
        parts.add(new Part.Heading("Effects by saturation"));
        Table effects = Table.of("saturations", EffectTable.columns("effect"));
        result.effects().forEach(effect -> effects.row(EffectTable.row(effect.label(), effect.estimate(), error)));
        parts.add(effects);
        List<Part.Entry> tests = new ArrayList<>();
        result.spillover().ifPresent(test -> tests.add(new Part.Entry("no spillover at any saturation", words(test))));
        result.straight().ifPresent(test -> tests.add(new Part.Entry("spillover on a straight line", words(test))));
        if (!tests.isEmpty()) {
            parts.add(new Part.KeyValues(tests));
        }
    }

    private static String words(WaldTest test) {
        return "F(" + test.numeratorDf() + ", " + Numbers.df(test.denominatorDf()) + ") = " + Numbers.brief(test.f(), 3)
                + ", " + Numbers.pEquals(test.p());
    }

    /// @param result effects by saturation
    /// @return the object
    static ObjectNode json(SaturationEffects result) {
        ObjectNode json = Json.object();
        ArrayNode cells = json.putArray("cells");
        for (SaturationEffects.Cell cell : result.cells()) {
            ObjectNode one = cells.addObject();
            one.set("saturation", Json.number(cell.saturation()));
            one.put("arm", cell.arm()).put("clusters", cell.clusters()).put("nodes", cell.nodes());
            one.set("mean", Json.number(cell.mean()));
        }
        ArrayNode effects = json.putArray("effects");
        for (SaturationEffects.Effect effect : result.effects()) {
            ObjectNode one = effects.addObject()
                    .put(
                            "contrast",
                            effect.contrast().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            one.set("saturation", Json.number(effect.saturation()));
            one.set("reference", Json.number(effect.reference()));
            one.set("estimate", EstimateJson.of(effect.estimate()));
        }
        json.set("spillover", result.spillover().map(SaturationParts::json).orElse(null));
        json.set("straight", result.straight().map(SaturationParts::json).orElse(null));
        json.set("diagnostics", Json.diagnostics(result.diagnostics()));
        return json;
    }

    private static ObjectNode json(WaldTest test) {
        ObjectNode json = Json.object().put("df1", test.numeratorDf());
        json.set("df2", Json.number(test.denominatorDf()));
        json.set("f", Json.number(test.f()));
        json.set("p", Json.number(test.p()));
        return json;
    }
}
