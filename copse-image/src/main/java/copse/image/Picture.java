package copse.image;

import java.util.List;

/// A drawn chart.
///
/// @param svg an SVG document of its own, with title and description for those who do not see it
/// @param width in pixels
/// @param height in pixels
/// @param marks points, bars, lines and texts that stand for data; axes, legends and titles do not count
/// @param warnings of the chart library: none for the charts of copse
public record Picture(String svg, double width, double height, int marks, List<String> warnings) {
    /// @param svg an SVG document of its own
    /// @param width in pixels
    /// @param height in pixels
    /// @param marks that stand for data
    /// @param warnings of the chart library
    public Picture {
        warnings = List.copyOf(warnings);
    }

    /// The picture as dots, on white.
    ///
    /// Letters are drawn with the fonts of this machine, so that two machines give different bytes.
    ///
    /// @param scale dots per pixel, 2 for sharp letters on paper and most screens
    /// @return a PNG
    /// @throws copse.error.CopseException `I244` if the machine has no fonts, `I245` if there are too many dots
    public byte[] png(double scale) {
        return Png.of(this, scale);
    }
}
