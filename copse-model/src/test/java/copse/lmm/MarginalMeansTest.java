package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.ContrastScheme;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.infer.Multiplicity;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarginalMeansTest {
    private static final FixedEffects STUDENTS = Lmm.of("score ~ hs_gpa + method + (1 | instructor)")
            .fit(Samples.STUDENTS)
            .fixed(DfMethod.SATTERTHWAITE);

    /// Values of emmeans 1.8.4 (students_sample_method.json).
    @Test
    void asEmmeans() {
        MarginalMeans means = MarginalMeans.of(STUDENTS, ReferenceGrid.of(STUDENTS.fit()), "method");
        Estimate c = means.means(0.95).get(2).estimate().orElseThrow();
        assertThat(c.estimand()).isEqualTo("C");
        assertThat(c.value()).isCloseTo(66.2856120257166, within(1e-6));
        assertThat(c.se()).isCloseTo(0.968908602890498, within(1e-7));
        assertThat(c.df()).isCloseTo(43.850798150738, within(1e-4 * 44));
        assertThat(c.lower()).isCloseTo(64.3327173700578, within(1e-5));
        List<Estimate> tukey = means.contrasts(ContrastScheme.PAIRWISE, Multiplicity.TUKEY, 0.95);
        assertThat(tukey).hasSize(10);
        Estimate ae = tukey.get(3);
        assertThat(ae.estimand()).isEqualTo("A - E");
        assertThat(ae.value()).isCloseTo(-7.84178278039598, within(1e-6));
        assertThat(ae.df()).isCloseTo(44.6518758356269, within(5e-3));
        assertThat(ae.p()).isCloseTo(8.68859613956108e-06, within(1e-9));
        assertThat(tukey.get(7).p()).isCloseTo(0.998325142423076, within(1e-6));
        Estimate plain = means.contrasts(ContrastScheme.PAIRWISE, Multiplicity.NONE, 0.95)
                .get(3);
        assertThat(plain.p()).isCloseTo(9.00913573157746e-07, within(1e-10));
        assertThat(plain.lower()).isGreaterThan(ae.lower());
    }

    /// Means over the levels of another factor have equal weights, however many rows they have.
    @Test
    void averagesOverOtherFactorsWithEqualWeights() {
        double[] y = {1, 2, 3, 10, 11, 4, 6, 5, 20, 22, 21, 24};
        Frame data = Frame.of(
                "y", NumericColumn.of(y),
                "a", FactorColumn.of("p", "p", "p", "p", "p", "q", "q", "q", "q", "q", "q", "q"),
                "b", FactorColumn.of("u", "u", "u", "v", "v", "u", "u", "u", "v", "v", "v", "v"));
        LmmFit fit = Lmm.of("y ~ a * b").fit(data);
        MarginalMeans means = MarginalMeans.of(fit.fixed(DfMethod.RESIDUAL), ReferenceGrid.of(fit), "a");
        double p = (2 + 10.5) / 2;
        double q = (5 + 21.75) / 2;
        assertThat(means.means(0.95).get(0).estimate().orElseThrow().value()).isCloseTo(p, within(1e-9));
        assertThat(means.means(0.95).get(1).estimate().orElseThrow().value()).isCloseTo(q, within(1e-9));
        assertThat(MarginalMeans.of(fit.fixed(DfMethod.RESIDUAL), ReferenceGrid.of(fit), "a", "b")
                        .means(0.95))
                .extracting(MarginalMeans.Mean::label)
                .containsExactly("p u", "p v", "q u", "q v");
    }

    /// With the cell (q, v) empty, the mean of q over u and v is not estimable; that of p is.
    @Test
    void meansWithoutRowsAreEmpty() {
        double[] y = {1, 2, 3, 10, 11, 4, 6, 5};
        Frame data = Frame.of(
                "y", NumericColumn.of(y),
                "a", FactorColumn.of("p", "p", "p", "p", "p", "q", "q", "q"),
                "b", FactorColumn.of("u", "u", "u", "v", "v", "u", "u", "u"));
        LmmFit fit = Lmm.of("y ~ a * b").fit(data);
        List<MarginalMeans.Mean> means = MarginalMeans.of(fit.fixed(DfMethod.RESIDUAL), ReferenceGrid.of(fit), "a")
                .means(0.95);
        assertThat(means.get(0).estimate().orElseThrow().value()).isCloseTo((2 + 10.5) / 2, within(1e-9));
        assertThat(means.get(1).estimate()).isEmpty();
    }

    @Test
    void numbersStandWhereTheyAreTold() {
        ReferenceGrid grid = ReferenceGrid.of(STUDENTS.fit());
        double slope = STUDENTS.coefficient("hs_gpa", 0.95).value();
        double low = MarginalMeans.of(STUDENTS, grid.with("hs_gpa", 2), "method")
                .means(0.95)
                .get(0)
                .estimate()
                .orElseThrow()
                .value();
        double high = MarginalMeans.of(STUDENTS, grid.with("hs_gpa", 3), "method")
                .means(0.95)
                .get(0)
                .estimate()
                .orElseThrow()
                .value();
        assertThat(high - low).isCloseTo(slope, within(1e-9));
        LmmFit log = Lmm.of("score ~ log(hs_gpa) + method + (1 | instructor)").fit(Samples.STUDENTS);
        assertThatThrownBy(() -> MarginalMeans.of(log.fixed(DfMethod.NORMAL), ReferenceGrid.of(log), "method"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("N217")
                .hasMessageContaining("grid.with(\"hs_gpa\", 10)");
        MarginalMeans.of(log.fixed(DfMethod.NORMAL), ReferenceGrid.of(log).with("hs_gpa", 3), "method");
        assertThatThrownBy(() -> MarginalMeans.of(STUDENTS, grid, "metod"))
                .hasMessageContaining("did you mean `method`?");
    }
}
