package copse.assign;

import copse.math.RandomStream;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Arrivals that lean towards balance: minimisation, and Efron's coin as minimisation of one factor.
///
/// Arms in a ratio are several parts of one size, which take arrivals like arms of their own; see
/// [Minimisation]. The numbers of arrival n come from the n-th child of the seed's stream: the part that is
/// preferred among equally good ones, whether it gets the arrival, and if not which other does.
final class BalancingSequence implements Sequence {
    /// Sums of weights times imbalances that differ by less are equal but for rounding.
    private static final double TIE = 1e-9;

    private final int[] armOfPart;
    private final double p;
    private final Minimisation.Measure measure;
    private final List<Margin> margins;
    private final boolean stratified;
    private final RandomStream root;
    private final Strata strata = new Strata();
    private int arrivals;

    BalancingSequence(Minimisation rule, Seed seed) {
        this(rule, rule.p(), rule.measure(), new ArrayList<>(), false, seed);
        for (int i = 0; i < rule.factors().size(); i++) {
            margins.add(new Margin(new int[] {i}, rule.factors().get(i).weight()));
        }
        if (rule.total() > 0) {
            margins.add(new Margin(new int[0], rule.total()));
        }
    }

    BalancingSequence(BiasedCoin rule, Seed seed) {
        this(rule, rule.p(), Minimisation.Measure.RANGE, new ArrayList<>(), true, seed);
        margins.add(new Margin(IntStream.range(0, rule.by().size()).toArray(), 1));
    }

    private BalancingSequence(
            EnrolmentRule rule,
            double p,
            Minimisation.Measure measure,
            List<Margin> margins,
            boolean stratified,
            Seed seed) {
        this.armOfPart = WholeRatio.of(rule.allocation()).armOfPart();
        this.p = p;
        this.measure = measure;
        this.margins = margins;
        this.stratified = stratified;
        this.root = seed.stream();
    }

    @Override
    public Place next(List<String> levels) {
        arrivals++;
        RandomStream stream = root.split(arrivals);
        List<int[]> counts =
                margins.stream().map(margin -> margin.counts(levels)).toList();
        int part = part(best(counts), stream);
        counts.forEach(count -> count[part]++);
        List<String> stratum = stratified ? levels : List.of();
        return new Place(armOfPart[part], stratum, strata.next(stratum));
    }

    /// The parts whose choice leaves least imbalance.
    private int[] best(List<int[]> counts) {
        double[] imbalance = new double[armOfPart.length];
        double least = Double.POSITIVE_INFINITY;
        for (int part = 0; part < imbalance.length; part++) {
            for (int i = 0; i < counts.size(); i++) {
                int[] count = counts.get(i);
                count[part]++;
                imbalance[part] += margins.get(i).weight * measure.of(count);
                count[part]--;
            }
            least = Math.min(least, imbalance[part]);
        }
        double limit = least + TIE * (1 + least);
        return IntStream.range(0, imbalance.length)
                .filter(part -> imbalance[part] <= limit)
                .toArray();
    }

    private int part(int[] best, RandomStream stream) {
        int preferred = best[stream.nextInt(best.length)];
        if (armOfPart.length == 1 || stream.nextDouble() < p) {
            return preferred;
        }
        int other = stream.nextInt(armOfPart.length - 1);
        return other < preferred ? other : other + 1;
    }

    /// Numbers per part of those with the same levels of some factors.
    private final class Margin {
        private final int[] factors;
        private final double weight;
        private final Map<List<String>, int[]> counts = new HashMap<>();

        Margin(int[] factors, double weight) {
            this.factors = factors;
            this.weight = weight;
        }

        int[] counts(List<String> levels) {
            List<String> own = IntStream.of(factors).mapToObj(levels::get).toList();
            return counts.computeIfAbsent(own, _ -> new int[armOfPart.length]);
        }
    }
}
