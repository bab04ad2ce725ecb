package copse.cli;

import copse.image.ChartEngine;
import copse.image.Look;
import copse.image.Picture;
import copse.report.Chart;
import copse.report.Document;
import copse.report.HtmlRenderer;
import copse.report.Json;
import copse.report.Language;
import copse.report.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// The file of a picture, in the form that its ending tells.
///
/// @param path where it goes
/// @param form by its ending
record PlotFile(Path path, Form form) {
    /// What a picture can be.
    enum Form {
        /// Lines and letters, to be enlarged without loss.
        SVG,
        /// Dots.
        PNG,
        /// A page in which the picture answers to the mouse.
        HTML,
        /// The specification.
        JSON
    }

    /// @param path where a picture is to go
    /// @return the file
    /// @throws UsageException if its ending is none of a picture
    static PlotFile of(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Form form = switch (name.contains(".") ? ending : "") {
            case "svg" -> Form.SVG;
            case "png" -> Form.PNG;
            case "html", "htm" -> Form.HTML;
            case "json" -> Form.JSON;
            case "pdf" -> throw ending(path, "a PDF is what a browser prints of a page", replaced(path, name, "html"));
            default ->
                throw ending(
                        path, "its ending tells the form: .svg, .png, .html or .json", replaced(path, name, "svg"));
        };
        return new PlotFile(path, form);
    }

    private static UsageException ending(Path path, String why, String fix) {
        return new UsageException(CliCode.BAD_VALUE, "--out cannot be `" + path + "`", why, fix);
    }

    private static String replaced(Path path, String name, String ending) {
        int dot = name.lastIndexOf('.');
        return "--out '" + path.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "." + ending) + "'";
    }

    /// @param chart to be written
    /// @param look of a static picture
    /// @param scale dots per pixel of a PNG
    /// @param language of the page
    void write(Chart chart, Look look, double scale, Language language) {
        byte[] bytes = switch (form) {
            case SVG -> utf8(drawn(chart, look).svg());
            case PNG -> drawn(chart, look).png(scale);
            case HTML -> utf8(page(look.sized(chart), language));
            case JSON -> utf8(Json.text(specification(look.sized(chart))));
        };
        Output.stream(path, out -> out.write(bytes));
    }

    /// @param chart any
    /// @return its specification, which any tool for Vega-Lite draws
    static ObjectNode specification(Chart chart) {
        ObjectNode spec = chart.spec().deepCopy();
        return spec.put("title", chart.title()).put("description", chart.description());
    }

    private static Picture drawn(Chart chart, Look look) {
        try (ChartEngine engine = ChartEngine.start()) {
            return engine.draw(chart, look);
        }
    }

    private static String page(Chart chart, Language language) {
        Document document = new Document(List.of(new Part.Heading(1, chart.title()), new Part.Figure(chart)));
        return HtmlRenderer.render(document, chart.title(), language);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
