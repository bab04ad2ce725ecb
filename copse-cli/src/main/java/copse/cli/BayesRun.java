package copse.cli;

import copse.bayes.Bayes;
import copse.bayes.BayesFit;
import copse.bayes.BayesPosterior;
import copse.bayes.FirstTry;
import copse.error.Diagnostic;
import copse.error.Suggestion;
import copse.frame.Frame;
import copse.io.Data;
import copse.loo.Elpd;
import copse.mcmc.DrawSummary;
import copse.mcmc.Nuts;
import copse.mcmc.Past;
import copse.mcmc.SamplingDiagnostics;
import copse.mcmc.Target;
import copse.record.RunRecord;
import copse.report.BayesDocument;
import copse.report.BayesJson;
import copse.report.BayesReport;
import copse.report.BayesResult;
import copse.report.Json;
import copse.report.Numbers;
import copse.report.SavedBayes;
import copse.report.draws.DrawRows;
import copse.report.draws.StanNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Samples a posterior under the eyes of the user, tells the result and keeps it.
///
/// @param command on whose terminal
/// @param bayes the model
/// @param posterior to sample
/// @param rows that it was made from
/// @param wanted how to sample
/// @param asked what is asked of the draws
/// @param statements what the user said about priors
/// @param record how the numbers come about
record BayesRun(
        Command command,
        Bayes bayes,
        BayesPosterior posterior,
        Frame rows,
        Nuts wanted,
        BayesQuestions asked,
        List<String> statements,
        RunRecord record) {
    /// How the result is told.
    ///
    /// @param format table, CSV, Markdown or JSON
    /// @param effect that the first sentence speaks of, null for the first
    /// @param members whether effects of the groups' levels are listed
    /// @param strict whether an unmet diagnostic is an exit code
    /// @param table ending of the file of all draws
    record Form(Format format, @Nullable String effect, boolean members, boolean strict, String table) {}

    /// @param folder of the run, null to keep nothing
    /// @param before settings of the run that goes on, null for a new one
    /// @param interrupt asked whether to go on
    /// @param notes what the reader of the data noticed
    /// @param form how the result is told
    /// @return the exit code
    int run(
            @Nullable RunFolder folder,
            @Nullable JsonNode before,
            Interrupt interrupt,
            List<Diagnostic> notes,
            Form form) {
        Drawn drawn = drawn(folder, before, interrupt);
        return told(drawn.sampled(), drawn.nuts(), folder, notes, form);
    }

    /// What a run in a folder gave.
    ///
    /// @param fit the sampled model
    /// @param result what is told of it
    record Kept(BayesFit fit, BayesResult result) {}

    /// Samples into a folder that is part of another run, or goes on there, and prints nothing.
    ///
    /// @param folder of the run
    /// @param before settings of the run that goes on, null for a new one
    /// @param interrupt asked whether to go on
    /// @return all draws
    /// @throws InterruptedException if the user stopped it; the draws that were made are kept
    Kept kept(RunFolder folder, @Nullable JsonNode before, Interrupt interrupt) throws InterruptedException {
        Drawn drawn = drawn(folder, before, interrupt);
        BayesFit fit = drawn.sampled().fit();
        if (drawn.sampled().failure().isPresent()) {
            throw stopped(
                    folder, fit.draws().perChain(), drawn.sampled().failure().get());
        }
        if (!fit.sampling().complete()) {
            throw new InterruptedException();
        }
        BayesAnswers answers = new BayesAnswers(bayes, fit, rows, asked, drawn.nuts());
        BayesResult result = result(fit, answers, drawn.nuts(), List.of(), null);
        if (!Files.exists(folder.result())) {
            finish(folder, fit, result, answers.kept(), BayesCommand.TableForm.parquet.name());
        }
        return new Kept(fit, result);
    }

    /// Draws, and how they were made in the end.
    private record Drawn(Sampled sampled, Nuts nuts) {}

    private Drawn drawn(@Nullable RunFolder folder, @Nullable JsonNode before, Interrupt interrupt) {
        Target target = posterior.target();
        List<String> columns = StanNames.of(target.names());
        List<Past> pasts = folder == null || before == null ? List.of() : folder.past(wanted.chains(), columns);
        boolean second = before != null && RunSettings.isSecondTry(before);
        // fewer draws than there are would leave files with draws that the result does not tell of
        int made = pasts.stream().mapToInt(past -> past.state().draws()).max().orElse(0);
        Nuts nuts =
                (before == null ? wanted : RunSettings.nuts(before, wanted)).withDraws(Math.max(made, wanted.draws()));
        Sampled sampled = sampled(target, columns, nuts, pasts, folder, interrupt, second);
        Optional<Nuts> again = second || sampled.failure().isPresent()
                ? Optional.empty()
                : nuts.secondTry(sampled.fit().sampling());
        if (again.isPresent()) {
            FirstTry first = FirstTry.of(nuts, sampled.fit().sampling());
            command.note(BayesReport.words(first, again.get()));
            nuts = again.get();
            Sampled next = sampled(target, columns, nuts, List.of(), folder, interrupt, true);
            sampled = new Sampled(next.fit().after(first), next.failure());
        }
        return new Drawn(sampled, nuts);
    }

    /// Draws, and why they could not be written any more if that is so.
    private record Sampled(BayesFit fit, Optional<IOException> failure) {}

    private Sampled sampled(
            Target target,
            List<String> columns,
            Nuts nuts,
            List<Past> pasts,
            @Nullable RunFolder folder,
            Interrupt interrupt,
            boolean second) {
        if (folder != null) {
            folder.write(RunSettings.json(posterior.model(), nuts, target.names(), columns, record, second));
        }
        RunKeeper keeper = keeper(folder, nuts, pasts, interrupt, columns);
        BayesFit fit;
        try (keeper;
                Progress progress = command.progress("sampling")) {
            progress.tell(keeper.clock()::line);
            fit = posterior.fit(nuts.resume(target, pasts, keeper));
        }
        return new Sampled(fit, keeper.failure());
    }

    private int told(Sampled sampled, Nuts nuts, @Nullable RunFolder folder, List<Diagnostic> notes, Form form) {
        BayesFit fit = sampled.fit();
        int draws = fit.draws().perChain();
        if (draws > 0) {
            BayesAnswers answers = new BayesAnswers(bayes, fit, rows, asked, nuts);
            BayesResult result = result(fit, answers, nuts, notes, form.effect());
            command.print(
                    form.format(),
                    () -> BayesDocument.of(result, form.effect(), form.members()),
                    () -> BayesJson.of(result));
            command.terminal().out().flush();
            if (sampled.failure().isEmpty() && fit.sampling().complete()) {
                if (folder != null) {
                    finish(folder, fit, result, answers.kept(), form.table());
                    command.keep(result.record(), folder.result());
                }
                return form.strict() ? command.strict(result.diagnostics()) : ExitCode.DONE;
            }
        }
        if (sampled.failure().isPresent()) {
            throw stopped(folder, draws, sampled.failure().get());
        }
        command.terminal()
                .err()
                .println("interrupted"
                        + (draws == 0 ? " in the warm-up: there are no draws" : ": " + kept(draws, nuts.chains()))
                        + (folder == null ? "" : "; go on: copse bayes --resume '" + folder.path() + "'"));
        return ExitCode.INTERRUPTED;
    }

    private RunKeeper keeper(
            @Nullable RunFolder folder, Nuts nuts, List<Past> pasts, Interrupt interrupt, List<String> names) {
        int before = pasts.size() < nuts.chains()
                ? 0
                : pasts.stream().mapToInt(past -> past.state().draws()).min().orElse(0);
        ChainClock clock = new ChainClock(nuts, before);
        return folder == null
                ? RunKeeper.of(clock, interrupt)
                : RunKeeper.of(
                        clock,
                        interrupt,
                        folder,
                        nuts.chains(),
                        pasts,
                        RunSettings.comments(posterior.model(), nuts),
                        names);
    }

    private BayesResult result(
            BayesFit fit, BayesAnswers answers, Nuts nuts, List<Diagnostic> notes, @Nullable String effect) {
        try (Progress ignored = command.progress("summarising")) {
            BayesResult.Answers told = answers.told();
            List<DrawSummary> summaries = DrawSummary.of(fit.draws(), nuts.threads());
            List<Diagnostic> diagnostics = new ArrayList<>(notes);
            diagnostics.addAll(SamplingDiagnostics.of(fit.sampling(), nuts, summaries));
            diagnostics.addAll(answers.diagnostics());
            BayesResult result =
                    BayesReport.of(posterior, fit, summaries, nuts, told, asked.level(), diagnostics, record);
            if (effect != null && !BayesDocument.has(result, effect)) {
                throw noTerm(result, effect);
            }
            return result;
        }
    }

    private void finish(RunFolder folder, BayesFit fit, BayesResult result, @Nullable Elpd elpd, String table) {
        try (Progress ignored = command.progress("writing " + folder.path())) {
            Output.file(
                    folder.path().resolve("draws." + table),
                    unfinished -> Data.write(new DrawRows(fit.sampling()), unfinished));
            byte[] saved = Json.text(SavedBayes.write(result, posterior.data(), statements, elpd))
                    .getBytes(StandardCharsets.UTF_8);
            Output.stream(folder.result(), stream -> stream.write(saved));
        }
    }

    private static FailedException stopped(@Nullable RunFolder folder, int draws, IOException e) {
        Path path = folder == null ? Path.of("") : folder.path();
        return new FailedException(
                CliCode.CANNOT_WRITE,
                "draws cannot be written to " + path + " any more",
                RunFolder.cannotWrite(path, e).problem().why()
                        + (draws == 0
                                ? ""
                                : "; the " + Numbers.count(draws) + " draws per chain that were made are told above"),
                "make room, then: copse bayes --resume '" + path + "'");
    }

    private static String kept(int draws, int chains) {
        return Numbers.count(draws) + (draws == 1 ? " draw" : " draws") + " of each of " + chains
                + (chains == 1 ? " chain" : " chains") + " kept";
    }

    private static UsageException noTerm(BayesResult result, String term) {
        List<String> terms = BayesDocument.terms(result);
        return new UsageException(
                CliCode.BAD_VALUE,
                "no effect of `" + term + "`",
                "there are those of " + String.join(", ", terms),
                Suggestion.closest(term, terms)
                        .map(near -> "--effect '" + near + "'")
                        .orElse("leave --effect out"));
    }
}
