package copse.interference;

import copse.design.ClusterLaw;
import copse.design.Mixed;
import copse.design.Probabilities;
import copse.design.Randomisation;
import copse.error.Diagnostic;
import copse.estimate.Counting;
import copse.estimate.EffectEstimate;
import copse.estimate.Hypothesis;
import copse.estimate.Question;
import copse.exposure.Sides;
import copse.frame.Words;
import copse.infer.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Test of interference from a mixed design: the effect among clusters randomised as wholes less that among
/// units randomised by themselves.
///
/// Without interference both estimate the same effect, and differ by chance alone. With it they do not: a unit
/// by itself has treated and untreated around it whatever its arm, one in a cluster has its own arm around it.
/// What the test can see is therefore interference *within* clusters; clusters that have nothing to do with who
/// influences whom show none.
///
/// Each unit is weighted by the inverse of the probability of its regime and arm. What clusters contribute to
/// the difference scatters, among treated clusters, untreated ones, and those whose units were randomised. The
/// sum of the three is the variance given how many clusters there are of each kind. If there is no
/// interference, these numbers are fixed, and weights are Horvitz and Thompson's, it is unbiased: the term that
/// Neyman's variance leaves out, the spread of effects between clusters, cancels between the two estimates.
/// With interference it is what it is in each part.
///
/// Where chance decides the numbers too, since shares of clusters are no whole ones (15 clusters, a quarter of
/// them treated), an estimate shifts with them. What that adds is the variance of the numbers, known from the
/// design, times the squares of what a cluster of each kind adds on average; with it the variance is too large
/// on average rather than too small. For Horvitz and Thompson's weights it grows with the level of the outcome,
/// and there Hájek's are much more precise: for these it is 0 unless strata differ. Of a kind that a stratum
/// happens to have none of, the other strata tell the average.
///
/// - p-values: Student's t with Satterthwaite's degrees of freedom; normal; and Chebyshev's `se² /
///   difference²`, which needs no large number of clusters to be normal and rejects far less often.
/// - Cost: one pass over the units.
///
/// Source: Pouget-Abadie, Saint-Jacques, Saveski, Duan, Ghosh, Xu and Airoldi (2019), Testing for arbitrary
/// interference on experimentation platforms, Biometrika 106(4), 929-940, doi:10.1093/biomet/asz047; Saveski
/// et al. (2017), Detecting network effects, KDD '17, 1027-1035, doi:10.1145/3097983.3098192; the idea of two
/// estimates of which one fails: Hausman (1978), Econometrica 46(6), 1251-1271, doi:10.2307/1913827.
///
/// @param counting whether every unit (a row) or every cluster counts the same
/// @param ratio whether means are weighted sums over sums of weights (Hájek), which do not change when a
///     constant is added to all outcomes, or over the number of units (Horvitz and Thompson)
public record HausmanTest(Counting counting, boolean ratio) {
    /// Treated clusters, untreated clusters, clusters whose units draw.
    private static final List<String> GROUPS =
            List.of("treated clusters", "untreated clusters", "clusters whose units were randomised");

    private static final int TREATED = 0;
    private static final int UNTREATED = 1;
    private static final int UNITS = 2;
    private static final int KINDS = 3;

    /// @return every unit counting the same, ratios
    public static HausmanTest hajek() {
        return new HausmanTest(Counting.ROWS, true);
    }

    /// The difference is unbiased in small samples, but changes when a constant is added to all outcomes: where
    /// numbers of clusters are not fixed, take [#hajek()].
    ///
    /// @return every unit counting the same, weights of Horvitz and Thompson
    public static HausmanTest horvitzThompson() {
        return new HausmanTest(Counting.ROWS, false);
    }

    /// @param other whether every unit or every cluster counts the same
    /// @return this test with that
    public HausmanTest withCounting(Counting other) {
        return new HausmanTest(other, ratio);
    }

    /// @param setting network, mixed design, question
    /// @param data arms and outcomes
    /// @return the test
    /// @throws copse.error.DesignException `G232` if the design is not mixed
    /// @throws copse.error.InputException `G233` if treated clusters, untreated ones, or those whose units were
    ///     randomised are fewer than two
    public HausmanResult test(NetworkSetting setting, NetworkData data) {
        return test(setting.randomisation(), data, setting.question().plain());
    }

