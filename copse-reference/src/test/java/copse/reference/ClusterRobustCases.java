package copse.reference;

import copse.frame.Frame;
import copse.infer.Estimate;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.lm.Adjustment;
import copse.lm.Lm;
import copse.lm.LmFit;
import copse.lm.MixedRobust;
import copse.lm.Robust;
import copse.lm.RobustFit;
import copse.lm.WaldMethod;
import copse.lm.WaldTest;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.math.Matrix;
import copse.reference.ReferenceFolder.ReferenceCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks a case of kind `cluster_robust`: every entry of its `blocks` says what was estimated how, and where
/// in the file the results stand.
final class ClusterRobustCases {
    private static final double LEVEL = 0.95;
    // lme4 stops where the criterion no longer falls by much: its theta has half the digits.
    private static final double OPTIMISED = 1e-5;

    private final Expected one;
    private final DataFiles data;
    private final Comparison checks;
    private final Tolerances tolerances;
    private final RNames names;

    /// @param one the case
    /// @param data where data files are
    /// @param checks the result
    ClusterRobustCases(ReferenceCase one, DataFiles data, Comparison checks) {
        this.one = Expected.of(one.json());
        this.data = data;
        this.checks = checks;
        this.tolerances = new Tolerances(this.one.at("tol"));
        this.names = new RNames(this.one.at("columns"));
    }

    /// @throws DataFiles.Missing if the data are not there and need not be
    void check() throws DataFiles.Missing {
        one.ignore("case", "kind", "title", "source", "versions", "columns_words", "definitions", "estimatr_notes");
        one.ignore("formula", "cluster");
        Frame frame = frame();
        for (Expected block : one.at("blocks").items()) {
            check(block, frame);
        }
        one.find("coef").ifPresent(coef -> checkCoefficients("coef", fit("y ~ x", null, null, null, frame), coef));
        one.requireAllRead();
    }

    private void check(Expected block, Frame frame) throws DataFiles.Missing {
        String at = block.at("at").text();
        Expected results = one;
        for (String key : at.split("/")) {
            results = results.at(key);
        }
        switch (block.at("estimator").text()) {
            case "ols" ->
                checkLeastSquares(at, block, results, frame, block.at("formula").text());
            case "lin" -> checkLin(at, block, results, frame);
            case "wald" -> checkWald(at, block, results, frame);
            case "lmm_reml" -> checkMixed(at, block, results, frame);
            case "difference_in_means", "paired_t" -> checkDifference(at, block, results, frame);
            default -> throw new AssertionError("unknown estimator in " + block.path());
        }
    }

    private void checkDifference(String at, Expected block, Expected results, Frame frame) throws DataFiles.Missing {
        if (!block.at("formula").text().equals("passed ~ treated")) {
            throw new AssertionError("unknown formula in " + block.path());
        }
        Frame rows = block.has("data") ? Data.read(data.of(block)) : frame;
        new DifferenceChecks(tolerances, checks)
                .check(
                        at,
                        rows,
                        text(block, "clusters").orElse(null),
                        text(block, "blocks").orElse(null),
                        text(block, "weights").orElse(null),
                        results);
    }

    private static Optional<String> text(Expected block, String key) {
        return block.find(key).map(Expected::text);
    }

    private Frame frame() throws DataFiles.Missing {
        ReadOptions options = ReadOptions.defaults();
        List<String> columns = new ArrayList<>();
        for (Map.Entry<String, Expected> column : one.at("columns").entries().entrySet()) {
            columns.add(column.getKey());
            options = column.getValue().at("type").text().equals("factor")
                    ? options.withLevels(
                            column.getKey(), column.getValue().at("levels").texts())
                    : options.withNumerics(column.getKey());
        }
        Frame frame = Data.read(DataSource.file(data.of(one)), options.withColumns(columns));
        if (one.has("transform")) {
            for (Expected transform : one.at("transform").items()) {
                if (!transform.at("expr").text().equals("1 + siblings")) {
                    throw new AssertionError("unknown transform in " + transform.path());
                }
                frame = frame.with(transform.at("name").text(), "siblings", siblings -> 1 + siblings);
            }
        }
        return frame;
    }

