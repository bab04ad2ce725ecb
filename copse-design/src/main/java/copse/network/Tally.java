package copse.network;

/// Sums by whole-numbered key, of few keys at a time among many, cleared in as many steps as there were keys.
final class Tally {
    private final double[] sum;
    private final boolean[] seen;
    private final int[] keys;
    private int size;

    /// @param keys number of keys
    Tally(int keys) {
        this.sum = new double[keys];
        this.seen = new boolean[keys];
        this.keys = new int[keys];
    }

    void add(int key, double weight) {
        if (!seen[key]) {
            seen[key] = true;
            keys[size++] = key;
        }
        sum[key] += weight;
    }

    /// @return number of keys that were added
    int size() {
        return size;
    }

    /// @param index in `[0, size)`
    /// @return the key that was added as that one, in order of first addition
    int key(int index) {
        return keys[index];
    }

    /// @param key any key
    /// @return its sum, 0 if it was not added
    double of(int key) {
        return sum[key];
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            sum[keys[i]] = 0;
            seen[keys[i]] = false;
        }
        size = 0;
    }
}
