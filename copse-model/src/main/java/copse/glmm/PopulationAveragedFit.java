package copse.glmm;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.Problem;
import copse.lm.ClusterEquations;
import copse.lm.Robust;
import copse.lm.RobustFit;
import copse.lmm.LmmCode;
import copse.math.Matrix;
import copse.math.Tasks;
import copse.model.Cells;
import copse.model.internal.SmallCholesky;
import java.util.ArrayList;
import java.util.List;

/// A fitted population-averaged model. Immutable.
///
/// It holds the cells it was made from: every covariance by its clusters comes without the rows.
public final class PopulationAveragedFit {
    // Enough cells that other threads are worth starting.
    private static final int MANY = 5_000;

    private final PopulationAveraged model;
    private final QuasiModel quasi;
    private final ClusterCells data;
    private final EquationsSolver.Solved solved;

    private PopulationAveragedFit(
            PopulationAveraged model, QuasiModel quasi, ClusterCells data, EquationsSolver.Solved solved) {
        this.model = model;
        this.quasi = quasi;
        this.data = data;
        this.solved = solved;
    }

    static PopulationAveragedFit of(PopulationAveraged model, QuasiModel quasi, ClusterCells data) {
        boolean exchangeable = model.correlation() == WorkingCorrelation.EXCHANGEABLE;
        if (exchangeable && data.isSummed()) {
            throw new InputException(new Problem(
                    EquationsCode.SUMMED.code(),
                    "a correlation within `" + model.cluster() + "` of " + Math.round(data.total)
                            + " counts that were summed to " + data.cells.rows(),
                    "sums do not tell how far single counts differ",
                    "read the rows one by one, or take independence"));
        }
        return new PopulationAveragedFit(
                model, quasi, data, new EquationsSolver(data, quasi, model.correlation()).solve(model.family()));
    }

    // ---- what was fitted ----

    /// @return what was fitted
    public PopulationAveraged model() {
        return model;
    }

    /// @return the cells it was made from, with the clusters among their factors
    public Cells cells() {
        return data.cells;
    }

    /// @return rows used
    public long rows() {
        return data.cells.rows();
    }

    /// @return number of clusters
    public int clusters() {
        return data.clusters();
    }

    /// @return names of the coefficients; aliased columns are left out
    public List<String> names() {
        return data.names();
    }

    /// @return names of columns of X that were left out since they depend on earlier ones
    public List<String> aliased() {
        return data.aliased();
    }

    /// @return coefficients in the order of [#names()], on the scale of the link; a copy
    public double[] beta() {
        return data.unshifted(solved.beta());
    }

    /// @return the working correlation between any two rows of a cluster; 0 for independence, and where no
    ///     cluster has two rows
    public double correlation() {
        return solved.alpha();
    }

    /// @return mean squared Pearson residual, the variance relative to that of the family; of shares by trials.
    ///     It makes no difference to a covariance by clusters.
    public double dispersion() {
        return solved.dispersion();
    }

    /// @return steps of scoring until the equations were solved
    public int steps() {
        return solved.steps();
    }

    /// @return what a reader must know
    public List<Diagnostic> diagnostics() {
        List<Diagnostic> all = new ArrayList<>();
        for (String name : aliased()) {
            all.add(new Diagnostic(
                    LmmCode.ALIASED.code(), name, 0, 0, LmmCode.ALIASED.meaning(), LmmCode.ALIASED.advice()));
        }
        if (!solved.isSolved()) {
            all.add(diagnostic(EquationsCode.NOT_SOLVED, "beta", solved.steps(), solved.steps()));
        }
        if (!solved.isFinite()) {
            all.add(diagnostic(EquationsCode.NO_FINITE_ESTIMATE, "beta", 1, 0));
        }
        if (model.correlation() == WorkingCorrelation.EXCHANGEABLE && !data.hasPairs()) {
            all.add(diagnostic(EquationsCode.NO_PAIRS, model.cluster(), 0, 0));
        }
        if (solved.isBounded()) {
            all.add(diagnostic(EquationsCode.CORRELATION_AT_BOUND, model.cluster(), solved.alpha(), solved.alpha()));
        }
        return List.copyOf(all);
    }

    private static Diagnostic diagnostic(EquationsCode code, String parameter, double value, double threshold) {
        return new Diagnostic(code.code(), parameter, value, threshold, code.meaning(), code.advice());
    }

    // ---- covariances ----