    private static LmFit fit(
            String formula, @Nullable String weights, @Nullable String cluster, @Nullable String absorb, Frame frame) {
        Lm model = Lm.of(formula);
        if (weights != null) {
            model = model.weights(weights);
        }
        if (cluster != null) {
            model = model.clusters(cluster);
        }
        if (absorb != null) {
            model = model.absorb(absorb);
        }
        return model.fit(frame);
    }

    private void checkLin(String at, Expected block, Expected results, Frame frame) {
        Frame centred = frame;
        StringBuilder formula = new StringBuilder(block.at("formula").text());
        for (String covariate : block.at("covariates").texts()) {
            double mean =
                    Arrays.stream(frame.numeric(covariate).present()).average().orElseThrow();
            centred = centred.with(covariate + "_c", covariate, value -> value - mean);
            formula.append(" + treated * ").append(covariate).append("_c");
        }
        checkLeastSquares(at, block, results, centred, formula.toString());
    }

    private void checkLeastSquares(String at, Expected block, Expected results, Frame frame, String formula) {
        List<String> clusters = new ArrayList<>();
        block.find("clusters").ifPresent(node -> clusters.addAll(node.isText() ? List.of(node.text()) : node.texts()));
        String weights = text(block, "weights").orElse(null);
        String absorb = text(block, "absorb").orElse(null);
        LmFit fit = fit(formula, weights, clusters.size() == 1 ? clusters.getFirst() : null, absorb, frame);
        List<String> types = block.at("se_types").texts();
        if (results.has("types")) {
            checkClubSandwich(at, fit, clusters.getFirst(), types, results);
            return;
        }
        Robust kind = kind(block, clusters, types.getFirst());
        RobustFit robust = fit.robust(kind);
        if (results.has("vcov")) {
            checkMatrix(at, robust.vcov(), results.at("vcov").matrix());
            double[] se = results.at("se").numbers();
            for (int j = 0; j < se.length; j++) {
                checks.check("se", at, robust.standardErrors()[j], se[j], tolerances.allowed("se", se[j]));
            }
        } else {
            checkTable(at, robust, results);
        }
    }

    private static Robust kind(Expected block, List<String> clusters, String type) {
        if (clusters.isEmpty()) {
            return type.equals("classical") ? Robust.classical() : new Robust.Rows(Robust.Leverage.valueOf(type));
        }
        // sandwich calls them HC; with clusters HC1 has (n - 1)/(n - p) and, on request, G/(G - 1)
        boolean factor = block.find("g_factor").map(Expected::truth).orElse(false);
        Adjustment adjustment = switch (type) {
            case "HC0" -> Adjustment.CR0;
            case "HC1" -> factor ? Adjustment.CR1S : unknown(type);
            case "stata" -> Adjustment.CR1S;
            default -> adjustment(type);
        };
        if (clusters.size() == 1) {
            return new Robust.Clusters(
                    adjustment,
                    clusters.getFirst(),
                    adjustment == Adjustment.CR2 ? Robust.Degrees.SATTERTHWAITE : Robust.Degrees.CLUSTERS);
        }
        Robust.TwoWay twoWay = Robust.twoWay(clusters.get(0), clusters.get(1)).adjustment(adjustment);
        return text(block, "interaction_term")
                .map(term -> twoWay.overlap(term.equals("HC0") ? Robust.Overlap.ROWS : Robust.Overlap.CELLS))
                .orElse(twoWay);
    }

    private static Adjustment unknown(String type) {
        throw new AssertionError("unknown covariance " + type);
    }

    private static Adjustment adjustment(String label) {
        return Arrays.stream(Adjustment.values())
                .filter(one -> one.label().equals(label))
                .findFirst()
                .orElseGet(() -> unknown(label));
    }

    private void checkCoefficients(String at, LmFit fit, Expected coef) {
        checks.checkSame(
                "names",
                at,
                fit.names(),
                names.coefficients(List.copyOf(coef.entries().keySet())));
        int j = 0;
        for (Map.Entry<String, Expected> entry : coef.entries().entrySet()) {
            double value = entry.getValue().number();
            checks.check(
                    "estimate",
                    at + " " + entry.getKey(),
                    fit.beta()[j++],
                    value,
                    tolerances.allowed("estimate", value));
        }
    }

