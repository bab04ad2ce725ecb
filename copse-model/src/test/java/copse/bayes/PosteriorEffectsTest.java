package copse.bayes;

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
import copse.glmm.Averaging;
import copse.glmm.Change;
import copse.glmm.EffectOptions;
import copse.glmm.EffectScale;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Draws;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PosteriorEffectsTest {
    private static final int N = 80;
    private static final Frame DATA = data();
    private static final EffectOptions GROUPS = EffectOptions.defaults().withAveraging(Averaging.GROUPS);

    private static Frame data() {
        RandomStream random = Seed.of(8).stream();
        double[] x = new double[N];
        double[] y = new double[N];
        String[] arm = new String[N];
        String[] g = new String[N];
        for (int i = 0; i < N; i++) {
            x[i] = random.nextGaussian();
            y[i] = random.nextInt(2);
            arm[i] = random.nextInt(3) == 0 ? "yes" : "no";
            g[i] = "g" + random.nextInt(6);
        }
        return Frame.of(
                "x", NumericColumn.of(x),
                "y", NumericColumn.of(y),
                "arm", FactorColumn.of(arm),
                "g", FactorColumn.of(g));
    }

    private static double at(Draws draws, String name, int draw) {
        return draws.column(name)[draw];
    }

    private static double draw(PosteriorEffect effect, int s, int perChain) {
        return effect.draws().byChain()[s / perChain][s % perChain];
    }

    /// Everything written out, row by row.
    @Test
    void effectInTheGroupsObservedIsTheMeanOverRowsOfTheirOwnDifferences() {
        ModelSpec spec = HandMade.spec("y ~ arm + x + (1 + arm | g)", Family.binomial(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.binomial(), 9, 4);
        PosteriorEffect effect =
                PosteriorEffects.of(parameters, DATA).effect("arm", GROUPS).get(0);
        assertThat(effect.label()).isEqualTo("arm [yes - no]");
        Draws draws = parameters.draws();
        for (int s : new int[] {0, 13, 26}) {
            double sum = 0;
            for (int i = 0; i < N; i++) {
                String level = "r(g)[" + DATA.column("g").text(i) + ",";
                double eta = at(draws, "(Intercept)", s)
                        + DATA.numeric("x").present()[i] * at(draws, "x", s)
                        + at(draws, level + "(Intercept)]", s);
                double with = eta + at(draws, "arm[yes]", s) + at(draws, level + "arm[yes]]", s);
                sum += Link.LOGIT.mean(with) - Link.LOGIT.mean(eta);
            }
            assertThat(draw(effect, s, 9)).isCloseTo(sum / N, within(1e-14));
        }
    }

    @Test
    void unitsCanBeThoseTreated() {
        ModelSpec spec = HandMade.spec("y ~ arm + (1 | g)", Family.binomial(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.binomial(), 9, 4);
        Frame treated = DATA.where(Condition.is("arm", "yes"));
        PosteriorEffect effect =
                PosteriorEffects.of(parameters, treated).effect(Change.levels("arm", "no", "yes"), GROUPS);
        Draws draws = parameters.draws();
        double sum = 0;
        for (int i = 0; i < treated.rows(); i++) {
            double eta = at(draws, "(Intercept)", 5)
                    + at(draws, "r(g)[" + treated.column("g").text(i) + ",(Intercept)]", 5);
            sum += Link.LOGIT.mean(eta + at(draws, "arm[yes]", 5)) - Link.LOGIT.mean(eta);
        }
        assertThat(draw(effect, 5, 9)).isCloseTo(sum / treated.rows(), within(1e-14));
    }

    /// The integral over groups against an average over a million groups drawn, whose error is below 0.0005.
    @Test
    void effectOverThePopulationIntegratesTheGroupsOut() {
        ModelSpec spec = HandMade.spec("y ~ arm + (1 + arm | g)", Family.binomial(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.binomial(), 2, 4);
        PosteriorEffect effect = PosteriorEffects.of(parameters, DATA)
                .effect("arm", EffectOptions.defaults())
                .get(0);
        Draws draws = parameters.draws();
        int s = 3;
        double sd0 = at(draws, "sd(g,(Intercept))", s);
        double sd1 = at(draws, "sd(g,arm[yes])", s);
        double rho = at(draws, "cor(g,(Intercept),arm[yes])", s);
        RandomStream random = Seed.of(1).stream();
        int n = 1_000_000;
        double sum = 0;
        for (int k = 0; k < n; k++) {
            double u = random.nextGaussian();
            double v = random.nextGaussian();
            double eta = at(draws, "(Intercept)", s) + sd0 * u;
            double with = eta + at(draws, "arm[yes]", s) + sd1 * (rho * u + Math.sqrt(1 - rho * rho) * v);
            sum += Link.LOGIT.mean(with) - Link.LOGIT.mean(eta);
        }
        assertThat(draw(effect, s, 2)).isCloseTo(sum / n, within(2e-3));
    }

    @Test
    void typicalGroupHasNoEffectOfItsOwn() {
        ModelSpec spec = HandMade.spec("y ~ arm + (1 | g)", Family.binomial(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.binomial(), 4, 4);
        EffectOptions odds =
                EffectOptions.defaults().withAveraging(Averaging.TYPICAL).withScale(EffectScale.ODDS_RATIO);
        PosteriorEffect effect =
                PosteriorEffects.of(parameters, DATA).effect("arm", odds).get(0);
        for (int s = 0; s < 12; s++) {
            assertThat(draw(effect, s, 4)).isCloseTo(Math.exp(at(parameters.draws(), "arm[yes]", s)), within(1e-12));
        }
        assertThat(effect.probabilityPositive()).isEqualTo(effect.draws().above(1));
    }

    /// The mean of p(1 − p) β: truncation of the five-point formula is far below 1e-9.
    @Test
    void slopeIsTheMeanDerivative() {
        ModelSpec spec = HandMade.spec("y ~ x + (1 | g)", Family.binomial(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.binomial(), 4, 6);
        PosteriorEffect effect =
                PosteriorEffects.of(parameters, DATA).effect("x", GROUPS).get(0);
        Draws draws = parameters.draws();
        double sum = 0;
        for (int i = 0; i < N; i++) {
            double eta = at(draws, "(Intercept)", 7)
                    + DATA.numeric("x").present()[i] * at(draws, "x", 7)
                    + at(draws, "r(g)[" + DATA.column("g").text(i) + ",(Intercept)]", 7);
            sum += Link.LOGIT.slope(eta) * at(draws, "x", 7);
        }
        assertThat(draw(effect, 7, 4)).isCloseTo(sum / N, within(1e-9));
    }

    /// A mean of the groups that is no coefficient of X is added to every unit's linear predictor.
    @Test
    void meanOfGroupsCountsWhereXHasNoSuchColumn() {
        ModelSpec spec = HandMade.spec("y ~ 0 + x + (1 | g)", Family.binomial(), DATA);
        DrawnParameters bare = HandMade.parameters(spec, Family.binomial(), 4, 6);
        Draws own = bare.draws();
        List<String> names = new ArrayList<>(own.names());
        names.add("mu(g,(Intercept))");
        double[][][] values = new double[3][names.size()][];
        for (int c = 0; c < 3; c++) {
            for (int p = 0; p < names.size() - 1; p++) {
                values[c][p] = own.values(c, p);
            }
            values[c][names.size() - 1] = new double[] {0.5, 0.6, 0.7, 0.8};
        }
        DrawnParameters parameters = new DrawnParameters(spec, Family.binomial(), Draws.of(names, values));
        double[][] mean = PosteriorEffects.of(parameters, DATA)
                .mean(Averaging.TYPICAL)
                .draws()
                .byChain();
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += Link.LOGIT.mean(0.7 + DATA.numeric("x").present()[i] * at(own, "x", 2));
        }
        assertThat(mean[0][2]).isCloseTo(sum / N, within(1e-14));
    }

    /// Mean counts over groups have a closed form, and structural zeros take their share of them.
    @Test
    void structuralZerosLowerTheMean() {
        Family family = Family.poisson().zeroInflated();
        ModelSpec spec = HandMade.spec(
                "y ~ arm + (1 | g)",
                family,
                DATA,
                Roles.defaults().withPart(Roles.ZERO_INFLATION, Formula.parse("~ arm")));
        DrawnParameters parameters = HandMade.parameters(spec, family, 4, 6);
        Draws draws = parameters.draws();
        double mean = PosteriorEffects.of(parameters, DATA)
                .means("arm", Averaging.POPULATION)
                .get(1)
                .draws()
                .byChain()[1][2];
        double sd = at(draws, "sd(g,(Intercept))", 6);
        double zeta = at(draws, "zi_(Intercept)", 6) + at(draws, "zi_arm[yes]", 6);
        double count = Math.exp(at(draws, "(Intercept)", 6) + at(draws, "arm[yes]", 6) + 0.5 * sd * sd);
        assertThat(mean).isCloseTo(count / (1 + Math.exp(zeta)), within(1e-12 * count));
    }

    @Test
    void saysWhatItCannotTell() {
        ModelSpec spec = HandMade.spec("y ~ arm + (1 | g)", Family.binomial(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.binomial(), 4, 6);
        Frame others = DATA.with("g", FactorColumn.of(repeat("other")));
        assertThatThrownBy(() -> PosteriorEffects.of(parameters, others).effect("arm", GROUPS))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("`other` of `g`");
        assertThat(PosteriorEffects.of(parameters, others).effect("arm", EffectOptions.defaults()))
                .hasSize(1);
    }

    private static String[] repeat(String label) {
        String[] labels = new String[N];
        Arrays.fill(labels, label);
        return labels;
    }
}
