package copse.interference;

import copse.design.Membership;
import copse.design.Probabilities;
import copse.design.Randomisation;
import copse.design.Saturation;
import copse.error.Diagnostic;
import copse.error.NumericException;
import copse.estimate.EffectEstimate;
import copse.estimate.Question;
import copse.frame.FactorColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.Words;
import copse.infer.Estimate;
import copse.lm.WaldTest;
import copse.network.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Effects by saturation of a two-stage design: clusters drew the share of their units that is treated, then
/// units drew their arms.
///
/// Outcomes are taken to depend on the arms of the same cluster alone. Each mean of an arm at a saturation
/// weights nodes by the inverse of their probability to be there, so that it estimates the mean of *all* nodes
/// in that state, whatever sizes of clusters, rounding and strata do to chances. Errors count clusters (CR2,
/// Satterthwaite's degrees of freedom): a draw of the saturation decides about a whole cluster.
///
/// - Nodes in clusters too small for a share to be between nobody and everybody could not have had some arm.
///   They are left out, and counted.
/// - Nodes without neighbours have no spillover: they are left out of all comparisons by own arm, and counted;
///   they are in those of whole clusters ([SaturationContrast#TOTAL]).
/// - Slopes are of the straight line through the means by saturation, each counting by its nodes, as in a
///   regression of the outcome on the saturation.
///
/// Cost: one pass over the nodes; with unequal probabilities, one per mean.
///
/// Source: Baird, Bohren, McIntosh and Özler (2018), Optimal design of experiments in the presence of
/// interference, Rev. Econ. Stat. 100(5), 844-860, doi:10.1162/rest_a_00716; Hudgens and Halloran (2008),
/// Toward causal inference with interference, J. Am. Stat. Assoc. 103(482), 832-842,
/// doi:10.1198/016214508000000292.
public final class SaturationAnalysis {
    private static final String CLUSTER = "cluster";

    // Inverse probabilities that differ by rounding only are no weights.
    private static final double ALIKE = 1e-9;

    // Below this many degrees of freedom Student's t no longer fits well (Pustejovsky and Tipton 2018, section 5).
    private static final double LOW = 4;

    private final Saturation design;
    private final Question question;
    private final double[] saturations;
    private final int[] level;
    private final boolean[] treated;
    private final int[] cluster;
    private final boolean[] compared;
    private final int isolated;
    private final int impossible;
    private final Probabilities probabilities;

    private SaturationAnalysis(Randomisation randomisation, Saturation design, Mask alone, Question question) {
        this.design = design;
        this.question = question;
        this.saturations = design.levels().stream()
                .mapToDouble(Saturation.Level::saturation)
                .sorted()
                .toArray();
        int arms = design.arms().size();
        this.level = new int[arms];
        this.treated = new boolean[arms];
        int arm = 0;
        for (Saturation.Level one : design.levels()) {
            for (int own = 0; own <= 1; own++) {
                if (one.saturation() != 1 - own) {
                    level[arm] = Arrays.binarySearch(saturations, one.saturation());
                    treated[arm++] = own == 1;
                }
            }
        }
        this.cluster = clusters(randomisation);
        this.probabilities = randomisation.probabilities();
        this.compared = new boolean[cluster.length];
        int lone = 0;
        int small = 0;
        for (int i = 0; i < cluster.length; i++) {
            int unit = i;
            boolean possible = IntStream.range(0, arms).allMatch(a -> probabilities.of(unit, a) > 0);
            lone += alone.get(i) ? 1 : 0;
            small += possible ? 0 : 1;
            compared[i] = possible && !alone.get(i);
        }
        this.isolated = lone;
        this.impossible = small;
    }

