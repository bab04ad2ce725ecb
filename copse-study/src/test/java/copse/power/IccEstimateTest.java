package copse.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import org.junit.jupiter.api.Test;

class IccEstimateTest {
    private static Frame data(String clusters, double... y) {
        return Frame.of("y", NumericColumn.nanAsMissing(y), "school", FactorColumn.of(clusters.split("")));
    }

    /// S13: a negative estimate is shown, and truncated by name.
    @Test
    void negativeEstimatesAreShown() {
        IccEstimate estimate = IccEstimate.of(data("aaabbb", 1, 2, 3, 1.1, 2.1, 2.9), "y", "school");
        assertThat(estimate.value()).isLessThan(-0.4);
        assertThat(estimate.truncated()).isZero();
        assertThat(estimate.searle(0.95).contains(estimate.value())).isTrue();
        assertThat(estimate.diagnostics()).extracting(Diagnostic::code).containsExactly("negative-icc");
        assertThat(IccEstimate.reml(data("aaabbb", 1, 2, 3, 1.1, 2.1, 2.9), "y", "school")
                        .icc())
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void rowsWithoutAValueAreLeftOut() {
        IccEstimate with = IccEstimate.of(data("aaabbbb", 1, 2, 3, 4, 5, 7, Double.NaN), "y", "school");
        assertThat(with.sizes()).containsExactly(3.0, 3.0);
        assertThat(with).isEqualTo(IccEstimate.of(data("aaabbb", 1, 2, 3, 4, 5, 7), "y", "school"));
    }

    @Test
    void nothingToEstimateItFromIsSaid() {
        refused(data("aaa", 1, 2, 3), "there is one cluster");
        refused(data("abc", 1, 2, 3), "each of the 3 clusters has a single row");
        refused(data("aabb", 2, 2, 2, 2), "`y` does not vary");
        assertThatThrownBy(() -> IccEstimate.fleissCuzick(data("aabb", 0, 1, 2, 1), "y", "school"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0/1 outcome");
    }

    private static void refused(Frame data, String why) {
        assertThatThrownBy(() -> IccEstimate.of(data, "y", "school"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("error[W107]: no intraclass correlation of `y` in `school`")
                .hasMessageContaining(why);
    }

    @Test
    void unbalancedNestingIsRefused() {
        Frame frame = data("aaaaabbbb", 1, 2, 3, 4, 5, 6, 7, 8, 9).with("room", FactorColumn.of("xxxyyxxyy".split("")));
        assertThatThrownBy(() -> NestedAnova.of(frame, "y", "school", "room"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("W107")
                .hasMessageContaining("from 2 to 3 members");
    }
}
