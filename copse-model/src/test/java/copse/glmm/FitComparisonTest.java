package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.family.Family;
import copse.family.Link;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.ChiBarSquare;
import copse.lmm.LikelihoodRatio;
import copse.lmm.Lmm;
import copse.model.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Tests of models within models; deviances are those of R's glm and glmmTMB 1.1.5 on the trial of
/// `src/test/reference/glmm-effects`.
class FitComparisonTest {
    // glmmTMB prints seven digits here and its optimum is good to about 1e-6
    private static final double DEVIANCE = 2e-3;
    private static final Frame TRIAL = trial();

    private static Frame trial() {
        try {
            List<String[]> lines = Files.readAllLines(Path.of("src/test/reference/glmm-effects/trial.csv")).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
            double[][] numbers = new double[3][lines.size()];
            for (int i = 0; i < lines.size(); i++) {
                for (int c = 0; c < 3; c++) {
                    numbers[c][i] = Double.parseDouble(lines.get(i)[c + 2]);
                }
            }
            return Frame.of(
                    "clinic", FactorColumn.of(lines.size(), i -> lines.get(i)[0]),
                    "arm", FactorColumn.of(lines.size(), i -> lines.get(i)[1]),
                    "x", NumericColumn.of(numbers[0]),
                    "y", NumericColumn.of(numbers[1]),
                    "visits", NumericColumn.of(numbers[2]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GlmmFit binary(String predictors) {
        return Glmm.of("y ~ " + predictors, Family.binomial()).fit(TRIAL);
    }

    private static GlmmFit visits(Family family) {
        return Glmm.of("visits ~ arm + x + (1 | clinic)", family).fit(TRIAL);
    }

    private static GlmmFit inflated(String zeros) {
        return Glmm.of("visits ~ arm + x + (1 | clinic)", Family.of("nbinom2").zeroInflated())
                .roles(Roles.defaults().withPart(Roles.ZERO_INFLATION, Formula.parse(zeros)))
                .fit(TRIAL);
    }

    private static final GlmmFit BINARY = binary("arm + x + (1 | clinic)");

    @Test
    void aFixedEffect() {
        LikelihoodRatio arm = FitComparison.likelihoodRatio(BINARY, binary("x + (1 | clinic)"));
        assertThat(arm.statistic()).isCloseTo(747.0962 - 729.2825, within(DEVIANCE));
        assertThat(arm.df()).isEqualTo(1);
        assertThat(arm.boundary()).isEmpty();
        assertThat(arm.smaller().fixedNames()).containsExactly("(Intercept)", "x");
    }

    /// The variance's null value is on the boundary.
    @Test
    void aVariance() {
        LikelihoodRatio clinic = FitComparison.likelihoodRatio(binary("arm + x"), BINARY);
        assertThat(clinic.statistic()).isCloseTo(747.0001 - 729.2825, within(DEVIANCE));
        assertThat(clinic.boundary()).isEqualTo(Optional.of(ChiBarSquare.oneMoreEffect(0, 0)));
        assertThat(clinic.pBoundary()).isCloseTo(clinic.p() / 2, within(1e-12));
    }

    /// Poisson is the limit of the negative binomial at infinite shape.
    @Test
    void aShape() {
        LikelihoodRatio shape = FitComparison.likelihoodRatio(visits(Family.of("nbinom2")), visits(Family.poisson()));
        assertThat(shape.statistic()).isCloseTo(3340.622 - 2447.123, within(DEVIANCE));
        assertThat(shape.df()).isEqualTo(1);
        assertThat(shape.pBoundary()).isCloseTo(shape.p() / 2, within(1e-12));
        assertThat(shape.variances()).isEqualTo(1);
    }

    @Test
    void structuralZeros() {
        GlmmFit none = visits(Family.of("nbinom2"));
        LikelihoodRatio some = FitComparison.likelihoodRatio(none, inflated("~ 1"));
        assertThat(some.statistic()).isCloseTo(2447.123 - 2443.912, within(DEVIANCE));
        assertThat(some.pBoundary()).isCloseTo(some.p() / 2, within(1e-12));
        // what the zeros hang on has no meaning without them: the plain p-value, an upper bound
        LikelihoodRatio formula = FitComparison.likelihoodRatio(none, inflated("~ x"));
        assertThat(formula.df()).isEqualTo(2);
        assertThat(formula.boundary()).isEmpty();
        // with them, it is a coefficient like others
        LikelihoodRatio slope = FitComparison.likelihoodRatio(inflated("~ x"), inflated("~ 1"));
        assertThat(slope.statistic()).isCloseTo(2443.912 - 2437.634, within(DEVIANCE));
        assertThat(slope.variances()).isZero();
    }

    @Test
    void refusals() {
        assertThatThrownBy(
                        () -> FitComparison.likelihoodRatio(visits(Family.of("nbinom1")), visits(Family.of("nbinom2"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("N214")
                .hasMessageContaining("nbinom1");
        GlmmFit probit = Glmm.of("y ~ arm", Family.of("binomial", Link.PROBIT)).fit(TRIAL);
        assertThatThrownBy(() -> FitComparison.likelihoodRatio(probit, BINARY)).hasMessageContaining("links differ");
        GlmmFit nodes =
                Glmm.of("y ~ x + (1 | clinic)", Family.binomial()).quadrature(5).fit(TRIAL);
        assertThatThrownBy(() -> FitComparison.likelihoodRatio(nodes, BINARY))
                .hasMessageContaining("integrated out in different ways");
        assertThatThrownBy(() -> FitComparison.likelihoodRatio(
                        Lmm.of("y ~ arm + (1 | clinic)").fit(TRIAL), BINARY))
                .hasMessageContaining("one is a linear model");
        Frame turned = TRIAL.with("y", "y", y -> 1 - y);
        GlmmFit other = Glmm.of("y ~ x + (1 | clinic)", Family.binomial()).fit(turned);
        assertThatThrownBy(() -> FitComparison.likelihoodRatio(other, BINARY)).hasMessageContaining("N218");
    }
}
