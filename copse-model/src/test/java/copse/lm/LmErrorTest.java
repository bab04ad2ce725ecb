package copse.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.Diagnostic;
import copse.error.FormulaException;
import copse.error.InputException;
import copse.error.NumericException;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What is refused, and what is said beside a result.
class LmErrorTest {
    private static final Frame DATA = data(new SplittableRandom(1), 24);

    private static Frame data(SplittableRandom random, int n) {
        double[] y = new double[n];
        double[] x = new double[n];
        double[] g = new double[n];
        double[] block = new double[n];
        double[] one = new double[n];
        double[] arm = new double[n];
        for (int i = 0; i < n; i++) {
            g[i] = i % 6;
            block[i] = i % 4;
            arm[i] = g[i] == 5 ? 1 : 0;
            one[i] = 1;
            x[i] = random.nextGaussian();
            y[i] = x[i] + g[i] + random.nextGaussian();
        }
        return Frame.of(
                "y",
                NumericColumn.of(y),
                "x",
                NumericColumn.of(x),
                "g",
                NumericColumn.of(g),
                "block",
                NumericColumn.of(block),
                "one",
                NumericColumn.of(one),
                "arm",
                NumericColumn.of(arm));
    }

    @Test
    void noRows() {
        Frame empty = DATA.with("x", NumericColumn.of(new double[24], Mask.all(24)));
        assertThatThrownBy(() -> Lm.of("y ~ x").fit(empty))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("error[N101]: no row is left to fit")
                .hasMessageContaining("why: 24 rows have a missing value and 0 have weight 0");
    }

    @Test
    void tooFewRows() {
        assertThatThrownBy(() -> Lm.of("y ~ x").fit(DATA.head(2)))
                .hasMessageContaining("error[N102]: 2 coefficients for 2 rows");
        assertThatThrownBy(() -> Lm.of("y ~ x").absorb("block").fit(DATA.head(5)))
                .hasMessageContaining("error[N102]: 5 coefficients for 5 rows")
                .hasMessageContaining("4 of them are absorbed levels");
    }

    @Test
    void randomTerms() {
        assertThatThrownBy(() -> Lm.of("y ~ x + (1 | g)").fit(DATA))
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("error[N103]: random terms in `y ~ x + (1 | g)`")
                .hasMessageContaining("fix: drop the random terms and say `.clusters(\"g\")`, or fit a mixed model");
    }

    @Test
    void rowsAreNeeded() {
        LmFit fit = Lm.fit(Lm.of("y ~ x").clusters("g").fit(DATA).products());
        assertThat(fit.robust(Robust.cr2("g")).clusters()).isEqualTo(6);
        assertThatThrownBy(() -> fit.robust(Robust.hc2()))
                .hasMessageContaining("error[N104]: HC2 needs the rows, and the fit was made from sums");
    }

    @Test
    void oneCluster() {
        LmFit fit = Lm.of("y ~ x").fit(DATA);
        assertThatThrownBy(() -> fit.robust(Robust.cr2("one")))
                .hasMessageContaining("error[N105]: `one` has one cluster")
                .hasMessageContaining("fix: name a finer factor, or `Robust.hc2()` if rows are independent");
        assertThatThrownBy(() -> fit.robust(Robust.twoWay("g", "one")))
                .hasMessageContaining("error[N105]: `one` has one cluster");
    }

    @Test
    void noSuchCoefficient() {
        Frame data = DATA.with("x2", "x", x -> 2 * x).asFactor("block");
        RobustFit robust = Lm.of("y ~ x + x2 + block").clusters("g").fit(data).robust(Robust.cr2("g"));
        assertThatThrownBy(() -> robust.effect("blok", 0.95))
                .hasMessageContaining("error[N106]: no coefficient or term `blok` in the model")
                .hasMessageContaining("the model's coefficients are: (Intercept), x, block[1], block[2], block[3]")
                .hasMessageContaining("fix: did you mean `block`?");
        assertThatThrownBy(() -> robust.effect("block", 0.95))
                .hasMessageContaining("error[N106]: `block` has 3 coefficients")
                .hasMessageContaining("take one of block[1], block[2], block[3], or test them together");
        assertThatThrownBy(() -> robust.effect("x2", 0.95))
                .hasMessageContaining("error[N106]: `x2` was left out of the model");
        assertThat(robust.wald("block").numeratorDf()).isEqualTo(3);
        assertThat(robust.diagnostics())
                .extracting(Diagnostic::code, Diagnostic::parameter)
                .contains(org.assertj.core.groups.Tuple.tuple("aliased", "x2"));
    }

