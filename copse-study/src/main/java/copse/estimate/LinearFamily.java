package copse.estimate;

/// A statistic that is linear in the outcomes: `T(θ) = a − cθ`, where `a` is its value for the outcomes and `c`
/// its value for the indicator of those who are treated in fact.
///
/// For differences in means `c` is 1 for the observed assignment and between −1 and 1 for all others. The
/// p-value is then a step function that rises up to the estimate and falls beyond it, and the steps are known
/// in closed form: one per assignment and side.
final class LinearFamily implements ShiftFamily {
    /// Numbers kept per assignment.
    static final int KEPT = 2;

    private final double[] kept;
    private final int size;

    /// @param kept `a` and `c` of each assignment, those of the observed one last; not copied
    LinearFamily(double[] kept) {
        this.kept = kept;
        this.size = kept.length / KEPT - 1;
    }

    @Override
    public Values at(double theta) {
        double[] reference = new double[size];
        for (int i = 0; i < size; i++) {
            reference[i] = kept[KEPT * i] - theta * kept[KEPT * i + 1];
        }
        return new Values(observed(theta), reference);
    }

    @Override
    public double observed(double theta) {
        return constant(size) - theta * slope(size);
    }

    /// The root mean square of the statistic without shift.
    @Override
    public double scale() {
        double square = 0;
        int defined = 0;
        for (int i = 0; i < size; i++) {
            double a = constant(i);
            if (!Double.isNaN(a)) {
                square += a * a;
                defined++;
            }
        }
        return Math.sqrt(square / Math.max(1, defined)) / Math.abs(slope(size));
    }

    /// @return number of assignments
    int size() {
        return size;
    }

    /// @param assignment in `[0, size]`, the last being the observed one
    /// @return `a`
    double constant(int assignment) {
        return kept[KEPT * assignment];
    }

    /// @param assignment in `[0, size]`
    /// @return `c`
    double slope(int assignment) {
        return kept[KEPT * assignment + 1];
    }

    /// @return whether no assignment moves faster with θ than the observed one, so that p-values only rise
    ///     towards the estimate
    boolean isMonotone() {
        double most = slope(size) * (1 + Tails.TIE);
        for (int i = 0; i < size; i++) {
            if (Math.abs(slope(i)) > most) {
                return false;
            }
        }
        return true;
    }
}
