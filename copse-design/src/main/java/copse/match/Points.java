package copse.match;

/// Units as points, whose Euclidean distance is the distance of the units.
final class Points {
    /// Number of units.
    final int size;

    /// Number of coordinates.
    final int dimensions;

    /// Coordinates, unit by unit: `at[unit * dimensions + k]`.
    final double[] at;

    /// @param size number of units
    /// @param dimensions number of coordinates
    /// @param at coordinates, unit by unit. Kept.
    Points(int size, int dimensions, double[] at) {
        this.size = size;
        this.dimensions = dimensions;
        this.at = at;
    }

    /// @param i a unit
    /// @param j another
    /// @return their squared distance
    double squared(int i, int j) {
        double sum = 0;
        int p = i * dimensions;
        int q = j * dimensions;
        for (int k = 0; k < dimensions; k++) {
            double difference = at[p + k] - at[q + k];
            sum += difference * difference;
        }
        return sum;
    }

    /// @param i a unit
    /// @param j another
    /// @return their distance
    double distance(int i, int j) {
        return Math.sqrt(squared(i, j));
    }

    /// @param group units
    /// @return sum of the distances of all pairs
    double cost(int[] group) {
        double sum = 0;
        for (int b = 1; b < group.length; b++) {
            for (int a = 0; a < b; a++) {
                sum += distance(group[a], group[b]);
            }
        }
        return sum;
    }

    /// @param group units
    /// @return the largest distance of two of them
    double diameter(int[] group) {
        double largest = 0;
        for (int b = 1; b < group.length; b++) {
            for (int a = 0; a < b; a++) {
                largest = Math.max(largest, squared(group[a], group[b]));
            }
        }
        return Math.sqrt(largest);
    }

    /// @return the diagonal of the box around all points, which no distance exceeds
    double extent() {
        double sum = 0;
        for (int k = 0; k < dimensions; k++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < size; i++) {
                low = Math.min(low, at[i * dimensions + k]);
                high = Math.max(high, at[i * dimensions + k]);
            }
            sum += (high - low) * (high - low);
        }
        return Math.sqrt(sum);
    }

    /// @param units some units
    /// @return their points, in that order
    Points select(int[] units) {
        double[] chosen = new double[units.length * dimensions];
        for (int i = 0; i < units.length; i++) {
            System.arraycopy(at, units[i] * dimensions, chosen, i * dimensions, dimensions);
        }
        return new Points(units.length, dimensions, chosen);
    }
}
