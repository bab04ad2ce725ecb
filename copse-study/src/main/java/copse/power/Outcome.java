package copse.power;

import copse.error.PlanException;
import java.util.OptionalDouble;

/// What is measured on a unit, and how much it varies in each arm. Effects are differences, treated less
/// control.
public sealed interface Outcome {
    /// @param effect treated less control
    /// @return variance of one unit's outcome in the control arm, clusters and units taken together
    double controlVariance(double effect);

    /// @param effect treated less control
    /// @return variance of one unit's outcome in the treated arm
    double treatedVariance(double effect);

    /// @return the mean in the control arm; empty where it does not matter
    OptionalDouble control();

    /// @return the lowest effect there can be, minus infinity if there is no bound
    double lowestEffect();

    /// @return the highest effect there can be, infinity if there is no bound
    double highestEffect();

    /// A number whose standard deviation is the same in both arms.
    ///
    /// @param sd total standard deviation, between and within clusters taken together
    record Mean(double sd) implements Outcome {
        /// @param sd total standard deviation
        /// @throws PlanException `W102` if it is not above 0
        public Mean {
            Require.finite("the standard deviation", sd);
        }

        @Override
        public double controlVariance(double effect) {
            return sd * sd;
        }

        @Override
        public double treatedVariance(double effect) {
            return sd * sd;
        }

        @Override
        public OptionalDouble control() {
            return OptionalDouble.empty();
        }

        @Override
        public double lowestEffect() {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public double highestEffect() {
            return Double.POSITIVE_INFINITY;
        }
    }

    /// Yes or no. The effect is the difference of proportions; each arm has its own variance `p (1 − p)`, or
    /// both have that of the pooled proportion, as a score test has.
    ///
    /// @param proportion share of yes in the control arm
    /// @param pooled whether the standard error is that of the pooled proportion
    record Proportion(double proportion, boolean pooled) implements Outcome {
        /// @param proportion share of yes in the control arm
        /// @param pooled whether the standard error is that of the pooled proportion
        /// @throws PlanException `W102` if the proportion is not between 0 and 1
        public Proportion {
            Require.unit("the proportion in the control arm", proportion);
        }

        /// @param proportion share of yes in the control arm
        public Proportion(double proportion) {
            this(proportion, false);
        }

        @Override
        public double controlVariance(double effect) {
            treated(effect);
            return proportion * (1 - proportion);
        }

        @Override
        public double treatedVariance(double effect) {
            double treated = treated(effect);
            return treated * (1 - treated);
        }

        /// @param effect treated less control
        /// @param treatedShare of units in the treated arm
        /// @return variance of a unit at the pooled proportion
        double pooledVariance(double effect, double treatedShare) {
            double all = proportion + treatedShare * (treated(effect) - proportion);
            return all * (1 - all);
        }

        private double treated(double effect) {
            double treated = proportion + effect;
            if (!(treated >= 0 && treated <= 1)) {
                throw PowerCode.IMPOSSIBLE_EFFECT.error(
                        "no proportion changes from " + proportion + " by " + effect,
                        "it would be " + (float) treated + " in the treated arm, and proportions lie between 0 and 1",
                        "choose an effect between " + (float) lowestEffect() + " and " + (float) highestEffect());
            }
            return treated;
        }

        @Override
        public OptionalDouble control() {
            return OptionalDouble.of(proportion);
        }

        @Override
        public double lowestEffect() {
            return -proportion;
        }

        @Override
        public double highestEffect() {
            return 1 - proportion;
        }
    }

    /// Events per unit of time (or area, or whatever they are counted over), each arm's with the variance of a
    /// Poisson count. One unit is one unit of exposure: with 424 person-years per cluster, the size of a
    /// cluster is 424.
    ///
    /// @param rate events per unit of exposure in the control arm
    record Rate(double rate) implements Outcome {
        /// @param rate events per unit of exposure in the control arm
        /// @throws PlanException `W102` if it is not above 0
        public Rate {
            Require.finite("the rate in the control arm", rate);
        }

        @Override
        public double controlVariance(double effect) {
            treated(effect);
            return rate;
        }

        @Override
        public double treatedVariance(double effect) {
            return treated(effect);
        }

        private double treated(double effect) {
            if (!(rate + effect >= 0)) {
                throw PowerCode.IMPOSSIBLE_EFFECT.error(
                        "no rate changes from " + rate + " by " + effect,
                        "it would be " + (float) (rate + effect) + " in the treated arm, and rates are not negative",
                        "choose an effect of at least " + -rate);
            }
            return rate + effect;
        }

        @Override
        public OptionalDouble control() {
            return OptionalDouble.of(rate);
        }

        @Override
        public double lowestEffect() {
            return -rate;
        }

        @Override
        public double highestEffect() {
            return Double.POSITIVE_INFINITY;
        }
    }
}
