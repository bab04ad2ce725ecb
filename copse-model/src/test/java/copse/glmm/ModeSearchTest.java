package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import org.junit.jupiter.api.Test;

class ModeSearchTest {
    /// From modes that suit an intercept of −300, where means are far too large for one of 0, Newton's method
    /// comes down by 1 a step and does not arrive; from 0 it does.
    @Test
    void valueDoesNotHangOnWhereTheLastSearchEnded() {
        Frame frame = Frame.of("y", NumericColumn.of(900, 1100, 1000, 1050), "g", FactorColumn.of("a", "a", "b", "b"));
        double[] far = {1, -300};
        double[] psi = {1, 0};
        MarginalLikelihood used = criterion(frame);
        assertThat(used.evaluate(far, false).isValid()).isTrue();
        MarginalLikelihood.Point fresh = criterion(frame).evaluate(psi, true);
        MarginalLikelihood.Point again = used.evaluate(psi, true);
        assertThat(fresh.isValid()).isTrue();
        assertThat(again.value()).isCloseTo(fresh.value(), within(1e-9));
        assertThat(again.gradient()).containsExactly(fresh.gradient(), within(1e-7));
    }

    private static MarginalLikelihood criterion(Frame frame) {
        Family family = Family.poisson();
        Roles roles = Glmm.roles(Roles.defaults(), family);
        Cells cells = Cells.of(ModelSpec.of(Formula.parse("y ~ 1 + (1 | g)"), frame, roles), frame, family);
        CellSystem system = new CellSystem(cells);
        return new MarginalLikelihood(system, system.outcomes, cells.constant(), family, Integration.laplace());
    }
}
