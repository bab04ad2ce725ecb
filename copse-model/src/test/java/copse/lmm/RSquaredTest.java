package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RSquaredTest {
    /// Values of performance 0.10.2 (sleepstudy_slope.json).
    @Test
    void randomSlopes() {
        RSquared r = Lmm.of("Reaction ~ Days + (Days | Subject)")
                .fit(Samples.SLEEPSTUDY)
                .rSquared();
        assertThat(r.marginal()).isCloseTo(0.278652033610683, within(1e-6));
        assertThat(r.conditional().orElseThrow()).isCloseTo(0.799218907599379, within(1e-6));
        assertThat(r.iccAdjusted().orElseThrow()).isCloseTo(0.721658475859267, within(1e-6));
        assertThat(r.iccUnadjusted().orElseThrow()).isCloseTo(0.520566873988696, within(1e-6));
    }

    /// `(Days || Subject)` counts both effects of a subject: close to the correlated model, whose correlation
    /// is small.
    @Test
    void uncorrelatedSlopesCount() {
        RSquared r = Lmm.of("Reaction ~ Days + (Days || Subject)")
                .fit(Samples.SLEEPSTUDY)
                .rSquared();
        assertThat(r.conditional().orElseThrow()).isCloseTo(0.799, within(0.01));
    }

    /// Without groups: the share of explained variance, with σ² in place of the residual sum of squares.
    @Test
    void linearModel() {
        LmmFit fit = Lmm.of("Reaction ~ Days").fit(Samples.SLEEPSTUDY);
        RSquared r = fit.rSquared();
        assertThat(r.marginal()).isCloseTo(0.2864714, within(2e-3));
        assertThat(r.iccAdjusted()).isEmpty();
    }

    @Test
    void singularFitHasNoConditionalShare() {
        RSquared r = Lmm.of("Yield ~ 1 + (1 | Batch)").fit(Samples.DYESTUFF2).rSquared();
        assertThat(r.conditional()).isEmpty();
        assertThat(r.icc()).containsEntry("Batch", 0.0);
    }
}