    /// A column that is 0 but in one cluster: its coefficient is that cluster's own affair.
    @Test
    void coefficientOfOneClusterAlone() {
        Frame data = DATA.with("own", "x", "arm", (x, arm) -> arm * x);
        RobustFit robust = Lm.of("y ~ 0 + own + x").clusters("g").fit(data).robust(Robust.cr2("g"));
        assertThat(robust.diagnostics())
                .filteredOn(one -> one.code().equals("lone-cluster"))
                .extracting(Diagnostic::parameter)
                .contains("own, cluster 5");
        LmFit fit = LmArrays.of(1, 2, 4, 3, 5, 7, 6, 8)
                .column("a", 1, 1, 1, 1, 1, 1, 0, 0)
                .column("b", 0, 0, 0, 0, 0, 0, 1, 1)
                .clusters("g", 0, 0, 1, 1, 2, 2, 3, 3)
                .fit();
        for (Robust.Clusters kind : List.of(Robust.cr0("g"), Robust.cr2("g"), Robust.cr3("g"))) {
            RobustFit alone = fit.robust(kind);
            assertThat(alone.coefficients(0.95).get(1).se()).isNaN();
            assertThat(alone.standardErrors()[1]).isNaN();
            assertThat(alone.coefficients(0.95).get(1).upper()).isInfinite();
            assertThat(alone.effect("a", 0.95).se()).isPositive();
            assertThatThrownBy(() -> alone.effect("b", 0.95))
                    .isInstanceOf(NumericException.class)
                    .hasMessageContaining("error[N107]: `b` rests on the cluster `3` alone");
        }
    }

    /// One treated cluster: there is a number, and a warning that says what it is worth.
    @Test
    void oneTreatedCluster() {
        RobustFit robust = Lm.of("y ~ arm + x").clusters("g").fit(DATA).robust(Robust.cr1("g"));
        assertThat(robust.diagnostics())
                .filteredOn(one -> one.code().equals("lone-cluster"))
                .extracting(Diagnostic::parameter)
                .contains("arm, cluster 5");
        assertThat(robust.diagnostics())
                .filteredOn(one -> one.code().equals("clusters-too-few"))
                .hasSize(1)
                .allSatisfy(one -> assertThat(one.value()).isEqualTo(6));
    }

    @Test
    void lowDegreesOfFreedom() {
        RobustFit robust = Lm.of("y ~ arm + x").clusters("g").fit(DATA).robust(Robust.cr2("g"));
        assertThat(robust.diagnostics()).extracting(Diagnostic::code).contains("low-df");
    }

    @Test
    void otherRows() {
        Frame data = DATA.with("h", NumericColumn.of(DATA.numeric("g").present(), Mask.of(24, i -> i < 3)));
        LmFit fit = Lm.of("y ~ x").fit(data);
        assertThatThrownBy(() -> fit.robust(Robust.cr2("h")))
                .hasMessageContaining("error[N108]: `h` is missing in 3 of the 24 rows fitted")
                .hasMessageContaining("fix: name it before the fit: `.clusters(\"h\")`");
        LmFit named = Lm.of("y ~ x").clusters("h").fit(data);
        assertThat(named.rows()).isEqualTo(21);
        assertThat(named.missing()).isEqualTo(3);
    }

