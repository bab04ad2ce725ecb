package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.family.OutcomeType;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Matrix;
import copse.model.Grouping;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.prior.Prior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws of the decoding of positions, for priors of every form.
class ModelHyperPropertyTest {
    private static final Frame DATA = Frame.of(
            "y", NumericColumn.of(1, 2, 3, 1, 0, 2, 5, 1),
            "x", NumericColumn.of(3, 1, 4, 1, 5, 9, 2, 6),
            "w", NumericColumn.of(0, 1, 0, 1, 1, 0, 1, 0),
            "g", FactorColumn.of("a", "a", "b", "b", "c", "c", "d", "d"),
            "h", FactorColumn.of("u", "v", "u", "v", "u", "v", "u", "v"));

    private static final int GROUPINGS = 2;

    private static final Roles ROLES = Roles.defaults().withOutcome(OutcomeType.COUNT);

    private static final DataScales SCALES =
            new DataScales(2, 1.5, new double[] {0, 2.5, 0.5}, Map.of(), Map.of(), new double[3], Map.of());

    private static final Family FAMILY = Family.negativeBinomial().zeroInflated();

    private static LongStream seeds() {
        return LongStream.range(6101, 6161);
    }

    /// The gradient is the slope of what a likelihood that is linear in all that is decoded makes with the
    /// priors.
    @ParameterizedTest
    @MethodSource("seeds")
    void gradientIsThatOfPriorsJacobianAndLikelihood(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Hyper hyper = hyper(random);
        Direction likelihood = Direction.drawn(hyper, random);
        double[] position = new double[hyper.size()];
        Arrays.setAll(position, _ -> random.nextGaussian(0, 0.7));
        double[] gradient = new double[position.length];
        hyper.decode(position);
        likelihood.pullBack(hyper, gradient);
        double step = 1e-5;
        for (int i = 0; i < position.length; i++) {
            double[] moved = position.clone();
            moved[i] += step;
            double up = hyper.decode(moved) + likelihood.value(hyper);
            moved[i] -= 2 * step;
            double down = hyper.decode(moved) + likelihood.value(hyper);
            // differences of numbers of size S carry S · 1e-16 / step, and step² of the third derivative
            double size = Math.abs(up) + Math.abs(gradient[i]) + 10;
            assertThat(gradient[i]).as("coordinate %d", i).isCloseTo((up - down) / (2 * step), within(1e-6 * size));
        }
    }

    /// A start that is encoded decodes to itself.
    @ParameterizedTest
    @MethodSource("seeds")
    void encodingIsTheOtherWay(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Hyper hyper = hyper(random);
        double[] position = new double[hyper.size()];
        Arrays.setAll(position, _ -> random.nextGaussian(0, 0.7));
        hyper.decode(position);
        double[][] factors = new double[GROUPINGS][];
        Arrays.setAll(factors, g -> hyper.factor(g).clone());
        double[] back = new double[position.length];
        hyper.copy()
                .encode(
                        hyper.beta().clone(),
                        factors,
                        hyper.omega(),
                        hyper.further().clone(),
                        back);
        // rounding, but for correlations near 1 and logits near their ends, which a start keeps away from
        for (int i = 0; i < back.length; i++) {
            assertThat(back[i]).as("coordinate %d", i).isCloseTo(position[i], within(1e-9));
        }
    }

    /// The prior of a position's coefficients does not depend on the coordinates they are sampled in.
    @ParameterizedTest
    @MethodSource("seeds")
    void coordinatesOfColumnsDoNotTouchThePrior(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BayesModel model = model(random, true);
        Hyper plain = hyper(model, new double[3], new double[] {1, 1, 1});
        Hyper other = hyper(model, new double[] {0, 3.9, 0.5}, new double[] {1, 2, 0.5});
        double[] position = new double[plain.size()];
        Arrays.setAll(position, _ -> random.nextGaussian(0, 0.7));
        double log = plain.decode(position);
        double[] beta = plain.beta().clone();
        double[] same = position.clone();
        double[] standard = {beta[0] + 3.9 * beta[1] + 0.5 * beta[2], 2 * beta[1], 0.5 * beta[2]};
        double[][] factors = new double[GROUPINGS][];
        Arrays.setAll(factors, g -> plain.factor(g).clone());
        other.encode(standard, factors, plain.omega(), plain.further(), same);
        assertThat(other.decode(same)).isCloseTo(log, within(1e-9 * (1 + Math.abs(log))));
        double[] reported = new double[plain.names().size()];
        double[] again = new double[reported.length];
        plain.report(reported);
        other.report(again);
        assertThat(again).containsExactly(reported, within(1e-9));
    }

