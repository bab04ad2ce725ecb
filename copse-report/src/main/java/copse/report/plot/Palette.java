package copse.report.plot;

import java.util.List;
import java.util.stream.IntStream;

/// Colours, shapes and dashes that stay apart in grey, on paper and for colour-blind readers.
///
/// Groups differ by colour and by shape or dash at once, so that no picture depends on colour alone.
///
/// Source: Okabe and Ito (2008), Color Universal Design. https://jfly.uni-koeln.de/color/
final class Palette {
    /// Marks without a group: estimates.
    static final String INK = "#0072b2";

    /// What is to be seen first: the observed value, a miss.
    static final String ACCENT = "#d55e00";

    /// A third thing that is neither.
    static final String GREEN = "#009e73";

    /// Lines that only help reading: zero, thresholds, the mean.
    static final String GUIDE = "#595959";

    /// Raw data behind a fit, what is faded.
    static final String FAINT = "#9a9a9a";

    /// Text, axes.
    static final String TEXT = "#222222";

    private static final List<String> COLOURS =
            List.of(INK, ACCENT, GREEN, "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c6d1f");

    private static final List<String> SHAPES =
            List.of("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right");

    private static final List<List<Integer>> DASHES = List.of(
            List.of(1, 0),
            List.of(7, 3),
            List.of(2, 2),
            List.of(9, 3, 2, 3),
            List.of(12, 4),
            List.of(4, 2, 1, 2, 1, 2));

    private Palette() {}

    /// @param i number of a group, from 0; beyond eight they repeat
    /// @return its colour
    static String colour(int i) {
        return COLOURS.get(i % COLOURS.size());
    }

    /// @param n number of groups
    /// @return their colours
    static List<String> colours(int n) {
        return IntStream.range(0, n).mapToObj(Palette::colour).toList();
    }

    /// @param n number of groups
    /// @return their shapes: seven, which repeat out of step with the colours
    static List<String> shapes(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> SHAPES.get(i % SHAPES.size()))
                .toList();
    }

    /// @param n number of groups
    /// @return dashes of their lines, the first one solid
    static List<List<Integer>> dashes(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> DASHES.get(i % DASHES.size()))
                .toList();
    }
}