    /// The same without a network: clusters are those of the design.
    ///
    /// @param randomisation of a mixed design
    /// @param data arms and outcomes, in the order of the units
    /// @param question arms, outcome and level
    /// @return the test
    /// @throws copse.error.DesignException as [#test(NetworkSetting, NetworkData)], `G156` if an arm of the
    ///     question is none of the design's
    /// @throws copse.error.InputException as [#test(NetworkSetting, NetworkData)]
    public HausmanResult test(Randomisation randomisation, NetworkData data, Question question) {
        if (!(randomisation.design() instanceof Mixed design)) {
            throw InterferenceTestCode.NO_MIXTURE.error(
                    "the design `" + randomisation.design().print() + "` randomises everything alike",
                    "there are no two effects to compare: clusters randomised as wholes, and units by themselves",
                    "test for spillover by randomisation, or randomise by `mixed(by: cluster, share: 0.5, arms: control,"
                            + " treatment)`");
        }
        return new Work(design, randomisation, data, question).result();
    }

    private final class Work {
        private final NetworkData data;
        private final Question question;
        private final int[] cluster;
        private final int clusters;
        private final int[] stratum;
        private final @Nullable SpareClusters spare;
        /// The kind of cluster that each arm of the first stage makes.
        private final int[] kind;
        private final int[] group;
        private final double[] byClusters;
        private final double[] byUnits;
        private final double[] rows = new double[KINDS];
        private double effectOfClusters;
        private double effectOfUnits;

        Work(Mixed design, Randomisation randomisation, NetworkData data, Question question) {
            this.data = data;
            this.question = question;
            Pieces pieces = Pieces.clusters(randomisation).orElseThrow();
            this.cluster = pieces.of();
            this.clusters = pieces.size();
            Optional<ClusterLaw.Blocked> law = law(randomisation);
            this.stratum = new int[clusters];
            law.ifPresent(blocked -> Arrays.setAll(stratum, blocked::block));
            // deviations from means of all clusters of a kind add up to nothing
            this.spare = ratio && Arrays.stream(stratum).allMatch(s -> s <= 0)
                    ? null
                    : law.map(blocked ->
                                    SpareClusters.of(randomisation.clusters().orElseThrow(), blocked))
                            .orElse(null);
            Sides sides = Sides.of(design.arms(), question.treatment(), question.control());
            // clusters draw: all units the first arm, units draw, all units the second
            this.kind = sides.treated((byte) 0)
                    ? new int[] {TREATED, UNITS, UNTREATED}
                    : new int[] {UNTREATED, UNITS, TREATED};
            this.group = new int[clusters];
            this.byClusters = new double[clusters];
            this.byUnits = new double[clusters];
            Arrays.fill(group, -1);
            contributions(design, sides, randomisation, pieces);
        }

        private static Optional<ClusterLaw.Blocked> law(Randomisation randomisation) {
            return randomisation
                    .clusters()
                    .flatMap(Randomisation::clusterLaw)
                    .filter(ClusterLaw.Blocked.class::isInstance)
                    .map(ClusterLaw.Blocked.class::cast);
        }

        private boolean isUsed(int unit) {
            return data.arm()[unit] >= 0 && !data.missing().get(unit);
        }

        /// What each cluster adds to the two estimates, less what it adds on average if they are ratios.
        private void contributions(Mixed design, Sides sides, Randomisation randomisation, Pieces pieces) {
            List<String> regime = design.arms().column(Mixed.REGIME);
            Probabilities probabilities = randomisation.probabilities();
            double[] weight = new double[cluster.length];
            double[] sum = new double[4];
            double[] total = new double[4];
            double all = 0;
            for (int i = 0; i < cluster.length; i++) {
                double count = counting == Counting.ROWS ? 1 : 1.0 / pieces.size(cluster[i]);
                if (data.arm()[i] >= 0) {
                    all += count;
                }
                if (!isUsed(i)) {
                    continue;
                }
                byte arm = data.arm()[i];
                boolean whole = regime.get(arm).equals(Mixed.CLUSTER);
                weight[i] = count / probabilities.of(i, arm);
                int cell = cell(whole, sides.treated(arm));
                total[cell] += weight[i];
                sum[cell] += weight[i] * data.outcome()[i];
                group[cluster[i]] = !whole ? UNITS : sides.treated(arm) ? TREATED : UNTREATED;
                rows[group[cluster[i]]]++;
            }
            requireTwo();
            double[] mean = new double[4];
            for (int cell = 0; cell < 4; cell++) {
                total[cell] = ratio ? total[cell] : all;
                mean[cell] = sum[cell] / total[cell];
            }
            effectOfClusters = mean[cell(true, true)] - mean[cell(true, false)];
            effectOfUnits = mean[cell(false, true)] - mean[cell(false, false)];
            for (int i = 0; i < cluster.length; i++) {
                if (isUsed(i)) {
                    byte arm = data.arm()[i];
                    boolean whole = regime.get(arm).equals(Mixed.CLUSTER);
                    int cell = cell(whole, sides.treated(arm));
                    double value = weight[i] * (data.outcome()[i] - (ratio ? mean[cell] : 0)) / total[cell];
                    (whole ? byClusters : byUnits)[cluster[i]] += sides.treated(arm) ? value : -value;
                }
            }
        }