    private static Hyper hyper(SplittableRandom random) {
        return hyper(model(random, false), new double[] {0, 3.9, 0.5}, new double[] {1, 2, 0.5});
    }

    private static Hyper hyper(BayesModel model, double[] mean, double[] scale) {
        double[] t = new double[9];
        t[0] = 1;
        for (int j = 1; j < 3; j++) {
            t[4 * j] = 1 / scale[j];
            t[3 * j] = -mean[j] / scale[j];
        }
        FixedMap map = new FixedMap(model.spec().fixedNames(), Matrix.wrap(3, 3, t), new double[3]);
        FixedMap zi = new FixedMap(model.spec().partNames("zi"), Matrix.of(2, 2, 1, 0, -2, 0.5), new double[2]);
        List<Grouping> order = new ArrayList<>(model.spec().groupings());
        Collections.reverse(order);
        return ModelHyper.of(model, map, Map.of("zi", zi), order);
    }

    private static BayesModel model(SplittableRandom random, boolean atZero) {
        ModelSpec spec = ModelSpec.of(
                Formula.parse("y ~ x + w + (1 + x + w | g) + (1 + x || h)"),
                DATA,
                ROLES.withPart("zi", Formula.parse("~ x")));
        Prior[] anywhere = {
            new Prior.Normal(1, 2),
            new Prior.StudentT(3, 0, 2.5),
            new Prior.Laplace(0.3, 1),
            new Prior.Uniform(-4, 5),
            new Prior.Half(new Prior.Cauchy(0, 1)),
            new Prior.Constant(0.7),
            new Prior.Flat()
        };
        Prior[] positive = {
            new Prior.Flat(),
            new Prior.Normal(1, 2),
            new Prior.Half(new Prior.StudentT(3, 0, 2)),
            new Prior.Exponential(2),
            new Prior.Gamma(2, 0.1),
            new Prior.InverseGamma(0.4, 0.3),
            new Prior.Uniform(0, 5),
            new Prior.Constant(0.8),
            new Prior.On(new Prior.InverseGamma(1, 0.5), Prior.Scale.VARIANCE),
            new Prior.On(new Prior.Gamma(2, 1), Prior.Scale.PRECISION),
            new Prior.On(new Prior.Uniform(0.01, 9), Prior.Scale.VARIANCE)
        };
        PriorTarget.Kind intercept =
                atZero || random.nextBoolean() ? PriorTarget.Kind.INTERCEPT : PriorTarget.Kind.INTERCEPT_CENTERED;
        Priors priors = Priors.defaults()
                .with(target(intercept, null, null), any(anywhere, random))
                .with(target(PriorTarget.Kind.COEF, null, null), any(anywhere, random))
                .with(target(PriorTarget.Kind.COEF, null, "x"), any(anywhere, random))
                .with(target(PriorTarget.Kind.SD, null, null), any(positive, random))
                .with(target(PriorTarget.Kind.SD, "g", "x"), any(positive, random))
                .with(target(PriorTarget.Kind.COR, "g", null), new Prior.Lkj(random.nextDouble(0.5, 4)))
                .with(target(PriorTarget.Kind.SHAPE, null, null), any(Arrays.copyOf(positive, 8), random))
                .with(target(PriorTarget.Kind.ZI, null, "x"), any(anywhere, random));
        return BayesModel.of(spec, FAMILY, priors, SCALES);
    }

    private static PriorTarget target(PriorTarget.Kind kind, @Nullable String group, @Nullable String term) {
        return new PriorTarget(kind, Optional.ofNullable(group), Optional.ofNullable(term));
    }

    private static Prior any(Prior[] priors, SplittableRandom random) {
        return priors[random.nextInt(priors.length)];
    }

    /// A log likelihood that is linear in what a hyper decodes.
    private record Direction(double[] beta, double[][] factors, double omega, double[] further) {
        static Direction drawn(Hyper hyper, SplittableRandom random) {
            double[][] factors = new double[GROUPINGS][];
            Arrays.setAll(factors, g -> drawn(hyper.factor(g).length, random));
            return new Direction(
                    drawn(hyper.beta().length, random),
                    factors,
                    random.nextGaussian(),
                    drawn(hyper.further().length, random));
        }

        private static double[] drawn(int length, SplittableRandom random) {
            double[] values = new double[length];
            Arrays.setAll(values, _ -> random.nextGaussian());
            return values;
        }

        double value(Hyper hyper) {
            double sum = omega * hyper.omega() + dot(beta, hyper.beta()) + dot(further, hyper.further());
            for (int g = 0; g < factors.length; g++) {
                sum += dot(factors[g], hyper.factor(g));
            }
            return sum;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }

        void pullBack(Hyper hyper, double[] gradient) {
            hyper.pullBack(beta, factors, omega, further, gradient);
        }
    }
}
