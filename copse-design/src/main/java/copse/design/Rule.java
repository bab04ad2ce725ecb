package copse.design;

/// One number that a criterion makes of the sums of its features per arm, and the threshold it is held against.
///
/// Features are centred over the units that take part. A value within [#tolerance()] of the threshold counts as
/// equal to it: sums of the same numbers in another order, as in mirrored assignments, differ by that little.
sealed interface Rule {
    /// @return what it is, in the words of a report
    String name();

    /// @return first feature that is read
    int from();

    /// @return one past the last
    int to();

    /// @return largest accepted value; NaN while it is not known
    double threshold();

    /// @return the same rule with another threshold
    Rule below(double threshold);

    /// @param sums of each feature by arm
    /// @param known one past the last feature whose sum is known; the value of these is not above that of all
    /// @param counts units by arm; empty arms are passed over
    /// @return the value
    double value(double[][] sums, int known, int[] counts);

    /// @return by how much a value may pass the threshold and still count as equal
    double tolerance();

    /// @param value a value of this rule
    /// @return how it stands to the threshold
    default Standing standing(double value) {
        if (value > threshold() + tolerance()) {
            return Standing.ABOVE;
        }
        return value < threshold() - tolerance() ? Standing.BELOW : Standing.AT;
    }

    /// A Mahalanobis distance: features are orthogonal with variance 1.
    ///
    /// @param name what it is
    /// @param from first feature
    /// @param to one past the last
    /// @param threshold largest M
    record Distance(String name, int from, int to, double threshold) implements Rule {
        @Override
        public Rule below(double value) {
            return new Distance(name, from, to, value);
        }

        @Override
        public double value(double[][] sums, int known, int[] counts) {
            return between(sums, counts, from, Math.min(to, known));
        }

        @Override
        public double tolerance() {
            return 1e-9 * threshold + 1e-12;
        }
    }

    /// The largest difference in means of one feature between any two arms.
    ///
    /// @param name what it is
    /// @param from the feature
    /// @param scale unit of the value in units of the feature
    /// @param threshold largest difference
    record Widest(String name, int from, double scale, double threshold) implements Rule {
        @Override
        public int to() {
            return from + 1;
        }

        @Override
        public Rule below(double value) {
            return new Widest(name, from, scale, value);
        }

        @Override
        public double value(double[][] sums, int known, int[] counts) {
            if (from >= known) {
                return 0;
            }
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int arm = 0; arm < counts.length; arm++) {
                if (counts[arm] > 0) {
                    double mean = sums[arm][from] / counts[arm];
                    least = Math.min(least, mean);
                    most = Math.max(most, mean);
                }
            }
            return scale * (most - least);
        }

        @Override
        public double tolerance() {
            return 1e-9 * threshold + 1e-12 * scale;
        }
    }

    /// The sum of squares between arms, added over features.
    static double between(double[][] sums, int[] counts, int from, int to) {
        double square = 0;
        int units = 0;
        for (int count : counts) {
            units += count;
        }
        for (int k = from; k < to; k++) {
            double total = 0;
            for (int arm = 0; arm < counts.length; arm++) {
                if (counts[arm] > 0) {
                    square += sums[arm][k] * sums[arm][k] / counts[arm];
                    total += sums[arm][k];
                }
            }
            square -= total * total / units;
        }
        return square;
    }
}