    /// @param randomisation of a saturation design
    /// @param alone nodes without neighbours; [Mask#none(int)] if there is no graph
    /// @param question outcome, hypothesis and level of every effect; the treatment is the second arm within
    ///     clusters
    /// @return the analysis, to be given outcomes
    /// @throws copse.error.DesignException `G221` if it is another design
    /// @throws copse.error.InputException `G224` if the arms of the question are not those of the design
    public static SaturationAnalysis of(Randomisation randomisation, Mask alone, Question question) {
        if (!(randomisation.design() instanceof Saturation design)) {
            throw InterferenceTestCode.NO_SATURATIONS.error(
                    "the design `" + randomisation.design().print() + "` draws no saturations",
                    "effects by saturation compare clusters in which other shares of the units were treated by chance",
                    "estimate effects by exposure (`copse network estimate`), or randomise by"
                            + " `saturation(by: cluster, …)`");
        }
        if (!question.treatment().equals(design.within().get(1))
                || !question.control().equals(design.within().get(0))) {
            throw InterferenceTestCode.OTHER_ARMS.inputError(
                    "`" + question.treatment() + "` against `" + question.control() + "` in a design with the arms `"
                            + String.join("`, `", design.within()) + "` within clusters",
                    "a saturation is the share of units that get `"
                            + design.within().get(1) + "`",
                    "ask for `" + design.within().get(1) + "` against `"
                            + design.within().get(0) + "`");
        }
        return new SaturationAnalysis(randomisation, design, alone, question);
    }

    /// @param setting network, design and question
    /// @return the analysis, nodes without neighbours being told apart
    /// @throws copse.error.DesignException `G221` if it is another design
    /// @throws copse.error.InputException `G224` if the arms of the question are not those of the design
    public static SaturationAnalysis of(NetworkSetting setting) {
        Graph graph = setting.network().graph();
        return of(
                setting.randomisation(),
                Mask.of(graph.nodes(), node -> graph.degree(node) == 0),
                setting.question().plain());
    }

    /// @param data arms and outcomes
    /// @return the effects
    /// @throws copse.error.InputException `G222` if fewer than two saturations have outcomes of two clusters
    public SaturationEffects estimate(NetworkData data) {
        return estimate(data.arm(), data.outcome(), data.missing());
    }

    /// @return the saturations, ascending; a copy
    double[] saturations() {
        return saturations.clone();
    }

    private static int[] clusters(Randomisation randomisation) {
        FactorColumn groups = randomisation.memberships().stream()
                .filter(membership -> membership.name().equals(CLUSTER))
                .reduce((_, last) -> last)
                .map(Membership::groups)
                .orElseThrow();
        int[] cluster = new int[groups.size()];
        Arrays.setAll(cluster, groups::code);
        return cluster;
    }

    /// @param arm index of the arm of each unit among those of the design, −1 for none; not kept
    /// @param outcome of each unit, read where it has an arm and is not missing; not kept
    /// @param missing units without an outcome
    /// @return the effects
    /// @throws copse.error.InputException `G222` if fewer than two saturations have outcomes of two clusters
    public SaturationEffects estimate(byte[] arm, double[] outcome, Mask missing) {
        List<Diagnostic> notes = new ArrayList<>();
        Means own = ownArms(arm, outcome, missing, notes);
        Means whole = wholeClusters(arm, outcome, missing);
        notes(notes);
        return new Contrasts(own, whole, notes).all();
    }

    private Means ownArms(byte[] arm, double[] outcome, Mask missing, List<Diagnostic> notes) {
        int[] cell = new int[arm.length];
        for (int i = 0; i < arm.length; i++) {
            boolean used = arm[i] >= 0 && compared[i] && !missing.get(i);
            cell[i] = used ? 2 * level[arm[i]] + (treated[arm[i]] ? 1 : 0) : -1;
        }
        return means(cell, 2 * saturations.length, arm, outcome, notes);
    }

    private Means wholeClusters(byte[] arm, double[] outcome, Mask missing) {
        int[] cell = new int[arm.length];
        for (int i = 0; i < arm.length; i++) {
            cell[i] = arm[i] >= 0 && !missing.get(i) ? level[arm[i]] : -1;
        }
        return means(cell, saturations.length, arm, outcome, new ArrayList<>());
    }

