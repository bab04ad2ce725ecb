package copse.report;

import copse.bayes.Decision;
import copse.bayes.PracticalEquivalence;
import copse.mcmc.DrawSummary;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A posterior as the JSON object `copse.bayes/1`, described in docs/reference/json.md.
public final class BayesJson {
    /// Name and version of the schema.
    public static final String SCHEMA = "copse.bayes/1";

    private BayesJson() {}

    /// @param result a posterior
    /// @return the object
    public static ObjectNode of(BayesResult result) {
        FitResult.Model model = result.model();
        ObjectNode json = Json.object()
                .put("schema", SCHEMA)
                .put("formula", model.formula())
                .put("response", model.response())
                .put("success", model.success())
                .put("family", model.family())
                .put("link", model.link());
        FitJson.sample(json, result.sample());
        json.set("priors", priors(result.priors()));
        json.set("parameters", parameters(result));
        json.set("sampler", sampler(result.sampler()));
        answers(json, result);
        json.set("diagnostics", Json.diagnostics(result.diagnostics()));
        json.set("record", RecordJson.brief(result.record()));
        return json;
    }

    /// @param stated in the order of the parameters
    /// @return an array of objects
    static ArrayNode priors(List<BayesResult.StatedPrior> stated) {
        ArrayNode priors = Json.array();
        for (BayesResult.StatedPrior prior : stated) {
            priors.add(Json.object()
                    .put("parameter", prior.parameter())
                    .put("prior", prior.prior())
                    .put("stated", prior.stated()));
        }
        return priors;
    }

    private static ArrayNode parameters(BayesResult result) {
        ArrayNode parameters = Json.array();
        for (DrawSummary row : result.parameters()) {
            ObjectNode json = Json.object().put("name", row.name());
            json.set("mean", Json.number(row.mean()));
            json.set("sd", Json.number(row.sd()));
            json.set("q2_5", Json.number(row.q2_5()));
            json.set("q5", Json.number(row.q5()));
            json.set("q25", Json.number(row.q25()));
            json.set("q50", Json.number(row.q50()));
            json.set("q75", Json.number(row.q75()));
            json.set("q95", Json.number(row.q95()));
            json.set("q97_5", Json.number(row.q97_5()));
            json.set("hdi94", Json.array(row.hdi94().lower(), row.hdi94().upper()));
            json.set("mcse_mean", number(row.mcseMean()));
            json.set("rhat", number(row.rhat()));
            json.set("ess_bulk", number(row.essBulk()));
            json.set("ess_tail", number(row.essTail()));
            parameters.add(json);
        }
        return parameters;
    }

    private static tools.jackson.databind.JsonNode number(OptionalDouble value) {
        return Json.number(value.orElse(Double.NaN));
    }

    private static ObjectNode sampler(BayesResult.Sampler sampler) {
        ObjectNode json = Json.object()
                .put("chains", sampler.chains())
                .put("warmup", sampler.warmup())
                .put("draws", sampler.draws())
                .put("complete", sampler.complete())
                .put("divergences", sampler.divergences());
        json.set("acceptance", Json.number(sampler.acceptance()));
        json.set("target_acceptance", Json.number(sampler.target()));
        json.set("stepsize", Json.number(sampler.stepSize()));
        json.put("treedepth_hits", sampler.treedepthHits()).put("max_treedepth", sampler.maxDepth());
        json.set(
                "ebfmi",
                Json.array(sampler.ebfmi().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()));
        json.put("gradients", sampler.gradients());
        json.set("seconds", Json.number(sampler.warmupSeconds() + sampler.drawSeconds()));
        json.set("warmup_seconds", Json.number(sampler.warmupSeconds()));
        json.put("second_try", sampler.again().isEmpty() ? null : sampler.again());
        return json;
    }

