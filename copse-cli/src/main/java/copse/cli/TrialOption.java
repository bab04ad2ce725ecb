package copse.cli;

import copse.design.Clustered;
import copse.design.Complete;
import copse.design.Crossover;
import copse.design.Design;
import copse.design.MatchedGroups;
import copse.design.PermutedBlocks;
import copse.design.Simple;
import copse.design.SteppedWedge;
import copse.design.Stratified;
import copse.power.Adjustment;
import copse.power.BlockedTrial;
import copse.power.ClusterSizes;
import copse.power.Clustering;
import copse.power.CrossoverTrial;
import copse.power.GroupTreatmentTrial;
import copse.power.GroupTreatmentTrial.Groups;
import copse.power.PairedTrial;
import copse.power.ParallelTrial;
import copse.power.PeriodCorrelation;
import copse.power.PeriodDiagram;
import copse.power.PeriodDiagram.Cell;
import copse.power.PeriodTrial;
import copse.power.PowerCode;
import copse.power.StratifiedTrial;
import copse.power.ThreeLevelTrial;
import copse.power.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who is randomised, how many, and what makes units alike: the trial of a question of power.
final class TrialOption {
    /// Kinds of trials by their names on the command line.
    enum Kind {
        parallel,
        pairs,
        strata,
        levels,
        wedge,
        baseline,
        crossover,
        diagram,
        groups,
        blocks,
        units
    }

    @Option(
            names = "--design",
            paramLabel = "KIND",
            description =
                    "parallel (default), pairs, strata, levels, wedge, baseline, crossover, diagram, groups (treated in"
                            + " groups), blocks (of units), units, or a design such as 'clustered(by: school, pairs(on: pre))'.")
    private @Nullable String design;

    @Option(
            names = "--clusters",
            paramLabel = "N",
            description =
                    "Clusters in all (K,L: control, treated; blocks or groups, where those are meant). Left out: solved"
                            + " for. A range such as 10..40:2 gives a table; so for --size, --icc and --effect.")
    private @Nullable String clusters;

    @Option(names = "--units", paramLabel = "N", description = "Units in all, or control,treated, without clusters.")
    private @Nullable String units;

    @Option(names = "--ratio", paramLabel = "A:B", description = "Clusters of the control and the treated arm (1:1).")
    private @Nullable String ratio;

    @Option(
            names = "--size",
            paramLabel = "M",
            description = "Units per cluster (per subcluster; per cluster and period). Left out: solved for.")
    private @Nullable String size;

    @Option(
            names = "--sizes",
            paramLabel = "M,…",
            hideParamSyntax = true,
            description = "Sizes of clusters, one by one, as either arm has them; see --weights.")
    private @Nullable String sizes;

    @Option(names = "--weights", paramLabel = "HOW", description = "With --sizes: size (default), equal or optimal.")
    private @Nullable String weights;

    @Option(
            names = "--cv",
            paramLabel = "CV",
            description = "Coefficient of variation of sizes, of the population (divisor k, not k - 1).")
    private @Nullable Double cv;

    @Option(
            names = "--icc",
            paramLabel = "RHO",
            description = "Intraclass correlation, within a period if there are several.")
    private @Nullable String icc;

    @Option(
            names = "--between-cv",
            paramLabel = "K",
            description = "Instead of --icc: coefficient of variation of rates or proportions between clusters.")
    private @Nullable Double betweenCv;

    @Option(
            names = "--r2-cluster",
            paramLabel = "R2",
            description = "Share of the variance between clusters explained.")
    private double ofClusters;

    @Option(names = "--r2-unit", paramLabel = "R2", description = "Share of the variance within clusters explained.")
    private double ofUnits;

    @Option(
            names = "--covariates",
            paramLabel = "N|COL,…",
            hideParamSyntax = true,
            description =
                    "Covariates of clusters, for degrees of freedom (default: 1 with --r2-cluster); with --from the"
                            + " columns to adjust for.")
    private @Nullable String covariates;

    @Option(
            names = "--pair-correlation",
            paramLabel = "R",
            description = "pairs: correlation of the true means of the two clusters of a pair.")
    private @Nullable Double pairCorrelation;

    @Option(names = "--strata", paramLabel = "S", description = "strata: how many.")
    private @Nullable Integer strata;

