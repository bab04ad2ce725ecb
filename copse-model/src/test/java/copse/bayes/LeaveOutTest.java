package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.loo.CrossValidation;
import copse.loo.Loo;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Nuts;
import org.junit.jupiter.api.Test;

class LeaveOutTest {
    private static final int N = 18;
    private static final Nuts NUTS = Nuts.defaults()
            .withChains(2)
            .withWarmup(300)
            .withDraws(1000)
            .withThreads(2)
            .withSeed(Seed.of(4));
    private static final Frame DATA = data();

    private static Frame data() {
        RandomStream random = Seed.of(2).stream();
        double[] x = new double[N];
        double[] y = new double[N];
        double[] count = new double[N];
        String[] g = new String[N];
        for (int i = 0; i < N; i++) {
            x[i] = random.nextGaussian();
            y[i] = 1 + 0.5 * x[i] + random.nextGaussian();
            count[i] = random.nextPoisson(Math.exp(1 + 0.4 * random.nextGaussian()));
            g[i] = "g" + i;
        }
        y[3] += 9; // the row that makes the posterior
        return Frame.of(
                "x", NumericColumn.of(x),
                "y", NumericColumn.of(y),
                "count", NumericColumn.of(count),
                "g", FactorColumn.of(g));
    }

    private static LeaveOut of(String formula, Family family) {
        Bayes bayes = Bayes.of(formula, family);
        return LeaveOut.of(bayes, bayes.fit(DATA, NUTS), DATA, NUTS);
    }

    /// Weights, new fits where they fail, and new fits for every row agree but for Monte Carlo error: 18
    /// predictive densities of 2000 draws each, most with an error below 0.02.
    @Test
    void weightsAndNewFitsAgree() {
        LeaveOut out = of("y ~ x", Family.gaussian());
        Loo loo = out.rows();
        Loo exact = out.exact(loo);
        CrossValidation each = out.folds(N);
        assertThat(exact.unreliable()).isZero();
        assertThat(exact.rows()).isEqualTo(N);
        assertThat(each.elpd()).isCloseTo(exact.elpd(), within(0.35));
        assertThat(each.fingerprint()).isEqualTo(loo.fingerprint());
        for (int i = 0; i < N; i++) {
            assertThat(each.elpd(i)).as("row " + i).isCloseTo(exact.elpd(i), within(0.25));
        }
    }

    /// With one row in each group leaving a group out is leaving a row out whose effect is drawn anew.
    @Test
    void groupsAreIntegratedAsNewOnesAreDrawn() {
        LeaveOut out = of("count ~ x + (1 | g)", Family.poisson());
        Loo groups = out.exactGroups("g", out.groups("g"));
        CrossValidation each = out.foldsByGroup("g", N);
        assertThat(groups.rows()).isEqualTo(N);
        assertThat(each.elpd()).isCloseTo(groups.elpd(), within(0.5));
    }

    @Test
    void namesTheGroupsThereAre() {
        LeaveOut out = of("count ~ x + (1 | g)", Family.poisson());
        assertThatThrownBy(() -> out.groups("x")).hasMessageContaining("no grouping factor `x`");
    }
}
