package copse.design;

import copse.error.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// Designs as text: the short form, TOML and JSON, which are three spellings of one [DesignTree].
///
/// ```text
/// clustered(stratified(by: region, quantiles(size, 2)), by: school)
/// ```
/// ```toml
/// design = "clustered"
/// by = "school"
/// [of]
/// design = "stratified"
/// by = ["region", {quantiles = ["size", 2]}]
/// ```
///
/// Reading back what was written gives an equal design in each of the three.
public final class DesignText {
    private DesignText() {}

    /// @param text short form
    /// @return the design
    /// @throws copse.error.DesignException `D151` to `D155` with the place in the text
    public static Design parse(String text) {
        return DesignReader.read(DesignTree.parse(text));
    }

    /// @param design any
    /// @return the short form with everything that the design declares, defaults too
    public static String print(Design design) {
        return DesignWriter.write(design).print();
    }

    /// @param json an object with the key `design`
    /// @return the design
    /// @throws copse.error.DesignException `D152` to `D156`
    public static Design fromJson(String json) {
        return DesignReader.read(DesignFile.fromJson(json));
    }

    /// Reads a design that is a part of another file, such as a table of a plan.
    ///
    /// @param json the part: an object with the key `design`
    /// @param places where its values stand in the file, by their paths: keys joined by dots, elements of lists
    ///     by number, such as `of.by[1]`
    /// @return the design
    /// @throws copse.error.DesignException `D152` to `D156` with the place in the file
    public static Design fromJson(String json, Function<String, Optional<Place>> places) {
        return DesignReader.read(DesignFile.fromJson(
                json, path -> places.apply(path).map(Argument.Span::at).orElse(Argument.Span.NOWHERE)));
    }

    /// @param design any
    /// @return indented JSON
    public static String toJson(Design design) {
        return DesignFile.toJson(DesignWriter.write(design));
    }

    /// @param toml a table with the key `design`
    /// @return the design
    /// @throws copse.error.DesignException `D152` to `D156`
    public static Design fromToml(String toml) {
        return DesignReader.read(DesignFile.fromToml(toml));
    }

    /// @param design any
    /// @return TOML
    public static String toToml(Design design) {
        return DesignFile.toToml(DesignWriter.write(design));
    }

    /// @param file JSON if its name ends in `.json`, else TOML
    /// @return the design
    /// @throws IOException if the file cannot be read
    /// @throws copse.error.DesignException `D152` to `D156`
    public static Design read(Path file) throws IOException {
        String text = Files.readString(file);
        return file.toString().endsWith(".json") ? fromJson(text) : fromToml(text);
    }
}
