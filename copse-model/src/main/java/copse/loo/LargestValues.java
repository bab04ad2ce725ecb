package copse.loo;

import java.util.Arrays;

/// The largest of many numbers, found without sorting the others.
final class LargestValues {
    private LargestValues() {}

    /// @param values numbers, at least `count`; not modified
    /// @param count how many are wanted
    /// @return the largest of them in ascending order
    static double[] of(double[] values, int count) {
        // a heap whose first entry is the smallest of those kept
        double[] heap = Arrays.copyOf(values, count);
        for (int i = count / 2 - 1; i >= 0; i--) {
            sink(heap, i);
        }
        for (int i = count; i < values.length; i++) {
            if (values[i] > heap[0]) {
                heap[0] = values[i];
                sink(heap, 0);
            }
        }
        Arrays.sort(heap);
        return heap;
    }

    private static void sink(double[] heap, int from) {
        double value = heap[from];
        int at = from;
        for (int child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
            if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= value) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = value;
    }
}
