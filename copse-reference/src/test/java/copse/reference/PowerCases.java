package copse.reference;

import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.infer.Interval;
import copse.infer.Share;
import copse.power.Adjustment;
import copse.power.Answer;
import copse.power.ClusterSizes;
import copse.power.ClusterSizes.Weights;
import copse.power.Clustering;
import copse.power.CrossoverTrial;
import copse.power.Outcome;
import copse.power.PairedTrial;
import copse.power.ParallelTrial;
import copse.power.PeriodCorrelation;
import copse.power.PeriodDiagram;
import copse.power.PeriodDiagram.Cell;
import copse.power.PeriodTrial;
import copse.power.Power;
import copse.power.StratifiedTrial;
import copse.power.Strength;
import copse.power.TestRule;
import copse.power.TestRule.Statistic;
import copse.power.ThreeLevelTrial;
import copse.power.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// Power in closed form, and the error of simulated power.
final class PowerCases {
    /// Of powers and effects in `power_grid.csv`, which has twelve digits and no `tol` of its own.
    private static final double GRID = 1e-8;

    private PowerCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "power.mcInterval" -> share(asked);
            case "crt.power" -> parallel(asked);
            case "crt.clustersPerArm" -> clusters(asked);
            case "crt.mde" -> smallestEffect(asked);
            case "crt.clusterSizeForFixedK" -> size(asked);
            case "crt.unequalSizes" -> unequal(asked);
            case "crt.power.cv" -> cv(asked);
            case "crt.power.covariates" -> covariates(asked);
            case "crt.power.binary" -> binary(asked);
            case "crt.clustersPerArm.binary" -> binaryClusters(asked);
            case "crt.hayesBennett" -> hayesBennett(asked);
            case "crt.power.matchedPairs" -> pairs(asked);
            case "crt.power.stratified" -> strata(asked);
            case "crt.power.threeLevel" -> threeLevel(asked);
            case "crt.power.longitudinal" -> periods(asked);
            case "crt.power.crossover" -> crossover(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    /// `power_grid.csv`: sd 1, two-sided 5 % tests, k clusters per arm.
    ///
    /// @param file the table
    /// @param checks the result
    static void grid(Path file, Comparison checks) throws IOException {
        List<String> lines = Files.readAllLines(file);
        checks.checkSame("columns", "", lines.getFirst(), "delta,k,m,rho,cv,power_t,power_z,mde80_t");
        for (String line : lines.subList(1, lines.size())) {
            double[] row = Arrays.stream(line.split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            Power power = Power.of(
                    ParallelTrial.of(row[1], row[1], row[2], row[3])
                            .withSizes(new ClusterSizes.Varying(row[2], row[4])),
                    new Outcome.Mean(1),
                    TestRule.twoSided(0.05));
            Strength got = power.at(row[0]);
            checks.check("power_t", line, got.byT(), row[5], GRID);
            checks.check("power_z", line, got.byZ(), row[6], GRID);
            checks.check("mde80_t", line, smallest(power, 0.8), row[7], GRID * Math.max(1, row[7]));
        }
    }

    private static void share(DesignCase asked) {
        Share got = new Share((long) input(asked, "rejections"), (long) input(asked, "replicates"));
        double level = input(asked, "level");
        asked.number("power", got.value());
        asked.number("mcse", got.standardError());
        asked.numbers("clopper_pearson", ends(got.clopperPearson(level)));
        asked.numbers("wilson", ends(got.wilson(level)));
    }

    private static double[] ends(Interval interval) {
        return new double[] {interval.lower().value(), interval.upper().value()};
    }

    private static double input(DesignCase asked, String key) {
        return asked.inputs().at(key).number();
    }

    private static double input(DesignCase asked, String key, double otherwise) {
        return asked.inputs().has(key) ? input(asked, key) : otherwise;
    }

    private static TestRule rule(DesignCase asked) {
        Hypothesis hypothesis = input(asked, "sides", 2) == 2
                ? Hypothesis.noDifference()
                : new Hypothesis.Superiority(0, Direction.HIGHER);
        boolean z =
                asked.inputs().has("dist") && asked.inputs().at("dist").text().equals("z");
        return new TestRule(input(asked, "alpha"), hypothesis, z ? Statistic.Z : Statistic.T);
    }

    private static Power power(DesignCase asked, Trial trial) {
        return Power.of(trial, new Outcome.Mean(input(asked, "sd")), rule(asked));
    }

    private static ParallelTrial arms(DesignCase asked) {
        return ParallelTrial.of(input(asked, "k1"), input(asked, "k2"), input(asked, "m"), input(asked, "rho"));
    }

    private static double smallest(Power power, double target) {
        return ((Answer.Found) power.smallestEffect(target, Direction.HIGHER))
                .choice()
                .strength()
                .effect();
    }

    private static void parallel(DesignCase asked) {
        Strength got = power(asked, arms(asked)).at(input(asked, "delta"));
        asked.number("deff", got.designEffect());
        asked.number("se", got.se());
        asked.number("df", got.df());
        asked.number("ncp", got.ncp());
        asked.number("power", got.power());
    }

    private static void clusters(DesignCase asked) {
        Trial any = ParallelTrial.of(2, 2, input(asked, "m"), input(asked, "rho"));
        Answer.Found got = (Answer.Found) power(asked, any).copies(input(asked, "delta"), input(asked, "power"));
        asked.number("k_per_arm", got.choice().trial().copies());
        asked.number("achieved_power", got.choice().strength().power());
        asked.number("power_with_one_fewer", got.oneFewer());
    }

    private static void smallestEffect(DesignCase asked) {
        double target = input(asked, "power");
        Power power = power(asked, arms(asked));
        Answer.Found got = (Answer.Found) power.smallestEffect(target, Direction.HIGHER);
        asked.number("se", got.choice().strength().se());
        asked.number("df", got.choice().strength().df());
        asked.number("mde", got.choice().strength().effect());
        asked.number("mde_powerup_multiplier", power.multiplierEffect(target));
    }

    private static void size(DesignCase asked) {
        double k = input(asked, "k_per_arm");
        double delta = input(asked, "delta");
        Power power = power(asked, ParallelTrial.of(k, k, 1, input(asked, "rho")));
        Answer got = power.size(delta, input(asked, "power"));
        asked.number("power_limit", power.ceiling(delta));
        boolean feasible = asked.expected().at("feasible").truth();
        asked.checks().checkSame("feasible", "", got instanceof Answer.Found, feasible);
        asked.number(
                "m",
                got instanceof Answer.Found found
                        ? OptionalDouble.of(found.choice().trial().size())
                        : OptionalDouble.empty());
    }

    private static void unequal(DesignCase asked) {
        List<Double> sizes = Arrays.stream(asked.values("sizes")).boxed().toList();
        int k = sizes.size();
        double rho = input(asked, "rho");
        double variance = input(asked, "sd") * input(asked, "sd");
        ClusterSizes bySize = new ClusterSizes.Listed(sizes, Weights.BY_SIZE);
        double mean = bySize.mean();
        double sampleCv = bySize.cv() * Math.sqrt(k / (k - 1.0));
        double byNumber = arm(bySize, rho, variance);
        double equal = arm(new ClusterSizes.Listed(sizes, Weights.EQUAL), rho, variance);
        double optimal = arm(new ClusterSizes.Listed(sizes, Weights.OPTIMAL), rho, variance);
        double alike = arm(new ClusterSizes.Equal(mean), rho, variance);
        double unclustered = variance / (k * mean);
        asked.number("mean_size", mean);
        asked.number("cv_population", bySize.cv());
        asked.number("cv_sample", sampleCv);
        asked.number("var_arm_mean_size_weighted", byNumber / k);
        asked.number("var_arm_mean_equal_weights", equal / k);
        asked.number("var_arm_mean_optimal", optimal / k);
        asked.number("deff_size_weighted", byNumber / k / unclustered);
        asked.number("deff_equal_weights", equal / k / unclustered);
        asked.number("deff_optimal", optimal / k / unclustered);
        ClusterSizes eldridge = new ClusterSizes.Varying(mean, bySize.cv());
        asked.number("deff_eldridge_cv_population", arm(eldridge, rho, variance) / k / unclustered);
        ClusterSizes cautious = new ClusterSizes.Varying(mean, sampleCv);
        asked.number("deff_eldridge_cv_sample", arm(cautious, rho, variance) / k / unclustered);
        asked.number("deff_equal_size", alike / k / unclustered);
        asked.number("relative_efficiency_optimal", alike / optimal);
        asked.number("ess", k * variance / optimal);
        asked.checks()
                .check(
                        "cv_of_sample",
                        "",
                        ClusterSizes.Varying.ofSample(mean, sampleCv, k).cv(),
                        bySize.cv(),
                        1e-14);
    }

    private static double arm(ClusterSizes sizes, double rho, double variance) {
        return sizes.perCluster(rho * variance, (1 - rho) * variance);
    }

    private static ParallelTrial varying(DesignCase asked) {
        return arms(asked).withSizes(new ClusterSizes.Varying(input(asked, "m"), input(asked, "cv")));
    }

    private static void cv(DesignCase asked) {
        Strength got = power(asked, varying(asked)).at(input(asked, "delta"));
        asked.number("deff", got.designEffect());
        asked.number("se", got.se());
        asked.number("df", got.df());
        asked.number("power", got.power());
    }

    private static void covariates(DesignCase asked) {
        Adjustment adjustment = new Adjustment(
                input(asked, "r2_cluster"), input(asked, "r2_individual"), (int) input(asked, "cluster_covariates"));
        Power power = power(asked, arms(asked).withAdjustment(adjustment));
        Strength got = power.at(input(asked, "delta"));
        asked.number("se", got.se());
        asked.number("df", got.df());
        asked.number("power", got.power());
        asked.number("mde80", smallest(power, 0.8));
        asked.number("mde80_powerup", power.multiplierEffect(0.8));
    }

    private static void binary(DesignCase asked) {
        double p1 = input(asked, "p1");
        double effect = input(asked, "p2") - p1;
        Strength own = Power.of(varying(asked), new Outcome.Proportion(p1, false), rule(asked))
                .at(effect);
        Strength pooled = Power.of(varying(asked), new Outcome.Proportion(p1, true), rule(asked))
                .at(effect);
        asked.number("deff", own.designEffect());
        asked.number("df", own.df());
        asked.number("se_unpooled", own.se());
        asked.number("power_unpooled", own.power());
        asked.number("se_pooled", pooled.se());
        asked.number("power_pooled", pooled.power());
    }

    private static void binaryClusters(DesignCase asked) {
        double p1 = input(asked, "p1");
        Power power = Power.of(
                ParallelTrial.of(2, 2, input(asked, "m"), input(asked, "rho")),
                new Outcome.Proportion(p1),
                rule(asked));
        Power.NormalFormula got = power.normalFormula(input(asked, "p2") - p1, input(asked, "power"));
        asked.number("k_raw", got.raw());
        asked.number("k_ceiling", Math.ceil(got.raw()));
        asked.number("k_plus_one_hayes_bennett", Math.ceil(got.corrected()));
    }

    private static void hayesBennett(DesignCase asked) {
        double control = input(asked, "control");
        Outcome outcome = asked.inputs().at("type").text().equals("rates")
                ? new Outcome.Rate(control)
                : new Outcome.Proportion(control);
        ClusterSizes sizes = new ClusterSizes.Equal(input(asked, "m_or_person_years"));
        Clustering between = new Clustering.BetweenCv(input(asked, "cv"));
        // the cv of matched clusters is that within pairs: what pairs share is taken off already
        Trial trial = asked.inputs().at("matched").truth()
                ? new PairedTrial(2, sizes, between, 0, Adjustment.NONE)
                : new ParallelTrial(2, 2, sizes, between, Adjustment.NONE);
        double raw = Power.of(trial, outcome, rule(asked))
                .normalFormula(input(asked, "intervention") - control, input(asked, "power"))
                .corrected();
        asked.number("c_raw", raw);
        asked.number("c_ceiling", Math.ceil(raw));
    }

    private static void pairs(DesignCase asked) {
        double delta = input(asked, "delta");
        PairedTrial trial = PairedTrial.of(
                input(asked, "pairs"), input(asked, "m"), input(asked, "rho"), input(asked, "r_within_pair"));
        Power power = power(asked, trial);
        Strength got = power.at(delta);
        asked.number("se", got.se());
        asked.number("df", got.df());
        asked.number("power", got.power());
        asked.number("unmatched_power", power.withTrial(trial.unpaired()).power(delta));
        asked.number("breakeven_r", trial.breakEven(power.outcome(), power.rule(), delta));
    }

    private static void strata(DesignCase asked) {
        Strength got = power(
                        asked,
                        StratifiedTrial.of(
                                input(asked, "k_per_arm"),
                                (int) input(asked, "strata"),
                                input(asked, "m"),
                                input(asked, "rho"),
                                input(asked, "r2_strata")))
                .at(input(asked, "delta"));
        asked.number("se", got.se());
        asked.number("df", got.df());
        asked.number("power", got.power());
    }

    private static void threeLevel(DesignCase asked) {
        double n = input(asked, "n");
        double j = input(asked, "J");
        double rho2 = input(asked, "rho2");
        double rho3 = input(asked, "rho3");
        Power power = power(
                asked, new ThreeLevelTrial(input(asked, "K1"), input(asked, "K2"), j, n, rho3, rho2, Adjustment.NONE));
        Strength got = power.at(input(asked, "delta"));
        asked.number("deff", got.designEffect());
        asked.number("deff_teerenstra", 1 + (n - 1) * rho2 + (n * j - 1) * rho3);
        asked.number("se", got.se());
        asked.number("df", got.df());
        asked.number("power", got.power());
        asked.number("mde80", smallest(power, 0.8));
        asked.number("mde80_powerup", power.multiplierEffect(0.8));
    }

    private static void periods(DesignCase asked) {
        List<List<Cell>> rows = new ArrayList<>();
        asked.inputs()
                .at("design")
                .cells()
                .forEach(row -> rows.add(row.stream()
                        .map(cell -> switch (cell) {
                            case "0" -> Cell.CONTROL;
                            case "1" -> Cell.TREATED;
                            default -> Cell.ABSENT;
                        })
                        .toList()));
        PeriodTrial trial = new PeriodTrial(
                PeriodDiagram.ofCells(rows),
                input(asked, "m_per_cluster_period"),
                new PeriodCorrelation(
                        input(asked, "wp_icc"),
                        input(asked, "cac"),
                        asked.inputs().at("decay").truth(),
                        0));
        Strength got = power(asked, trial).at(input(asked, "delta"));
        asked.number("var_gls", got.se() * got.se());
        asked.number("se", got.se());
        asked.number("df", got.df());
        asked.number("power_t", got.byT());
        asked.number("power_z", got.byZ());
        if (asked.expected().has("var_hussey_hughes")) {
            asked.number("var_hussey_hughes", got.se() * got.se());
        }
    }

    private static void crossover(DesignCase asked) {
        double m = input(asked, "m");
        double within = input(asked, "wp_icc");
        double between = input(asked, "bp_icc");
        double clusters = input(asked, "clusters_total");
        Strength got =
                power(asked, new CrossoverTrial(clusters, m, within, between)).at(input(asked, "delta"));
        asked.number("deff", got.designEffect());
        asked.number("se", got.se());
        asked.number("df", got.df());
        asked.number("power_t", got.byT());
        asked.number("power_z", got.byZ());
        // the same by the one engine of all diagrams
        Strength engine = power(
                        asked,
                        new PeriodTrial(
                                PeriodDiagram.crossover(clusters / 2),
                                m,
                                PeriodCorrelation.nestedExchangeable(within, between / within)))
                .at(input(asked, "delta"));
        asked.number("se", engine.se());
    }
}
