package copse.estimate;

/// A difference over its standard error: `T(θ) = (a − cθ) / √(v₀ + v₁θ + v₂θ²)`.
///
/// The estimated variance of outcomes less θ of those treated in fact is a square in θ, so that five numbers
/// per assignment tell the statistic for every effect.
final class StudentisedFamily implements ShiftFamily {
    /// Numbers kept per assignment: `a, c, v₀, v₁, v₂`.
    static final int KEPT = 5;

    // A variance that is 0 comes out as rounding of the sums of squares that it is the difference of.
    private static final double ROUNDING = 1e-13;

    private final double[] kept;
    private final int size;
    private final double spread;

    /// @param kept five numbers per assignment, those of the observed one last; not copied
    /// @param spread variance of the outcome of a position, about
    StudentisedFamily(double[] kept, double spread) {
        this.kept = kept;
        this.size = kept.length / KEPT - 1;
        this.spread = spread;
    }

    @Override
    public Values at(double theta) {
        double[] reference = new double[size];
        for (int i = 0; i < size; i++) {
            reference[i] = value(i, theta);
        }
        return new Values(observed(theta), reference);
    }

    @Override
    public double observed(double theta) {
        return value(size, theta);
    }

    private double value(int assignment, double theta) {
        int at = KEPT * assignment;
        double difference = kept[at] - theta * kept[at + 1];
        double variance = kept[at + 2] + theta * (kept[at + 3] + theta * kept[at + 4]);
        // nothing over nothing is nothing; a difference without any spread is beyond all others
        if (variance <= ROUNDING * (spread + theta * theta)) {
            return Math.abs(difference) <= Math.sqrt(ROUNDING * (spread + theta * theta))
                    ? 0
                    : Math.copySign(Double.POSITIVE_INFINITY, difference);
        }
        return difference / Math.sqrt(variance);
    }

    /// The observed standard error, or the spread of the outcome if that is 0.
    @Override
    public double scale() {
        double variance = kept[KEPT * size + 2];
        return Math.sqrt(variance > ROUNDING * spread ? variance : spread);
    }
}
