package copse.io;

import copse.frame.Levels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All labels of a column of text, from the tables of the workers that met them, and the decision what they
/// are.
///
/// @param merged all labels
/// @param codes by worker and the worker's code: the code in `merged`
/// @param levels of the factor that the column is, or null if it is free text
/// @param level by code in `merged`: the level's code; empty for free text
/// @param texts by code in `merged`: the label
record CsvLabels(LabelTable merged, int[][] codes, @Nullable Levels levels, int[] level, String[] texts) {
    /// Up to that many labels make a factor as soon as one repeats.
    static final int FEW = 1000;

    /// Decides: a column of text is a factor if some label repeats and, beyond 1,000 labels, if there are at
    /// most half as many labels as values.
    ///
    /// @param labels number of distinct labels
    /// @param values number of values that are not missing
    /// @return whether they are levels of a factor
    static boolean repeat(long labels, long values) {
        return labels < values && (labels <= FEW || 2 * labels <= values);
    }

    /// @param name of the column
    /// @param tables of the workers
    /// @param values number of values that are not missing
    /// @param factor whether a factor was asked for
    /// @param given the levels asked for, or null
    /// @return the labels merged
    /// @throws NotUtf8 if a label is not UTF-8
    /// @throws UnknownLevel if a label is not among the levels given
    static CsvLabels of(
            String name, List<LabelTable> tables, long values, boolean factor, @Nullable List<String> given) {
        LabelTable merged = tables.getFirst();
        int[][] codes = new int[tables.size()][];
        for (int worker = 0; worker < tables.size(); worker++) {
            LabelTable table = tables.get(worker);
            int[] to = new int[table.size()];
            for (int code = 0; code < to.length; code++) {
                byte[] bytes = table.bytes(code);
                to[code] = worker == 0 ? code : merged.code(bytes, 0, bytes.length);
            }
            codes[worker] = to;
        }
        String[] texts = new String[merged.size()];
        for (int code = 0; code < texts.length; code++) {
            String text = CsvFile.decode(merged.bytes(code));
            if (text == null) {
                throw new NotUtf8(merged.bytes(code));
            }
            texts[code] = text;
        }
        if (given == null && !factor && !repeat(texts.length, values)) {
            return new CsvLabels(merged, codes, null, new int[0], texts);
        }
        Levels levels = given == null ? Levels.sorted(texts) : Levels.of(given);
        int[] level = new int[texts.length];
        for (int code = 0; code < texts.length; code++) {
            String label = texts[code];
            level[code] = levels.code(label).orElseThrow(() -> new UnknownLevel(name, label));
        }
        return new CsvLabels(merged, codes, levels, level, texts);
    }

    /// A label that is not among the levels given. Never leaves this package.
    static final class UnknownLevel extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String column;
        private final String label;

        UnknownLevel(String column, String label) {
            super(column + ": " + label, null, false, false);
            this.column = column;
            this.label = label;
        }

        String column() {
            return column;
        }

        String label() {
            return label;
        }
    }

    /// Bytes of a label that are no text. Never leaves this package.
    static final class NotUtf8 extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient byte[] bytes;

        NotUtf8(byte[] bytes) {
            super("not UTF-8", null, false, false);
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
