package copse.bayes;

import copse.family.Derivatives;
import copse.family.Family;
import copse.family.Likelihood;
import copse.family.Link;
import copse.family.OutcomeDistribution;
import copse.family.Outcomes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Log densities of one outcome at every draw of the parameters, and distributions of outcomes at a draw.
///
/// Holds work arrays: an instance belongs to one thread.
final class DrawnDensity {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final DrawnParameters parameters;
    private final DrawnPredictor predictor;
    private final Family family;
    private final @Nullable Likelihood likelihood; // of families without shape
    private final Outcomes outcome; // the same at every draw
    private final Derivatives derivatives;
    final double[] eta;
    final double[] zeta;
    final double[] omega;

    /// @param parameters the draws
    /// @param predictor of the rows
    DrawnDensity(DrawnParameters parameters, DrawnPredictor predictor) {
        int draws = parameters.count();
        this.parameters = parameters;
        this.predictor = predictor;
        this.family = parameters.family();
        this.likelihood = family.hasShape() ? null : family.likelihood(0);
        double[] ones = new double[draws];
        Arrays.fill(ones, 1);
        this.outcome = new Outcomes(new double[draws], new double[draws], ones);
        this.derivatives = new Derivatives(likelihood == null ? 0 : draws);
        this.eta = new double[draws];
        this.zeta = new double[draws];
        this.omega = new double[draws];
    }

    /// Computes [#eta], [#zeta] and [#omega] of a row.
    ///
    /// @param row its number
    void read(int row) {
        predictor.linear(row, eta);
        readOthers(row);
    }

    /// Computes [#zeta] and [#omega] of a row.
    void readOthers(int row) {
        if (family.isInflated()) {
            predictor.inflation(row, zeta);
        }
        if (family.hasShape()) {
            predictor.omega(row, omega);
        }
    }

    /// Log density of an outcome at what was read last.
    ///
    /// @param y the outcome
    /// @param size see [Outcomes]
    /// @param into by draw; −∞ where the linear predictor gives no valid mean. *Modified.*
    void logDensity(double y, double size, double[] into) {
        if (likelihood != null) {
            Arrays.fill(outcome.y(), y);
            Arrays.fill(outcome.size(), size);
            likelihood.evaluate(outcome, eta, zeta, 0, eta.length, Derivatives.Order.VALUE, derivatives);
            double constant = family.constant(y, size);
            for (int s = 0; s < into.length; s++) {
                into[s] = derivatives.value()[s] + constant;
            }
        } else if (family instanceof Family.Gaussian gaussian) {
            normal(gaussian.link(), y, size, into);
        } else {
            for (int s = 0; s < into.length; s++) {
                into[s] = family.link().isValid(eta[s], family.outcome())
                        ? distribution(s, size).logDensity(y)
                        : Double.NEGATIVE_INFINITY;
            }
        }
    }

    private void normal(Link link, double y, double size, double[] into) {
        double constant = 0.5 * (Math.log(size) - LOG_TWO_PI);
        for (int s = 0; s < into.length; s++) {
            double residual = y - link.mean(eta[s]);
            into[s] = constant - 0.5 * (omega[s] + size * residual * residual * Math.exp(-omega[s]));
        }
    }

    /// The distribution of an outcome at one draw of what was read last.
    ///
    /// @param draw its number
    /// @param size see [Outcomes]
    OutcomeDistribution distribution(int draw, double size) {
        return parameters.family(draw).distribution(eta[draw], zeta[draw], size, omega[draw]);
    }
}
