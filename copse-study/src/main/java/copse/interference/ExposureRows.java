package copse.interference;

import copse.error.Diagnostic;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.frame.Words;
import copse.lm.ClusterProducts;
import copse.lm.LmArrays;
import copse.lm.LmFit;
import copse.network.Clustering;
import copse.network.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of an exposure regression: nodes with neighbours, an outcome and one of the two arms.
///
/// Outcome and covariates are less their means, so that products lose nothing where these are large.
///
/// @param node number of each
/// @param columns own arm, treated share of neighbours, their share in each further arm, covariates
/// @param y outcome
/// @param isolated nodes that were left out for having no neighbours
/// @param further arms that are neither treatment nor control and that neighbours have
record ExposureRows(int[] node, double[][] columns, double[] y, int isolated, int further) {
    static final String ARM = "arm";
    static final String SHARE = "exposure";
    static final String CLUSTER = "cluster";
    private static final String INTERCEPT = "(Intercept)";

    /// @throws copse.error.InputException `G204` if an arm has no such node
    static ExposureRows of(NetworkSetting setting, NetworkData data) {
        return find(setting, data).orElseThrow(() -> {
            boolean treated = false;
            for (int i = 0; i < data.nodes(); i++) {
                treated |= setting.sides().treated(data.arm()[i])
                        && !data.missing().get(i)
                        && setting.network().graph().degree(i) > 0;
            }
            NetworkQuestion question = setting.question();
            return InterferenceCode.EMPTY_CONDITION.error(
                    "arm `" + (treated ? question.control() : question.treatment())
                            + "` has no node with neighbours and an outcome",
                    "a regression on the arm compares outcomes of both",
                    "check whether the data hold all arms, or compare two arms that have outcomes");
        });
    }

    /// @return empty if an arm has no such node
    static Optional<ExposureRows> find(NetworkSetting setting, NetworkData data) {
        Graph graph = setting.network().graph();
        double[] share = setting.shares(data.arm());
        int[] node = new int[data.nodes()];
        int size = 0;
        int isolated = 0;
        int treated = 0;
        for (int i = 0; i < node.length; i++) {
            byte arm = data.arm()[i];
            boolean own = setting.sides().treated(arm);
            if ((own || setting.sides().control(arm)) && !data.missing().get(i)) {
                if (graph.degree(i) == 0) {
                    isolated++;
                } else {
                    node[size++] = i;
                    treated += own ? 1 : 0;
                }
            }
        }
        if (treated == 0 || treated == size) {
            return Optional.empty();
        }
        int[] used = Arrays.copyOf(node, size);
        List<double[]> further = further(setting, data.arm(), used);
        int covariates = 2 + further.size();
        double[][] columns = new double[covariates + data.covariates().length][size];
        for (int c = 2; c < covariates; c++) {
            columns[c] = further.get(c - 2);
        }
        double[] y = new double[size];
        for (int k = 0; k < size; k++) {
            int i = used[k];
            columns[0][k] = setting.sides().treated(data.arm()[i]) ? 1 : 0;
            columns[1][k] = share[i];
            for (int c = 0; c < data.covariates().length; c++) {
                columns[covariates + c][k] = data.covariates()[c][i];
            }
            y[k] = data.outcome()[i];
        }
        centre(y);
        for (int c = 2; c < columns.length; c++) {
            centre(columns[c]);
        }
        return Optional.of(new ExposureRows(used, columns, y, isolated, further.size()));
    }

    /// Neighbours in a third arm are neither treated nor controls: without a column of their own their effect
    /// would be taken for that of the treated ones, which are fewer where they are more.
    ///
    /// @return share of neighbours in each arm that is neither treatment nor control, but for arms that they
    ///     all have in the same share
    private static List<double[]> further(NetworkSetting setting, byte[] arm, int[] used) {
        Graph graph = setting.network().graph();
        List<double[]> further = new ArrayList<>();
        for (int other = 0; other < setting.sides().arms(); other++) {
            if (setting.sides().treated(other) || setting.sides().control(other)) {
                continue;
            }
            double[] share = new double[used.length];
            boolean varies = false;
            for (int k = 0; k < used.length; k++) {
                double sum = 0;
                double all = 0;
                for (int at = graph.start(used[k]); at < graph.start(used[k] + 1); at++) {
                    all += graph.weight(at);
                    sum += arm[graph.neighbour(at)] == other ? graph.weight(at) : 0;
                }
                share[k] = all > 0 ? sum / all : 0;
                varies |= share[k] != share[0];
            }
            if (varies) {
                further.add(share);
            }
        }
        return further;
    }

    /// @return whether the shares in further arms are told apart from own arm and treated share
    boolean apart(LmFit fit) {
        return names().subList(3, 3 + further).stream()
                .noneMatch(name -> fit.aliased().contains(name));
    }

    static void centre(double[] values) {
        double mean = 0;
        for (int k = 0; k < values.length; k++) {
            mean += (values[k] - mean) / (k + 1);
        }
        for (int k = 0; k < values.length; k++) {
            values[k] -= mean;
        }
    }

    int size() {
        return node.length;
    }

    /// @return mean treated share of neighbours in either arm
    ArmShares shares() {
        double[] sum = new double[2];
        int[] count = new int[2];
        for (int k = 0; k < node.length; k++) {
            int arm = columns[0][k] > 0 ? 1 : 0;
            sum[arm] += columns[1][k];
            count[arm]++;
        }
        return new ArmShares(sum[0] / count[0], sum[1] / count[1]);
    }