    private void checkMatrix(String at, Matrix got, double[][] expected) {
        checks.checkSame("n", at + " rows", got.rows(), expected.length);
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected.length; j++) {
                double scale = Math.sqrt(expected[i][i] * expected[j][j]);
                checks.check(
                        "vcov",
                        at + " " + i + "," + j,
                        got.at(i, j),
                        expected[i][j],
                        tolerances.allowed("vcov", expected[i][j], scale));
            }
        }
    }

    private void checkClubSandwich(String at, LmFit fit, String cluster, List<String> types, Expected results) {
        results.ignore("formula", "weights");
        checks.checkSame("n", at, fit.rows(), (long) results.at("n").number());
        checks.checkSame("n", at + " df", fit.residualDegrees(), (long)
                results.at("residual_df").number());
        checkCoefficients(at, fit, results.at("coef"));
        for (String type : types) {
            results.at("types").find(type).ifPresent(expected -> {
                Robust.Clusters kind = new Robust.Clusters(adjustment(type), cluster, Robust.Degrees.SATTERTHWAITE);
                checkType(at + " " + type, fit.robust(kind), expected);
                checkNaive(at + " " + type, fit.robust(kind.degrees(Robust.Degrees.CLUSTERS)), expected);
            });
        }
    }

    private void checkType(String at, RobustFit robust, Expected expected) {
        Expected vcov = expected.at("vcov");
        checks.checkSame(
                "names", at, robust.names(), names.coefficients(vcov.at("names").texts()));
        vcov.ignore("colnames");
        checkMatrix(at, robust.vcov(), vcov.at("values").matrix());
        List<Expected> rows = expected.at("coef").items();
        List<Estimate> got = robust.coefficients(LEVEL);
        for (int j = 0; j < rows.size(); j++) {
            Expected row = rows.get(j);
            String where = at + " " + row.at("name").text();
            checkOne(where, got.get(j), row, "satterthwaite_df", "satterthwaite_p");
            checkInterval(where, got.get(j), row.at("ci95_satterthwaite").numbers());
        }
    }

    private void checkOne(String where, Estimate got, Expected row, String df, String p) {
        double se = row.at("se").number();
        checks.check("se", where, got.se(), se, tolerances.allowed("se", se));
        double t = row.at("t").number();
        checks.check("t", where, got.statistic(), t, 2 * tolerances.allowed("se", t));
        double degrees = row.at(df).number();
        checks.check("df", where, got.df(), degrees, tolerances.allowed("df", degrees));
        double tail = row.at(p).number();
        checks.check("p", where, got.p(), tail, tolerances.allowed("p", tail));
    }

    private void checkInterval(String where, Estimate got, double[] limits) {
        double allowed = tolerances.allowed("interval", limits[0], limits[1] - limits[0]);
        checks.check("interval", where + " lower", got.lower(), limits[0], allowed);
        checks.check("interval", where + " upper", got.upper(), limits[1], allowed);
    }

    private void checkNaive(String at, RobustFit robust, Expected expected) {
        List<Expected> rows = expected.at("coef").items();
        List<Estimate> got = robust.coefficients(LEVEL);
        for (int j = 0; j < rows.size(); j++) {
            double p = rows.get(j).at("naive_t_df_J_minus_1_p").number();
            checks.check(
                    "p_naive",
                    at + " " + rows.get(j).at("name").text(),
                    got.get(j).p(),
                    p,
                    tolerances.allowed("p", p));
        }
    }

    private void checkTable(String at, RobustFit robust, Expected results) {
        List<Expected> rows = results.items();
        List<Estimate> got = robust.coefficients(LEVEL);
        checks.checkSame("n", at, got.size(), rows.size());
        for (int j = 0; j < rows.size(); j++) {
            Expected row = rows.get(j);
            String name = row.at("name").text();
            String where = at + " " + name;
            checks.checkSame("names", at, got.get(j).estimand(), names.coefficient(name));
            double value = row.at("estimate").number();
            checks.check("estimate", where, got.get(j).value(), value, tolerances.allowed("estimate", value));
            checkOne(where, got.get(j), row, "df", "p");
            checkInterval(where, got.get(j), new double[] {
                row.at("lower").number(), row.at("upper").number()
            });
        }
    }

    private void checkWald(String at, Expected block, Expected results, Frame frame) {
        String cluster = block.at("clusters").text();
        RobustFit robust = fit(block.at("formula").text(), null, cluster, null, frame)
                .robust(new Robust.Clusters(
                        adjustment(block.at("se_types").texts().getFirst()), cluster, Robust.Degrees.SATTERTHWAITE));
        String[] zero = names.coefficients(block.at("zero").texts()).toArray(String[]::new);
        for (Expected row : results.items()) {
            String test = row.at("test").text();
            WaldMethod method = switch (test) {
                case "chi-sq" -> WaldMethod.CHI_SQUARE;
                case "Naive-F" -> WaldMethod.NAIVE_F;
                default -> WaldMethod.valueOf(test);
            };
            WaldTest got = robust.wald(method, zero);
            String where = at + " " + test;
            double f = row.at("Fstat").number();
            checks.check("F", where, got.f(), f, tolerances.allowed("F", f));
            double delta = row.at("delta").number();
            checks.check("delta", where, got.delta(), delta, tolerances.allowed("df", delta));
            checks.checkSame(
                    "n", where, got.numeratorDf(), (int) row.at("df_num").number());
            if (row.at("df_denom").isNull()) {
                checks.checkSame("df", where, got.denominatorDf(), Double.POSITIVE_INFINITY);
            } else {
                double df = row.at("df_denom").number();
                checks.check("df", where, got.denominatorDf(), df, tolerances.allowed("df", df));
            }
            double p = row.at("p_val").number();
            checks.check("p", where, got.p(), p, tolerances.allowed("p", p));
        }
    }

    private void checkMixed(String at, Expected block, Expected results, Frame frame) {
        LmmFit fit = Lmm.of(block.at("formula").text()).fit(frame);
        results.ignore("formula");
        String cluster = block.at("clusters").text();
        RobustFit robust = MixedRobust.of(
                fit,
                frame,
                new Robust.Clusters(
                        adjustment(block.at("se_types").texts().getFirst()), cluster, Robust.Degrees.SATTERTHWAITE));
        int j = 0;
        for (Map.Entry<String, Expected> entry : results.at("fixef").entries().entrySet()) {
            double value = entry.getValue().number();
            checks.check(
                    "estimate_mixed", entry.getKey(), fit.beta()[j++], value, tolerances.allowed("estimate", value));
        }
        double theta = results.at("theta").number();
        checks.check("theta", at, fit.theta()[0], theta, OPTIMISED * theta);
        double sigma = results.at("sigma").number();
        checks.check("sigma", at, fit.sigma(), sigma, OPTIMISED * sigma);
        Expected vcov = results.at("vcov");
        checks.checkSame(
                "names", at, robust.names(), names.coefficients(vcov.at("names").texts()));
        vcov.ignore("colnames");
        checkMatrix(at, robust.vcov(), vcov.at("values").matrix());
        List<Expected> rows = results.at("coef_test").items();
        for (int i = 0; i < rows.size(); i++) {
            Expected row = rows.get(i);
            row.ignore("_row");
            Estimate got = robust.coefficients(LEVEL).get(i);
            String where = at + " " + row.at("Coef").text();
            double beta = row.at("beta").number();
            checks.check("estimate_mixed", where, got.value(), beta, tolerances.allowed("estimate", beta));
            double se = row.at("SE").number();
            checks.check("se_mixed", where, got.se(), se, tolerances.allowed("se", se));
            double t = row.at("tstat").number();
            checks.check("t_mixed", where, got.statistic(), t, 2 * tolerances.allowed("se", t));
            double df = row.at("df_Satt").number();
            checks.check("df_mixed", where, got.df(), df, tolerances.allowed("df", df));
            double p = row.at("p_Satt").number();
            checks.check("p", where, got.p(), p, tolerances.allowed("p", p));
        }
    }
}
