package copse.report;

import copse.assign.Enrolment;
import copse.assign.Ledger;
import copse.assign.LedgerHeader;
import copse.assign.Verification;
import copse.error.Problem;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Arrivals and the proof of their ledger as the JSON objects `copse.enrolment/1` and `copse.verification/1`,
/// described in docs/reference/json.md.
public final class EnrolmentJson {
    private EnrolmentJson() {}

    /// @param ledger where they are kept
    /// @param units those to write
    /// @return the object
    public static ObjectNode of(Ledger ledger, List<Enrolment> units) {
        ObjectNode json = Json.object().put("schema", "copse.enrolment/1");
        header(json, ledger.header());
        json.put("head", ledger.head());
        ArrayNode rows = json.putArray("units");
        for (Enrolment unit : units) {
            ObjectNode row = Json.object()
                    .put("n", unit.n())
                    .put("id", unit.id())
                    .put("arm", unit.arm())
                    .put("new", unit.isNew());
            row.set("stratum", Json.array(unit.stratum()));
            row.put("k", unit.k());
            ObjectNode attributes = row.putObject("attributes");
            unit.arrival().attributes().forEach(attributes::put);
            rows.add(row.put("at", unit.at().toString()));
        }
        json.set("diagnostics", Json.diagnostics(ledger.diagnostics()));
        return json;
    }

    /// @param verification of a ledger
    /// @return the object
    public static ObjectNode of(Verification verification) {
        ObjectNode json = Json.object().put("schema", "copse.verification/1");
        switch (verification) {
            case Verification.Proven proven -> {
                header(json.put("proven", true), proven.header());
                json.put("units", proven.arrivals());
                ObjectNode perArm = json.putObject("perArm");
                proven.perArm().forEach(perArm::put);
                json.put("head", proven.head()).put("cutOff", proven.cutOff());
            }
            case Verification.Refuted refuted -> {
                Problem problem = refuted.problem();
                json.put("proven", false).put("line", refuted.line());
                json.putObject("problem")
                        .put("code", problem.code())
                        .put("what", problem.what())
                        .put("why", problem.why())
                        .put("fix", problem.fix());
            }
        }
        return json;
    }

    private static void header(ObjectNode json, LedgerHeader header) {
        json.put("rule", header.rule().print())
                .set("arms", Json.array(header.rule().arms().labels()));
        json.put("seed", header.seed().value()).put("id", header.id()).put("version", header.version());
    }
}
