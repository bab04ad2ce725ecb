package copse.report;

import copse.power.BlockedTrial;
import copse.power.CrossoverTrial;
import copse.power.GroupTreatmentTrial;
import copse.power.PairedTrial;
import copse.power.ParallelTrial;
import copse.power.PeriodTrial;
import copse.power.StratifiedTrial;
import copse.power.ThreeLevelTrial;
import copse.power.Trial;

/// Trials in words: `20 clusters of 30 units, 10 per arm`.
final class TrialWords {
    private TrialWords() {}

    /// @param trial with whole or expected numbers
    /// @return its clusters and units
    static String of(Trial trial) {
        return switch (trial) {
            case ParallelTrial p when p.size() == 1 -> arms(p.control(), p.treated(), "unit", "");
            case ParallelTrial p ->
                arms(
                        p.control(),
                        p.treated(),
                        "cluster",
                        " of " + size(p.sizes().cv() > 0, p.size()));
            case PairedTrial p ->
                count(p.pairs(), "pair") + " of clusters of " + size(p.sizes().cv() > 0, p.size());
            case StratifiedTrial s ->
                arms(s.perArm(), s.perArm(), "cluster", " of " + size(s.sizes().cv() > 0, s.size())) + ", in "
                        + count(s.strata(), "stratum", "strata");
            case ThreeLevelTrial t ->
                arms(
                        t.control(),
                        t.treated(),
                        "cluster",
                        " of " + count(t.subclusters(), "subcluster") + " of " + size(false, t.size()));
            case PeriodTrial p ->
                count(p.clusters(), "cluster") + " over " + count(p.diagram().periods(), "period") + ", with "
                        + size(false, p.size()) + " per cluster and period";
            case CrossoverTrial c ->
                count(c.clusters(), "cluster") + " that cross over, with " + size(false, c.size())
                        + " per cluster and period";
            case GroupTreatmentTrial g ->
                count(g.treated().count(), "group") + " of "
                        + size(false, g.treated().size())
                        + " in the treated arm and "
                        + (g.control().size() == 1
                                ? count(g.control().count(), "unit") + " without groups"
                                : count(g.control().count(), "group") + " of "
                                        + size(false, g.control().size()))
                        + " in the control arm";
            case BlockedTrial b ->
                count(b.blocks(), "block") + " of " + size(false, b.size()) + ", " + Numbers.percent(b.treatedShare())
                        + " of them treated";
        };
    }

    private static String arms(double control, double treated, String what, String of) {
        return control == treated
                ? count(2 * control, what) + of + ", " + number(control) + " per arm"
                : number(control) + " control and " + number(treated) + " treated " + what + "s" + of;
    }

    private static String size(boolean varying, double size) {
        return count(size, "unit") + (varying ? " on average" : "");
    }

    private static String count(double value, String one) {
        return count(value, one, one + "s");
    }

    private static String count(double value, String one, String many) {
        return number(value) + " " + (value == 1 ? one : many);
    }

    /// @param copies of a trial's smallest layout, in the plural: `clusters per arm`
    /// @return one of them: `cluster per arm`
    static String one(String copies) {
        int end = copies.indexOf("s of ") >= 0 ? copies.indexOf("s of ") : copies.indexOf("s ");
        String single = end < 0
                ? copies.substring(0, copies.length() - 1)
                : copies.substring(0, end) + copies.substring(end + 1);
        return single.replace("copie", "copy");
    }

    /// @param value a count, whole or expected
    /// @return it with separators of thousands
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Numbers.count((long) value)
                : Numbers.brief(value, 4);
    }
}
