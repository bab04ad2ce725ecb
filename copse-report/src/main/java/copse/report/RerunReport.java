package copse.report;

import copse.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that was made again, held against what it gave the first time.
///
/// @param run the file `run.json` that was repeated
/// @param before how the numbers came about the first time
/// @param now how they came about this time
/// @param inputs what was read, in the order of the record
/// @param results what was written, in the order of names
public record RerunReport(
        String run, RunRecord before, RunRecord now, List<Input> inputs, List<ResultComparison> results) {
    /// Copies the lists.
    public RerunReport {
        inputs = List.copyOf(inputs);
        results = List.copyOf(results);
    }

    /// Something that was read.
    ///
    /// @param name path, or SQL text
    /// @param before SHA-256 of the first time, null where there are no bytes to hash
    /// @param now SHA-256 of this time, null where there are no bytes to hash
    public record Input(
            String name, @Nullable String before, @Nullable String now) {
        /// @return whether the bytes are known to be others
        public boolean changed() {
            return before != null && now != null && !before.equals(now);
        }

        /// @return whether nothing can be said, as for a query
        public boolean unknown() {
            return before == null || now == null;
        }
    }

    /// @return whether every result is as it was, numbers up to rounding
    public boolean same() {
        return results.stream().allMatch(ResultComparison::same);
    }

    /// @return number of values that were compared
    public long compared() {
        return results.stream().mapToLong(ResultComparison::compared).sum();
    }

    /// @return number of values that are not exactly as they were
    public long differing() {
        return results.stream().mapToLong(ResultComparison::differing).sum();
    }

    /// @return what is recorded and has changed between the two runs, in words; such as `copse 0.1.0, now
    ///     0.2.0`
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        inputs.stream().filter(Input::changed).forEach(input -> changes.add("the bytes of " + input.name()));
        if (!before.version().equals(now.version())) {
            changes.add("the version of copse: " + before.version() + ", now " + now.version());
        }
        if (!before.jdk().equals(now.jdk())) {
            changes.add("the version of Java: " + before.jdk() + ", now " + now.jdk());
        }
        return changes;
    }
}
