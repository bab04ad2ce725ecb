package copse.cli;

import copse.report.Chart;
import java.util.Set;

/// One kind of picture.
///
/// @param name on the command line
/// @param part of the list that it stands in
/// @param shows what is to be seen, in a few words
/// @param sources what it can be made of
/// @param example a command that makes one
/// @param maker makes it
record PlotKind(String name, String part, String shows, Set<PlotSource> sources, String example, Maker maker) {
    /// Makes a picture.
    interface Maker {
        /// @param request results, options, language
        /// @return the picture
        /// @throws Exception as commands do
        Chart of(PlotRequest request) throws Exception;
    }

    /// Copies the set.
    PlotKind {
        sources = Set.copyOf(sources);
    }
}
