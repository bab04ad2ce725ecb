package copse.cli;

import copse.bayes.BayesModel;
import copse.error.InputException;
import copse.error.Problem;
import copse.mcmc.Nuts;
import copse.record.RunRecord;
import copse.record.Version;
import copse.report.BayesReport;
import copse.report.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a Bayesian run is: `settings.json` of its folder, and the comments in front of its draws.
final class RunSettings {
    private RunSettings() {}

    /// @param model with its priors
    /// @param nuts how it is sampled
    /// @param names of the parameters
    /// @param columns their names in the files of chains
    /// @param record of the run
    /// @param secondTry whether the settings are those of a second try
    /// @return the object, schema [RunFolder#SCHEMA]
    static ObjectNode json(
            BayesModel model,
            Nuts nuts,
            List<String> names,
            List<String> columns,
            RunRecord record,
            boolean secondTry) {
        ObjectNode json = Json.object().put("schema", RunFolder.SCHEMA);
        json.set("command", Json.array(record.command()));
        json.put("version", record.version()).put("jdk", record.jdk());
        ArrayNode data = json.putArray("data");
        for (RunRecord.Source one : record.data()) {
            data.add(Json.object().put("name", one.name()).put("sha256", one.sha256()));
        }
        json.put("formula", model.spec().formula().toString())
                .put("family", model.family().label())
                .put("link", model.family().link().label());
        ArrayNode priors = json.putArray("priors");
        BayesReport.priors(model)
                .forEach(prior -> priors.add(Json.object()
                        .put("parameter", prior.parameter())
                        .put("prior", prior.prior())
                        .put("stated", prior.stated())));
        ObjectNode sampler = json.putObject("sampler")
                .put("chains", nuts.chains())
                .put("warmup", nuts.warmup())
                .put("draws", nuts.draws());
        nuts.effective().ifPresent(size -> sampler.put("until_ess", size));
        sampler.put("target_acceptance", nuts.targetAcceptance())
                .put("max_treedepth", nuts.maxDepth())
                .put("seed", nuts.seed().value())
                .put("second_try", secondTry);
        ArrayNode parameters = json.putArray("parameters");
        for (int i = 0; i < names.size(); i++) {
            parameters.add(Json.object().put("name", names.get(i)).put("column", columns.get(i)));
        }
        return json;
    }

    /// How a run that goes on is sampled: with the settings of before, which may be those of a second try.
    ///
    /// @param settings of the run
    /// @param wanted draws, threads and what else may differ
    /// @return both together
    static Nuts nuts(JsonNode settings, Nuts wanted) {
        JsonNode sampler = settings.path("sampler");
        return wanted.withWarmup(sampler.path("warmup").intValue())
                .withTargetAcceptance(sampler.path("target_acceptance").doubleValue())
                .withMaxDepth(sampler.path("max_treedepth").intValue());
    }

    /// @param settings of the run
    /// @return whether a first try went before
    static boolean isSecondTry(JsonNode settings) {
        return settings.path("sampler").path("second_try").booleanValue(false);
    }

    /// What other programs look for in front of draws.
    ///
    /// @param model that is sampled
    /// @param nuts how
    /// @return lines without `#`
    static List<String> comments(BayesModel model, Nuts nuts) {
        return List.of(
                "copse " + Version.copse(),
                "model = " + model.spec().formula(),
                "method = sample",
                "num_samples = " + nuts.draws(),
                "num_warmup = " + nuts.warmup(),
                "save_warmup = 0",
                "thin = 1",
                "algorithm = hmc",
                "engine = nuts",
                "max_depth = " + nuts.maxDepth(),
                "delta = " + nuts.targetAcceptance(),
                "seed = " + nuts.seed());
    }

    /// Other data would make other draws.
    ///
    /// @param settings of the run that goes on
    /// @param record of now
    /// @throws InputException `U112` if a file has changed
    static void checkData(JsonNode settings, RunRecord record) {
        for (int i = 0; i < record.data().size(); i++) {
            RunRecord.Source now = record.data().get(i);
            String before = settings.path("data").path(i).path("sha256").asString("");
            if (now.sha256() != null && !before.equals(now.sha256())) {
                throw new InputException(new Problem(
                        CliCode.NOT_RESUMABLE.code(),
                        "`" + now.name() + "` is not the file that it was when the run began",
                        "what would be drawn now does not belong to what was drawn before",
                        "run the command again with --out and a new folder"));
            }
        }
    }
}