    @Option(
            names = "--r2-strata",
            paramLabel = "R2",
            description = "strata: share of variance between clusters explained.")
    private double ofStrata;

    @Option(names = "--subclusters", paramLabel = "J", description = "levels: subclusters per cluster.")
    private @Nullable Double subclusters;

    @Option(
            names = "--icc-subcluster",
            paramLabel = "RHO",
            description = "levels: share of variance between subclusters of one cluster (--icc: between clusters).")
    private @Nullable Double ofSubclusters;

    @Option(names = "--steps", paramLabel = "S", description = "wedge: sequences that begin treatment one by one.")
    private @Nullable Integer steps;

    @Option(names = "--periods", paramLabel = "B,A", description = "baseline: periods before and after (1,1).")
    private @Nullable String periods;

    @Option(
            names = "--diagram",
            paramLabel = "ROWS",
            description = "diagram: a row per cluster, '0011/0.11': control, treated, not measured.")
    private @Nullable String diagram;

    @Option(
            names = "--cac",
            paramLabel = "C",
            description = "Cluster autocorrelation: what is left of --icc between two periods (1).")
    private @Nullable Double autocorrelation;

    @Option(names = "--decay", description = "--cac is left with each further period, not between any two.")
    private boolean decay;

    @Option(
            names = "--cohort",
            paramLabel = "PI",
            description = "The same units in every period, with this individual autocorrelation (0: others).")
    private double cohort;

    @Option(
            names = "--icc-control",
            paramLabel = "RHO",
            description = "groups: the control arm is treated in groups too, of the same size, alike by this.")
    private @Nullable Double controlIcc;

    @Option(
            names = "--treated-share",
            paramLabel = "P",
            description = "blocks: share of a block that is treated (0.5).")
    private double treatedShare = 0.5;

    @Option(
            names = "--effect-variance",
            paramLabel = "W",
            description =
                    "blocks: variance of the effect between blocks over that of the outcome (0: the same in all).")
    private double effectVariance;

    /// @return columns to adjust for, where covariates are columns of past data
    List<String> covariateColumns() {
        return covariates == null
                ? List.of()
                : java.util.Arrays.stream(covariates.split(","))
                        .map(String::strip)
                        .toList();
    }

    /// @return the design given in its short form, if it is
    Optional<Design> shortForm() {
        return design != null && design.contains("(") ? Optional.of(Design.parse(design)) : Optional.empty();
    }

    /// @param otherwise clusters in all, if none are given
    /// @return clusters in the control and in the treated arm
    double[] plannedArms(double otherwise) {
        List<Double> given = clusterValues();
        return arms(OptionalDouble.of(given.isEmpty() ? otherwise : given.getFirst()), "clusters");
    }

    /// @return whether the numbers of clusters are given
    boolean hasClusters() {
        return clusters != null || units != null;
    }

    /// @return whether their size is given, or does not matter
    boolean hasSize() {
        return size != null || sizes != null || kind() == Kind.units;
    }

    /// @return the numbers of clusters, or of units without clusters, asked for; empty if none is given, or one
    ///     per arm
    List<Double> clusterValues() {
        String text = kind() == Kind.units ? units : clusters;
        String option = kind() == Kind.units ? "--units" : "--clusters";
        return text == null || text.contains(",") ? List.of() : Values.of(option, text);
    }

    /// @return the sizes asked for, empty if none is given
    List<Double> sizeValues() {
        return size == null ? List.of() : Values.of("--size", size);
    }

    /// @return the correlations asked for, empty if none is given
    List<Double> iccValues() {
        return icc == null ? List.of() : Values.of("--icc", icc);
    }

