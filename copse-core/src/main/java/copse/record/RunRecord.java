package copse.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a number came about. It holds nothing that differs between two runs of the same command on the same data with
/// the same versions, so that equal records promise equal numbers.
///
/// @param command the words of the command line after `copse`, as given
/// @param version version of copse
/// @param jdk version and vendor of the Java runtime
/// @param seed the seed that randomness came from, null where none was used
/// @param data the inputs in order: what was read and the SHA-256 of its bytes
/// @param options options in effect that change numbers, defaults included
public record RunRecord(
        List<String> command,
        String version,
        String jdk,
        @Nullable Long seed,
        List<Source> data,
        Map<String, String> options) {
    /// One input.
    ///
    /// @param name the path as given, or the SQL text
    /// @param sha256 64 hexadecimal digits, null where there are no bytes to hash (a query)
    public record Source(String name, @Nullable String sha256) {}

    /// Copies the collections.
    public RunRecord {
        command = List.copyOf(command);
        data = List.copyOf(data);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /// A record of this version on this runtime, without data, seed or options.
    ///
    /// @param command the words of the command line after `copse`
    /// @return the record
    public static RunRecord of(List<String> command) {
        return new RunRecord(command, Version.copse(), Version.jdk(), null, List.of(), Map.of());
    }

    /// @param seed the seed that randomness came from
    /// @return this record with the seed
    public RunRecord withSeed(long seed) {
        return new RunRecord(command, version, jdk, seed, data, options);
    }

    /// @param name the path as given, or the SQL text
    /// @param sha256 hash of its bytes, null where there are none
    /// @return this record with one more input
    public RunRecord withData(String name, @Nullable String sha256) {
        List<Source> more = new ArrayList<>(data);
        more.add(new Source(name, sha256));
        return new RunRecord(command, version, jdk, seed, more, options);
    }

    /// @param name an option's name
    /// @param value its value as it would be given on the command line
    /// @return this record with the option set
    public RunRecord withOption(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(name, value);
        return new RunRecord(command, version, jdk, seed, data, more);
    }
}
