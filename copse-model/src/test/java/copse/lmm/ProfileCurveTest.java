package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Limit;
import copse.infer.StudentT;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileCurveTest {
    private static final int GROUPS = 12;

    private static final Frame DATA = Frame.of(
            "y",
            NumericColumn.of(IntStream.range(0, 60)
                    .mapToDouble(i -> Math.sin(i * 1.7) + 2 * Math.cos(i % GROUPS * 2.3) + 0.1 * i)
                    .toArray()),
            "x",
            NumericColumn.of(IntStream.range(0, 60).mapToDouble(i -> i / 10.0).toArray()),
            "g",
            FactorColumn.of(60, i -> "g" + i % GROUPS));

    @Test
    void curvesMeetTheirLimitsAtTheQuantile() {
        LmmFit fit = Lmm.of("y ~ x + (1 | g)").fit(DATA);
        double z = StudentT.critical(0.9, Double.POSITIVE_INFINITY);

        List<ProfileCurve> curves = Profile.curves(fit, 0.9);

        assertThat(curves).hasSize(4);
        List<ParameterInterval> intervals = Profile.of(fit, 0.9);
        for (int k = 0; k < curves.size(); k++) {
            ProfileCurve curve = curves.get(k);
            assertThat(curve.parameter()).isEqualTo(intervals.get(k).parameter());
            assertThat(curve.interval()).isEqualTo(intervals.get(k).interval());
            assertThat(curve.values()).isSorted().hasSize(25);
            assertThat(curve.zeta()).isSorted();
            assertThat(curve.zeta()[12]).isZero();
            assertThat(curve.interval().upper()).isInstanceOf(Limit.At.class);
            assertThat(at(curve, curve.interval().upper().value())).isEqualTo(z, within(0.02));
            assertThat(at(curve, curve.interval().lower().value())).isEqualTo(-z, within(0.02));
        }
    }

    @Test
    void zetaIsTheRootOfTheRiseOfTheDeviance() {
        LmmFit fit = Lmm.of("y ~ x + (1 | g)").estimator(Estimator.ML).fit(DATA);
        ProfileCurve slope = Profile.curves(fit, 0.95).getLast();

        // the slope held at a value is an offset
        double held = slope.values()[3];
        Frame shifted = DATA.with("z", "y", "x", (y, x) -> y - held * x);
        LmmFit without = Lmm.of("z ~ 1 + (1 | g)").estimator(Estimator.ML).fit(shifted);

        assertThat(slope.zeta()[3]).isEqualTo(-Math.sqrt(without.criterion() - fit.criterion()), within(1e-5));
    }

    private static double at(ProfileCurve curve, double value) {
        double[] x = curve.values();
        int i = 1;
        while (x[i] < value) {
            i++;
        }
        double share = (value - x[i - 1]) / (x[i] - x[i - 1]);
        return curve.zeta()[i - 1] + share * (curve.zeta()[i] - curve.zeta()[i - 1]);
    }
}
