package copse.glmm;

import copse.error.InputException;
import copse.error.Problem;
import copse.family.Family;
import copse.math.Tasks;
import copse.model.internal.SmallCholesky;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Solves `Σ_g D_gᵀV_g⁻¹(y_g − μ_g) = 0` by Fisher's scoring, with the correlation within clusters by moments
/// at every step.
///
/// Source: Liang and Zeger (1986), Biometrika 73(1), 13-22; moments without corrections for the number of
/// coefficients, as in geepack (Halekoh, Højsgaard and Yan 2006, J. Stat. Softw. 15(2)).
/// doi:10.18637/jss.v015.i02
final class EquationsSolver {
    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 40;
    // Squared length of a step in standard errors that moves no digit that is printed.
    private static final double SMALL = 1e-20;
    // Below this a step that does not get shorter any more is rounding.
    private static final double ROUNDING = 1e-12;
    // What sums of the quasi-likelihood differ by from rounding.
    private static final double SAME = 1e-11;
    // Shares and means this far out on the scale of logits: beyond, a coefficient is growing without end.
    private static final double FAR = 15;
    // Scoring gets shorter by far more than this from step to step where there is a solution; by 1/e where there is
    // none.
    private static final double CRAWLING = 0.2;
    // Coefficients that move less than this share of the fastest are at rest.
    private static final double AT_REST = 1e-6;
    // A correlation of 1 leaves nothing to divide by.
    private static final double HIGHEST = 1 - 1e-6;
    // Of the smallest correlation that clusters of the largest size can have.
    private static final double OF_BOUND = 0.5;
    // Enough cells that other threads are worth starting.
    private static final int MANY = 20_000;
    private static final int BLOCKS = 64;

    private final ClusterCells data;
    private final QuasiModel model;
    private final WorkingCorrelation correlation;
    private final int r;
    private final int[] blocks; // first cluster of each block; one more at the end
    private final double lowest; // correlation
    // what correlation changes, cluster by cluster; filled by each pass
    private final double[] ones;
    private final double[] residuals;
    private final double[] outcomes;
    private double value; // quasi-likelihood of the coefficients reached

    /// The solution.
    ///
    /// @param beta coefficients of the shifted columns
    /// @param alpha working correlation
    /// @param dispersion mean squared Pearson residual
    /// @param information factor of the information
    /// @param isSolved whether the steps settled
    /// @param growth the direction in which coefficients of the shifted columns grow without end; 0 if they do
    ///     not
    /// @param isBounded whether the correlation was estimated below what is allowed
    /// @param steps of scoring
    record Solved(
            double[] beta,
            double alpha,
            double dispersion,
            SmallCholesky information,
            boolean isSolved,
            double[] growth,
            boolean isBounded,
            int steps) {
        /// @param solved whether the steps settled
        /// @param grows whether the last step is the direction in which coefficients grow
        Solved ended(boolean solved, boolean grows) {
            double[] direction = grows ? direction(growth) : new double[growth.length];
            return new Solved(beta, alpha, dispersion, information, solved, direction, isBounded, steps);
        }

        boolean isFinite() {
            return Arrays.stream(growth).allMatch(one -> one == 0);
        }

        private static double[] direction(double[] step) {
            double largest = Arrays.stream(step).map(Math::abs).max().orElse(0);
            return Arrays.stream(step)
                    .map(one -> Math.abs(one) > AT_REST * largest ? one / largest : 0)
                    .toArray();
        }
    }

    /// Sums over clusters as if rows were independent.
    private record Totals(double[] score, double[] information, double pearson) {}

    EquationsSolver(ClusterCells data, QuasiModel model, WorkingCorrelation correlation) {
        this.data = data;
        this.model = model;
        this.correlation = correlation;
        this.r = data.columns();
        this.blocks = blocks(data);
        double largest = 2;
        for (int g = 0; g < data.clusters(); g++) {
            double n = 0;
            for (int i = data.start[g]; i < data.start[g + 1]; i++) {
                n += data.units[i];
            }
            largest = Math.max(largest, n);
        }
        this.lowest = -OF_BOUND / (largest - 1);
        this.ones = new double[data.clusters() * r];
        this.residuals = new double[data.clusters()];
        this.outcomes = new double[data.clusters()];
    }

