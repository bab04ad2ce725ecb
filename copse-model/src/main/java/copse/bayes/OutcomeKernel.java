package copse.bayes;

import copse.family.Derivatives;
import copse.family.Family;
import copse.family.Likelihood;
import copse.family.Link;
import copse.family.Outcomes;

/// The log likelihood of all cells with the derivatives that a gradient needs. Has work arrays: belongs to one
/// thread.
///
/// Evaluations do not allocate for families without shape; with shape the tables that hang on it are made anew.
abstract class OutcomeKernel {
    /// Derivative by the linear predictor, per cell, as of the last [#evaluate].
    final double[] score;
    /// Derivative by the second linear predictor, per cell; empty without.
    final double[] byZeta;

    OutcomeKernel(int cells, boolean hasZeta) {
        this.score = new double[cells];
        this.byZeta = new double[hasZeta ? cells : 0];
    }

    /// @param family of the outcomes
    /// @param outcomes what was observed
    /// @param hasZeta whether there is a second linear predictor
    /// @return the fastest kernel that knows the family
    static OutcomeKernel of(Family family, Outcomes outcomes, boolean hasZeta) {
        if (family instanceof Family.Binomial && family.link() == Link.LOGIT) {
            return new LogitKernel(outcomes);
        }
        return family instanceof Family.Poisson && family.link() == Link.LOG
                ? new LogMeanKernel(outcomes)
                : new General(family, outcomes, hasZeta);
    }

    /// @return the family's own likelihood, slower and the last word
    static OutcomeKernel general(Family family, Outcomes outcomes, boolean hasZeta) {
        return new General(family, outcomes, hasZeta);
    }

    /// Evaluates all cells and fills the derivatives.
    ///
    /// @param eta linear predictor with offset, per cell
    /// @param zeta second linear predictor, per cell; ignored by families that have none
    /// @param omega log shape
    /// @return log likelihood without the family's constant
    abstract double evaluate(double[] eta, double[] zeta, double omega);

    /// @return derivative by log shape, as of the last [#evaluate]; 0 for families without
    double byShape() {
        return 0;
    }

    /// @return the same for another thread
    abstract OutcomeKernel copy();

    /// Any family, by its [Likelihood].
    private static final class General extends OutcomeKernel {
        private final Family family;
        private final Outcomes outcomes;
        private final Derivatives derivatives;
        private final Likelihood shapeless;

        General(Family family, Outcomes outcomes, boolean hasZeta) {
            super(outcomes.count(), hasZeta);
            this.family = family;
            this.outcomes = outcomes;
            this.derivatives = new Derivatives(outcomes.count());
            this.shapeless = family.likelihood(0);
        }

        @Override
        double evaluate(double[] eta, double[] zeta, double omega) {
            Likelihood likelihood = family.hasShape() ? family.likelihood(omega) : shapeless;
            likelihood.evaluate(outcomes, eta, zeta, 0, score.length, Derivatives.Order.GRADIENT, derivatives);
            System.arraycopy(derivatives.score(), 0, score, 0, score.length);
            System.arraycopy(derivatives.byZero(), 0, byZeta, 0, byZeta.length);
            return CellData.sum(derivatives.value());
        }

        @Override
        double byShape() {
            return family.hasShape() ? CellData.sum(derivatives.byShape()) : 0;
        }

        @Override
        OutcomeKernel copy() {
            return new General(family, outcomes, byZeta.length > 0);
        }
    }
}