    private Means means(int[] cell, int cells, byte[] arm, double[] outcome, List<Diagnostic> notes) {
        boolean byArm = cells > saturations.length;
        CellMeans.Counts counts = CellMeans.Counts.of(cell, cells, cluster);
        boolean[] there = new boolean[cells];
        for (int c = 0; c < cells; c++) {
            int clusters = counts.clusters()[c].length;
            there[c] = clusters >= 2;
            boolean possible = !byArm || saturations[c / 2] != 1 - c % 2;
            if (possible && !there[c] && byArm) {
                notes.add(InterferenceTestCode.THIN_SATURATION.diagnostic(
                        design.within().get(c % 2),
                        clusters,
                        2,
                        "`" + design.within().get(c % 2) + "` at the saturation "
                                + NumericColumn.format(saturations[c / 2]) + " has outcomes of "
                                + Words.count(clusters, "cluster") + " and is left out."));
            }
        }
        boolean dropped = false;
        for (int i = 0; i < cell.length; i++) {
            if (cell[i] >= 0 && !there[cell[i]]) {
                cell[i] = -1;
                dropped = true;
            }
        }
        long levels = IntStream.range(0, cells)
                .filter(c -> there[c])
                .map(c -> byArm ? c / 2 : c)
                .distinct()
                .count();
        if (levels < 2) {
            throw InterferenceTestCode.THIN_SATURATIONS.inputError(
                    "only " + Words.count(levels, "saturation") + " with outcomes of two clusters",
                    Words.count(Arrays.stream(cluster).distinct().count(), "cluster") + " drew one of "
                            + saturations.length + " saturations, and "
                            + (impossible > 0
                                    ? Words.count(impossible, "unit") + " in clusters too small for them"
                                            + " cannot be used"
                                    : "outcomes are there for too few of them"),
                    "randomise more clusters to fewer saturations: `levels: 0=1, 0.5=1`");
        }
        CellMeans.Counts kept = dropped ? CellMeans.Counts.of(cell, cells, cluster) : counts;
        double[] weights = weights(cell, kept, arm, byArm);
        return new Means(CellMeans.of(cell, kept, outcome, weights, cluster), there);
    }

    /// Inverse probabilities to be in one's cell, scaled to the mean 1 within it; null if all are 1.
    private double @Nullable [] weights(int[] cell, CellMeans.Counts counts, byte[] arm, boolean byArm) {
        double[] weight = new double[cell.length];
        double[] mean = new double[counts.nodes().length];
        for (int i = 0; i < cell.length; i++) {
            if (cell[i] >= 0) {
                weight[i] = 1 / (byArm ? probabilities.of(i, arm[i]) : ofLevel(i, level[arm[i]]));
                mean[cell[i]] += weight[i] / counts.nodes()[cell[i]];
            }
        }
        boolean alike = true;
        for (int i = 0; i < cell.length; i++) {
            if (cell[i] >= 0) {
                weight[i] /= mean[cell[i]];
                alike &= Math.abs(weight[i] - 1) < ALIKE;
            }
        }
        return alike ? null : weight;
    }

    private double ofLevel(int unit, int own) {
        double sum = 0;
        for (int a = 0; a < level.length; a++) {
            sum += level[a] == own ? probabilities.of(unit, a) : 0;
        }
        return sum;
    }

    private void notes(List<Diagnostic> notes) {
        if (isolated > 0) {
            notes.add(InterferenceCode.ISOLATED.of(
                    "neighbours",
                    isolated,
                    0,
                    Words.count(isolated, "node") + " without neighbours left out of all comparisons by own arm; in"
                            + " comparisons of whole clusters they count."));
        }
        if (impossible > 0) {
            notes.add(InterferenceTestCode.CLUSTERS_TOO_SMALL.diagnostic(
                    design.by(),
                    impossible,
                    0,
                    Words.count(impossible, "unit") + " in clusters that are too small for some arm left out of all"
                            + " comparisons by own arm, which are about the others."));
        }
    }

    /// @param df degrees of freedom of a standard error between clusters
    /// @return what to know of it if they are few
    static Optional<Diagnostic> fewClusters(double df) {
        return df >= LOW
                ? Optional.empty()
                : Optional.of(InterferenceTestCode.FEW_CLUSTERS.diagnostic(
                        "df",
                        df,
                        LOW,
                        "The standard error has " + Words.about(df) + " degrees of freedom: so few clusters tell little"
                                + " about how clusters differ."));
    }

