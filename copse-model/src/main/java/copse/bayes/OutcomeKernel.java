package copse.bayes;

import copse.family.Derivatives;
import copse.family.Family;
import copse.family.Likelihood;
import copse.family.Link;
import copse.family.Outcomes;
import java.util.Arrays;

/// The log likelihood of all cells with the derivatives that a gradient needs. Has work arrays: belongs to one
/// thread.
///
/// Evaluations do not allocate for families without shape; with shape the tables that hang on it are made anew.
abstract class OutcomeKernel {
    /// Cells whose work arrays stay in the first-level cache.
    static final int BLOCK = 512;

    /// Derivative by the linear predictor, per cell, as of the last evaluation.
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
        if (ScaleKernel.suits(family, hasZeta)) {
            return new ScaleKernel(family, outcomes, hasZeta);
        }
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

    /// Sets the degrees of freedom of a student-t outcome; they stay until they are set again.
    ///
    /// @param logDf their logarithm
    void degrees(double logDf) {}

    /// @return derivative by the logarithm of the degrees of freedom of the cells since [#begin]; 0 without
    double byDegrees() {
        return 0;
    }

    /// Begins an evaluation.
    ///
    /// @param omega log shape
    abstract void begin(double omega);

    /// Evaluates cells `from ≤ i < to`, at most [#BLOCK] of them, and fills their derivatives.
    ///
    /// @param eta linear predictor with offset, per cell
    /// @param zeta second linear predictor, per cell; ignored by families that have none
    /// @param from first cell, where a block begins
    /// @param to one past the last
    abstract void evaluate(double[] eta, double[] zeta, int from, int to);

    /// @return log likelihood of the cells since [#begin], without the family's constant
    abstract double value();

    /// @return derivative by log shape of the cells since [#begin]; 0 for families without
    double byShape() {
        return 0;
    }

    /// Cuts values per cell into blocks, so that all arrays of a loop begin at the same place: the compiler
    /// makes vector instructions of no others.
    ///
    /// @param values per cell
    /// @return by block
    static double[][] blocks(double[] values) {
        double[][] blocks = new double[(values.length + BLOCK - 1) / BLOCK][];
        for (int k = 0; k < blocks.length; k++) {
            blocks[k] = Arrays.copyOfRange(values, k * BLOCK, Math.min(values.length, (k + 1) * BLOCK));
        }
        return blocks;
    }

    /// @return the same for another thread
    abstract OutcomeKernel copy();

    /// Any family, by its [Likelihood].
    private static final class General extends OutcomeKernel {
        private final Family family;
        private final Outcomes outcomes;
        private final Derivatives derivatives;
        private Likelihood likelihood;

        General(Family family, Outcomes outcomes, boolean hasZeta) {
            super(outcomes.count(), hasZeta);
            this.family = family;
            this.outcomes = outcomes;
            this.derivatives = new Derivatives(outcomes.count());
            this.likelihood = family.likelihood(0);
        }

        @Override
        void begin(double omega) {
            if (family.hasShape()) {
                likelihood = family.likelihood(omega);
            }
        }

        @Override
        void evaluate(double[] eta, double[] zeta, int from, int to) {
            likelihood.evaluate(outcomes, eta, zeta, from, to, Derivatives.Order.GRADIENT, derivatives);
            System.arraycopy(derivatives.score(), from, score, from, to - from);
            if (byZeta.length > 0) {
                System.arraycopy(derivatives.byZero(), from, byZeta, from, to - from);
            }
        }

        @Override
        double value() {
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
