package copse.report;

import copse.interference.HausmanResult;
import copse.interference.NetworkTest;
import copse.interference.NetworkTestAnswer;
import copse.interference.NetworkTestKind;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tests of interference beside the effects of a network experiment.
final class NetworkTestParts {
    private NetworkTestParts() {}

    /// @param tests what they found
    /// @param parts of a page. *Modified.*
    static void add(List<NetworkTestAnswer> tests, List<Part> parts) {
        if (tests.isEmpty()) {
            return;
        }
        parts.add(new Part.Heading("Tests"));
        tests.forEach(test -> parts.add(new Part.Sentence(test.sentence())));
        parts.add(new Part.KeyValues(tests.stream()
                .map(test -> new Part.Entry(test.kind().word(), test.method()))
                .toList()));
    }

    /// @param tests what they found
    /// @return one object per test
    static ArrayNode json(List<NetworkTestAnswer> tests) {
        ArrayNode all = Json.array();
        tests.forEach(test -> all.add(
                switch (test) {
                    case NetworkTestAnswer.Randomised(NetworkTestKind kind, NetworkTest found) ->
                        randomised(kind, found);
                    case NetworkTestAnswer.Mixture(NetworkTestKind kind, HausmanResult found) -> mixture(kind, found);
                    case NetworkTestAnswer.Refused(NetworkTestKind kind, var problem) ->
                        head(kind).put("code", problem.code()).put("problem", problem.what());
                }));
        return all;
    }

    private static ObjectNode head(NetworkTestKind kind) {
        return Json.object().put("test", kind.word()).put("hypothesis", kind.label());
    }

    private static ObjectNode randomised(NetworkTestKind kind, NetworkTest found) {
        ObjectNode json = head(kind)
                .put("method", found.method())
                .put("statistic", found.statistic().word());
        json.set("observed", Json.number(found.observed()));
        json.set("expected", Json.number(found.expected()));
        json.set("p", Json.number(found.p()));
        json.set("greater", Json.number(found.greater()));
        json.set("less", Json.number(found.less()));
        json.put("assignments", found.assignments()).put("undefined", found.undefined());
        json.put("exact", found.exact());
        json.set("monteCarloError", Json.number(found.monteCarloError().orElse(Double.NaN)));
        json.put("nodes", found.nodes()).put("drawn", found.drawn());
        json.set("diagnostics", Json.diagnostics(found.diagnostics()));
        return json;
    }

    private static ObjectNode mixture(NetworkTestKind kind, HausmanResult found) {
        ObjectNode json = head(kind).put("method", found.difference().method());
        json.set("p", Json.number(found.difference().p()));
        json.set("normal", Json.number(found.normal()));
        json.set("chebyshev", Json.number(found.chebyshev()));
        json.set("byClusters", EstimateJson.of(found.clusters()));
        json.set("byUnits", EstimateJson.of(found.units()));
        json.set("difference", EstimateJson.of(found.difference()));
        json.set("diagnostics", Json.diagnostics(found.diagnostics()));
        return json;
    }
}
