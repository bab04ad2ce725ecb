package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.family.Family;
import copse.family.Link;
import copse.formula.Formula;
import copse.frame.Condition;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.ContrastScheme;
import copse.infer.Multiplicity;
import copse.math.Matrix;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.model.internal.CovarianceTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Models with made-up parameters: what is averaged and how errors propagate do not hang on how they were
/// estimated.
class AverageEffectsTest {
    private static final int ROWS = 400;
    private static final Frame DATA = data();
    private static final double[] THETA = {0.8, -0.3, 0.5};
    private static final double[] BETA = {-1.2, 0.7, 0.3, -0.4, 0.25};
    private static final double[] GAMMA = {-0.5, 0.6};
    private static final Cells SHARES = cells("cbind(s, f) ~ arm * log(dose) + sex + (1 + arm | g)", Family.binomial());
    private static final Cells COUNTS =
            cells("k ~ arm * log(dose) + sex + (1 + arm | g)", Family.poisson().zeroInflated());

    private static Frame data() {
        RandomStream random = Seed.of(11).stream();
        String[] arm = new String[ROWS];
        String[] sex = new String[ROWS];
        String[] g = new String[ROWS];
        double[] dose = new double[ROWS];
        double[] s = new double[ROWS];
        double[] f = new double[ROWS];
        double[] k = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            arm[i] = random.nextBoolean(0.5) ? "b" : "a";
            sex[i] = random.nextBoolean(0.3) ? "m" : "f";
            g[i] = "g" + random.nextInt(8);
            dose[i] = 1 + random.nextInt(6);
            s[i] = random.nextInt(4);
            f[i] = 1 + random.nextInt(3);
            k[i] = random.nextInt(5);
        }
        return Frame.of(
                "arm", FactorColumn.of(arm),
                "sex", FactorColumn.of(sex),
                "g", FactorColumn.of(g),
                "dose", NumericColumn.of(dose),
                "s", NumericColumn.of(s),
                "f", NumericColumn.of(f),
                "k", NumericColumn.of(k));
    }

    private static Cells cells(String formula, Family family) {
        Roles roles = Roles.defaults().withOutcome(family.outcome());
        if (family.isInflated()) {
            roles = roles.withPart("zi", Formula.parse("~ dose"));
        }
        return Cells.of(ModelSpec.of(Formula.parse(formula), DATA, roles), DATA, family);
    }

    /// Any positive definite matrix.
    private static Matrix vcov(int p) {
        double[] v = new double[p * p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                v[i + j * p] = 0.01 * Math.pow(-0.4, Math.abs(i - j));
            }
        }
        return Matrix.wrap(p, p, v);
    }

    private static MeanModel model(Cells cells, Family family, double[] psi) {
        CovarianceTemplate template = new CovarianceTemplate(
                cells.factors().stream().map(Cells.Factor::grouping).toList());
        int p = cells.spec().fixedNames().size();
        int q = template.size();
        int zi = cells.inflation().length;
        return new MeanModel(
                cells,
                family,
                IntStream.range(0, p).toArray(),
                Arrays.copyOfRange(psi, q, q + p),
                template,
                template.factors(Arrays.copyOf(psi, q)),
                0,
                IntStream.range(0, zi).toArray(),
                Arrays.copyOfRange(psi, q + p, q + p + zi),
                vcov(psi.length),
                _ -> Double.POSITIVE_INFINITY,
                "delta method",
                () -> {
                    throw new IllegalStateException();
                });
    }

    private static double[] psi(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private static MeanModel shares(Link link) {
        return model(SHARES, Family.binomial().withLink(link), psi(THETA, BETA));
    }

    private static double arm(String label) {
        return label.equals("b") ? 1 : 0;
    }

    /// Row by row, group effects by a fine sum over b ~ N(0, v), trials as weights.
    private static double byHand(String arm, boolean overGroups) {
        double sum = 0;
        double trials = 0;
        for (int i = 0; i < ROWS; i++) {
            double t = arm(arm);
            double logDose = Math.log(DATA.numeric("dose").value(i));
            double male = DATA.factor("sex").text(i).equals("m") ? 1 : 0;
            double eta = BETA[0] + BETA[1] * t + BETA[2] * logDose + BETA[3] * male + BETA[4] * t * logDose;
            double b0 = THETA[0] + THETA[1] * t;
            double sd = overGroups ? Math.hypot(b0, THETA[2] * t) : 0;
            double n = DATA.numeric("s").value(i) + DATA.numeric("f").value(i);
            sum += n * logisticNormal(eta, sd);
            trials += n;
        }
        return sum / trials;
    }

    private static double logisticNormal(double eta, double sd) {
        double step = 0.01;
        double sum = 0;
        for (int j = -1000; j <= 1000; j++) {
            double t = j * step;
            sum += Link.LOGIT.mean(eta + sd * t) * Math.exp(-0.5 * t * t);
        }
        return sum * step / Math.sqrt(2 * Math.PI);
    }

    @Test
    void meansAreThoseOfRowsWithTheFactorSet() {
        assertThat(SHARES.spec().fixedNames())
                .containsExactly("(Intercept)", "arm[b]", "log(dose)", "sex[m]", "arm[b]:log(dose)");
        AverageEffects effects = AverageEffects.of(shares(Link.LOGIT));
        for (Averaging averaging : List.of(Averaging.TYPICAL, Averaging.POPULATION)) {
            boolean over = averaging == Averaging.POPULATION;
            EffectOptions options = EffectOptions.defaults().withAveraging(averaging);
            double a = byHand("a", over);
            double b = byHand("b", over);
            assertThat(effects.means("arm", options).get(0).value()).isCloseTo(a, within(1e-12));
            assertThat(effects.means("arm", options).get(1).value()).isCloseTo(b, within(1e-12));
            assertThat(value(effects, options, EffectScale.DIFFERENCE)).isCloseTo(b - a, within(1e-12));
            assertThat(value(effects, options, EffectScale.RATIO)).isCloseTo(b / a, within(1e-11));
            assertThat(value(effects, options, EffectScale.ODDS_RATIO))
                    .isCloseTo(b / (1 - b) / (a / (1 - a)), within(1e-11));
        }
    }

    private static double value(AverageEffects effects, EffectOptions options, EffectScale scale) {
        return effects.effect("arm", options.withScale(scale)).get(0).value();
    }

    private static List<OutcomeEffect> everything(MeanModel model, boolean share) {
        AverageEffects effects = AverageEffects.of(model);
        List<OutcomeEffect> out = new ArrayList<>();
        for (Averaging averaging : List.of(Averaging.TYPICAL, Averaging.POPULATION)) {
            for (EffectScale scale : EffectScale.values()) {
                if (share || scale != EffectScale.ODDS_RATIO) {
                    EffectOptions options =
                            EffectOptions.defaults().withAveraging(averaging).withScale(scale);
                    out.addAll(effects.effects(options));
                    out.add(effects.effect(Change.values("dose", 2, 5), options));
                    out.add(effects.effect(Change.step("dose", 0.5), options));
                    if (!scale.isRatio()) {
                        out.add(effects.effect(Change.slope("dose"), options));
                    }
                }
            }
        }
        return out;
    }

    /// Standard errors against those of numerical gradients by every parameter, those of the random effects'
    /// covariance and of zero inflation among them.
    @Test
    void standardErrorsAreThoseOfNumericalGradients() {
        for (Link link : List.of(Link.LOGIT, Link.PROBIT, Link.CLOGLOG)) {
            check(SHARES, Family.binomial().withLink(link), psi(THETA, BETA));
        }
        check(COUNTS, Family.poisson().zeroInflated(), psi(THETA, BETA, GAMMA));
    }

    private static void check(Cells cells, Family family, double[] psi) {
        boolean share = !family.isInflated();
        List<OutcomeEffect> at = everything(model(cells, family, psi), share);
        double[][] gradients = new double[at.size()][psi.length];
        double h = 1e-5;
        for (int k = 0; k < psi.length; k++) {
            double[] up = psi.clone();
            double[] down = psi.clone();
            up[k] += h;
            down[k] -= h;
            List<OutcomeEffect> above = everything(model(cells, family, up), share);
            List<OutcomeEffect> below = everything(model(cells, family, down), share);
            for (int e = 0; e < gradients.length; e++) {
                gradients[e][k] = (above.get(e).value() - below.get(e).value()) / (2 * h);
            }
        }
        for (int e = 0; e < gradients.length; e++) {
            double se = new Functional(0, gradients[e]).se(vcov(psi.length));
            // central differences: truncation h² = 1e-10 of third derivatives, rounding 1e-16 / h
            assertThat(at.get(e).se()).as("%s", at.get(e)).isCloseTo(se, within(1e-7 * se + 1e-9));
        }
    }

    /// The slope of a number is the limit of its steps.
    @Test
    void slopeIsTheLimitOfSteps() {
        AverageEffects effects = AverageEffects.of(shares(Link.LOGIT));
        EffectOptions options = EffectOptions.defaults();
        double h = 1e-4;
        double up = effects.effect(Change.step("dose", h), options).value();
        double down = effects.effect(Change.step("dose", -h), options).value();
        assertThat(effects.effect("dose", options).get(0).value()).isCloseTo((up - down) / (2 * h), within(1e-8));
        assertThat(effects.effect("dose", options).get(0).contrast()).isEqualTo("dy/dx");
    }

    /// Rows given again are the units of the cells, but that each row then counts once.
    @Test
    void averagesOverOtherRows() {
        MeanModel model = model(COUNTS, Family.poisson().zeroInflated(), psi(THETA, BETA, GAMMA));
        double cells = AverageEffects.of(model).mean(EffectOptions.defaults()).value();
        double rows =
                AverageEffects.of(model, DATA).mean(EffectOptions.defaults()).value();
        assertThat(rows).isCloseTo(cells, within(1e-13));
        double men = AverageEffects.of(model, DATA.where(Condition.is("sex", "m")))
                .mean(EffectOptions.defaults())
                .value();
        assertThat(men).isLessThan(rows);
    }

    @Test
    void ratiosHaveLimitsOnTheLogScale() {
        AverageEffects effects = AverageEffects.of(shares(Link.LOGIT));
        OutcomeEffect ratio = effects.effect(
                Change.levels("arm", "a", "b"), EffectOptions.defaults().withScale(EffectScale.RATIO));
        assertThat(ratio.contrast()).isEqualTo("b / a");
        assertThat(Math.sqrt(ratio.lower() * ratio.upper())).isCloseTo(ratio.value(), within(1e-12));
        OutcomeEffect inverse = effects.effect(
                Change.levels("arm", "b", "a"), EffectOptions.defaults().withScale(EffectScale.RATIO));
        assertThat(inverse.value()).isCloseTo(1 / ratio.value(), within(1e-12));
        assertThat(inverse.lower()).isCloseTo(1 / ratio.upper(), within(1e-12));
        assertThat(inverse.p()).isCloseTo(ratio.p(), within(1e-12));
    }

    @Test
    void contrastsAreThoseOfTheMeans() {
        AverageEffects effects = AverageEffects.of(shares(Link.LOGIT));
        EffectOptions options = EffectOptions.defaults();
        OutcomeEffect pair = effects.contrasts("arm", ContrastScheme.WITH_FIRST, Multiplicity.BONFERRONI, options)
                .get(0);
        OutcomeEffect plain = effects.effect("arm", options).get(0);
        assertThat(pair.value()).isEqualTo(plain.value());
        assertThat(pair.upper()).isCloseTo(plain.upper(), within(1e-12)); // one comparison: nothing to adjust
        assertThat(pair.method()).contains("Bonferroni");
    }

    @Test
    void refusalsNameWhatIsThere() {
        AverageEffects effects = AverageEffects.of(shares(Link.LOGIT));
        EffectOptions options = EffectOptions.defaults();
        assertThatThrownBy(() -> effects.effect("amr", options))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("N341")
                .hasMessageContaining("did you mean `arm`?");
        assertThatThrownBy(() -> effects.effect(Change.levels("arm", "a", "c"), options))
                .hasMessageContaining("N342")
                .hasMessageContaining("a, b");
        assertThatThrownBy(() -> effects.effect(Change.step("arm", 1), options))
                .hasMessageContaining("N343")
                .hasMessageContaining("`arm=b`");
        assertThatThrownBy(() -> effects.effect(Change.levels("dose", "1", "2"), options))
                .hasMessageContaining("N343")
                .hasMessageContaining("`dose+1`");
        assertThatThrownBy(() -> effects.effect(Change.slope("dose"), options.withScale(EffectScale.RATIO)))
                .hasMessageContaining("N343");
        AverageEffects counts =
                AverageEffects.of(model(COUNTS, Family.poisson().zeroInflated(), psi(THETA, BETA, GAMMA)));
        assertThatThrownBy(() -> counts.effects(options.withScale(EffectScale.ODDS_RATIO)))
                .hasMessageContaining("N344");
    }

    /// Predictors at the bound of what the formula is defined for.
    @Test
    void effectsAreThoseThatTheFormulaHas() {
        RandomStream random = Seed.of(5).stream();
        double[] x = new double[ROWS];
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            x[i] = random.nextInt(4);
            y[i] = random.nextBoolean(0.3 + 0.1 * x[i]) ? 1 : 0;
        }
        Frame data = Frame.of("x", NumericColumn.of(x), "y", NumericColumn.of(y));
        EffectOptions options = EffectOptions.defaults().withAveraging(Averaging.TYPICAL);

        AverageEffects root =
                AverageEffects.of(Glmm.of("y ~ sqrt(x)", Family.binomial()).fit(data));
        assertThat(root.effects(options)).isEmpty();
        assertThat(root.effects(options.withScale(EffectScale.RATIO))).hasSize(1);
        assertThatThrownBy(() -> root.effect(Change.slope("x"), options))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("N343")
                .hasMessageContaining("`x+1`");
        assertThatThrownBy(() -> root.effect(Change.step("x", -1), options)).hasMessageContaining("N343");

        for (boolean below : new boolean[] {true, false}) {
            String power = below ? "I(x^1.5)" : "I((3 - x)^1.5)";
            GlmmFit fit = Glmm.of("y ~ " + power, Family.binomial()).fit(data);
            double[] beta = fit.beta();
            double slope = Arrays.stream(x)
                    .map(one -> {
                        double base = below ? one : 3 - one;
                        double share = Link.LOGIT.mean(beta[0] + beta[1] * Math.pow(base, 1.5));
                        return share * (1 - share) * beta[1] * 1.5 * Math.sqrt(base) * (below ? 1 : -1);
                    })
                    .average()
                    .orElseThrow();
            assertThat(AverageEffects.of(fit).effects(options).get(0).value())
                    .isCloseTo(slope, within(2e-3 * Math.abs(slope)));
        }
    }
}
