package copse.io;

import copse.error.InputException;
import copse.error.Suggestion;
import java.util.ArrayList;
import java.util.List;

/// The columns of a source that are read, and a check that options speak of columns that are there.
///
/// @param positions in the source, in the order wanted
record Wanted(List<Integer> positions) {
    private static final int LISTED = 12;

    /// @param names columns of the source
    /// @param options what is wanted
    /// @return the columns wanted
    /// @throws InputException `I212` if an option names a column that is not there
    static Wanted of(List<String> names, ReadOptions options) {
        options.mentioned().forEach((option, mentioned) -> {
            for (String name : mentioned) {
                if (!names.contains(name)) {
                    throw unknown(option, name, names);
                }
            }
        });
        List<Integer> positions = new ArrayList<>();
        for (String name : options.columns().isEmpty() ? names : options.columns()) {
            positions.add(names.indexOf(name));
        }
        return new Wanted(List.copyOf(positions));
    }

    private static InputException unknown(String option, String name, List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(LISTED, names.size())))
                + (names.size() > LISTED ? ", …" : "");
        return IoCode.UNKNOWN_COLUMN.exception(
                "no column `" + name + "` in the data"
                        + (option.equals("columns") ? "" : ", which --" + option + " names"),
                "the data has " + names.size() + (names.size() == 1 ? " column: " : " columns: ") + shown,
                Suggestion.didYouMean(name, names, "use one of them"));
    }

    /// @param width number of columns of the source
    /// @return by column whether it is wanted
    boolean[] mask(int width) {
        boolean[] mask = new boolean[width];
        positions.forEach(position -> mask[position] = true);
        return mask;
    }
}
