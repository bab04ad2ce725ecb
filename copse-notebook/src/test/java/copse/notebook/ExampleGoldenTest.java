package copse.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The notebook of examples/notebook shows what its cells give; `COPSE_GOLDEN=write` runs it and saves it anew.
class ExampleGoldenTest {
    private static final Path NOTEBOOK = Path.of("../examples/notebook/effect.ipynb");

    @Test
    void notebookShowsWhatItsCellsGive() throws IOException {
        ObjectNode notebook = (ObjectNode) JsonMapper.shared().readTree(Files.readString(NOTEBOOK));
        List<String> told = new ArrayList<>();
        List<String> stored = new ArrayList<>();
        CopseKernel kernel = CopseKernel.start();
        try {
            int count = 0;
            for (JsonNode cell : notebook.get("cells")) {
                if (cell.get("cell_type").asString().equals("code")) {
                    count++;
                    DisplayData shown = kernel.eval(joined(cell.get("source")));
                    told.add(text(shown));
                    stored.add(joined(cell.at("/outputs/0/data/text~1plain")));
                    save((ObjectNode) cell, count, shown);
                }
            }
        } finally {
            kernel.onShutdown(false);
        }
        if ("write".equals(System.getenv("COPSE_GOLDEN"))) {
            DefaultPrettyPrinter printer =
                    new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            Files.writeString(
                    NOTEBOOK, JsonMapper.shared().writer().with(printer).writeValueAsString(notebook) + "\n");
            return;
        }
        assertThat(stored).as("COPSE_GOLDEN=write saves the notebook anew").isEqualTo(told);
        assertThat(notebook.toString()).contains("<svg");
    }

    private static String text(DisplayData shown) {
        return (String) shown.getData(MIMEType.TEXT_PLAIN);
    }

    private static void save(ObjectNode cell, int count, DisplayData shown) {
        cell.put("execution_count", count);
        ObjectNode output = cell.putArray("outputs").addObject();
        output.put("output_type", "execute_result").put("execution_count", count);
        output.putObject("metadata");
        ObjectNode data = output.putObject("data");
        lines(data.putArray("text/html"), (String) shown.getData(MIMEType.TEXT_HTML));
        lines(data.putArray("text/plain"), text(shown));
    }

    private static void lines(ArrayNode list, String text) {
        text.lines().forEach(line -> list.add(line + "\n"));
    }

    private static String joined(JsonNode lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.asString()));
        return text.toString().stripTrailing();
    }
}
