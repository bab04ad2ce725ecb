package copse.power;

import copse.estimate.Hypothesis.Direction;
import java.util.OptionalDouble;

/// What is asked of a trial: which of power, clusters, size and effect follows from the others.
public sealed interface Inquiry {
    /// @param power trial, outcome and rule; what is solved for may have any value in it
    /// @return the answer
    /// @throws copse.error.PlanException if the question cannot be asked, see [Power]
    Answer of(Power power);

    /// How likely is this effect found?
    ///
    /// @param effect the true effect
    record ForPower(double effect) implements Inquiry {
        @Override
        public Answer of(Power power) {
            return new Answer.Found(power.choice(effect), OptionalDouble.empty());
        }
    }

    /// How many clusters does it take?
    ///
    /// @param effect the true effect
    /// @param target power wanted
    record ForCopies(double effect, double target) implements Inquiry {
        @Override
        public Answer of(Power power) {
            return power.copies(effect, target);
        }
    }

    /// Of what size do clusters have to be?
    ///
    /// @param effect the true effect
    /// @param target power wanted
    record ForSize(double effect, double target) implements Inquiry {
        @Override
        public Answer of(Power power) {
            return power.size(effect, target);
        }
    }

    /// Which effect is just found?
    ///
    /// @param target power wanted
    /// @param direction of the effect, for two-sided tests
    record ForEffect(double target, Direction direction) implements Inquiry {
        @Override
        public Answer of(Power power) {
            return power.smallestEffect(target, direction);
        }
    }

    /// What is the cheapest trial?
    ///
    /// @param effect the true effect
    /// @param target power wanted
    /// @param costs of clusters and units
    record Cheapest(double effect, double target, Costs costs) implements Inquiry {
        @Override
        public Answer of(Power power) {
            return power.cheapest(effect, target, costs);
        }
    }

    /// What is the most that a budget can do?
    ///
    /// @param effect the true effect
    /// @param budget not to be exceeded
    /// @param costs of clusters and units
    record Strongest(double effect, double budget, Costs costs) implements Inquiry {
        @Override
        public Answer of(Power power) {
            return power.strongest(effect, budget, costs);
        }
    }
}