    @Test
    void weightsAndAbsorbedLevels() {
        Frame data = DATA.with("w", "g", g -> 1 + g);
        LmFit fit = Lm.of("y ~ x").weights("w").absorb("block").clusters("g").fit(data);
        assertThatThrownBy(() -> fit.robust(Robust.cr2("g")))
                .hasMessageContaining("error[N109]: CR2 by g with weights, `block` absorbed")
                .hasMessageContaining("fix: write `+ factor(block)` into the formula instead of absorbing it");
        double absorbed = fit.robust(Robust.cr1("g")).effect("x", 0.95).se();
        LmFit written =
                Lm.of("y ~ x + factor(block)").weights("w").clusters("g").fit(data);
        assertThat(absorbed)
                .isCloseTo(
                        written.robust(Robust.cr1("g")).effect("x", 0.95).se(),
                        org.assertj.core.api.Assertions.within(1e-10));
    }

    @Test
    void jointTestsOfTooMany() {
        Frame data = DATA.with("z", "x", x -> Math.sin(9 * x))
                .with("u", "x", x -> Math.cos(7 * x))
                .with("v", "x", x -> Math.sin(5 * x))
                .with("t", "x", x -> x * x);
        LmFit fit = Lm.of("y ~ x + z + u + v + t").clusters("g").fit(data);
        RobustFit robust = fit.robust(Robust.cr2("g"));
        // scores that are not adjusted add up to 0
        assertThatThrownBy(() -> fit.robust(Robust.cr0("g")).wald("x", "z", "u", "v", "t", "(Intercept)"))
                .isInstanceOf(NumericException.class)
                .hasMessageContaining("error[N112]: ")
                .hasMessageContaining("6 clusters tell at most 5 combinations apart");
        assertThatThrownBy(() -> robust.wald("x", "z", "u", "v", "t"))
                .isInstanceOf(NumericException.class)
                .hasMessageContaining("error[N113]: 5 combinations tested together with ")
                .hasMessageContaining("fix: test fewer coefficients together");
    }

    @Test
    void badArrays() {
        assertThatThrownBy(() -> LmArrays.of(1, Double.NaN)).hasMessageContaining("error[N114]: `y` is NaN in row 2");
        LmArrays two = LmArrays.of(1, 2).intercept();
        assertThatThrownBy(() -> two.column("x", 1)).hasMessageContaining("`x` has 1 values for 2 rows");
        assertThatThrownBy(() -> two.column("x", 1, 2).column("x", 1, 2))
                .hasMessageContaining("two columns are called `x`");
        assertThatThrownBy(() -> two.weights(1, -1)).hasMessageContaining("the weight of row 2 is -1.0");
        assertThatThrownBy(() -> LmArrays.of(1, 2, 4).intercept().fit().robust(Robust.cr2("g")))
                .hasMessageContaining("error[N114]: no group factor `g` among the arrays")
                .hasMessageContaining("fix: add it with `.group(\"g\", codes)`");
    }

    @Test
    void exactFit() {
        LmFit fit = Lm.of("y ~ x").fit(DATA.with("y", "x", x -> 3 + 2 * x));
        assertThat(fit.diagnostics()).extracting(Diagnostic::code).containsExactly("exact-fit");
    }

    @Test
    void rowsWithLeverageOne() {
        LmFit fit = LmArrays.of(1, 2, 4, 3, 9)
                .intercept()
                .column("last", 0, 0, 0, 0, 1)
                .fit();
        assertThat(fit.robust(Robust.hc2()).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("lone-row");
    }

    @Test
    void indefiniteTwoWays() {
        // residuals that agree within neither factor but within their combinations
        LmFit fit = LmArrays.of(1, 1, -1, -1, -1, -1, 1, 1)
                .intercept()
                .clusters("a", 0, 0, 0, 0, 1, 1, 1, 1)
                .group("b", 0, 0, 1, 1, 0, 0, 1, 1)
                .fit();
        RobustFit robust = fit.robust(Robust.twoWay("a", "b"));
        assertThat(robust.diagnostics()).extracting(Diagnostic::code).contains("indefinite");
        assertThat(robust.standardErrors()[0]).isNaN();
        assertThatThrownBy(() -> robust.effect("(Intercept)", 0.95))
                .hasMessageContaining("error[indefinite]: the two-way variance of `(Intercept)` is negative");
    }

    @Test
    void twoWaysHaveThreeKinds() {
        assertThatThrownBy(() -> Robust.twoWay("a", "b").adjustment(Adjustment.CR2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CR2 by two factors");
    }
}