    /// @param total clusters in all, if they are not given as arms; empty if they are solved for
    /// @param units per cluster; empty if they are solved for
    /// @param rho intraclass correlation; empty if none is given
    /// @return the trial, with any number in place of what is solved for
    Trial trial(OptionalDouble total, OptionalDouble units, OptionalDouble rho) {
        Kind kind = kind();
        allowed(kind);
        double m = units.orElse(kind == Kind.blocks ? 2 : 1);
        return switch (kind) {
            case units -> {
                double[] arms = arms(total, "units");
                yield ParallelTrial.ofUnits(arms[0], arms[1]);
            }
            case parallel -> {
                double[] arms = arms(total, "clusters");
                yield new ParallelTrial(arms[0], arms[1], sizes(m), clustering(rho), adjustment());
            }
            case pairs ->
                new PairedTrial(
                        parts(total, 2, "two clusters make a pair"),
                        sizes(m),
                        clustering(rho),
                        need(pairCorrelation, "--pair-correlation", "how alike the clusters of a pair are", "0.3"),
                        adjustment());
            case strata ->
                new StratifiedTrial(
                        parts(total, 2, "half of them are treated"),
                        (int) need(strata == null ? null : strata.doubleValue(), "--strata", "how many strata", "4"),
                        sizes(m),
                        clustering(rho),
                        ofStrata,
                        adjustment());
            case levels -> {
                double[] arms = arms(total, "clusters");
                yield new ThreeLevelTrial(
                        arms[0],
                        arms[1],
                        need(subclusters, "--subclusters", "how many subclusters a cluster has", "4"),
                        m,
                        icc(rho),
                        need(ofSubclusters, "--icc-subcluster", "how alike units of a subcluster are", "0.05"),
                        adjustment());
            }
            case wedge -> periods(wedge(), total, m, rho);
            case baseline -> {
                List<Double> around = periods == null ? List.of(1.0, 1.0) : Values.list("--periods", periods);
                double[] arms = arms(total, "clusters");
                yield new PeriodTrial(
                        PeriodDiagram.withBaseline(
                                arms[0],
                                arms[1],
                                around.getFirst().intValue(),
                                around.getLast().intValue()),
                        m,
                        correlation(rho));
            }
            case crossover ->
                new CrossoverTrial(
                        2 * parts(total, 2, "half of them begin with treatment"),
                        m,
                        icc(rho),
                        icc(rho) * (autocorrelation == null ? 1 : autocorrelation));
            case diagram -> periods(PeriodDiagram.of(rows()), total, m, rho);
            case groups -> {
                double count = total.orElse(2);
                yield new GroupTreatmentTrial(
                        controlIcc == null ? Groups.none(count * m) : new Groups(count, m, controlIcc),
                        new Groups(count, m, icc(rho)));
            }
            case blocks -> new BlockedTrial(total.orElse(2), m, treatedShare, rho.orElse(0), effectVariance, ofUnits);
        };
    }