    /// Mean treated share of neighbours by arm: every node's where the share tells nothing beside the arm.
    ///
    /// @param control of nodes in control
    /// @param treatment of nodes in treatment
    record ArmShares(double control, double treatment) {
        private static final double ROUNDING = 1e-9;

        /// @return whether neighbours always have the arm of the node. No share lies outside 0 and 1, so that a
        ///     mean there is that of equal ones
        boolean areArms() {
            return control < ROUNDING && treatment > 1 - ROUNDING;
        }

        /// @return whether neighbours are the same in both arms
        boolean areEqual() {
            return Math.abs(treatment - control) < ROUNDING;
        }
    }

    /// @return what a reader must know of nodes without neighbours
    Optional<Diagnostic> note() {
        return isolated == 0
                ? Optional.empty()
                : Optional.of(InterferenceCode.ISOLATED.of(
                        "nodes",
                        isolated,
                        0,
                        Words.count(isolated, "node") + " without neighbours " + (isolated == 1 ? "is" : "are")
                                + " left out: a share of nobody is no number."));
    }

    /// @return number of clusters with such nodes
    int clusters(Clustering clustering) {
        boolean[] seen = new boolean[clustering.clusters()];
        int count = 0;
        for (int i : node) {
            count += seen[clustering.of(i)] ? 0 : 1;
            seen[clustering.of(i)] = true;
        }
        return count;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(INTERCEPT, ARM, SHARE));
        for (int c = 2; c < columns.length; c++) {
            names.add("covariate " + (c - 1));
        }
        return names;
    }

    /// @param x values of the columns of X in a row, the constant first. *Modified.*
    void row(int k, double[] x) {
        x[0] = 1;
        for (int j = 0; j < columns.length; j++) {
            x[j + 1] = columns[j][k];
        }
    }

    /// @param fit of these rows
    /// @return what it leaves of each outcome
    double[] residuals(LmFit fit) {
        List<String> names = names();
        double[] beta = new double[names.size()];
        double[] kept = fit.beta();
        for (int j = 0; j < kept.length; j++) {
            beta[names.indexOf(fit.names().get(j))] = kept[j];
        }
        double[] residuals = new double[node.length];
        double[] x = new double[names.size()];
        for (int k = 0; k < residuals.length; k++) {
            row(k, x);
            residuals[k] = y[k];
            for (int j = 0; j < x.length; j++) {
                residuals[k] -= beta[j] * x[j];
            }
        }
        return residuals;
    }

    /// @return `[X y]ᵀ[X y]` by cluster
    ClusterProducts products(Clustering clustering) {
        int k = columns.length + 2;
        int[] place = new int[clustering.clusters()];
        Arrays.fill(place, -1);
        List<String> labels = new ArrayList<>();
        for (int i : node) {
            int cluster = clustering.of(i);
            if (place[cluster] < 0) {
                place[cluster] = labels.size();
                labels.add(Integer.toString(cluster + 1));
            }
        }
        long[] counts = new long[labels.size()];
        double[] products = new double[Math.multiplyExact(labels.size(), k * k)];
        double[] row = new double[k];
        for (int r = 0; r < node.length; r++) {
            row(r, row);
            row[k - 1] = y[r];
            int cluster = place[clustering.of(node[r])];
            counts[cluster]++;
            int at = cluster * k * k;
            for (int b = 0; b < k; b++) {
                for (int a = b; a < k; a++) {
                    products[at + a + b * k] += row[a] * row[b];
                }
            }
        }
        return ClusterProducts.of(names(), labels, counts, products);
    }

    /// @return the rows one by one
    LmArrays arrays() {
        LmArrays model = LmArrays.of(y).intercept();
        List<String> names = names();
        for (int j = 0; j < columns.length; j++) {
            model = model.column(names.get(j + 1), columns[j]);
        }
        return model;
    }

    /// @return `y ~ arm + exposure + … + (1 | cluster)`
    String formula() {
        StringBuilder formula =
                new StringBuilder("y ~ ").append(ARM).append(" + ").append(SHARE);
        for (int c = 2; c < columns.length; c++) {
            formula.append(" + x").append(c - 1);
        }
        return formula.append(" + (1 | ").append(CLUSTER).append(")").toString();
    }

    /// @return the columns of [#formula()]
    Frame frame(Clustering clustering) {
        Map<String, Column> columnsByName = new LinkedHashMap<>();
        columnsByName.put("y", NumericColumn.of(y));
        columnsByName.put(ARM, NumericColumn.of(columns[0]));
        columnsByName.put(SHARE, NumericColumn.of(columns[1]));
        for (int c = 2; c < columns.length; c++) {
            columnsByName.put("x" + (c - 1), NumericColumn.of(columns[c]));
        }
        int[] codes = new int[node.length];
        List<String> labels = new ArrayList<>();
        for (int cluster = 0; cluster < clustering.clusters(); cluster++) {
            labels.add(Integer.toString(cluster + 1));
        }
        for (int k = 0; k < codes.length; k++) {
            codes[k] = clustering.of(node[k]);
        }
        columnsByName.put(CLUSTER, FactorColumn.wrap(codes, Levels.of(labels)));
        return Frame.of(columnsByName);
    }
}
