package copse.bayes;

import copse.bayes.DrawnParameters.Group;
import copse.math.RandomStream;

/// Draws of the effects of groups that the model has not seen, and the covariance that all groups' effects
/// have.
///
/// Per draw the effects of a new group are `b = diag(sd) C u` with u standard normal and C the Cholesky factor
/// of the correlations of that draw: so what is not known of the covariance is in them.
final class DrawnEffects {
    private final DrawnParameters parameters;
    private final Group group;
    private final double[] correlation; // q×q of one draw, its factor afterwards

    /// @param parameters the draws
    /// @param group whose effects
    DrawnEffects(DrawnParameters parameters, Group group) {
        this.parameters = parameters;
        this.group = group;
        this.correlation = new double[group.size() * group.size()];
    }

    /// Draws effects of one new group.
    ///
    /// @param stream read from: q numbers per draw
    /// @return by column of Z and chain the effect at every draw
    double[][][] drawn(RandomStream stream) {
        int q = group.size();
        int chains = parameters.draws().chains();
        int n = parameters.draws().perChain();
        double[][][] effects = new double[q][chains][n];
        double[] factor = new double[q * q];
        double[] u = new double[q];
        for (int c = 0; c < chains; c++) {
            for (int d = 0; d < n; d++) {
                factor(c, d, factor);
                stream.fillGaussian(u, 0, q);
                for (int a = 0; a < q; a++) {
                    double sum = 0;
                    for (int b = 0; b <= a; b++) {
                        sum += factor[a + b * q] * u[b];
                    }
                    effects[a][c][d] = sum;
                }
            }
        }
        return effects;
    }

    /// The lower factor of the covariance at one draw.
    ///
    /// @param chain its number
    /// @param draw its number
    /// @param into q×q column-major. *Modified.*
    void factor(int chain, int draw, double[] into) {
        int q = group.size();
        for (int b = 0; b < q; b++) {
            for (int a = b; a < q; a++) {
                int place = group.cor()[a][b];
                correlation[a + b * q] =
                        a == b ? 1 : place < 0 ? 0 : parameters.draws().values(chain, place)[draw];
            }
        }
        for (int b = 0; b < q; b++) {
            for (int a = b; a < q; a++) {
                double sum = correlation[a + b * q];
                for (int k = 0; k < b; k++) {
                    sum -= correlation[a + k * q] * correlation[b + k * q];
                }
                // a correlation of ±1 leaves nothing of its own to the later column
                double pivot = a == b ? 0 : correlation[b + b * q];
                correlation[a + b * q] = a == b ? Math.sqrt(Math.max(0, sum)) : pivot == 0 ? 0 : sum / pivot;
            }
        }
        for (int b = 0; b < q; b++) {
            for (int a = b; a < q; a++) {
                into[a + b * q] = parameters.draws().values(chain, group.sd()[a])[draw] * correlation[a + b * q];
            }
        }
    }

    /// Adds the variance of `zᵀb` at every draw.
    ///
    /// @param z columns of Z of a row
    /// @param into chain after chain. *Modified.*
    void addVariance(double[] z, double[] into) {
        int q = group.size();
        int n = parameters.draws().perChain();
        for (int c = 0; c < parameters.draws().chains(); c++) {
            for (int a = 0; a < q; a++) {
                if (z[a] == 0) {
                    continue;
                }
                double[] sd = parameters.draws().values(c, group.sd()[a]);
                for (int d = 0; d < n; d++) {
                    double own = z[a] * sd[d];
                    into[c * n + d] += own * own;
                }
                for (int b = 0; b < a; b++) {
                    if (z[b] != 0 && group.cor()[a][b] >= 0) {
                        double[] other = parameters.draws().values(c, group.sd()[b]);
                        double[] cor = parameters.draws().values(c, group.cor()[a][b]);
                        for (int d = 0; d < n; d++) {
                            into[c * n + d] += 2 * z[a] * z[b] * sd[d] * other[d] * cor[d];
                        }
                    }
                }
            }
        }
    }
}
