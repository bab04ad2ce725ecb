package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.formula.Formula;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lmm.Convergence;
import copse.model.Roles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ObservedInformationTest {
    private static final boolean[] FREE = new boolean[2];

    @Test
    void covarianceIsTwiceTheInverse() {
        ObservedInformation information = new ObservedInformation(new double[][] {{4, 1}, {1, 2}}, FREE);
        assertThat(information.covariance()[0]).containsExactly(new double[] {4.0 / 7, -2.0 / 7}, within(1e-14));
        assertThat(information.isUndetermined(new double[] {1, 0})).isFalse();
    }

    /// What stays the same along a flat direction has a standard error, what moves along it has none.
    @Test
    void sharedFlatDirection() {
        ObservedInformation information = new ObservedInformation(new double[][] {{8, 8}, {8, 8}}, FREE);
        assertThat(information.isUndetermined(new double[] {1, 0})).isTrue();
        assertThat(information.isUndetermined(new double[] {0, 1})).isTrue();
        assertThat(information.isUndetermined(new double[] {1, 1})).isFalse();
        double[][] c = information.covariance();
        assertThat(c[0][0] + 2 * c[0][1] + c[1][1]).isCloseTo(0.25, within(1e-14));
    }

    @Test
    void noCurvatureAtAll() {
        ObservedInformation information = new ObservedInformation(new double[][] {{0, 0}, {0, 2}}, FREE);
        assertThat(information.isUndetermined(new double[] {1, 0})).isTrue();
        assertThat(information.isUndetermined(new double[] {0, 1})).isFalse();
        assertThat(new ObservedInformation(new double[][] {{0, 0}, {0, 2}}, new boolean[] {true, false})
                        .isUndetermined(new double[] {1, 0}))
                .isFalse();
    }

    /// A level without structural zeros: its coefficient runs off, the share of the other level does not.
    @Test
    void levelWithoutStructuralZeros() {
        GlmmFit fit = counts("~ a", 0.4);
        int last = fit.psi().length - 1;
        assertThat(fit.inflation()[1]).isLessThan(-8);
        assertThat(fit.jointVcov().at(last, last)).isZero();
        assertThat(fit.jointVcov().at(last - 1, last - 1)).isBetween(0.01, 0.2);
        assertThat(fit.convergence()).isInstanceOf(Convergence.Interior.class);
        assertThat(codes(fit)).containsExactly("inflation-limit");
    }

    @Test
    void noStructuralZerosAtAll() {
        GlmmFit fit = counts("~ a", 0);
        assertThat(codes(fit)).containsExactly("no-inflation");
        assertThat(fit.convergence()).isInstanceOf(Convergence.Interior.class);
    }

    private static List<String> codes(GlmmFit fit) {
        return fit.diagnostics().stream().map(Diagnostic::code).toList();
    }

    // counts about 4, of level `a` a share of structural zeros, of level `b` no zero
    private static GlmmFit counts(String zeros, double share) {
        SplittableRandom random = new SplittableRandom(5);
        int rows = 400;
        double[] y = new double[rows];
        String[] a = new String[rows];
        String[] g = new String[rows];
        for (int i = 0; i < rows; i++) {
            a[i] = i % 2 == 0 ? "a" : "b";
            int group = i / 20;
            g[i] = "g" + group;
            double mean = 4 * Math.exp(0.6 * Math.sin(group));
            y[i] = Math.max(1, poisson(mean, random));
            if (i % 2 == 0 && random.nextDouble() < share) {
                y[i] = 0;
            }
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("y", NumericColumn.of(y));
        columns.put("a", FactorColumn.of(a));
        columns.put("g", FactorColumn.of(g));
        return Glmm.of("y ~ a + (1 | g)", Family.poisson().zeroInflated())
                .roles(Roles.defaults().withPart(Roles.ZERO_INFLATION, Formula.parse(zeros)))
                .fit(Frame.of(columns));
    }

    private static int poisson(double mean, SplittableRandom random) {
        int count = 0;
        for (double left = Math.exp(-mean), product = random.nextDouble(); product > left; count++) {
            product *= random.nextDouble();
        }
        return count;
    }
}