    /// Clusters in blocks of about as many cells each, whatever the number of threads.
    private static int[] blocks(ClusterCells data) {
        int count = Math.min(BLOCKS, data.clusters());
        int[] first = new int[count + 1];
        int g = 0;
        for (int b = 1; b < count; b++) {
            long until = (long) data.count() * b / count;
            while (data.start[g] < until) {
                g++;
            }
            first[b] = g;
        }
        first[count] = data.clusters();
        return first;
    }

    Solved solve(Family family) {
        double[] beta = start(family);
        value = quasiLikelihood(beta);
        double alpha = 0;
        boolean bounded = false;
        double before = Double.POSITIVE_INFINITY;
        boolean correlates = correlation == WorkingCorrelation.EXCHANGEABLE && data.hasPairs();
        @Nullable Solved last = null;
        for (int step = 1; ; step++) {
            Totals totals = totals(beta);
            if (correlates) {
                double estimate = correlation(totals.pearson);
                bounded = !(estimate > lowest);
                alpha = bounded ? lowest : Math.min(estimate, HIGHEST);
                correlate(totals, alpha);
            }
            SmallCholesky factor = SmallCholesky.of(r, totals.information);
            if (!factor.isPositive()) {
                if (last == null) {
                    throw noStart();
                }
                return last.ended(isFar(beta), isFar(beta));
            }
            double[] move = totals.score.clone();
            factor.forward(move);
            double length = squaredLength(move);
            boolean crawls = length > CRAWLING * before;
            factor.backward(move);
            last = new Solved(beta, alpha, totals.pearson / data.total, factor, false, move, bounded, step);
            if (length <= SMALL || length <= ROUNDING && length > 0.5 * before) {
                return last.ended(true, crawls && isFar(beta));
            }
            before = length;
            double[] next = moved(beta, move);
            if (next == null || step == MOST_STEPS) {
                return last.ended(length <= ROUNDING, isFar(beta));
            }
            beta = next;
        }
    }

    private static double squaredLength(double[] v) {
        double sum = 0;
        for (double one : v) {
            sum += one * one;
        }
        return sum;
    }

