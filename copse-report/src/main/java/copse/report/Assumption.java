package copse.report;

import copse.power.Adjustment;
import copse.power.BlockedTrial;
import copse.power.ClusterSizes;
import copse.power.Clustering;
import copse.power.CrossoverTrial;
import copse.power.GroupTreatmentTrial;
import copse.power.PairedTrial;
import copse.power.ParallelTrial;
import copse.power.PeriodCorrelation;
import copse.power.PeriodTrial;
import copse.power.StratifiedTrial;
import copse.power.ThreeLevelTrial;
import copse.power.Trial;
import java.util.ArrayList;
import java.util.List;

/// A number that a trial's power rests on beside its clusters and their size.
///
/// @param key in JSON: `icc`
/// @param words for people: `ICC`
/// @param value the number
public record Assumption(String key, String words, double value) {
    /// @param trial any
    /// @return what its variance is made of, without what is 0 for want of being asked for
    public static List<Assumption> of(Trial trial) {
        List<Assumption> all = new ArrayList<>();
        switch (trial) {
            case ParallelTrial p -> clusters(p.clustering(), p.sizes(), p.adjustment(), all);
            case PairedTrial p -> {
                clusters(p.clustering(), p.sizes(), p.adjustment(), all);
                all.add(new Assumption("pairCorrelation", "correlation of the means of a pair", p.correlation()));
            }
            case StratifiedTrial s -> {
                clusters(s.clustering(), s.sizes(), s.adjustment(), all);
                all.add(new Assumption("r2Strata", "R² of strata between clusters", s.ofStrata()));
            }
            case ThreeLevelTrial t -> {
                all.add(new Assumption("icc", "share of variance between clusters", t.ofClusters()));
                all.add(new Assumption("iccSubcluster", "between subclusters", t.ofSubclusters()));
                adjustment(t.adjustment(), all);
            }
            case PeriodTrial p -> periods(p.correlation(), all);
            case CrossoverTrial c -> {
                all.add(new Assumption("icc", "ICC within a period", c.withinPeriod()));
                all.add(new Assumption("iccBetweenPeriods", "between periods", c.betweenPeriods()));
            }
            case GroupTreatmentTrial g -> {
                all.add(new Assumption(
                        "icc", "ICC of treated groups", g.treated().icc()));
                some("iccControl", "of control groups", g.control().icc(), all);
            }
            case BlockedTrial b -> {
                all.add(new Assumption("icc", "share of variance between blocks", b.ofBlocks()));
                some("effectVariance", "variance of the effect over that", b.effectVariance(), all);
                some("r2Unit", "R² within blocks", b.ofUnits(), all);
            }
        }
        return all;
    }

    private static void clusters(
            Clustering clustering, ClusterSizes sizes, Adjustment adjustment, List<Assumption> into) {
        into.add(
                switch (clustering) {
                    case Clustering.Icc(double value) -> new Assumption("icc", "ICC", value);
                    case Clustering.BetweenCv(double value) ->
                        new Assumption("betweenCv", "coefficient of variation between clusters", value);
                });
        some("sizeCv", "coefficient of variation of sizes", sizes.cv(), into);
        adjustment(adjustment, into);
    }

    private static void adjustment(Adjustment adjustment, List<Assumption> into) {
        some("r2Cluster", "R² between clusters", adjustment.ofClusters(), into);
        some("r2Unit", "R² within clusters", adjustment.ofUnits(), into);
        some("clusterCovariates", "covariates of clusters", adjustment.clusterCovariates(), into);
    }

    private static void periods(PeriodCorrelation correlation, List<Assumption> into) {
        into.add(new Assumption("icc", "ICC within a period", correlation.icc()));
        into.add(new Assumption(
                correlation.decays() ? "decay" : "clusterAutocorrelation",
                correlation.decays() ? "left of it with each further period" : "left of it between periods",
                correlation.clusterAutocorrelation()));
        some(
                "individualAutocorrelation",
                "individual autocorrelation of a cohort",
                correlation.individualAutocorrelation(),
                into);
    }

    private static void some(String key, String words, double value, List<Assumption> into) {
        if (value != 0) {
            into.add(new Assumption(key, words, value));
        }
    }
}