    private static void answers(ObjectNode json, BayesResult result) {
        BayesResult.Answers answers = result.answers();
        json.set("level", Json.number(result.level()));
        ArrayNode effects = json.putArray("effects");
        for (BayesResult.Effect effect : answers.effects()) {
            ObjectNode row = Json.object()
                    .put("term", effect.term())
                    .put("contrast", effect.contrast())
                    .put("scale", effect.scale())
                    .put("whose", effect.whose());
            row.set("mean", Json.number(effect.mean()));
            row.set("sd", Json.number(effect.sd()));
            row.set("lower", Json.number(effect.lower()));
            row.set("upper", Json.number(effect.upper()));
            row.set("positive", Json.number(effect.positive()));
            effects.add(row);
        }
        ArrayNode hypotheses = json.putArray("hypotheses");
        for (BayesResult.Hypothesis hypothesis : answers.hypotheses()) {
            ObjectNode row = Json.object().put("hypothesis", hypothesis.statement());
            row.set("probability", Json.number(hypothesis.probability()));
            row.set("mcse", Json.number(hypothesis.mcse()));
            row.set("evidence_ratio", Json.number(hypothesis.evidence()));
            row.set("mean", Json.number(hypothesis.mean()));
            row.set("lower", Json.number(hypothesis.lower()));
            row.set("upper", Json.number(hypothesis.upper()));
            hypotheses.add(row);
        }
        BayesResult.Loo loo = answers.loo();
        if (loo == null) {
            json.putNull("loo");
        } else {
            json.set("loo", loo(loo));
        }
        worth(json, answers);
        ArrayNode checks = json.putArray("ppc");
        for (BayesResult.Check check : answers.checks()) {
            ObjectNode row = Json.object().put("statistic", check.statistic());
            row.set("observed", Json.number(check.observed()));
            row.set("mean", Json.number(check.mean()));
            row.set("lower", Json.number(check.lower()));
            row.set("upper", Json.number(check.upper()));
            row.set("p", Json.number(check.p()));
            checks.add(row);
        }
        ArrayNode sensitivity = json.putArray("sensitivity");
        for (BayesResult.Sensitivity parameter : answers.sensitivity()) {
            ObjectNode row = Json.object().put("parameter", parameter.parameter());
            row.set("prior", Json.number(parameter.prior()));
            row.set("likelihood", Json.number(parameter.likelihood()));
            sensitivity.add(row.put("diagnosis", parameter.diagnosis()));
        }
    }

    private static void worth(ObjectNode json, BayesResult.Answers answers) {
        Decision worth = answers.worth();
        if (worth != null) {
            ObjectNode row =
                    json.putObject("decision").put("goal", worth.goal().name().toLowerCase(Locale.ROOT));
            row.set("threshold", Json.number(worth.threshold()));
            row.set("probability", Json.number(worth.probability()));
            row.set("mcse", Json.number(worth.mcse()));
            row.set("loss_of_treating", Json.number(worth.lossOfTreating()));
            row.set("loss_of_leaving", Json.number(worth.lossOfLeaving()));
        }
        PracticalEquivalence rope = answers.rope();
        if (rope != null) {
            ObjectNode row = json.putObject("rope");
            row.set("lower", Json.number(rope.lower()));
            row.set("upper", Json.number(rope.upper()));
            row.set("below", Json.number(rope.below()));
            row.set("inside", Json.number(rope.inside()));
            row.set("above", Json.number(rope.above()));
            row.put("verdict", rope.verdict().name().toLowerCase(Locale.ROOT));
        }
    }

    /// @param loo totals
    /// @return the object
    static ObjectNode loo(BayesResult.Loo loo) {
        ObjectNode json = Json.object().put("method", loo.method()).put("observations", loo.observations());
        json.set("elpd", Json.number(loo.elpd()));
        json.set("se", Json.number(loo.se()));
        json.set("p", Json.number(loo.p()));
        json.set("k_max", Json.number(loo.worstK()));
        json.put("k_bad", loo.bad()).put("refitted", loo.refitted());
        BayesResult.Waic waic = loo.waic();
        if (waic != null) {
            ObjectNode beside = json.putObject("waic");
            beside.set("elpd", Json.number(waic.elpd()));
            beside.set("se", Json.number(waic.se()));
            beside.set("p", Json.number(waic.p()));
        }
        return json;
    }
}