    /// Coefficients and effects with a covariance by the clusters: Satterthwaite's degrees of freedom for CR2,
    /// CR3, KC and FG, clusters less one for the others.
    ///
    /// @param correction how residuals are made up for
    /// @return estimates and tests
    /// @throws InputException as [#robust(SandwichCorrection, Robust.Degrees)]
    public RobustGlm robust(SandwichCorrection correction) {
        return robust(correction, correction.degrees());
    }

    /// Coefficients and effects with a covariance by the clusters. No pass over the rows.
    ///
    /// - Cost: clusters × p³; for CR2 cells × p² some ten to forty times more, as variances differ within
    ///   clusters.
    ///
    /// @param correction how residuals are made up for
    /// @param degrees where degrees of freedom come from; Satterthwaite's take the working model as right
    /// @return estimates and tests
    /// @throws InputException `N362` for CR2 with exchangeable clusters, `N371` for FG of coefficients without
    ///     a finite estimate
    public RobustGlm robust(SandwichCorrection correction, Robust.Degrees degrees) {
        boolean exchangeable = model.correlation() == WorkingCorrelation.EXCHANGEABLE;
        if (correction == SandwichCorrection.CR2 && exchangeable) {
            throw new InputException(new Problem(
                    EquationsCode.NOT_FOR_CORRELATION.code(),
                    "CR2 by `" + model.cluster() + "` with exchangeable rows",
                    "its root is that of independent rows",
                    "take KC, which is as unbiased, or independence as the working correlation"));
        }
        if (correction == SandwichCorrection.FG && !solved.isFinite()) {
            throw new InputException(new Problem(
                    EquationsCode.NOT_FINITE.code(),
                    "FG by `" + model.cluster() + "` of coefficients without a finite estimate",
                    "outcomes of some combination of predictors are all alike, and the correction is one of single"
                            + " coefficients",
                    "take " + (exchangeable ? "KC" : "CR2")
                            + ": effects on the scale of the outcome stay finite under it"));
        }
        String label = correction.label() + " by " + model.cluster()
                + (exchangeable ? ", " + model.correlation().label() : "");
        int r = data.columns();
        double factor = correction.factor(data.clusters(), data.total, r);
        RobustFit fit = equations(correction).robust(label, factor, degrees, diagnostics());
        return new RobustGlm(this, correction, fit);
    }

    private ClusterEquations equations(SandwichCorrection correction) {
        int r = data.columns();
        ClusterAdjuster.Whitening whitening = whitening();
        ClusterAdjuster.Adjusted[] adjusted = new ClusterAdjuster.Adjusted[data.clusters()];
        int threads = data.count() < MANY ? 1 : Runtime.getRuntime().availableProcessors();
        int blocks = Math.min(data.clusters(), 8 * threads);
        Tasks.run(blocks, threads, block -> {
            ClusterAdjuster adjuster = new ClusterAdjuster(data, quasi, correction, whitening);
            for (int g = block; g < adjusted.length; g += blocks) {
                adjusted[g] = adjuster.adjust(g);
            }
        });
        ClusterEquations equations = new ClusterEquations(
                names(),
                beta(),
                data.cells.spec().fixedTerms(),
                data.cells.spec().fixedNames(),
                data.labels,
                Matrix.of(r, r, whitening.original()));
        for (ClusterAdjuster.Adjusted one : adjusted) {
            equations.add(one.score(), one.squares(), one.crossed());
            one.alone().forEach(equations::restsOnLast);
        }
        if (!solved.isFinite()) {
            equations.growsAlong(data.unshifted(solved.growth()));
        }
        return equations;
    }

    private ClusterAdjuster.Whitening whitening() {
        SmallCholesky factor = solved.information();
        int r = data.columns();
        double[] map = factor.inverseTransposed();
        double[] original = map.clone();
        double[] back = new double[r * r]; // Lᵀ, then with the shift
        for (int j = 0; j < r; j++) {
            for (int i = 0; i <= j; i++) {
                back[i + j * r] = factor.l()[j + i * r];
            }
        }
        if (data.isCentred()) {
            for (int j = 0; j < r; j++) {
                for (int k = 1; k < r; k++) {
                    original[j * r] -= data.shift[k] * map[k + j * r];
                }
            }
            for (int k = 1; k < r; k++) {
                for (int i = 0; i < r; i++) {
                    back[i + k * r] += data.shift[k] * back[i];
                }
            }
        }
        return new ClusterAdjuster.Whitening(solved.beta(), solved.alpha(), map, original, back);
    }
}