        private static int cell(boolean whole, boolean treated) {
            return (whole ? 2 : 0) + (treated ? 1 : 0);
        }

        private void requireTwo() {
            int[] count = new int[KINDS];
            for (int own : group) {
                if (own >= 0) {
                    count[own]++;
                }
            }
            for (int g = 0; g < KINDS; g++) {
                if (count[g] < 2) {
                    throw InterferenceTestCode.THIN_REGIME.inputError(
                            Words.count(count[g], "cluster") + " with outcomes among the " + GROUPS.get(g),
                            "how far an estimate may be off is seen from how such clusters differ",
                            "randomise more clusters, two of each kind at least: of " + clusters
                                    + " there are " + count[TREATED] + " treated, " + count[UNTREATED]
                                    + " untreated and " + count[UNITS] + " whose units were randomised");
                }
            }
        }

        /// A part of a variance.
        private record Part(double variance, int df) {}

        /// Scatter of what the clusters of one group add, within strata where each has two of them.
        private List<Part> parts(int g, double[] contribution, List<Diagnostic> notes) {
            int strata = Arrays.stream(stratum).max().orElse(0) + 1;
            int[] count = new int[strata];
            for (int c = 0; c < clusters; c++) {
                if (group[c] == g) {
                    count[Math.max(0, stratum[c])]++;
                }
            }
            boolean pooled = Arrays.stream(count).anyMatch(n -> n == 1);
            if (pooled) {
                notes.add(InterferenceTestCode.STRATA_POOLED.diagnostic(
                        GROUPS.get(g),
                        1,
                        2,
                        "Of the " + GROUPS.get(g) + " some stratum has one: they are compared across strata, and the"
                                + " standard error is too large rather than too small."));
            }
            List<Part> parts = new ArrayList<>();
            for (int s = 0; s < (pooled ? 1 : strata); s++) {
                int only = s;
                double[] own = IntStream.range(0, clusters)
                        .filter(c -> group[c] == g && (pooled || Math.max(0, stratum[c]) == only))
                        .mapToDouble(c -> contribution[c])
                        .toArray();
                if (own.length > 0) {
                    Part part = part(own);
                    parts.add(pooled ? new Part(part.variance * ofStrata(), part.df) : part);
                }
            }
            return parts;
        }

        /// Clusters of one stratum exclude each other, so that two kinds scatter against each other by the
        /// variance with divisor C − 1, C being the clusters of the stratum. One cluster of each stratum shows
        /// that with divisor C.
        private double ofStrata() {
            int[] size = new int[Arrays.stream(stratum).max().orElse(0) + 1];
            for (int s : stratum) {
                size[Math.max(0, s)]++;
            }
            return Arrays.stream(size)
                    .filter(n -> n > 1)
                    .mapToDouble(n -> n / (n - 1.0))
                    .max()
                    .orElse(1);
        }

        private static Part part(double[] own) {
            double n = own.length;
            double mean = Arrays.stream(own).average().orElse(0);
            double squares =
                    Arrays.stream(own).map(z -> (z - mean) * (z - mean)).sum();
            return new Part(n / (n - 1) * squares, own.length - 1);
        }