    /// @param cells by saturation and arm, or by saturation
    /// @param there which of them have outcomes of two clusters
    private record Means(CellMeans cells, boolean[] there) {}

    /// A point of a line.
    ///
    /// @param cell index
    /// @param at saturation
    private record Point(int cell, double at) {}

    /// Everything that the means tell.
    private final class Contrasts {
        private final CellMeans own;
        private final boolean[] there;
        private final Means whole;
        private final List<Diagnostic> notes;
        private final List<SaturationEffects.Effect> effects = new ArrayList<>();

        Contrasts(Means own, Means whole, List<Diagnostic> notes) {
            this.own = own.cells;
            this.there = own.there;
            this.whole = whole;
            this.notes = notes;
        }

        private boolean has(int l, boolean withTreatment) {
            return there[cell(l, withTreatment)];
        }

        private static int cell(int l, boolean withTreatment) {
            return 2 * l + (withTreatment ? 1 : 0);
        }

        SaturationEffects all() {
            int reference = IntStream.range(0, saturations.length)
                    .filter(l -> has(l, false))
                    .findFirst()
                    .orElse(-1);
            List<double[]> spillovers = new ArrayList<>();
            for (int l = 0; l < saturations.length; l++) {
                if (reference >= 0 && l > reference && has(l, true)) {
                    difference(SaturationContrast.TREATED, l, true, reference);
                }
                if (reference >= 0 && l > reference && has(l, false)) {
                    spillovers.add(difference(SaturationContrast.SPILLOVER, l, false, reference));
                }
                if (has(l, true) && has(l, false)) {
                    difference(SaturationContrast.DIRECT, l, true, l);
                }
            }
            directMean();
            totals();
            lines();
            effects.sort(Comparator.comparing(SaturationEffects.Effect::contrast));
            return new SaturationEffects(
                    cells(),
                    effects,
                    spillovers.size() < 2 ? Optional.empty() : together("no spillover on the untreated", spillovers),
                    bends(points(false)),
                    notes);
        }

        private double[] difference(SaturationContrast contrast, int l, boolean withTreatment, int reference) {
            double[] weights = new double[there.length];
            weights[cell(l, withTreatment)] = 1;
            weights[cell(reference, false)] = -1;
            add(contrast, saturations[l], saturations[reference], own, weights);
            return weights;
        }

        private void directMean() {
            int[] levels = IntStream.range(0, saturations.length)
                    .filter(l -> has(l, true) && has(l, false))
                    .toArray();
            if (levels.length == 0) {
                return;
            }
            double total = 0;
            for (int l : levels) {
                total += own.nodes(cell(l, true)) + own.nodes(cell(l, false));
            }
            double[] weights = new double[there.length];
            for (int l : levels) {
                double share = (own.nodes(cell(l, true)) + own.nodes(cell(l, false))) / total;
                weights[cell(l, true)] = share;
                weights[cell(l, false)] = -share;
            }
            add(
                    SaturationContrast.DIRECT_MEAN,
                    saturations[levels[levels.length - 1]],
                    saturations[levels[0]],
                    own,
                    weights);
        }

        private void totals() {
            int[] levels = IntStream.range(0, saturations.length)
                    .filter(l -> whole.there[l])
                    .toArray();
            for (int k = 1; k < levels.length; k++) {
                double[] weights = new double[saturations.length];
                weights[levels[k]] = 1;
                weights[levels[0]] = -1;
                add(SaturationContrast.TOTAL, saturations[levels[k]], saturations[levels[0]], whole.cells, weights);
            }
        }

        private List<Point> points(boolean withTreatment) {
            return IntStream.range(0, saturations.length)
                    .filter(l -> has(l, withTreatment))
                    .mapToObj(l -> new Point(cell(l, withTreatment), saturations[l]))
                    .toList();
        }

