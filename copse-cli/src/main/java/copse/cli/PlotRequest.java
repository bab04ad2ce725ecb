package copse.cli;

import copse.bayes.Bayes;
import copse.bayes.BayesPosterior;
import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.formula.Formula;
import copse.frame.Frame;
import copse.io.Data;
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
/// @param results as they were named, in the order of the command line
/// @param options what is to be in the picture
/// @param model what a formula leaves unsaid
/// @param reading how data are read
/// @param network how edges and nodes are read
/// @param language of the words in the picture
record PlotRequest(
        Command command,
        String kind,
        List<String> results,
        PlotOptions options,
        BayesModelOptions model,
        DataOptions reading,
        NetworkOptions network,
        Language language) {
    /// @return what the first of them is; data where there is only a query
    PlotSource source() {
        return results.isEmpty() ? PlotSource.DATA : PlotSource.of(results.getFirst());
    }

    /// @return the first result
    Path first() {
        return Path.of(results.getFirst());
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
        return reading.source(results.size() > position ? results.get(position) : null);
    }

    /// @param position of the data among the results
    /// @param factors columns that are groups whatever they look like
    /// @return all rows
    Frame rows(int position, Collection<String> factors) {
        DataSource source = data(position);
        List<String> there = Data.columns(source);
        String[] labels = factors.stream().filter(there::contains).toArray(String[]::new);
        return DataOptions.load(command, source, reading.options().withFactors(labels))
                .frame();
    }

    /// @return the run, or the model of the formula and its data, before any draws
    BayesPosterior posterior() {
        if (source() == PlotSource.RUN) {
            return SavedRun.told(first()).posterior();
        }
        Formula formula = Formula.parse(results.getFirst());
        Frame rows = modelled(formula);
        try (Progress ignored = command.progress("preparing the model")) {
            return Bayes.of(formula, model.family())
                    .roles(model.roles())
                    .priors(model.priors())
                    .posterior(rows);
        }
    }

    /// @return the rows of the model that comes first
    Frame modelled() {
        return modelled(Formula.parse(
                source() == PlotSource.FORMULA
                        ? results.getFirst()
                        : SavedRun.told(first()).formula()));
    }

    private Frame modelled(Formula formula) {
        return rows(1, formula.groupColumns());
    }

    /// @param option that names one of several things
    /// @param given its value, if given
    /// @param there what there is
    /// @return the one that was named, or the first; of several that is noted
    /// @throws UsageException if there is none of that name
    String one(String option, Optional<String> given, Collection<String> there) {
        if (given.isEmpty()) {
            String first = there.iterator().next();
            if (there.size() > 1) {
                command.note("drawn for `" + first + "`; " + option + " chooses among " + String.join(", ", there));
            }
            return first;
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
