package copse.cli;

import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.io.DataSource;
import copse.report.Language;
import copse.report.SavedFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a picture is asked of: results as they were named, and options.
///
/// @param command whose progress is shown
/// @param kind name of the picture
/// @param paths results or data in the order of the command line
/// @param options what is to be in the picture
/// @param reading how data are read
/// @param edges how edges are read
/// @param language of the words in the picture
record PlotRequest(
        Command command,
        String kind,
        List<Path> paths,
        PlotOptions options,
        DataOptions reading,
        EdgeOptions edges,
        Language language) {
    /// @return what the first of them is; data where there is only a query
    PlotSource source() {
        return paths.isEmpty() ? PlotSource.DATA : PlotSource.of(paths.getFirst());
    }

    /// @return the first result
    Path first() {
        return paths.getFirst();
    }

    /// @return the first result as a fit
    SavedFit fit() {
        return SavedFits.read(first());
    }

    /// @return the first result as a run with its draws
    SavedRun run() {
        try (Progress ignored = command.progress("reading draws")) {
            return SavedRun.read(first());
        }
    }

    /// @return the first result as it was saved
    JsonNode json() {
        try {
            return JsonMapper.shared().readTree(Files.readString(first()));
        } catch (IOException | JacksonException e) {
            throw new InputException(new Problem(
                    CliCode.NOT_A_RESULT.code(),
                    "`" + first() + "` cannot be read",
                    "it is not JSON, or was cut off",
                    "make it again: " + source().example()));
        }
    }

    /// @param position of a path; that of the first is 0
    /// @return what rows are read from
    /// @throws UsageException if no such path was given, and no query
    DataSource data(int position) {
        return reading.source(paths.size() > position ? paths.get(position).toString() : null);
    }

    /// @param option that names one of several things
    /// @param given its value, if given
    /// @param there what there is
    /// @return the one that was named, or the only one
    /// @throws UsageException if there is none of that name, or several and none was named
    String one(String option, Optional<String> given, Collection<String> there) {
        if (given.isEmpty()) {
            if (there.size() == 1) {
                return there.iterator().next();
            }
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing " + option,
                    "there are " + String.join(", ", there),
                    option + " '" + there.iterator().next() + "'");
        }
        return given.filter(there::contains)
                .orElseThrow(() -> new UsageException(
                        CliCode.BAD_VALUE,
                        option + " cannot be `" + given.get() + "`",
                        "there are " + String.join(", ", there),
                        option + " '"
                                + Suggestion.closest(given.get(), there)
                                        .orElse(there.iterator().next()) + "'"));
    }

    /// @param why a result lacks what the picture needs
    /// @param fix how to make one that has it
    /// @return the error to throw
    InputException lacking(String why, String fix) {
        return new InputException(new Problem(
                CliCode.NOT_A_RESULT.code(), "`" + kind + "` cannot be drawn of `" + first() + "`", why, fix));
    }
}