        /// What chance in the numbers of clusters adds.
        ///
        /// @param contribution of each cluster, by kind
        /// @param least degrees of freedom of the other parts: what is added is known as well as their means
        private List<Part> shift(double[][] contribution, int least) {
            if (spare == null) {
                return List.of();
            }
            int strata = spare.size().length;
            double[][] sum = new double[strata + 1][KINDS];
            int[][] count = new int[strata + 1][KINDS];
            for (int c = 0; c < clusters; c++) {
                if (group[c] >= 0) {
                    for (int s : new int[] {Math.max(0, stratum[c]), strata}) {
                        sum[s][group[c]] += contribution[group[c]][c];
                        count[s][group[c]]++;
                    }
                }
            }
            double[][] mean = new double[strata][KINDS];
            for (int s = 0; s < strata; s++) {
                for (int arm = 0; arm < KINDS; arm++) {
                    int g = kind[arm];
                    int from = count[s][g] > 0 ? s : strata;
                    mean[s][arm] = sum[from][g] / count[from][g];
                }
            }
            return List.of(new Part(spare.variance(mean), least));
        }

        private static List<Part> and(List<Part> some, List<Part> more) {
            return Stream.concat(some.stream(), more.stream()).toList();
        }

        private static int least(List<Part> parts) {
            return parts.stream().mapToInt(Part::df).min().orElseThrow();
        }

        private EffectEstimate effect(
                String estimand, String method, double value, Hypothesis hypothesis, List<Part> parts, int... groups) {
            double variance = parts.stream().mapToDouble(Part::variance).sum();
            double squares = parts.stream()
                    .mapToDouble(part -> part.variance * part.variance / part.df)
                    .sum();
            double df = squares > 0
                    ? variance * variance / squares
                    : parts.stream().mapToInt(Part::df).sum();
            long used = 0;
            int counted = 0;
            for (int g : groups) {
                used += (long) rows[g];
                counted += (int) Arrays.stream(group).filter(own -> own == g).count();
            }
            return EffectEstimate.of(
                    estimand,
                    (ratio ? "Hájek" : "Horvitz-Thompson") + " " + method + ", variance between clusters, t with "
                            + Words.about(df) + " df",
                    value,
                    Math.sqrt(variance),
                    df,
                    question.withHypothesis(hypothesis),
                    used,
                    counted,
                    List.of());
        }

        HausmanResult result() {
            List<Diagnostic> notes = new ArrayList<>();
            List<Part> whole = new ArrayList<>(parts(TREATED, byClusters, notes));
            whole.addAll(parts(UNTREATED, byClusters, notes));
            List<Part> single = parts(UNITS, byUnits, notes);
            List<Part> both = and(whole, single);
            double[] none = new double[clusters];
            double[] less = Arrays.stream(byUnits).map(z -> -z).toArray();
            List<Part> all = and(both, shift(new double[][] {byClusters, byClusters, less}, least(both)));
            String over = counting == Counting.ROWS ? "units" : "clusters";
            String what = "effect of " + question.treatment() + " on " + question.outcome();
            EffectEstimate difference = effect(
                    what + ": among clusters randomised as wholes less among units randomised by themselves, all "
                            + over + " counting the same",
                    "difference of two differences in means",
                    effectOfClusters - effectOfUnits,
                    Hypothesis.noDifference(),
                    all,
                    TREATED,
                    UNTREATED,
                    UNITS);
            SaturationAnalysis.fewClusters(difference.df().orElseThrow()).ifPresent(notes::add);
            double se = difference.se().orElseThrow();
            double z = difference.value() / se;
            return new HausmanResult(
                    effect(
                            what + ", clusters randomised as wholes",
                            "difference in means",
                            effectOfClusters,
                            question.hypothesis(),
                            and(whole, shift(new double[][] {byClusters, byClusters, none}, least(whole))),
                            TREATED,
                            UNTREATED),
                    effect(
                            what + ", units randomised by themselves",
                            "difference in means",
                            effectOfUnits,
                            question.hypothesis(),
                            and(single, shift(new double[][] {none, none, byUnits}, least(single))),
                            UNITS),
                    difference,
                    se == 0 ? (difference.value() == 0 ? 1 : 0) : StudentT.twoSidedP(z, Double.POSITIVE_INFINITY),
                    se == 0 ? (difference.value() == 0 ? 1 : 0) : Math.min(1, 1 / (z * z)),
                    notes);
        }
    }
}