    private Kind kind() {
        if (design == null) {
            return units == null ? Kind.parallel : Kind.units;
        }
        String word = design.strip().toLowerCase(Locale.ROOT);
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(word)) {
                return kind;
            }
        }
        if (!word.contains("(")) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--design cannot be `" + design + "`",
                    "it is one of parallel, pairs, strata, levels, wedge, baseline, crossover, diagram, groups, blocks,"
                            + " units, or a design in its short form",
                    "--design pairs");
        }
        return kind(Design.parse(design), false);
    }

    /// Schedules are of clusters by nature; of other designs it matters whether clusters stand around them.
    private static Kind kind(Design parsed, boolean ofClusters) {
        return switch (parsed) {
            case Clustered clustered -> kind(clustered.design(), true);
            case Complete ignored -> ofClusters ? Kind.parallel : Kind.units;
            case Simple ignored -> ofClusters ? Kind.parallel : Kind.units;
            case Stratified ignored -> ofClusters ? Kind.strata : Kind.blocks;
            case PermutedBlocks ignored -> ofClusters ? Kind.strata : Kind.blocks;
            case MatchedGroups groups when ofClusters && groups.arms().size() == 2 -> Kind.pairs;
            case SteppedWedge ignored -> Kind.wedge;
            case Crossover crossover
            when crossover.sequences().size() == 2
                    && crossover.sequences().getFirst().size() == 2 -> Kind.crossover;
            default -> throw PowerCode.noClosedForm(parsed.print());
        };
    }

    private PeriodDiagram wedge() {
        boolean shortForm = design != null && design.contains("(");
        if (!shortForm) {
            double sequences = need(
                    steps == null ? null : steps.doubleValue(), "--steps", "how many sequences begin one by one", "4");
            return PeriodDiagram.steppedWedge((int) sequences, 1);
        }
        Design parsed = Design.parse(String.valueOf(design));
        SteppedWedge wedge = (SteppedWedge) (parsed instanceof Clustered clustered ? clustered.design() : parsed);
        List<PeriodDiagram.Sequence> sequences = new ArrayList<>();
        int periods = wedge.baseline() + wedge.every() * wedge.sequences();
        for (int s = 0; s < wedge.sequences(); s++) {
            int before = wedge.baseline() + wedge.every() * s;
            List<Cell> cells = new ArrayList<>(Collections.nCopies(before, Cell.CONTROL));
            cells.addAll(Collections.nCopies(periods - before, Cell.TREATED));
            sequences.add(new PeriodDiagram.Sequence(1, cells));
        }
        return new PeriodDiagram(sequences);
    }

    private PeriodTrial periods(PeriodDiagram one, OptionalDouble total, double m, OptionalDouble rho) {
        double copies = parts(total, one.clusters(), "the diagram has " + text(one.clusters()) + " of them");
        return new PeriodTrial(one, m, correlation(rho)).withCopies(copies);
    }

    private PeriodCorrelation correlation(OptionalDouble rho) {
        return new PeriodCorrelation(icc(rho), autocorrelation == null ? 1 : autocorrelation, decay, cohort);
    }

    private String[] rows() {
        if (diagram == null) {
            throw missing("--diagram", "which cluster has which arm when", "'0 1 1/0 0 1'");
        }
        return diagram.split("/");
    }

    /// Arms as given one by one, or a total in the ratio given.
    private double[] arms(OptionalDouble total, String what) {
        String given = what.equals("units") ? units : clusters;
        if (given != null && given.contains(",")) {
            List<Double> both = Values.list("--" + what, given);
            if (both.size() != 2) {
                throw new UsageException(
                        CliCode.BAD_VALUE,
                        "--" + what + " cannot be `" + given + "`",
                        "a trial has two arms",
                        "give the number in the control and in the treated arm: --" + what + " 10,10");
            }
            return new double[] {both.getFirst(), both.getLast()};
        }
        double[] parts = ratio();
        double sum = parts[0] + parts[1];
        if (total.isEmpty()) {
            return parts;
        }
        double n = total.getAsDouble();
        if (parts[0] == parts[1]) {
            return new double[] {Math.ceil(n / 2), Math.floor(n / 2)}; // an odd one is a control
        }
        double unit = parts(total, sum, "the ratio is " + ratio);
        return new double[] {parts[0] * unit, parts[1] * unit};
    }

    private double[] ratio() {
        if (ratio == null) {
            return new double[] {1, 1};
        }
        List<Double> parts = Values.list("--ratio", ratio.replace(':', ','));
        if (parts.size() != 2 || parts.stream().anyMatch(part -> !(part >= 1) || part != Math.rint(part))) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--ratio cannot be `" + ratio + "`", "it is two whole numbers", "--ratio 1:2");
        }
        return new double[] {parts.getFirst(), parts.getLast()};
    }

    /// @return how many times a number of clusters goes into all of them; 1 where that is solved for
    private double parts(OptionalDouble total, double each, String why) {
        if (total.isEmpty()) {
            return 1;
        }
        double parts = total.getAsDouble() / each;
        if (parts != Math.rint(parts)) {
            double below = Math.max(1, Math.floor(parts)) * each;
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    text(total.getAsDouble()) + " clusters do not divide by " + text(each),
                    why,
                    "--clusters " + text(below) + ", or --clusters " + text(Math.ceil(parts) * each));
        }
        return parts;
    }

    private ClusterSizes sizes(double mean) {
        if (sizes != null) {
            ClusterSizes.Weights how = switch (weights == null ? "size" : weights) {
                case "size" -> ClusterSizes.Weights.BY_SIZE;
                case "equal" -> ClusterSizes.Weights.EQUAL;
                case "optimal" -> ClusterSizes.Weights.OPTIMAL;
                default ->
                    throw new UsageException(
                            CliCode.BAD_VALUE,
                            "--weights cannot be `" + weights + "`",
                            "means of clusters are weighed by size, equally or optimally",
                            "--weights optimal");
            };
            return new ClusterSizes.Listed(Values.list("--sizes", sizes), how);
        }
        return cv == null ? new ClusterSizes.Equal(mean) : new ClusterSizes.Varying(mean, cv);
    }

    private Clustering clustering(OptionalDouble rho) {
        if (betweenCv != null && rho.isPresent()) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --icc and --between-cv were given",
                    "they are two ways to say what clusters differ by",
                    "leave one of them out");
        }
        return betweenCv != null ? new Clustering.BetweenCv(betweenCv) : new Clustering.Icc(icc(rho));
    }

    private double icc(OptionalDouble rho) {
        return rho.orElseThrow(() -> missing("--icc", "how alike units of a cluster are", "0.05"));
    }

    private Adjustment adjustment() {
        int number = ofClusters > 0 ? 1 : 0;
        if (covariates != null) {
            double given = Values.list("--covariates", covariates).getFirst();
            if (given != Math.rint(given) || covariates.contains(",")) {
                throw new UsageException(
                        CliCode.BAD_VALUE,
                        "--covariates cannot be `" + covariates + "`",
                        "without past data it is a number of covariates",
                        "--covariates 1");
            }
            number = (int) given;
        }
        return new Adjustment(ofClusters, ofUnits, number);
    }

    private static double need(@Nullable Double value, String option, String what, String example) {
        if (value == null) {
            throw missing(option, what, example);
        }
        return value;
    }

    private static UsageException missing(String option, String what, String example) {
        return new UsageException(
                CliCode.MISSING_ARGUMENT,
                "missing " + option,
                "the power depends on " + what,
                option + " " + example + ", or what similar trials or past data say");
    }

    /// What a design has no use for is refused: it would look as if it had been taken into account.
    private void allowed(Kind kind) {
        boolean oneLevel = kind == Kind.parallel || kind == Kind.pairs || kind == Kind.strata;
        refuse(sizes != null && !oneLevel, "--sizes", kind);
        refuse(cv != null && !oneLevel, "--cv", kind);
        refuse(betweenCv != null && !oneLevel, "--between-cv", kind);
        refuse(ofClusters > 0 && !oneLevel && kind != Kind.levels, "--r2-cluster", kind);
        refuse(ofUnits > 0 && !oneLevel && kind != Kind.levels && kind != Kind.blocks, "--r2-unit", kind);
        refuse(pairCorrelation != null && kind != Kind.pairs, "--pair-correlation", kind);
        refuse(strata != null && kind != Kind.strata, "--strata", kind);
        refuse(ofStrata > 0 && kind != Kind.strata, "--r2-strata", kind);
        refuse(subclusters != null && kind != Kind.levels, "--subclusters", kind);
        refuse(ofSubclusters != null && kind != Kind.levels, "--icc-subcluster", kind);
        refuse(steps != null && kind != Kind.wedge, "--steps", kind);
        refuse(periods != null && kind != Kind.baseline, "--periods", kind);
        refuse(diagram != null && kind != Kind.diagram, "--diagram", kind);
        boolean over = kind == Kind.wedge || kind == Kind.baseline || kind == Kind.diagram;
        refuse(autocorrelation != null && !over && kind != Kind.crossover, "--cac", kind);
        refuse(decay && !over, "--decay", kind);
        refuse(cohort > 0 && !over, "--cohort", kind);
        refuse(controlIcc != null && kind != Kind.groups, "--icc-control", kind);
        refuse(effectVariance > 0 && kind != Kind.blocks, "--effect-variance", kind);
        refuse(units != null && kind != Kind.units, "--units", kind);
        refuse(clusters != null && kind == Kind.units, "--clusters", kind);
        refuse(size != null && kind == Kind.units, "--size", kind);
        refuse(icc != null && kind == Kind.units, "--icc", kind);
        boolean arms = kind == Kind.parallel || kind == Kind.levels || kind == Kind.baseline;
        if (!arms && clusters != null && clusters.contains(",")) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--clusters cannot be `" + clusters + "` for --design " + kind,
                    "its arms are alike, or its clusters are those of one arm",
                    "give one number: --clusters 20");
        }
        if (size != null && sizes != null) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --size and --sizes were given",
                    "the mean size is that of the list",
                    "leave one of them out");
        }
        refuse(ratio != null && !arms && kind != Kind.units, "--ratio", kind);
    }

    private static void refuse(boolean given, String option, Kind kind) {
        if (given) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    option + " has no meaning for --design " + kind,
                    "the power of that design does not depend on it",
                    "leave " + option + " out, or choose another design");
        }
    }

    private static String text(double value) {
        return copse.frame.NumericColumn.format(value);
    }
}
