package copse.report;

import copse.balance.ArmCount;
import copse.balance.ArmMoments;
import copse.balance.Balance;
import copse.balance.CovariateBalance;
import copse.balance.Omnibus;
import copse.balance.SampleRatio;
import copse.balance.StratumCount;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The balance of arms as the JSON object `copse.balance/1`, described in docs/reference/json.md.
public final class BalanceJson {
    private BalanceJson() {}

    /// @param balance of at least two arms
    /// @return the object
    public static ObjectNode of(Balance balance) {
        ObjectNode json = Json.object().put("schema", "copse.balance/1").put("reference", balance.reference());
        ArrayNode arms = json.putArray("arms");
        for (ArmCount arm : balance.arms()) {
            ObjectNode row = Json.object()
                    .put("arm", arm.arm())
                    .put("units", arm.units())
                    .put("clusters", arm.clusters());
            row.set("effective", Json.number(arm.effective()));
            arms.add(row);
        }
        ArrayNode covariates = json.putArray("covariates");
        balance.covariates().forEach(c -> covariates.add(covariate(c)));
        ArrayNode strata = json.putArray("strata");
        for (StratumCount stratum : balance.strata()) {
            ObjectNode row = Json.object().put("stratum", stratum.stratum());
            ArrayNode units = row.putArray("units");
            stratum.units().forEach(units::add);
            strata.add(row);
        }
        balance.omnibus().ifPresentOrElse(test -> json.set("omnibus", omnibus(test)), () -> json.putNull("omnibus"));
        json.set("sampleRatio", ratio(balance.sampleRatio()));
        json.put("withoutArm", balance.withoutArm());
        json.set("diagnostics", Json.diagnostics(balance.diagnostics()));
        return json;
    }

    private static ObjectNode covariate(CovariateBalance c) {
        ObjectNode row = Json.object()
                .put("covariate", c.covariate())
                .put("arm", c.arm())
                .put("reference", c.reference());
        row.set("inArm", moments(c.inArm()));
        row.set("inReference", moments(c.inReference()));
        row.set("difference", Json.number(c.difference()));
        row.set("standardised", Json.number(c.standardised().orElse(Double.NaN)));
        row.set("varianceRatio", Json.number(c.varianceRatio().orElse(Double.NaN)));
        row.set("ks", Json.number(c.ks()));
        return row.put("missing", c.missing());
    }

    private static ObjectNode moments(ArmMoments moments) {
        ObjectNode row = Json.object().put("n", moments.n());
        row.set("effective", Json.number(moments.effective()));
        row.set("mean", Json.number(moments.mean()));
        row.set("variance", Json.number(moments.variance()));
        return row;
    }

    private static ObjectNode omnibus(Omnibus test) {
        ObjectNode row =
                Json.object().put("level", test.level()).put("n", test.n()).put("covariates", test.covariates());
        row.set("m", Json.number(test.m()));
        row.put("df", test.df());
        row.set("pChiSquare", Json.number(test.pChiSquare()));
        row.set("pNormal", Json.number(test.pNormal().orElse(Double.NaN)));
        row.set("pRandomisation", Json.number(test.pRandomisation().orElse(Double.NaN)));
        return row.put("draws", test.draws());
    }

    private static ObjectNode ratio(SampleRatio ratio) {
        ObjectNode row = Json.object();
        ArrayNode observed = row.putArray("observed");
        ratio.observed().forEach(observed::add);
        row.set(
                "expected",
                Json.array(ratio.expected().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()));
        row.set("chiSquare", Json.number(ratio.chiSquare()));
        row.put("df", ratio.df());
        row.set("p", Json.number(ratio.p()));
        row.set("exact", Json.number(ratio.exact().orElse(Double.NaN)));
        return row;
    }
}
