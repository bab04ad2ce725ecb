package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.family.Link;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class MeanCurveTest {
    private static final List<Link> INTEGRABLE =
            List.of(Link.IDENTITY, Link.LOG, Link.LOGIT, Link.PROBIT, Link.CLOGLOG);
    private static final double[] ETAS = {-20, -6, -1.3, 0, 0.4, 3, 9};
    private static final double[] SDS = {0.01, 0.3, 1, 2.5, 6};

    /// The rule with much smaller steps, over a range in which nothing is left out.
    private static double brute(DoubleUnaryOperator f, double sd) {
        double step = 0.002 / Math.max(1, sd);
        int half = (int) Math.ceil((22 + sd) / step);
        double sum = 0;
        for (int j = -half; j <= half; j++) {
            double t = j * step;
            sum += f.applyAsDouble(sd * t) * Math.exp(-0.5 * t * t);
        }
        return sum * step / Math.sqrt(2 * Math.PI);
    }

    @Test
    void asBruteForce() {
        for (Link link : INTEGRABLE) {
            MeanCurve curve = new MeanCurve(link);
            for (double sd : SDS) {
                for (double eta : ETAS) {
                    curve.at(eta, sd * sd);
                    String at = link + " at " + eta + ", sd " + sd;
                    double mean = brute(b -> link.mean(eta + b), sd);
                    double slope = brute(b -> link.slope(eta + b), sd);
                    double half = 0.5 * brute(b -> link.curvature(eta + b), sd);
                    assertThat(curve.value)
                            .as(at)
                            .isCloseTo(
                                    mean,
                                    within(1e-12 * Math.max(1e-300, Math.abs(mean))
                                            + (link == Link.IDENTITY ? 1e-12 : 0)));
                    // where the mean is close to 1, slopes carry its rounding
                    assertThat(curve.byEta).as(at).isCloseTo(slope, within(1e-11 * slope + 2e-15 * Math.abs(mean)));
                    // the curvature changes sign: relative to the slope
                    assertThat(curve.byVariance).as(at).isCloseTo(half, within(1e-11 * slope + 5e-15 * Math.abs(mean)));
                }
            }
        }
    }

    /// Without variance it is the inverse link, to which it tends.
    @Test
    void noVarianceIsTheInverseLink() {
        for (Link link : INTEGRABLE) {
            MeanCurve curve = new MeanCurve(link);
            curve.at(0.7, 0);
            double mean = curve.value;
            double byVariance = curve.byVariance;
            assertThat(mean).isEqualTo(link.mean(0.7));
            curve.at(0.7, 1e-8);
            assertThat(curve.value).isCloseTo(mean + 1e-8 * byVariance, within(1e-14));
        }
    }

    /// R 4.2: integrate(function(b) plogis(-2 + b) * dnorm(b, sd = 1.5), -Inf, Inf, rel.tol = 1e-12).
    @Test
    void asIntegrateInR() {
        MeanCurve curve = new MeanCurve(Link.LOGIT);
        curve.at(-2, 2.25);
        assertThat(curve.value).isCloseTo(0.190053496808623, within(1e-11));
        curve = new MeanCurve(Link.CLOGLOG);
        curve.at(-2, 2.25);
        assertThat(curve.value).isCloseTo(0.2232547134625764, within(1e-11));
    }

    /// Variances as they come out of outcomes that separate: no overflow, and halves stay halves.
    @Test
    void hugeVariances() {
        MeanCurve curve = new MeanCurve(Link.LOGIT);
        curve.at(0, 1e4);
        assertThat(curve.value).isCloseTo(0.5, within(1e-12));
        assertThat(curve.byEta).isPositive().isLessThan(0.01);
        curve.at(-800, 1e4);
        assertThat(curve.value).isCloseTo(6.2e-16, within(1e-16)); // Φ(−8)
    }

    @Test
    void inverseLinkHasNoMeanOverGroups() {
        MeanCurve curve = new MeanCurve(Link.INVERSE);
        curve.at(4, 0);
        assertThat(curve.value).isEqualTo(0.25);
        assertThatThrownBy(() -> curve.at(4, 0.1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("N340")
                .hasMessageContaining("log link");
    }
}
