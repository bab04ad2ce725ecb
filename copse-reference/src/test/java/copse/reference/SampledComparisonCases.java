package copse.reference;

import copse.loo.ComparedModel;
import copse.loo.Loo;
import copse.loo.ModelComparison;
import copse.math.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Checks a case of kind `model_compare` whose models are sampled posteriors.
///
/// Models that predict about as well may change places between samplers: differences are those from the model
/// that the case has first.
final class SampledComparisonCases {
    private static final Seed BOOTSTRAP = Seed.of(1);

    private final Expected one;
    private final Map<String, Loo> models = new LinkedHashMap<>();
    private final Comparison checks;
    private final Expected tolerances;
    private final Set<String> leftOut;

    /// Where a model's leave-one-out comes from.
    interface Source {
        /// @param file of the model's own case
        /// @return its leave-one-out
        /// @throws DataFiles.Missing if the data are not there and need not be
        Loo loo(String file) throws DataFiles.Missing;
    }

    /// @param one the case
    /// @param source of the models
    /// @param checks the result
    /// @throws DataFiles.Missing if the data are not there and need not be
    SampledComparisonCases(Expected one, Source source, Comparison checks) throws DataFiles.Missing {
        this.one = one;
        this.checks = checks;
        this.tolerances = one.at("tol");
        this.leftOut = tolerances
                .find("not_compared")
                .map(Expected::texts)
                .map(Set::copyOf)
                .orElse(Set.of());
        for (String name : one.at("models").texts()) {
            models.put(name, source.loo(one.at("files").at(name).text()));
        }
    }

    /// Checks all of it.
    void check() {
        one.ignore("id", "kind", "deterministic", "note");
        tolerances.ignore("why");
        check(one);
        one.find("all_five").ifPresent(this::check);
        // what not every block has
        tolerances.ignore("elpd_abs_by_model", "elpd_diff_abs_by_model");
        leftOut.forEach(path -> {
            String[] keys = path.split("/");
            one.at(keys[0]).ignore(keys[1]);
        });
        one.requireAllRead();
    }

    private void check(Expected block) {
        List<Expected> rows = block.at("loo_compare").items();
        LinkedHashMap<String, Loo> compared = new LinkedHashMap<>();
        rows.forEach(row -> {
            String name = row.at("model").text();
            compared.put(name, Optional.ofNullable(models.get(name)).orElseThrow());
        });
        String first = compared.firstEntry().getKey();
        for (Expected row : rows) {
            String name = row.at("model").text();
            Loo own = Optional.ofNullable(compared.get(name)).orElseThrow();
            check("elpd", name, own.elpd(), row.at("elpd_loo"), allowed("elpd_abs", name));
            check("p_loo", name, own.p(), row.at("p_loo"), allowed("p_loo_abs", name));
            double difference = own.elpd() - compared.firstEntry().getValue().elpd();
            check("elpd_diff", name, difference, row.at("elpd_diff"), allowed("elpd_diff_abs", name));
            Expected se = row.at("se_diff");
            if (name.equals(first)) {
                checks.checkSame("se_diff", name, 0.0, se.number());
            } else {
                LinkedHashMap<String, Loo> pair = new LinkedHashMap<>();
                pair.put(first, compared.firstEntry().getValue());
                pair.put(name, own);
                double got =
                        ModelComparison.of(pair, BOOTSTRAP).rows().getLast().seDifference();
                double limit = tolerances.at("se_diff_rel").number() * se.number();
                // a model whose reference is from a shorter run has a wider limit of its own, but none for this
                boolean provisional = tolerances
                        .find("elpd_diff_abs_by_model")
                        .filter(byModel -> byModel.has(name))
                        .isPresent();
                check(provisional ? "se_diff_provisional" : "se_diff", name, got, se, limit);
            }
        }
        Map<String, ComparedModel> got = ModelComparison.of(compared, BOOTSTRAP).rows().stream()
                .collect(Collectors.toMap(ComparedModel::name, Function.identity()));
        checkWeights(block, "stacking", got, ComparedModel::stacking);
        checkWeights(block, "pseudo_bma", got, ComparedModel::pseudoBma);
        checkWeights(block, "pseudo_bma_plus", got, ComparedModel::pseudoBmaPlus);
    }

    private void checkWeights(
            Expected block, String kind, Map<String, ComparedModel> got, Function<ComparedModel, Double> weight) {
        block.at(kind).entries().forEach((name, expected) -> {
            if (!leftOut.contains(kind + "/" + name)) {
                double own = weight.apply(Optional.ofNullable(got.get(name)).orElseThrow());
                check(kind, name, own, expected, allowed(kind + "_abs", name));
            }
        });
    }

    private double allowed(String key, String model) {
        return tolerances
                .find(key + "_by_model")
                .flatMap(models -> models.find(model))
                .orElseGet(() -> tolerances.at(key))
                .number();
    }

    private void check(String quantity, String where, double got, Expected expected, double allowed) {
        checks.check(quantity, where, got, expected.number(), allowed);
    }
}
