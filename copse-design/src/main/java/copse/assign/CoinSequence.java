package copse.assign;

import copse.design.Allocation;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.List;

/// A die per arrival: that of arrival n comes from the n-th child of the seed's stream.
final class CoinSequence implements Sequence {
    private final Allocation.Shares shares;
    private final RandomStream root;
    private int arrivals;

    CoinSequence(CoinEnrolment rule, Seed seed) {
        this.shares = rule.allocation();
        this.root = seed.stream();
    }

    @Override
    public Place next(List<String> levels) {
        arrivals++;
        return new Place(arm(root.split(arrivals).nextDouble()), List.of(), arrivals);
    }

    private int arm(double u) {
        double sum = 0;
        int last = 0;
        for (int arm = 0; arm < shares.arms().size(); arm++) {
            if (shares.share(arm) > 0) {
                sum += shares.share(arm);
                last = arm;
                if (u < sum) {
                    return arm;
                }
            }
        }
        return last; // the shares may sum to a hair less than 1
    }
}