        private void lines() {
            List<Point> up = points(true);
            List<Point> down = points(false);
            if (up.size() >= 2) {
                add(SaturationContrast.TREATED_SLOPE, up, line(up, 1, 0));
            }
            if (down.size() >= 2) {
                add(SaturationContrast.UNTREATED_SLOPE, down, line(down, 1, 0));
            }
            if (up.size() >= 2 && !down.isEmpty() && down.getFirst().at == 0) {
                double[] alone = line(up, 0, 1);
                alone[down.getFirst().cell] -= 1;
                add(SaturationContrast.ALONE, up, alone);
            }
            boolean drawn = has(0, false)
                    && saturations[0] == 0
                    && has(saturations.length - 1, true)
                    && saturations[saturations.length - 1] == 1;
            if (!drawn && up.size() >= 2 && down.size() >= 2) {
                double[] all = line(up, 1, 1);
                double[] none = line(down, 0, 1);
                for (int c = 0; c < all.length; c++) {
                    all[c] -= none[c];
                }
                add(SaturationContrast.EXTRAPOLATED, up, all);
            }
        }

        /// Weights of the means in `slope · b + constant · a` of the least-squares line `a + b s`, cells
        /// counting by their nodes.
        private double[] line(List<Point> points, double slope, double constant) {
            double total = 0;
            double mean = 0;
            for (Point point : points) {
                total += own.nodes(point.cell);
                mean += own.nodes(point.cell) * point.at;
            }
            mean /= total;
            double spread = 0;
            for (Point point : points) {
                spread += own.nodes(point.cell) * (point.at - mean) * (point.at - mean);
            }
            double[] weights = new double[there.length];
            for (Point point : points) {
                double n = own.nodes(point.cell);
                double along = n * (point.at - mean) / spread;
                weights[point.cell] = slope * along + constant * (n / total - mean * along);
            }
            return weights;
        }

        private void add(SaturationContrast contrast, List<Point> points, double[] weights) {
            add(contrast, points.getLast().at, points.getFirst().at, own, weights);
        }

        private void add(SaturationContrast contrast, double at, double reference, CellMeans means, double[] weights) {
            Estimate estimate = means.contrast(weights, question.level());
            Optional<Diagnostic> few = fewClusters(estimate.df());
            effects.add(new SaturationEffects.Effect(
                    contrast,
                    at,
                    reference,
                    EffectEstimate.of(
                            SaturationWords.estimand(contrast, question.outcome(), at, reference),
                            "means by saturation, CR2 by cluster, Satterthwaite t with " + Words.about(estimate.df())
                                    + " df",
                            estimate.value(),
                            estimate.se(),
                            estimate.df(),
                            question,
                            means.nodes(weights),
                            means.clusters(weights),
                            few.stream().toList())));
        }

        /// Second differences: on a straight line all are 0.
        private Optional<WaldTest> bends(List<Point> points) {
            List<double[]> bends = new ArrayList<>();
            for (int k = 2; k < points.size(); k++) {
                Point a = points.get(k - 2);
                Point b = points.get(k - 1);
                Point c = points.get(k);
                double[] weights = new double[there.length];
                weights[a.cell] = 1 / (b.at - a.at);
                weights[b.cell] = -1 / (b.at - a.at) - 1 / (c.at - b.at);
                weights[c.cell] = 1 / (c.at - b.at);
                bends.add(weights);
            }
            return bends.isEmpty() ? Optional.empty() : together("the untreated lie on a straight line", bends);
        }

        private Optional<WaldTest> together(String name, List<double[]> contrasts) {
            try {
                return Optional.of(own.together(name, contrasts));
            } catch (NumericException few) {
                notes.add(InterferenceTestCode.NO_JOINT_TEST.diagnostic(
                        "saturation",
                        contrasts.size(),
                        0,
                        "No test that " + name + ": " + few.problem().what() + "."));
                return Optional.empty();
            }
        }

        private List<SaturationEffects.Cell> cells() {
            List<SaturationEffects.Cell> cells = new ArrayList<>();
            for (int c = 0; c < there.length; c++) {
                if (there[c]) {
                    cells.add(new SaturationEffects.Cell(
                            saturations[c / 2],
                            design.within().get(c % 2),
                            c % 2 == 1,
                            own.clusters(c),
                            own.nodes(c),
                            own.mean(c)));
                }
            }
            return cells;
        }
    }
}
