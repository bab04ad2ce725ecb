package copse.bayes;

import copse.bayes.DrawnPredictor.NewGroups;
import copse.error.InputException;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.loo.CrossValidation;
import copse.loo.Folds;
import copse.loo.Loo;
import copse.mcmc.Monitor;
import copse.mcmc.Nuts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How well a fitted model predicts what it has not seen: rows left out one by one, groups left out one by one,
/// or rows and groups in folds.
///
/// - [#rows]: further rows of the groups there are, by importance weights. Where these cannot be relied on,
/// [#exact(Loo)] fits again without the row.
/// - [#groups]: groups not seen yet, whose effects are integrated out, by importance weights or by new fits.
/// - [#folds(Folds)], [#foldsByGroup]: new fits, one per fold; the effects of groups that a fold leaves out
///   altogether are drawn.
///
/// A new fit is of the same model: columns, what transforms have learned and all priors are those of the whole
/// data, default ones too, since a prior that changed with the rows would be another model. A column that the
/// rows kept know nothing about, such as that of a level that is left out altogether, cannot be fitted: [#exact]
/// and [#exactGroups] leave such observations to their weights, folds are refused.
///
/// Densities of rows and groups that are fitted again are ratios of the normalising constants of both
/// posteriors, by bridge sampling between their draws. The mean likelihood over the draws of the new fit alone
/// would be dominated by draws it does not have where an observation is far out. Fits share the threads, one fit to a
/// thread, and do not depend on their number. Rows with missing values are left
/// out first.
public final class LeaveOut {
    // The stream of a run's seed that decides about folds; those of chains have small numbers.
    private static final long FOLDS = Long.MAX_VALUE;

    private final Bayes bayes;
    private final BayesFit fit;
    private final Frame data;
    private final Nuts nuts;

    private LeaveOut(Bayes bayes, BayesFit fit, Frame data, Nuts nuts) {
        this.bayes = bayes;
        this.fit = fit;
        this.data = data.rows(fit.model().spec().rows(data).source());
        this.nuts = nuts;
    }

    /// @param bayes what was fitted
    /// @param fit what came out
    /// @param data the rows that were fitted
    /// @param nuts how to sample where the model is fitted again
    /// @return to be asked
    public static LeaveOut of(Bayes bayes, BayesFit fit, Frame data, Nuts nuts) {
        return new LeaveOut(bayes, fit, data, nuts);
    }

    /// Each row left out, by importance weights.
    ///
    /// @return log predictive densities
    public Loo rows() {
        return Loo.of(logLikelihood(), nuts.threads());
    }

    private FitLogLikelihood logLikelihood() {
        return FitLogLikelihood.of(fit, data);
    }

    /// Replaces what importance weights cannot tell by new fits, one for each distinct row of a high k̂.
    ///
    /// @param loo from [#rows()]
    /// @return log predictive densities, those of such rows exact
    public Loo exact(Loo loo) {
        FitLogLikelihood log = logLikelihood();
        return loo.refitted(
                log,
                column -> {
                    int row = log.firstRow(column);
                    BayesFit refit = without(row, row + 1);
                    return isSame(refit) ? byChain(predicted(refit, data.slice(row, row + 1))[0]) : new double[0][];
                },
                nuts.threads());
    }

    /// Each group left out, its effects integrated, by importance weights.
    ///
    /// @param group name of a grouping factor
    /// @return log predictive densities of the groups' rows together
    /// @throws InputException `B334` if there is no such grouping factor, `B335` if its effects are not
    ///     integrated
    public Loo groups(String group) {
        return Loo.of(GroupLogLikelihood.of(fit, data, group), nuts.threads());
    }

