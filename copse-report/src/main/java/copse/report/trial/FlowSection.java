package copse.report.trial;

import copse.report.Cell;
import copse.report.Flow;
import copse.report.Numbers;
import copse.report.Part;
import copse.report.Table;
import copse.report.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Who took part: a picture, and the same in a table for those who cannot see it.
final class FlowSection {
    private FlowSection() {}

    static List<Part> of(Writer writer) {
        Flow flow = writer.report().flow();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(writer.say("flow")));
        parts.add(new Part.Sentence(enrolled(writer, flow)));
        parts.addAll(Figures.flow(writer));
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.left(writer.say("flow.step"))));
        flow.arms().forEach(arm -> columns.add(TableColumn.right(arm.arm())));
        Table table = Table.of("flow", columns);
        row(writer, table, flow, "flow.allocated", Flow.Arm::allocated);
        if (flow.arms().stream().anyMatch(arm -> arm.received().isPresent())) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.text(writer.say("flow.received"))));
            flow.arms()
                    .forEach(arm ->
                            cells.add(arm.received().map(FlowSection::cell).orElse(Cell.text("-"))));
            table.row(cells);
        }
        row(writer, table, flow, "flow.lost", Flow.Arm::lost);
        if (flow.arms().stream().anyMatch(arm -> !isNone(arm.left()))) {
            row(writer, table, flow, "flow.left", Flow.Arm::left);
        }
        row(writer, table, flow, "flow.analysed", Flow.Arm::analysed);
        parts.add(table.captioned(
                flow.clustered() ? writer.say("flow.clusters", flow.unit()) : writer.say("flow.units", flow.unit())));
        return parts;
    }

    private static String enrolled(Writer writer, Flow flow) {
        String of = flow.clustered() ? ".clusters" : ".units";
        String randomised = Numbers.count(flow.randomised().randomised());
        if (flow.excluded().isEmpty()) {
            return writer.say("flow.all" + of, randomised, flow.unit());
        }
        List<String> reasons = flow.excluded().stream()
                .map(loss -> Numbers.count(loss.count().randomised()) + " "
                        + (loss.reason().isEmpty() ? writer.say("flow.no-arm") : loss.reason()))
                .toList();
        return writer.say("flow.some" + of, Numbers.count(all(flow)), randomised, flow.unit(), writer.list(reasons));
    }

    /// Those assessed; where nobody counted them, those whom the design was given.
    private static long all(Flow flow) {
        return flow.assessed()
                .map(Flow.Count::randomised)
                .orElseGet(() -> flow.randomised().randomised()
                        + flow.excluded().stream()
                                .mapToLong(loss -> loss.count().randomised())
                                .sum());
    }

    private static void row(Writer writer, Table table, Flow flow, String key, Function<Flow.Arm, Flow.Count> count) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.text(writer.say(key))));
        flow.arms().forEach(arm -> cells.add(cell(count.apply(arm))));
        table.row(cells);
    }

    private static boolean isNone(Flow.Count count) {
        return count.randomised() == 0 && count.units().orElse(0) == 0;
    }

    private static Cell cell(Flow.Count count) {
        String units =
                count.units().isPresent() ? " (" + Numbers.count(count.units().getAsLong()) + ")" : "";
        return Cell.text(Numbers.count(count.randomised()) + units);
    }
}
