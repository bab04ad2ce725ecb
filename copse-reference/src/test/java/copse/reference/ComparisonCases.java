package copse.reference;

import copse.loo.ComparedModel;
import copse.loo.Loo;
import copse.loo.ModelComparison;
import copse.math.Seed;
import copse.reference.ReferenceFolder.ReferenceCase;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Checks a case of kind `model_compare` whose models are stored log likelihoods.
final class ComparisonCases {
    private static final int THREADS = 2;

    private final Expected one;
    private final ReferenceFolder folder;
    private final DataFiles data;
    private final Comparison checks;
    private final Tolerances tolerances;

    /// @param one the case
    /// @param folder where the models' own cases are
    /// @param data where data files are
    /// @param checks the result
    ComparisonCases(ReferenceCase one, ReferenceFolder folder, DataFiles data, Comparison checks) {
        this.one = Expected.of(one.json());
        this.folder = folder;
        this.data = data;
        this.checks = checks;
        this.tolerances = new Tolerances(this.one.at("tol"));
    }

    /// @param json a case
    /// @return whether it compares models on stored log likelihoods, so that nothing is sampled
    static boolean isStored(JsonNode json) {
        return json.path("kind").asString("").equals("model_compare")
                && json.path("deterministic").asBoolean(false);
    }

    /// @throws DataFiles.Missing if the data are not there and need not be
    /// @throws IOException if they cannot be read
    void check() throws DataFiles.Missing, IOException {
        one.ignore("id", "kind", "deterministic", "note");
        SequencedMap<String, Loo> models = new LinkedHashMap<>();
        for (String name : one.at("models").texts()) {
            Expected model = Expected.of(folder.json(one.at("files").at(name).text()));
            models.put(
                    name,
                    Loo.of(
                            LooCases.table(
                                    NumberTable.read(data.of(model)),
                                    model.at("columns").at("log_lik").texts()),
                            THREADS));
        }
        ModelComparison got = ModelComparison.of(models, Seed.of(1));
        Map<String, ComparedModel> rows =
                got.rows().stream().collect(Collectors.toMap(ComparedModel::name, Function.identity()));
        List<Expected> expected = one.at("loo_compare").items();
        for (int i = 0; i < expected.size(); i++) {
            Expected row = expected.get(i);
            ComparedModel own = got.rows().get(i);
            checks.checkSame("order", row.path(), own.name(), row.at("model").text());
            check("elpd", row.at("elpd_diff"), own.difference());
            check("se", row.at("se_diff"), own.seDifference());
            check("elpd", row.at("elpd_loo"), own.elpd().elpd());
            check("p_loo", row.at("p_loo"), models.get(own.name()).p());
        }
        one.at("stacking")
                .entries()
                .forEach((name, weight) ->
                        check("stacking", weight, rows.get(name).stacking()));
        one.at("pseudo_bma")
                .entries()
                .forEach((name, weight) ->
                        check("pseudo_bma", weight, rows.get(name).pseudoBma()));
        one.at("pseudo_bma_plus")
                .entries()
                .forEach((name, weight) ->
                        check("pseudo_bma_plus", weight, rows.get(name).pseudoBmaPlus()));
        double reached = one.at("stacking_objective").number();
        // the optimiser behind loo_a stopped 1e-6 below the optimum
        checks.checkMaximum(
                "stacking_objective",
                "at the optimum",
                got.stackingScore(),
                reached,
                tolerances.allowed("stacking_objective", reached));
        List<Expected> pointwise = one.at("pointwise_elpd").items();
        for (int i = 0; i < pointwise.size(); i++) {
            int observation = i;
            pointwise
                    .get(i)
                    .entries()
                    .forEach(
                            (name, elpd) -> check("elpd", elpd, models.get(name).elpd(observation)));
        }
        one.requireAllRead();
    }

    private void check(String quantity, Expected expected, double got) {
        double value = expected.number();
        checks.check(quantity, expected.path(), got, value, tolerances.allowed(quantity, value));
    }
}
