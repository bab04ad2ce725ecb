package copse.report;

import copse.assign.AssignmentRecord;
import copse.assign.Replay;
import copse.design.AdmissibleCount;
import copse.design.Assignment;
import copse.design.Basis;
import copse.design.Membership;
import copse.design.Screening;
import copse.frame.Frame;
import copse.match.Contribution;
import copse.match.Matches;
import copse.match.Optimality;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An assignment as the JSON object `copse.assign/1`, described in docs/reference/json.md: the record as it
/// lies in its file, and behind its seal what follows from it.
public final class AssignmentJson {
    /// More rows than this are left to the file of arms.
    private static final int MOST_ROWS = 100_000;

    private AssignmentJson() {}

    /// @param report an assignment with everything that is said about it
    /// @return the object
    public static ObjectNode of(AssignmentReport report) {
        Assignment assignment = report.assignment();
        Outcome outcome = Outcome.of(assignment);
        ObjectNode json = record(report.record());
        json.put("seedDrawn", report.origin() == AssignmentReport.Origin.DRAWN);
        json.put("words", DesignWords.of(assignment.randomisation().design()));
        json.set("assignments", count(report.count()));
        json.set("perArm", perArm(assignment, outcome));
        json.set("groups", groups(outcome));
        json.set("strata", strata(assignment, outcome));
        json.set("leftOver", Json.array(outcome.leftOver()));
        outcome.randomisation()
                .matches()
                .ifPresentOrElse(m -> json.set("matching", matching(m)), () -> json.putNull("matching"));
        report.screening().ifPresentOrElse(s -> json.set("screening", screening(s)), () -> json.putNull("screening"));
        report.balance().ifPresentOrElse(b -> json.set("balance", BalanceJson.of(b)), () -> json.putNull("balance"));
        json.set("diagnostics", Json.diagnostics(report.diagnostics()));
        json.set("notes", Json.array(report.notes()));
        Frame frame = assignment.frame();
        if (frame.rows() <= MOST_ROWS) {
            json.set("rows", FrameJson.of(frame.rows(), frame).get("rows"));
        } else {
            json.putNull("rows");
        }
        return json;
    }

    /// @param name of the record's file
    /// @param record that was held against data and arms
    /// @param armsSeen whether the file of arms was at hand
    /// @param replay what came out
    /// @return the object `copse.replay/1`
    public static ObjectNode of(String name, AssignmentRecord record, boolean armsSeen, Replay replay) {
        ObjectNode json = Json.object().put("schema", "copse.replay/1").put("record", name);
        json.put("digest", record.digests().assignment()).put("armsSeen", armsSeen);
        ArrayNode differences = Json.array();
        List<String> notes = List.of();
        switch (replay) {
            case Replay.Proven proven -> {
                json.put("proven", true).put("units", proven.assignment().size());
                notes = proven.notes();
            }
            case Replay.Refuted refuted -> {
                json.put("proven", false).put("units", record.units());
                refuted.differences()
                        .forEach(difference -> differences.add(Json.object()
                                .put("code", difference.code().code())
                                .put("meaning", difference.sentence())));
            }
        }
        json.set("differences", differences);
        json.set("notes", Json.array(notes));
        return json;
    }

    private static ObjectNode record(AssignmentRecord record) {
        return (ObjectNode) JsonMapper.shared().readTree(record.toJson());
    }

    private static ObjectNode count(AdmissibleCount count) {
        ObjectNode json = Json.object();
        json.set("value", Json.number(count.value().doubleValue()));
        double digits = count.value().precision() - count.value().scale() - 1;
        double first = count.value().movePointLeft((int) digits).doubleValue();
        json.set("log10", Json.number(digits + Math.log10(first)));
        return json.put(
                "basis",
                switch (count.basis()) {
                    case Basis.Exact() -> "exact";
                    case Basis.MonteCarlo _ -> "Monte Carlo";
                    case Basis.AtMost() -> "at most";
                });
    }

