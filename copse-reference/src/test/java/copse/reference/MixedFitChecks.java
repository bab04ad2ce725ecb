package copse.reference;

import copse.lmm.GroupEffects;
import copse.lmm.VarianceComponent;
import copse.math.Matrix;
import copse.model.RandomTerm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Checks what linear and generalised mixed models both have: covariance parameters, components, modes, and
/// covariances of fixed effects.
final class MixedFitChecks {
    private final MixedFit fit;
    private final RNames names;
    private final Tolerances tolerances;
    private final Comparison checks;

    MixedFitChecks(MixedFit fit, RNames names, Tolerances tolerances, Comparison checks) {
        this.fit = fit;
        this.names = names;
        this.tolerances = tolerances;
        this.checks = checks;
    }

    /// @param expected θ by name, in lme4's order
    void checkTheta(Expected expected) {
        List<String> wanted = new ArrayList<>();
        expected.entries().forEach((name, value) -> wanted.add(name));
        checks.checkSame(
                "names",
                "theta",
                thetaNames(),
                wanted.stream().map(this::thetaName).toList());
        double[] theta = fit.theta();
        int at = 0;
        for (Map.Entry<String, Expected> entry : expected.entries().entrySet()) {
            double value = entry.getValue().number();
            double got = at < theta.length ? theta[at] : Double.NaN;
            checks.check("theta", entry.getKey(), got, value, tolerances.allowed("theta", value));
            at++;
        }
    }

    // `Subject.Days.(Intercept)`: row Days, column (Intercept) of the factor of Subject.
    private String thetaName(String name) {
        int dot = name.indexOf('.');
        String group = name.substring(0, dot);
        String[] terms = name.substring(dot + 1).split("\\.");
        return RNames.group(group, fit.groups()) + "." + String.join(".", names.coefficients(List.of(terms)));
    }

    private List<String> thetaNames() {
        List<String> all = new ArrayList<>();
        for (String group : fit.groups()) {
            for (RandomTerm term : terms(group)) {
                List<String> columns = term.columns();
                for (int column = 0; column < columns.size(); column++) {
                    all.add(group + "." + columns.get(column));
                    for (int row = column + 1; row < columns.size(); row++) {
                        all.add(group + "." + columns.get(row) + "." + columns.get(column));
                    }
                }
            }
        }
        return all;
    }

    private List<RandomTerm> terms(String group) {
        return fit.fit().spec().groupings().stream()
                .filter(grouping -> grouping.name().equals(group))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no group " + group + " in " + fit.groups()))
                .terms();
    }

