package copse.power;

import java.util.OptionalDouble;

/// An effect on a mean, with its unit said.
public sealed interface EffectSize {
    /// @param sd total standard deviation of the outcome, if it is known
    /// @return the effect in units of the outcome; of the standard deviation itself, where that is not given
    /// @throws copse.error.PlanException `W106` if the effect is in units of the outcome, and what a standard
    ///     deviation is in these units is not known
    double on(OptionalDouble sd);

    /// In units of the outcome.
    ///
    /// @param value treated less control
    record Raw(double value) implements EffectSize {
        @Override
        public double on(OptionalDouble sd) {
            if (sd.isEmpty()) {
                String number = Require.text(value);
                throw PowerCode.UNIT_OF_EFFECT.error(
                        "is an effect of " + number + " in units of the outcome, or in standard deviations?",
                        "the standard deviation of the outcome is not given, and the two lead to different trials",
                        "say which: --effect " + number + " --sd S for units of the outcome with standard deviation S,"
                                + " or --effect-sd " + number);
            }
            return value;
        }
    }

    /// In standard deviations of the outcome, between and within clusters taken together.
    ///
    /// @param value treated less control
    record InSd(double value) implements EffectSize {
        @Override
        public double on(OptionalDouble sd) {
            return value * sd.orElse(1);
        }
    }
}
