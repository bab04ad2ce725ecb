package copse.plan;

import copse.error.PlanException;
import copse.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What came out of reading a plan: the plan, or everything that is wrong with it.
public final class PlanReading {
    private final Optional<Plan> plan;
    private final List<Problem> problems;

    PlanReading(Optional<Plan> plan, List<Problem> problems) {
        this.plan = plan;
        this.problems = List.copyOf(problems);
    }

    /// @param file in TOML
    /// @return what came out
    /// @throws PlanException `P108` if there is no such file
    public static PlanReading of(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw PlanCode.NO_FILE.error(
                    "cannot read the plan " + file,
                    Files.exists(file) ? String.valueOf(e.getMessage()) : "there is no such file",
                    "copse plan init DATA writes one");
        }
        return PlanReader.read(text, String.valueOf(file.getFileName()), file);
    }

    /// @param toml text of a plan
    /// @param name what the text is called in messages
    /// @return what came out
    public static PlanReading of(String toml, String name) {
        return PlanReader.read(toml, name, null);
    }

    /// @return what is wrong, in the order of lines; empty for a plan that can be used
    public List<Problem> problems() {
        return problems;
    }

    /// @return the plan
    /// @throws PlanException with all problems, if there is one
    public Plan plan() {
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return plan.orElseThrow();
    }
}
