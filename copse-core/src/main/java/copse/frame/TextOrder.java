package copse.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Sorts rows by texts in the order of code points, ties in the order of rows.
///
/// The order of code points is that of the bytes of UTF-8. What all texts begin with is skipped, the next seven
/// bytes make a whole number, and rows are sorted by that ([RadixSort]); those that agree in it go on in the
/// same way.
///
/// Cost: about n per seven bytes beyond the common beginning, and the texts once more as bytes.
final class TextOrder {
    /// Bytes that fit a number that is not negative.
    private static final int BYTES = 7;

    /// Fewer rows than this are sorted by comparison, for which no tables are set up.
    private static final int FEW = 64;

    private final String[] texts;
    private final byte[][] utf8;
    private final int[] rows;

    private TextOrder(String[] texts) {
        this.texts = texts;
        this.utf8 = Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.rows = new int[texts.length];
        Arrays.setAll(rows, row -> row);
    }

    /// @param texts one per row
    /// @return rows in the order of their texts
    static int[] of(String[] texts) {
        TextOrder order = new TextOrder(texts);
        order.sort(0, texts.length, 0);
        return order.rows;
    }

    /// @param from first of the rows, which agree in the bytes before `depth`
    /// @param to one past the last
    private void sort(int from, int to, int depth) {
        if (to - from < FEW) {
            compare(from, to);
            return;
        }
        int same = common(from, to, depth);
        long[] keys = new long[to - from];
        long most = 0;
        for (int i = from; i < to; i++) {
            keys[i - from] = key(utf8[rows[i]], same);
            most = Math.max(most, keys[i - from]);
        }
        if (most == 0) {
            // all texts end here: they are equal, or differ in what has no bytes of its own
            compare(from, to);
            return;
        }
        long[] sorted = keys.clone();
        int[] order = RadixSort.order(keys, most);
        int[] before = Arrays.copyOfRange(rows, from, to);
        for (int i = 0; i < order.length; i++) {
            rows[from + i] = before[order[i]];
        }
        int start = 0;
        for (int i = 1; i <= order.length; i++) {
            if (i == order.length || sorted[order[i]] != sorted[order[start]]) {
                if (i - start > 1) {
                    sort(from + start, from + i, same + BYTES);
                }
                start = i;
            }
        }
    }

    private int common(int from, int to, int depth) {
        byte[] first = utf8[rows[from]];
        int same = first.length;
        for (int i = from + 1; i < to && same > depth; i++) {
            byte[] other = utf8[rows[i]];
            int differ = Arrays.mismatch(first, 0, same, other, 0, Math.min(same, other.length));
            same = differ < 0 ? Math.min(same, other.length) : differ;
        }
        return Math.max(same, depth);
    }

    private static long key(byte[] bytes, int from) {
        long key = 0;
        for (int i = from; i < from + BYTES; i++) {
            key = key << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
        }
        return key;
    }

    private void compare(int from, int to) {
        Integer[] few = new Integer[to - from];
        Arrays.setAll(few, i -> rows[from + i]);
        Arrays.sort(few, (a, b) -> {
            int order = Levels.byCodePoint(texts[a], texts[b]);
            return order != 0 ? order : Integer.compare(a, b);
        });
        for (int i = from; i < to; i++) {
            rows[i] = few[i - from];
        }
    }
}
