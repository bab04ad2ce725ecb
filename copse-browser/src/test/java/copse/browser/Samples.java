package copse.browser;

import copse.report.Cell;
import copse.report.Chart;
import copse.report.Document;
import copse.report.Part;
import copse.report.Table;
import copse.report.TableColumn;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Documents that hold one of everything, in sizes that are hard to lay out.
final class Samples {
    /// Rows of the longest table: more than a sheet holds.
    static final int ROWS = 120;

    private static final String HOSTILE = "</script><img src=x onerror=alert(1)> & \"quotes\"";

    private Samples() {}

    /// @return one of every part, with short, long and wide tables
    static Document everything() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(1, "Does the new procedure help?"));
        parts.add(new Part.Sentence("Treatment raised `csat` by 0.31 points (95% CI 0.08 to 0.54, p = 0.010)."));
        parts.add(new Part.Figure(points("Effects", HOSTILE)));
        for (int k = 1; k <= 5; k++) {
            parts.add(new Part.Heading("Section " + k));
            parts.add(new Part.Sentence("Words about the trial. ".repeat(12 * k).strip()));
            parts.add(table("t" + k, 3 + 2 * k, 5).captioned("Table of section " + k));
            parts.add(new Part.Note("few-clusters", "Only 12 clusters, see https://doi.org/10.1002/sim.6344."));
            parts.add(new Part.Figure(points("Figure of section " + k, "a")));
        }
        parts.add(new Part.Heading("Tables that are hard"));
        parts.add(new Part.Heading(3, "Long"));
        parts.add(table("long", ROWS, 6));
        parts.add(new Part.Heading(3, "Wide"));
        parts.add(table("wide", 4, 16));
        parts.add(new Part.Heading("Data with odd names"));
        parts.add(new Part.Sentence(HOSTILE));
        parts.add(Part.KeyValues.of(HOSTILE, HOSTILE, "sha-256", "0123456789abcdef".repeat(4)));
        parts.add(new Part.Items(List.of(HOSTILE, "second")));
        parts.add(new Part.Details(
                "References",
                List.of(new Part.Code(
                        "bibtex",
                        "@article{bates,\n  doi = {10.18637/" + "jss.v067.i01}, note = {" + "long ".repeat(40)
                                + "}\n}"))));
        parts.add(new Part.Command("copse fit 'score ~ arm + pre + (1 | school)' "
                + "data.csv ".repeat(12).strip()));
        return new Document(parts);
    }

    private static Table table(String name, int rows, int columns) {
        List<TableColumn> heads = new ArrayList<>();
        heads.add(TableColumn.left("first column of " + name));
        for (int j = 1; j < columns; j++) {
            heads.add(TableColumn.right("estimate " + j));
        }
        Table table = Table.of(name, heads);
        for (int i = 0; i < rows; i++) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.text("row " + i + " of " + name));
            for (int j = 1; j < columns; j++) {
                cells.add(Cell.number(i * j, i + "." + j + "34 to " + (i + 1) + ".5"));
            }
            table.row(cells);
        }
        return table;
    }

    private static Chart points(String title, String group) {
        ObjectNode spec = (ObjectNode) JsonMapper.shared().readTree("""
                        {"width": 560, "height": 200, "data": {"values": []},
                         "mark": {"type": "point", "filled": true, "size": 120},
                         "encoding": {"x": {"field": "x", "type": "quantitative"},
                                      "y": {"field": "group", "type": "nominal"},
                                      "tooltip": {"field": "group", "type": "nominal"}}}
                        """);
        for (int i = 0; i < 5; i++) {
            spec.withArray("/data/values")
                    .addObject()
                    .put("x", i * i / 10.0)
                    .put("group", i == 0 ? group : "group " + i);
        }
        return new Chart("forest", title, "Five points from 0 to 1.6.", spec);
    }
}