    /// Compares a covariance matrix of fixed effects; where the case has no tolerance of its own for it, with
    /// twice that of standard errors, since an element is about a product of two.
    ///
    /// @param quantity what the matrix is called
    /// @param expected names and values
    /// @param got in the order of the fixed effects
    void checkVcov(String quantity, Expected expected, Matrix got) {
        checks.checkSame(
                "names",
                quantity,
                fit.fit().fixedNames(),
                names.coefficients(expected.at("names").texts()));
        expected.ignore("colnames");
        double[][] values = expected.at("values").matrix();
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                double product = Math.sqrt(values[i][i] * values[j][j]);
                double allowed = tolerances.compares("vcov")
                        ? tolerances.allowed("vcov", values[i][j], product)
                        : 2 * tolerances.allowed("se", 1) * product;
                checks.check(
                        quantity,
                        fit.fit().fixedNames().get(i) + ", "
                                + fit.fit().fixedNames().get(j),
                        got.at(i, j),
                        values[i][j],
                        allowed);
            }
        }
    }

    private record ComponentName(String group, String term1, String term2) {}

    /// @param expected variances and covariances
    void checkVariances(List<Expected> expected) {
        Map<ComponentName, VarianceComponent> got = new HashMap<>();
        fit.variances()
                .forEach(component -> got.put(
                        new ComponentName(component.group(), text(component.term1()), text(component.term2())),
                        component));
        checks.checkSame("varcomp", "number of components", got.size(), expected.size());
        double residual = expected.isEmpty() ? 0 : expected.getLast().at("vcov").number();
        for (Expected item : expected) {
            ComponentName name = new ComponentName(
                    RNames.group(item.at("grp").text(), fit.groups()),
                    term(item.at("var1")),
                    item.find("var2").map(this::term).orElse(""));
            VarianceComponent component = got.get(name);
            if (component == null) {
                throw new AssertionError("no variance component " + name + " among " + got.keySet());
            }
            double value = item.at("vcov").number();
            double allowed = tolerances.allowed("varcomp", value, residual);
            checks.check("varcomp", name.toString(), component.value(), value, allowed);
            double sdOrCorrelation = item.at("sdcor").number();
            if (component.isVariance()) {
                // a standard deviation near 0 has no relative tolerance, its square has
                double sd = component.sdOrCorrelation();
                checks.check("sd", name.toString(), sd * sd, sdOrCorrelation * sdOrCorrelation, allowed);
            } else {
                checks.check(
                        "cor",
                        name.toString(),
                        component.sdOrCorrelation(),
                        sdOrCorrelation,
                        tolerances.allowed("cor", sdOrCorrelation));
            }
        }
    }

    private static String text(@Nullable String name) {
        return name == null ? "" : name;
    }

    private String term(Expected name) {
        return name.isNull() ? "" : names.coefficient(name.text());
    }

    /// @param lme4Group the factor as lme4 calls it
    /// @param expected its modes
    void checkEffects(String lme4Group, Expected expected) {
        String group = RNames.group(lme4Group, fit.groups());
        expected.ignore("listed");
        GroupEffects effects = fit.effects(group);
        int k = effects.terms().size();
        int n = effects.levels();
        checks.checkSame(
                "names",
                "effects of " + group,
                effects.terms(),
                names.coefficients(expected.at("terms").texts()));
        checks.checkSame(
                "n", "levels of " + group, n, (int) expected.at("nlevels").number());
        double[] allowed = IntStream.range(0, k)
                .mapToDouble(c -> tolerances.allowed(
                        "ranef", 0, Math.sqrt(fit.covariance(group).at(c, c))))
                .toArray();
        checkSums(group, effects, expected, allowed);
        Map<String, Integer> index = new HashMap<>();
        for (int level = 0; level < n; level++) {
            index.put(effects.label(level), level);
        }
        List<String> labels = expected.at("levels").texts();
        double[][] modes = expected.at("modes").matrix();
        double[][][] condvar = expected.at("condvar").matrices();
        for (int i = 0; i < labels.size(); i++) {
            Integer level = index.get(labels.get(i));
            if (level == null) {
                throw new AssertionError("no level " + labels.get(i) + " of " + group);
            }
            for (int c = 0; c < k; c++) {
                checks.check("ranef", group + " " + labels.get(i), effects.mode(level, c), modes[i][c], allowed[c]);
            }
            checkConditional(group, labels.get(i), effects.covariance(level), condvar[i]);
        }
    }

    private void checkSums(String group, GroupEffects effects, Expected expected, double[] allowed) {
        double[] sums = expected.at("sum_modes").numbers();
        double[] squares = expected.at("sumsq_modes").numbers();
        Optional<double[]> variances = expected.find("sum_condvar_diag").map(Expected::numbers);
        int n = effects.levels();
        for (int c = 0; c < sums.length; c++) {
            double sum = 0;
            double square = 0;
            double variance = 0;
            for (int level = 0; level < n; level++) {
                sum += effects.mode(level, c);
                square += effects.mode(level, c) * effects.mode(level, c);
                variance += effects.covariance(level).at(c, c);
            }
            String where = group + " " + effects.terms().get(c);
            // n errors of the size allowed for one add up to at most n times it; squares by Cauchy-Schwarz
            checks.check("ranef", "sum, " + where, sum, sums[c], n * allowed[c]);
            checks.check(
                    "ranef",
                    "sum of squares, " + where,
                    square,
                    squares[c],
                    2 * Math.sqrt(n * squares[c]) * allowed[c] + n * allowed[c] * allowed[c]);
            if (variances.isPresent()) {
                double wanted = variances.get()[c];
                checks.check("condvar", "sum, " + where, variance, wanted, tolerances.allowed("condvar", wanted));
            }
        }
    }

    /// Within a term only: between two terms of one factor lme4 computes no conditional covariance and shows 0.
    private void checkConditional(String group, String level, Matrix got, double[][] expected) {
        int from = 0;
        for (RandomTerm term : terms(group)) {
            int to = from + term.columns().size();
            for (int i = from; i < to; i++) {
                for (int j = from; j < to; j++) {
                    double size = i == j ? expected[i][i] : Math.sqrt(expected[i][i] * expected[j][j]);
                    checks.check(
                            "condvar",
                            group + " " + level,
                            got.at(i, j),
                            expected[i][j],
                            tolerances.allowed("condvar", size));
                }
            }
            from = to;
        }
    }
}
