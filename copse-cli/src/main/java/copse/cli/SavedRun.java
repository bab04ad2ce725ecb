package copse.cli;

import copse.bayes.BayesFit;
import copse.mcmc.Draws;
import copse.mcmc.Sampling;
import copse.mcmc.Trace;
import copse.report.SavedBayes;
import copse.report.draws.ChainFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// A finished run of `copse bayes --out`, read from its folder.
///
/// @param fit the sampled model
/// @param saved what was told of it
record SavedRun(BayesFit fit, SavedBayes saved) {
    /// @param path a folder, or a file in it
    /// @return whether it looks like the folder of a run
    static boolean isRun(Path path) {
        return Files.isDirectory(path);
    }

    /// @param path of the folder
    /// @return the run
    /// @throws copse.error.InputException `U109` if there is no finished run, or it cannot be read
    static SavedRun read(Path path) {
        SavedBayes saved = told(path);
        RunFolder folder = new RunFolder(path);
        JsonNode settings = folder.settings();
        try {
            List<String> names = settings.path("parameters").values().stream()
                    .map(parameter -> parameter.path("name").stringValue())
                    .toList();
            int draws = saved.json().path("sampler").path("draws").intValue();
            int chains = saved.json().path("sampler").path("chains").intValue();
            return new SavedRun(saved.posterior().fit(sampling(folder, names, chains, draws)), saved);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw folder.none(String.valueOf(e.getMessage()));
        }
    }

    /// @param path of the folder
    /// @return what was told of the run, without its draws
    /// @throws copse.error.InputException `U109` if there is no finished run, or it cannot be read
    static SavedBayes told(Path path) {
        RunFolder folder = new RunFolder(path);
        folder.settings();
        if (!Files.exists(folder.result())) {
            throw folder.unfinished();
        }
        try {
            return SavedBayes.read(Files.readString(folder.result()));
        } catch (IOException | IllegalArgumentException e) {
            throw folder.none(String.valueOf(e.getMessage()));
        }
    }

    private static Sampling sampling(RunFolder folder, List<String> names, int chains, int draws) throws IOException {
        ChainFile[] files = IntStream.range(0, chains)
                .parallel()
                .mapToObj(chain -> chain(folder.chain(chain), draws))
                .toArray(ChainFile[]::new);
        for (ChainFile file : files) {
            if (file.draws() < draws || file.values().length != names.size()) {
                throw new IOException("its chains have not the draws that its result tells of");
            }
        }
        double[][][] values = Arrays.stream(files).map(ChainFile::values).toArray(double[][][]::new);
        List<Trace> traces = Arrays.stream(files).map(ChainFile::trace).toList();
        return new Sampling(Draws.of(names, values), traces, true);
    }

    private static ChainFile chain(Path file, int draws) {
        try {
            return ChainFile.read(file, draws);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }
}
