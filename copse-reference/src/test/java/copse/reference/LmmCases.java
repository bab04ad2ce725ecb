package copse.reference;

import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.reference.ReferenceFolder.ReferenceCase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks a case of kind `lm` or `lmm` by one method: reads the data as the command line would, fits, and
/// compares everything that the file has.
final class LmmCases {
    /// The entries of `fits`.
    static final List<String> METHODS = List.of("REML", "ML");

    private final Expected one;
    private final DataFiles data;
    private final Comparison checks;

    /// @param one the case
    /// @param data where data files are
    /// @param checks the result
    LmmCases(ReferenceCase one, DataFiles data, Comparison checks) {
        this.one = Expected.of(one.json());
        this.data = data;
        this.checks = checks;
    }

    /// @param method `REML` or `ML`
    /// @throws DataFiles.Missing if the data are not there and need not be
    void check(String method) throws DataFiles.Missing {
        Estimator estimator = Estimator.valueOf(method);
        one.ignore(
                "case",
                "kind",
                "title",
                "model",
                "source",
                "precision",
                "messages",
                "versions",
                "notes",
                "weights_role",
                "profile_ci_max_abs_diff_default_vs_fine_grid");
        // what belongs to the other method is that one's test
        METHODS.stream()
                .filter(other -> !other.equals(method))
                .forEach(other -> one.at("fits").ignore(other));
        Frame frame = frame();
        RNames names = new RNames(one.at("columns"));
        Lmm model = model(one.at("formula").text()).estimator(estimator);
        LmmFit fit = model.fit(frame);
        checkRows(frame, fit, names);
        Tolerances tolerances = new Tolerances(one.at("tol"));
        Expected expected = one.at("fits").at(method);
        LmmFitChecks fitChecks = new LmmFitChecks(fit, names, tolerances, checks);
        fitChecks.check(expected);
        LmmTestChecks testChecks = new LmmTestChecks(fit, names, tolerances, checks);
        testChecks.check(expected, fitChecks);
        new LmmRowChecks(tolerances, checks).check(fit, frame, expected);
        LmmModelChecks modelChecks = new LmmModelChecks(fit, tolerances, checks);
        // what stands beside `fits` belongs to one of the two
        switch (estimator) {
            case REML -> {
                one.ignore("profile_ci_95_ML", "lrt");
                one.find("wald_ci_95_fixef_REML_normal").ifPresent(wald -> testChecks.checkWald(wald.items()));
                one.find("r2_icc_from_REML").ifPresent(modelChecks::checkShares);
                one.find("emmeans_REML").ifPresent(modelChecks::checkMeans);
            }
            case ML -> {
                one.ignore("wald_ci_95_fixef_REML_normal", "r2_icc_from_REML", "emmeans_REML");
                one.find("profile_ci_95_ML").ifPresent(profile -> testChecks.checkProfile(profile.items()));
                one.find("lrt")
                        .ifPresent(tests -> modelChecks.checkLikelihoodRatios(
                                tests.items(),
                                formula -> model(formula).estimator(estimator).fit(frame)));
            }
        }
        one.requireAllRead();
    }

    private Lmm model(String formula) {
        Lmm model = Lmm.of(formula);
        String weights = name("weights");
        if (weights != null) {
            model = model.weights(weights);
        }
        String offset = name("offset");
        return offset == null ? model : model.offset(offset);
    }

    private @Nullable String name(String role) {
        return one.find(role)
                .filter(column -> !column.isNull())
                .map(Expected::text)
                .orElse(null);
    }

    private Frame frame() throws DataFiles.Missing {
        ReadOptions options = ReadOptions.defaults();
        List<String> names = new ArrayList<>();
        for (var column : one.at("columns").entries().entrySet()) {
            names.add(column.getKey());
            options = column.getValue().at("type").text().equals("factor")
                    ? options.withLevels(
                            column.getKey(), column.getValue().at("levels").texts())
                    : options.withNumerics(column.getKey());
        }
        return Data.read(DataSource.file(data.of(one)), options.withColumns(names));
    }

    private void checkRows(Frame frame, LmmFit fit, RNames names) {
        checks.checkSame(
                "n", "rows in file", frame.rows(), (int) one.at("rows_in_file").number());
        checks.checkSame("n", "rows used", fit.rows(), (long) one.at("n").number());
        checks.checkSame(
                "n", "rank", fit.beta().length, (int) one.at("fixed_rank").number());
        checks.checkSame(
                "names",
                "dropped columns",
                fit.aliased(),
                names.coefficients(one.at("dropped_columns").texts()));
        one.find("n_groups")
                .ifPresent(groups -> groups.entries()
                        .forEach((group, count) -> checks.checkSame(
                                "n",
                                "levels of " + group,
                                fit.effects(RNames.group(group, fit.groups())).levels(),
                                (int) count.number())));
        Expected response = one.at("response");
        checks.checkSame(
                "names",
                "response",
                fit.spec().response(),
                response.at("column").text());
        checks.checkSame(
                "names", "type of response", "numeric", response.at("type").text());
    }
}
