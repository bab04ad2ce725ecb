package copse.interference;

import copse.design.Draws;
import copse.frame.Mask;
import copse.infer.LinearContrast;
import copse.lm.Lm;
import copse.lm.LmFit;
import copse.math.Seed;
import copse.math.Tasks;
import copse.network.Clustering;
import java.util.List;
import java.util.Optional;

/// The spread of a regression's coefficients over redraws of the design, the residuals staying with their
/// nodes.
///
/// If own arm and neighbours add the same to every outcome, the estimate differs from the truth by the
/// regression of the residuals on the columns that chance drew; the redraws tell how that varies.
///
/// @param setting network, design, question
/// @param assignments others that the design could have given
/// @param threads number of threads; the result does not depend on it
record RedrawnErrors(NetworkSetting setting, Draws assignments, int threads) {
    static RedrawnErrors of(NetworkSetting setting, int draws, Seed seed) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new RedrawnErrors(setting, setting.randomisation().redraw(draws, seed.stream(), threads), threads);
    }

    int draws() {
        return assignments.draws();
    }

    /// @param rows of the regression
    /// @param fit of them
    /// @param data that the rows come from
    /// @return root of the mean square of the estimand over the draws that have it
    /// @throws copse.error.InputException `G212` if none has it
    double error(ExposureRows rows, LmFit fit, NetworkData data) {
        double[] residual = new double[data.nodes()];
        boolean[] used = new boolean[data.nodes()];
        double[] own = rows.residuals(fit);
        for (int k = 0; k < own.length; k++) {
            residual[rows.node()[k]] = own[k];
            used[rows.node()[k]] = true;
        }
        Mask missing = Mask.of(used.length, node -> !used[node]);
        Clustering whole = Clustering.of(new int[data.nodes()]);
        double[] value = new double[draws()];
        boolean[] has = new boolean[draws()];
        Tasks.run(draws(), threads, draw -> {
            byte[] arm = new byte[data.nodes()];
            for (int node = 0; node < arm.length; node++) {
                arm[node] = data.arm()[node] < 0 ? -1 : (byte) assignments.arm(draw, node);
            }
            NetworkData redrawn = new NetworkData(arm, residual, missing, data.covariates());
            ExposureRows.find(setting, redrawn)
                    .flatMap(other -> value(other, whole))
                    .ifPresent(found -> {
                        value[draw] = found;
                        has[draw] = true;
                    });
        });
        double squares = 0;
        int count = 0;
        for (int draw = 0; draw < value.length; draw++) {
            squares += value[draw] * value[draw];
            count += has[draw] ? 1 : 0;
        }
        if (count == 0) {
            throw InterferenceCode.NO_REGRESSION.error(
                    "no redraw of the design tells own arm from neighbours",
                    "the standard error is the spread of the estimate over " + draws() + " redraws",
                    "take errors by clusters: `--estimators regression`");
        }
        return Math.sqrt(squares / count);
    }

    private Optional<Double> value(ExposureRows rows, Clustering whole) {
        LmFit fit = Lm.fit(rows.products(whole));
        return contrast(setting.question().estimand(), rows, fit).map(contrast -> contrast.of(fit.beta()));
    }

    /// The coefficients that make up the estimand.
    ///
    /// If all nodes of an arm have the same share of treated neighbours, a in control and b in treatment, the
    /// difference of the arms is `δ + (b − a) γ`: the total effect for a = 0 and b = 1, the direct effect for
    /// a = b, and otherwise neither.
    ///
    /// @return empty if own arm and share of neighbours go together and the estimand needs them apart
    static Optional<LinearContrast> contrast(Estimand estimand, ExposureRows rows, LmFit fit) {
        boolean told = !fit.aliased().contains(ExposureRows.SHARE)
                || switch (estimand) {
                    case TOTAL -> rows.shares().areArms();
                    case DIRECT -> rows.shares().areEqual();
                    case SPILLOVER -> false;
                };
        return told && rows.apart(fit) ? Optional.of(contrast(estimand, fit.names())) : Optional.empty();
    }

    static LinearContrast contrast(Estimand estimand, List<String> names) {
        double[] weights = new double[names.size()];
        for (int j = 0; j < weights.length; j++) {
            boolean own = names.get(j).equals(ExposureRows.ARM) && estimand != Estimand.SPILLOVER;
            boolean neighbours = names.get(j).equals(ExposureRows.SHARE) && estimand != Estimand.DIRECT;
            weights[j] = own || neighbours ? 1 : 0;
        }
        return new LinearContrast(estimand.label(), weights);
    }
}
