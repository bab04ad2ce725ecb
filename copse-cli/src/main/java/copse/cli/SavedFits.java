package copse.cli;

import copse.error.InputException;
import copse.error.Problem;
import copse.report.SavedFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Fits out of files.
final class SavedFits {
    private SavedFits() {}

    /// @param file written by `copse fit … --out`
    /// @return the fit
    /// @throws InputException `U109` if the file is not there or is something else
    static SavedFit read(Path file) {
        try {
            return SavedFit.read(Files.readString(file));
        } catch (IOException e) {
            String reason = Files.isDirectory(file)
                    ? "it is a folder"
                    : Files.exists(file) ? "it cannot be read as text" : "there is no such file";
            throw no(file, reason);
        } catch (IllegalArgumentException e) {
            throw no(file, String.valueOf(e.getMessage()));
        }
    }

    private static InputException no(Path file, String reason) {
        return new InputException(new Problem(
                CliCode.NOT_A_RESULT.code(),
                "`" + file + "` is not a saved fit",
                reason,
                "make one: copse fit 'y ~ x + (1 | g)' data.csv --out fit.json"));
    }
}