    /// Replaces what importance weights cannot tell by new fits, one for each group of a high k̂.
    ///
    /// @param group name of a grouping factor
    /// @param loo from [#groups(String)]
    /// @return log predictive densities, those of such groups exact
    public Loo exactGroups(String group, Loo loo) {
        GroupLogLikelihood log = GroupLogLikelihood.of(fit, data, group);
        return loo.refitted(
                log,
                column -> {
                    int[] own = log.rowsOf(column);
                    boolean[] isOut = new boolean[data.rows()];
                    Arrays.stream(own).forEach(row -> isOut[row] = true);
                    BayesFit refit = fitTo(IntStream.range(0, isOut.length)
                            .filter(row -> !isOut[row])
                            .toArray());
                    if (!isSame(refit)) {
                        return new double[0][];
                    }
                    GroupLogLikelihood left = GroupLogLikelihood.of(
                            DrawnParameters.of(refit), data.rows(own), group, NewGroups.DRAWN, nuts.seed());
                    double[] logs = new double[left.chains() * left.perChain()];
                    left.fill(0, logs);
                    return byChain(logs);
                },
                nuts.threads());
    }

    /// Rows left out in folds.
    ///
    /// @param count number of folds
    /// @return log predictive densities
    /// @throws InputException `B304` unless there are 2 folds or more and no more than rows, `B339` if the rows
    ///     kept know nothing about some column
    public CrossValidation folds(int count) {
        return folds(Folds.ofRows(data.rows(), count, nuts.seed().stream().split(FOLDS)));
    }

    /// Groups left out in folds.
    ///
    /// @param column whose values are the groups
    /// @param count number of folds; as many as groups to leave them out one by one
    /// @return log predictive densities of the rows
    /// @throws InputException `I101` if there is no such column, `B304` for too few or too many folds
    public CrossValidation foldsByGroup(String column, int count) {
        FactorColumn groups = data.asFactor(column).dropUnusedLevels().factor(column);
        int[] group = IntStream.range(0, data.rows()).map(groups::code).toArray();
        return folds(Folds.ofGroups(
                group, groups.levels().size(), count, nuts.seed().stream().split(FOLDS)));
    }

    /// @param folds which complete rows are left out together
    /// @return log predictive densities
    public CrossValidation folds(Folds folds) {
        return CrossValidation.of(
                folds,
                (kept, heldOut) -> predicted(whole(fitTo(kept)), data.rows(heldOut)),
                logLikelihood().fingerprint(),
                nuts.threads());
    }

    private BayesFit without(int from, int to) {
        return fitTo(IntStream.range(0, data.rows())
                .filter(row -> row < from || row >= to)
                .toArray());
    }

    private BayesFit fitTo(int[] kept) {
        return BayesPosterior.of(fit.model(), data.rows(kept), bayes.centring())
                .sample(nuts.withThreads(1), Monitor.SILENT);
    }

    /// Whether a fit has all coefficients: those of columns that depend on others in its rows are left out.
    private boolean isSame(BayesFit refit) {
        return lost(refit).isEmpty();
    }

    private List<String> lost(BayesFit refit) {
        List<String> names = refit.draws().names();
        return fit.model().priors().stream()
                .map(ResolvedPrior::parameter)
                .filter(name -> fit.draws().names().contains(name) && !names.contains(name))
                .toList();
    }

    private BayesFit whole(BayesFit refit) {
        List<String> lost = lost(refit);
        if (!lost.isEmpty()) {
            throw AnswerCode.lostColumns(lost);
        }
        return refit;
    }

    /// Log likelihoods of rows that a fit has not seen, by row and draw.
    private double[][] predicted(BayesFit refit, Frame heldOut) {
        FitLogLikelihood log = FitLogLikelihood.of(DrawnParameters.of(refit), heldOut, NewGroups.DRAWN, nuts.seed());
        double[][] logs = new double[log.rows()][log.chains() * log.perChain()];
        for (int i = 0; i < logs.length; i++) {
            log.fill(log.column(i), logs[i]);
        }
        return logs;
    }

    private double[][] byChain(double[] logs) {
        int n = logs.length / nuts.chains();
        return IntStream.range(0, nuts.chains())
                .mapToObj(c -> Arrays.copyOfRange(logs, c * n, (c + 1) * n))
                .toArray(double[][]::new);
    }
}