    private static ArrayNode perArm(Assignment assignment, Outcome outcome) {
        List<ProbabilityRange> probabilities = ProbabilityRange.of(assignment);
        int[] units = assignment.counts();
        int[] whole = outcome.counts(units.length);
        ArrayNode arms = Json.array();
        for (int arm = 0; arm < units.length; arm++) {
            ObjectNode row = Json.object()
                    .put("arm", assignment.arms().labels().get(arm))
                    .put("units", units[arm]);
            if (outcome.isClustered()) {
                row.put("clusters", whole[arm]);
            }
            row.set(
                    "probability",
                    Json.array(
                            probabilities.get(arm).least(),
                            probabilities.get(arm).greatest()));
            arms.add(row);
        }
        return arms;
    }

    private static ArrayNode groups(Outcome outcome) {
        ArrayNode groups = Json.array();
        for (Membership membership : outcome.randomisation().memberships()) {
            int[] sizes = outcome.sizes(membership);
            groups.add(Json.object()
                    .put("name", membership.name())
                    .put("of", outcome.noun())
                    .put("count", sizes.length)
                    .put("least", Arrays.stream(sizes).min().orElse(0))
                    .put("most", Arrays.stream(sizes).max().orElse(0)));
        }
        return groups;
    }

    private static ArrayNode strata(Assignment assignment, Outcome outcome) {
        ArrayNode strata = Json.array();
        for (Membership membership : outcome.randomisation().memberships()) {
            if (membership.name().equals("stratum")) {
                int[][] counts = outcome.counts(membership, assignment.arms().size());
                for (int group = 0; group < counts.length; group++) {
                    ObjectNode row = Json.object()
                            .put("stratum", membership.groups().levels().label(group));
                    ArrayNode perArm = row.putArray("counts");
                    IntStream.of(counts[group]).forEach(perArm::add);
                    strata.add(row);
                }
            }
        }
        return strata;
    }

    private static ObjectNode matching(Matches matches) {
        ObjectNode json = Json.object().put("words", matches.words()).put("groups", matches.count());
        json.set("cost", Json.number(matches.cost()));
        json.set("largest", Json.number(matches.largest()));
        json.set("gap", Json.number(matches.gap().orElse(Double.NaN)));
        json.put("proven", matches.optimality() instanceof Optimality.Proven);
        ArrayNode covariates = json.putArray("covariates");
        for (Contribution covariate : matches.contributions()) {
            ObjectNode row = Json.object().put("name", covariate.covariate());
            row.set("weight", Json.number(covariate.weight()));
            row.set("amongAll", Json.number(covariate.amongAll()));
            row.set("withinGroups", Json.number(covariate.withinGroups()));
            covariates.add(row);
        }
        return json;
    }

    private static ObjectNode screening(Screening screening) {
        ObjectNode json = Json.object().put("examined", screening.examined()).put("accepted", screening.accepted());
        json.set("acceptance", Json.number(screening.acceptance()));
        json.set(
                "approximateAcceptance",
                Json.number(screening.approximateAcceptance().orElse(Double.NaN)));
        json.put("exact", screening.basis() instanceof Basis.Exact);
        ArrayNode rules = json.putArray("rules");
        for (Screening.Rule rule : screening.rules()) {
            ObjectNode row = Json.object().put("name", rule.name());
            row.set("df", Json.number(rule.df().isPresent() ? rule.df().getAsInt() : Double.NaN));
            row.set("threshold", Json.number(rule.threshold()));
            row.set("varianceRatio", Json.number(rule.varianceRatio().orElse(Double.NaN)));
            row.set("least", Json.number(rule.least()));
            row.set("median", Json.number(rule.median()));
            row.set("greatest", Json.number(rule.greatest()));
            rules.add(row);
        }
        ArrayNode covariates = json.putArray("covariates");
        for (Screening.Covariate covariate : screening.covariates()) {
            ObjectNode row = Json.object().put("name", covariate.name());
            row.set("expected", Json.number(covariate.expected().orElse(Double.NaN)));
            row.set("observed", Json.number(covariate.observed().orElse(Double.NaN)));
            covariates.add(row);
        }
        return json;
    }
}