    /// The whole step, or as much of it as leaves every mean possible and, with independent rows, does not
    /// lower the quasi-likelihood.
    private double @Nullable [] moved(double[] beta, double[] move) {
        boolean climbs = correlation == WorkingCorrelation.INDEPENDENCE;
        double share = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] next = beta.clone();
            for (int j = 0; j < r; j++) {
                next[j] += share * move[j];
            }
            double reached = climbs || model.isLimited() ? quasiLikelihood(next) : value;
            if (climbs ? reached >= value - SAME * Math.abs(value) : !Double.isNaN(reached)) {
                value = reached;
                return next;
            }
            share /= 2;
        }
        return null;
    }

    /// Not a number where a mean is not possible.
    private double quasiLikelihood(double[] beta) {
        boolean limited = model.isLimited();
        double[] parts = new double[blocks.length - 1];
        run(b -> {
            double sum = 0;
            for (int i = data.start[blocks[b]]; i < data.start[blocks[b + 1]]; i++) {
                sum += data.precision[i] * model.quasiLikelihood(data.sum[i], data.units[i], data.eta(i, beta));
            }
            parts[b] = sum;
        });
        return Arrays.stream(parts).sum();
    }

    /// Whether a mean has come so close to the end of its range that a coefficient may be growing without end.
    private boolean isFar(double[] beta) {
        if (model.growth() == QuasiModel.Growth.CONSTANT) {
            return false;
        }
        double least = Math.exp(-FAR);
        for (int i = 0; i < data.count(); i++) {
            double eta = data.eta(i, beta);
            if (model.mean(eta) < least
                    || model.growth() == QuasiModel.Growth.SHARE && model.link().complement(eta) < least) {
                return true;
            }
        }
        return false;
    }

    // ---- start ----

    /// Least squares on the scale of the link, of outcomes moved inside their range; where that leaves the
    /// range, the common mean of all outcomes.
    private double[] start(Family family) {
        double[] wanted = new double[data.count()];
        double sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            double mean = family.isAdditive()
                    ? family.startMean(data.sum[i], data.units[i])
                    : family.startMean(data.sum[i] / data.units[i], 1);
            wanted[i] = model.link().eta(mean) - data.offset[i];
            sum += data.units[i] * wanted[i];
        }
        double[] beta = leastSquares(wanted);
        if (!Double.isNaN(quasiLikelihood(beta))) {
            return beta;
        }
        Arrays.fill(wanted, sum / data.total);
        beta = leastSquares(wanted);
        if (!Double.isNaN(quasiLikelihood(beta))) {
            return beta;
        }
        throw noStart();
    }

    private InputException noStart() {
        return new InputException(new Problem(
                EquationsCode.NO_START.code(),
                "no coefficients found at which every mean is possible under the link "
                        + model.link().label(),
                "predicted means leave their range at the start of the search",
                "leave the link out to get the usual one of the family: differences and ratios on the scale of the"
                        + " outcome can be had with any link"));
    }

    private double[] leastSquares(double[] wanted) {
        double[] gram = new double[r * r];
        double[] right = new double[r];
        for (int i = 0; i < wanted.length; i++) {
            for (int j = 0; j < r; j++) {
                double weighted = data.units[i] * data.x[i * r + j];
                right[j] += weighted * wanted[i];
                for (int k = j; k < r; k++) {
                    gram[k + j * r] += weighted * data.x[i * r + k];
                }
            }
        }
        SmallCholesky factor = SmallCholesky.of(r, gram);
        factor.forward(right);
        factor.backward(right);
        return right;
    }

    // ---- sums over clusters ----

    private Totals totals(double[] beta) {
        Totals[] parts = new Totals[blocks.length - 1];
        run(b -> parts[b] = block(b, beta));
        double[] score = new double[r];
        double[] information = new double[r * r];
        double pearson = 0;
        for (Totals part : parts) {
            add(score, part.score);
            add(information, part.information);
            pearson += part.pearson;
        }
        return new Totals(score, information, pearson);
    }

    private Totals block(int b, double[] beta) {
        ClusterSums sums = new ClusterSums(data, model);
        double[] score = new double[r];
        double[] information = new double[r * r];
        double pearson = 0;
        for (int g = blocks[b]; g < blocks[b + 1]; g++) {
            sums.fill(g, beta);
            add(score, sums.score);
            add(information, sums.information);
            pearson += sums.pearson;
            System.arraycopy(sums.ones, 0, ones, g * r, r);
            residuals[g] = sums.residuals;
            outcomes[g] = sums.outcomes;
        }
        return new Totals(score, information, pearson);
    }

    /// The mean product of two Pearson residuals of a cluster, relative to their mean square; asked for only
    /// where some cluster has two.
    private double correlation(double pearson) {
        double products = -0.5 * pearson;
        double pairs = 0;
        for (int g = 0; g < outcomes.length; g++) {
            products += 0.5 * residuals[g] * residuals[g];
            pairs += 0.5 * outcomes[g] * (outcomes[g] - 1);
        }
        return products / pairs / (pearson / data.total);
    }

    /// Puts the correlation into sums of independent rows.
    ///
    /// @param totals *Modified.*
    private void correlate(Totals totals, double alpha) {
        for (int g = 0; g < outcomes.length; g++) {
            double common = ClusterSums.common(alpha, outcomes[g]);
            for (int j = 0; j < r; j++) {
                double weighted = common * ones[g * r + j];
                totals.score[j] -= weighted * residuals[g];
                for (int k = j; k < r; k++) {
                    totals.information[k + j * r] -= weighted * ones[g * r + k];
                }
            }
        }
        for (int j = 0; j < r; j++) {
            totals.score[j] /= 1 - alpha;
        }
        for (int k = 0; k < totals.information.length; k++) {
            totals.information[k] /= 1 - alpha;
        }
    }

    private static void add(double[] to, double[] what) {
        for (int k = 0; k < to.length; k++) {
            to[k] += what[k];
        }
    }

    private void run(IntConsumer block) {
        int threads = data.count() < MANY ? 1 : Runtime.getRuntime().availableProcessors();
        Tasks.run(blocks.length - 1, threads, block);
    }
}
