package copse.interference;

import copse.design.ClusterLaw;
import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.frame.Words;
import copse.infer.Estimate;
import copse.lm.LmArrays;
import copse.lm.LmFit;
import copse.lm.Robust;
import copse.network.Clustering;
import java.util.Arrays;
import java.util.List;

/// The arms of clusters compared by their totals, adjusted for their sizes and the totals of covariates.
///
/// With `t_c = (C / n) Σ_{i in c} y_i` for C clusters of n nodes, the regression of t on the arm, the centred
/// size and centred totals of covariates, with slopes of their own in each arm, HC2. Its mean over clusters is
/// a mean over nodes. Sizes alone take out what makes totals vary most; the regression gains in large samples
/// over the difference in means, whatever the truth.
///
/// Neighbours are ignored as by [NaiveMeans], with the same warning: what is adjusted is noise, not spillover.
///
/// Source: Su and Ding (2021), Model-assisted analyses of cluster-randomized experiments, J. R. Stat. Soc. B
/// 83(5), 994-1015, doi:10.1111/rssb.12468.
public record ClusterAdjustment() implements NetworkEstimator {
    private static final String ARM = "arm";

    @Override
    public String name() {
        return "cluster totals, adjusted";
    }

    /// Cost: nodes and edges once; afterwards nodes, and clusters times columns squared per estimate.
    ///
    /// @throws copse.error.InputException `G213` if clusters were not randomised as wholes, `G209` if they are
    ///     drawn anew with every assignment, `G214` if not the total effect is asked for
    @Override
    public Prepared over(NetworkSetting setting) {
        NaiveMeans.requireAnswer(setting, "comparison of cluster totals");
        Clustering clusters = setting.clusters()
                .orElseThrow(() -> InterferenceCode.REDRAWN_CLUSTERS.error(
                        "cluster totals cannot be compared under this design",
                        "its clusters are drawn anew with every assignment",
                        "weight by the design: `--estimators hajek`"));
        if (!(setting.randomisation().clusterLaw().orElse(null) instanceof ClusterLaw.Fixed)) {
            throw InterferenceCode.NOT_WHOLE.error(
                    "cluster totals cannot be compared under `"
                            + setting.randomisation().design().print() + "`",
                    "units of one cluster have different arms",
                    "weight by the design: `--estimators hajek`, or `--estimators regression`");
        }
        List<Diagnostic> notes = NaiveMeans.warning(setting, clusters).stream().toList();
        return data -> estimate(setting, clusters, data).withDiagnostics(notes);
    }

    /// @throws copse.error.InputException `G207` if there are too few clusters for the columns
    private static EffectEstimate estimate(NetworkSetting setting, Clustering clusters, NetworkData data) {
        Totals totals = Totals.of(setting, clusters, data);
        int count = totals.size.length;
        int covariates = totals.covariates.length + (totals.varies() ? 1 : 0);
        int columns = 2 + 2 * covariates;
        if (count <= columns) {
            throw InterferenceCode.FEW_CLUSTERS.error(
                    Words.count(count, "cluster") + " for " + Words.count(columns, "column"),
                    "clusters are seen " + count + " times, and each covariate takes two columns",
                    "adjust for fewer covariates, or take the difference in means: `--estimators naive`");
        }
        double scale = count / Arrays.stream(totals.size).sum();
        LmArrays model = LmArrays.of(scaled(totals.y, scale)).intercept().column(ARM, totals.treated);
        if (totals.varies()) {
            model = interacted(model, "size", scaled(totals.size, scale), totals.treated);
        }
        for (int c = 0; c < totals.covariates.length; c++) {
            model = interacted(model, "covariate " + (c + 1), scaled(totals.covariates[c], scale), totals.treated);
        }
        LmFit fit = model.fit();
        Estimate estimate =
                fit.robust(Robust.hc2()).effect(ARM, setting.question().level());
        NetworkQuestion question = setting.question();
        return EffectEstimate.of(
                NaiveMeans.words(question),
                "cluster totals, adjusted for size"
                        + (totals.covariates.length > 0 ? " and covariates" : "") + " in each arm, HC2, t with "
                        + Words.about(estimate.df()) + " df",
                estimate.value(),
                estimate.se(),
                estimate.df(),
                question.plain(),
                totals.nodes,
                count,
                List.of());
    }

    private static double[] scaled(double[] values, double scale) {
        return Arrays.stream(values).map(value -> scale * value).toArray();
    }

    private static LmArrays interacted(LmArrays model, String name, double[] values, double[] treated) {
        ExposureRows.centre(values);
        double[] product = new double[values.length];
        Arrays.setAll(product, c -> values[c] * treated[c]);
        return model.column(name, values).column(ARM + ":" + name, product);
    }

    /// Sums over the nodes of each cluster that have an outcome and one of the two arms; clusters without any
    /// are left out.
    ///
    /// @param treated 1 for clusters of the treatment
    /// @param size number of nodes
    /// @param y sum of the outcomes, less their mean times the size
    /// @param covariates sums of each covariate, less its mean times the size
    /// @param nodes number of nodes in all
    private record Totals(double[] treated, double[] size, double[] y, double[][] covariates, int nodes) {
        static Totals of(NetworkSetting setting, Clustering clusters, NetworkData data) {
            int[] place = new int[clusters.clusters()];
            Arrays.fill(place, -1);
            int count = 0;
            int nodes = 0;
            int[] node = new int[data.nodes()];
            for (int i = 0; i < node.length; i++) {
                byte arm = data.arm()[i];
                if ((setting.sides().treated(arm) || setting.sides().control(arm))
                        && !data.missing().get(i)) {
                    node[nodes++] = i;
                    if (place[clusters.of(i)] < 0) {
                        place[clusters.of(i)] = count++;
                    }
                }
            }
            double[] treated = new double[count];
            double[] size = new double[count];
            for (int k = 0; k < nodes; k++) {
                int cluster = place[clusters.of(node[k])];
                treated[cluster] = setting.sides().treated(data.arm()[node[k]]) ? 1 : 0;
                size[cluster]++;
            }
            int[] used = Arrays.copyOf(node, nodes);
            int[] of = Arrays.stream(used).map(i -> place[clusters.of(i)]).toArray();
            double[][] covariates = new double[data.covariates().length][];
            Arrays.setAll(covariates, c -> sums(data.covariates()[c], used, of, size.length));
            return new Totals(treated, size, sums(data.outcome(), used, of, count), covariates, nodes);
        }

        /// Centred before they are added up: the slope of the size takes up what a constant would add, and sums
        /// of large numbers lose nothing.
        private static double[] sums(double[] values, int[] node, int[] of, int clusters) {
            double[] own = new double[node.length];
            Arrays.setAll(own, k -> values[node[k]]);
            ExposureRows.centre(own);
            double[] sums = new double[clusters];
            for (int k = 0; k < own.length; k++) {
                sums[of[k]] += own[k];
            }
            return sums;
        }

        boolean varies() {
            return Arrays.stream(size).anyMatch(each -> each != size[0]);
        }
    }
}
