package copse.lm;

import copse.error.Diagnostic;
import copse.math.Matrix;
import copse.model.FixedTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Estimates that solve equations which add up over clusters, `Σ_g X_gᵀW_g e_g(β) = 0`, and how they get a
/// robust covariance: what [LmFit] does for least squares, for equations that somebody else has solved.
///
/// Everything is in coordinates `X̃ = XT` in which the information is the identity, `Σ_g X̃_gᵀX̃_g = I`, with
/// rows whitened by the working covariance, so that they are independent with variance 1 if it holds. A cluster
/// enters with `T_g`, a matrix with the shape of `X̃_g` that stands for it once residuals are adjusted: `T_g =
/// X̃_g` for CR0.
///
/// Clusters are added in order; not for several threads.
public final class ClusterEquations {
    // The standard error of what has none: no limit on the scale of a logarithm or a logit is left, and a mean that has
    // come within 1e-12 of the end of its range still has its own.
    private static final double UNBOUNDED = 1e5;

    private final int r;
    private final Matrix map;
    private final RobustFit.Estimates estimates;
    private final List<String> clusters;
    private final SandwichTerms.Collector collector;
    private final List<LeastSquaresTerms.Lone> lone = new ArrayList<>();
    private Matrix unbounded;
    private int next;

    /// @param names of the r coefficients
    /// @param beta their values; copied
    /// @param terms of the model, by columns
    /// @param columns names of all columns of X, those that were left out too
    /// @param clusters names of the clusters, in the order in which they will be added
    /// @param map T, r×r: coefficients are T times those of `X̃`, up to a constant
    public ClusterEquations(
            List<String> names,
            double[] beta,
            List<FixedTerm> terms,
            List<String> columns,
            List<String> clusters,
            Matrix map) {
        this.r = names.size();
        this.map = map;
        this.clusters = List.copyOf(clusters);
        this.estimates =
                new RobustFit.Estimates(List.copyOf(names), beta.clone(), List.copyOf(terms), List.copyOf(columns));
        this.unbounded = Matrix.wrap(r, r, new double[r * r]);
        double[] sign = new double[r];
        Arrays.fill(sign, -1);
        this.collector = new SandwichTerms.Collector(r, clusters.size(), sign);
    }

    /// Adds the next cluster.
    ///
    /// @param score `T_gᵀẽ_g` with the whitened residuals, r numbers; not kept
    /// @param squares `T_gᵀT_g`, r×r, symmetric; not kept
    /// @param crossed `X̃_gᵀT_g`, r×r column by column; not kept
    public void add(double[] score, double[] squares, double[] crossed) {
        collector.add(score, squares);
        double[] row = new double[r];
        for (int k = 0; k < r; k++) {
            for (int j = 0; j < r; j++) {
                row[j] = crossed[k + j * r];
            }
            collector.row(k, row);
        }
        next++;
    }

    /// Says that a direction of the coefficients rests on the cluster added last: without it there would be
    /// none.
    ///
    /// @param direction a unit vector, r numbers
    public void restsOnLast(double[] direction) {
        lone.add(new LeastSquaresTerms.Lone(next - 1, direction.clone()));
    }

    /// Says that the equations have no finite solution: coefficients grow along a direction without end.
    /// Nothing about it is known from the data, so that its variance is set beyond all limits; what does not
    /// move with it keeps its own.
    ///
    /// @param direction of the coefficients, the largest entry 1 or −1, r numbers
    public void growsAlong(double[] direction) {
        double[] outer = new double[r * r];
        for (int j = 0; j < r; j++) {
            for (int i = 0; i < r; i++) {
                outer[i + j * r] = UNBOUNDED * direction[i] * UNBOUNDED * direction[j];
            }
        }
        unbounded = unbounded.plus(Matrix.wrap(r, r, outer));
    }

    /// The covariance `T (Σ_g s_g s_gᵀ) Tᵀ` with all that follows from it, after all clusters were added.
    ///
    /// @param label which covariance it is, such as `CR2 by school`
    /// @param factor what it is multiplied with
    /// @param degrees where degrees of freedom come from
    /// @param before what a reader of the coefficients must know
    /// @return estimates and tests
    public RobustFit robust(String label, double factor, Robust.Degrees degrees, List<Diagnostic> before) {
        SandwichTerms terms = collector.done();
        Matrix half = map.times(Matrix.wrap(r, r, terms.meat()).times(factor)).times(map.transpose());
        Matrix vcov = half.plus(half.transpose()).times(0.5).plus(unbounded);
        int size = clusters.size();
        Matrix transposed = map.transpose();
        return new RobustFit(
                estimates,
                label,
                vcov,
                size,
                degrees.fixed(size, r),
                degrees,
                new RobustFit.Evidence(terms, List.copyOf(lone), clusters, transposed::times, true),
                List.copyOf(before));
    }
}
