package copse.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What must be right by now, and what is left out and why: the contents of `coverage.txt`.
///
/// Lines: `kind NAME`, `fn NAME` (functions of kind `design`), `own FOLDER` (cases of this project, run beside any
/// folder), `without CASE: REASON`, `without CASE QUANTITY: REASON`; `#` begins a comment line.
///
/// @param kinds kinds of which every case must pass
/// @param functions functions of kind `design` of which every case must pass
/// @param own folders of the default reference folder that run whatever folder is asked for
/// @param exceptions cases, or quantities of cases, that are left out
record Coverage(Set<String> kinds, Set<String> functions, Set<String> own, List<Without> exceptions) {
    /// A case, or a quantity of it, that is not checked.
    ///
    /// @param id the case
    /// @param quantity the quantity, empty for the whole case
    /// @param reason why, in a sentence
    record Without(String id, String quantity, String reason) {}

    /// @return the checked-in list
    static Coverage read() {
        try (InputStream in = Objects.requireNonNull(
                        Coverage.class.getResourceAsStream("coverage.txt"), "coverage.txt is not on the class path");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return of(lines.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param lines the text of the list
    /// @return the list
    /// @throws IllegalArgumentException on a line that says nothing known, or leaves something out without a reason
    static Coverage of(Stream<String> lines) {
        Set<String> kinds = new LinkedHashSet<>();
        Set<String> functions = new LinkedHashSet<>();
        Set<String> own = new LinkedHashSet<>();
        List<Without> exceptions = new ArrayList<>();
        for (String line : lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList()) {
            int space = line.indexOf(' ');
            String rest = line.substring(space + 1).strip();
            switch (space < 0 ? line : line.substring(0, space)) {
                case "kind" -> kinds.add(rest);
                case "fn" -> functions.add(rest);
                case "own" -> own.add(rest);
                case "without" -> exceptions.add(without(rest, line));
                default -> throw new IllegalArgumentException("coverage.txt: what is `" + line + "`?");
            }
        }
        return new Coverage(kinds, functions, own, exceptions);
    }

    private static Without without(String rest, String line) {
        String[] parts = rest.split(":\\s+", 2);
        String[] names = parts[0].strip().split("\\s+");
        if (parts.length < 2 || names.length > 2 || parts[1].isBlank()) {
            throw new IllegalArgumentException("coverage.txt: `" + line + "` lacks `: REASON`");
        }
        return new Without(names[0], names.length == 2 ? names[1] : "", parts[1]);
    }

    /// @param kind kind of a case
    /// @param function `fn` of a case of kind `design`, empty for other kinds
    /// @return whether the case must pass
    boolean covers(String kind, String function) {
        return function.isEmpty() ? kinds.contains(kind) : functions.contains(function);
    }

    /// @param id a case
    /// @return why the whole case is left out, if it is
    Optional<String> reasonToSkip(String id) {
        return exceptions.stream()
                .filter(without -> without.id().equals(id) && without.quantity().isEmpty())
                .map(Without::reason)
                .findFirst();
    }

    /// @param id a case
    /// @return the quantities of it that are not checked
    Set<String> quantitiesLeftOut(String id) {
        Set<String> quantities = new LinkedHashSet<>();
        exceptions.stream()
                .filter(without ->
                        without.id().equals(id) && !without.quantity().isEmpty())
                .forEach(without -> quantities.add(without.quantity()));
        return quantities;
    }
}
