package copse.cli;

import copse.error.Suggestion;
import copse.io.Data;
import copse.report.Cell;
import copse.report.Document;
import copse.report.Part;
import copse.report.Table;
import copse.report.TableColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All kinds of pictures, in the order of their list.
final class PlotKinds {
    private static final List<PlotKind> ALL = Stream.of(
                    DataPlots.kinds(),
                    FitPlots.kinds(),
                    ResidualPlots.kinds(),
                    RunPlots.kinds(),
                    PosteriorPlots.kinds(),
                    TrialPlots.kinds(),
                    NetworkPlots.kinds())
            .flatMap(List::stream)
            .toList();

    private PlotKinds() {}

    static List<PlotKind> all() {
        return ALL;
    }

    /// @param name on the command line
    /// @return the kind
    /// @throws UsageException if there is none of that name
    static PlotKind of(String name) {
        List<String> names = ALL.stream().map(PlotKind::name).toList();
        return ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        CliCode.BAD_VALUE,
                        "no plot `" + name + "`",
                        "there are " + String.join(", ", names),
                        Suggestion.didYouMean(name, names, "copse plot --list says what each shows")));
    }

    /// @param kind asked for
    /// @param request what it was asked of
    /// @throws UsageException if it cannot be made of that; says what can
    static void check(PlotKind kind, PlotRequest request) {
        PlotSource source = request.source();
        if (kind.sources().contains(source)) {
            return;
        }
        if (source == PlotSource.DATA) {
            Data.columns(request.data(0)); // says so where there is no such file
        }
        String what = request.results().isEmpty()
                ? "a query"
                : "`" + request.results().getFirst() + "`";
        String wanted = kind.sources().stream().sorted().map(PlotSource::words).collect(Collectors.joining(" or "));
        List<String> fitting = ALL.stream()
                .filter(other -> other.sources().contains(source))
                .map(PlotKind::name)
                .toList();
        throw new UsageException(
                CliCode.BAD_VALUE,
                "`" + kind.name() + "` cannot be drawn of " + what,
                "it is made of " + wanted + "; this is " + source.words() + ", of which there are: "
                        + String.join(", ", fitting),
                "make one: "
                        + kind.sources().stream()
                                .sorted()
                                .findFirst()
                                .orElseThrow()
                                .example());
    }

    /// @return the kinds as JSON
    static JsonNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("schema", "copse.plots/1");
        ArrayNode plots = json.putArray("plots");
        for (PlotKind kind : ALL) {
            ArrayNode sources = plots.addObject()
                    .put("kind", kind.name())
                    .put("shows", kind.shows())
                    .put("example", kind.example())
                    .putArray("of");
            kind.sources().stream()
                    .sorted()
                    .map(source -> source.name().toLowerCase(Locale.ROOT))
                    .forEach(sources::add);
        }
        return json;
    }

    /// @return the kinds with what they show and what they are made of
    static Document list() {
        SequencedMap<String, List<PlotKind>> parts = new LinkedHashMap<>();
        ALL.forEach(kind ->
                parts.computeIfAbsent(kind.part(), _ -> new ArrayList<>()).add(kind));
        List<Part> list = new ArrayList<>();
        parts.forEach((part, kinds) -> {
            list.add(new Part.Heading(part));
            Table table = Table.of(part, TableColumn.left("kind"), TableColumn.left("shows"), TableColumn.left("of"));
            for (PlotKind kind : kinds) {
                table = table.row(
                        Cell.text(kind.name()),
                        Cell.text(kind.shows()),
                        Cell.text(kind.sources().stream()
                                .sorted()
                                .map(source -> source.words().replaceFirst("^an? |^the ", ""))
                                .collect(Collectors.joining(", "))));
            }
            list.add(table);
        });
        return new Document(list);
    }
}
