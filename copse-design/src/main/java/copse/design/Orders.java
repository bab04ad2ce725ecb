package copse.design;

/// Orders of things, some of them alike, one after the other.
final class Orders {
    private Orders() {}

    /// The next order of the things between two indices, in ascending order of the arrays.
    ///
    /// @param things in some order; after the last order the first again. *Modified.*
    /// @param from first index
    /// @param to one past the last index
    /// @return whether there was a next order
    static boolean next(int[] things, int from, int to) {
        int i = to - 2;
        while (i >= from && things[i] >= things[i + 1]) {
            i--;
        }
        if (i >= from) {
            int j = to - 1;
            while (things[j] <= things[i]) {
                j--;
            }
            swap(things, i, j);
        }
        for (int a = Math.max(i, from - 1) + 1, b = to - 1; a < b; a++, b--) {
            swap(things, a, b);
        }
        return i >= from;
    }

    private static void swap(int[] things, int i, int j) {
        int kept = things[i];
        things[i] = things[j];
        things[j] = kept;
    }
}
