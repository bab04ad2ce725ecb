package copse.power;

import copse.estimate.BootstrapCode;
import copse.estimate.Experiment;
import copse.estimate.RandomisedUnits;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import java.util.Arrays;

/// A population with and without the effect.
///
/// @param experiment rows, under whichever assignment; its units know blocks and randomisation
/// @param without outcome without the effect, within limits
/// @param with outcome with the effect, within limits
record LoopPopulation(Experiment experiment, int control, NumericColumn without, NumericColumn with) {
    static LoopPopulation of(
            AssignmentLoop loop, AssignmentLoop.Named population, RandomStream samples, RandomStream effects) {
        Frame rows = loop.sample().map(own -> drawn(population, own, samples)).orElse(population.rows());
        // arms that the past had are not those of the loop
        String[] past = loop.randomisation().design().arms().columns().keySet().stream()
                .filter(rows.names()::contains)
                .toArray(String[]::new);
        Experiment experiment =
                Experiment.of(rows.drop(past), loop.randomisation().assign(loop.seed()), loop.unit());
        RandomisedUnits units = experiment.units();
        boolean[] seen = new boolean[units.size()];
        for (int row = 0; row < experiment.rows().rows(); row++) {
            seen[experiment.unitOf(row)] = true;
        }
        for (int u = 0; u < seen.length; u++) {
            if (!seen[u]) {
                throw BootstrapCode.BAD_RULE.error(
                        "unit `" + units.id(u) + "` has no rows in population `" + population.name() + "`",
                        "assignments give every unit an arm, and its rows are needed under either",
                        "leave the population out, or the unit out of the design");
            }
        }
        double[] added = loop.effect().draw(units.size(), effects);
        NumericColumn outcome = experiment.rows().numeric(loop.question().outcome());
        double[] without = new double[outcome.size()];
        double[] with = new double[outcome.size()];
        for (int row = 0; row < without.length; row++) {
            if (!outcome.isMissing(row)) {
                double y = outcome.value(row);
                double raised = y + added[experiment.unitOf(row)];
                without[row] =
                        loop.effect().limits().map(limits -> limits.clip(y)).orElse(y);
                with[row] = loop.effect()
                        .limits()
                        .map(limits -> limits.clip(raised))
                        .orElse(raised);
            }
        }
        return new LoopPopulation(
                experiment,
                units.armOf(loop.question().control()),
                NumericColumn.of(without, outcome.missing()),
                NumericColumn.of(with, outcome.missing()));
    }

    private static Frame drawn(AssignmentLoop.Named population, AssignmentLoop.Sample sample, RandomStream stream) {
        Frame rows = population.rows().asFactor(sample.within());
        FactorColumn groups = rows.factor(sample.within());
        int levels = groups.levels().size();
        int[] count = new int[levels];
        for (int row = 0; row < groups.size(); row++) {
            if (groups.code(row) >= 0) {
                count[groups.code(row)]++;
            }
        }
        int[][] members = new int[levels][];
        for (int g = 0; g < levels; g++) {
            members[g] = new int[count[g]];
        }
        Arrays.fill(count, 0);
        for (int row = 0; row < groups.size(); row++) {
            int g = groups.code(row);
            if (g >= 0) {
                members[g][count[g]++] = row;
            }
        }
        int[] taken = new int
                [Math.multiplyExact(
                        (int) Arrays.stream(count).filter(c -> c > 0).count(), sample.size())];
        int next = 0;
        for (int g = 0; g < levels; g++) {
            RandomStream own = stream.split(g);
            for (int k = 0; k < sample.size() && count[g] > 0; k++) {
                taken[next++] = members[g][own.nextInt(count[g])];
            }
        }
        return rows.rows(taken);
    }

    Frame rows() {
        return experiment.rows();
    }

    /// Arms of the units of the experiment, as their indices: of a unit of the randomisation its own.
    int[] arms(int[] treated) {
        RandomisedUnits units = experiment.units();
        int[] arms = new int[units.size()];
        for (int u = 0; u < arms.length; u++) {
            arms[u] = treated[units.position(u)] == 1 ? 1 - control : control;
        }
        return arms;
    }

    double realised(LoopAssignments list) {
        int units = experiment.units().size();
        double[] gain = new double[units];
        double[] count = new double[units];
        for (int row = 0; row < without.size(); row++) {
            if (!without.isMissing(row)) {
                int u = experiment.unitOf(row);
                gain[u] += with.value(row) - without.value(row);
                count[u]++;
            }
        }
        double mean = 0;
        for (int a = 0; a < list.arms().size(); a++) {
            double sum = 0;
            double of = 0;
            for (int u = 0; u < units; u++) {
                if (list.arms().get(a)[experiment.units().position(u)] == 1) {
                    sum += gain[u];
                    of += count[u];
                }
            }
            mean += list.weights()[a] * (of > 0 ? sum / of : 0);
        }
        return mean;
    }
}
