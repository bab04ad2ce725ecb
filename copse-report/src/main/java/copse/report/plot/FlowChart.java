package copse.report.plot;

import copse.report.Chart;
import copse.report.Flow;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The flow of clusters and units through a trial: boxes from assessment, or randomisation where nobody
/// counted who was assessed, to analysis, one branch per arm.
///
/// Texts of boxes come in whole; long lines are broken. The picture has a width of its own (`whole` in its
/// `usermeta`): to make it narrower it has to be scaled, since boxes are as wide as their texts need.
///
/// Source: Campbell, Piaggio, Elbourne and Altman (2012), CONSORT 2010 statement: extension to cluster
/// randomised trials, BMJ 345, e5661. doi:10.1136/bmj.e5661
public final class FlowChart {
    private static final int BOX = 270;
    private static final int GAP = 30;
    private static final int DOWN = 34;
    private static final int PADDING = 9;
    private static final int LINE = 16;

    private FlowChart() {}

    /// A box.
    ///
    /// @param title in bold, such as `Randomised`
    /// @param lines of text below it
    public record Box(String title, List<String> lines) {
        /// Copies the lines.
        public Box {
            lines = List.copyOf(lines);
        }
    }

    /// A step that all arms share.
    ///
    /// @param box what is there
    /// @param aside who leaves after it, drawn at the right
    public record Step(Box box, Optional<Box> aside) {}

    /// @param flow clusters and units of a trial
    /// @param language of the words
    /// @return a chart of kind `flow`
    public static Chart of(Flow flow, Language language) {
        Boxes boxes = new Boxes(flow, Phrases.of(FlowChart.class, language));
        return of(boxes.steps(), flow.arms().stream().map(boxes::branch).toList(), language);
    }

    /// @param steps before the arms part, at least one
    /// @param branches per arm its boxes from top to bottom; boxes of the same number stand at the same height
    /// @param language of the words
    /// @return a chart of kind `flow`
    public static Chart of(List<Step> steps, List<List<Box>> branches, Language language) {
        Phrases phrases = Phrases.of(FlowChart.class, language);
        Layout layout = new Layout(Math.max(2, branches.size()));
        layout.place(steps, branches);
        String description = phrases.say(
                "flow.description",
                Stream.concat(
                                steps.stream().flatMap(s -> Stream.concat(Stream.of(s.box()), s.aside().stream())),
                                branches.stream().flatMap(List::stream))
                        .map(b -> b.lines().isEmpty()
                                ? b.title()
                                : b.title() + " (" + String.join(phrases.say("list"), b.lines()) + ")")
                        .reduce((a, b) -> a + phrases.say("separator") + b)
                        .orElse(""));
        return Specs.chart("flow", phrases.say("flow.title"), description, layout.view());
    }

    /// Texts of the boxes.
    private record Boxes(Flow flow, Phrases phrases) {
        List<Step> steps() {
            Optional<Box> excluded = flow.excluded().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Box(
                            phrases.say("flow.excluded"),
                            flow.excluded().stream().map(this::loss).toList()));
            if (flow.assessed().isEmpty()) {
                String key = flow.clustered() ? "flow.randomised.clusters" : "flow.randomised";
                return List.of(new Step(box(key, flow.randomised()), excluded));
            }
            return List.of(
                    new Step(
                            box(
                                    flow.clustered() ? "flow.assessed.clusters" : "flow.assessed",
                                    flow.assessed().get()),
                            excluded),
                    new Step(box("flow.randomised", flow.randomised()), Optional.empty()));
        }

        List<Box> branch(Flow.Arm arm) {
            List<String> allocated = new ArrayList<>(List.of(count(arm.allocated())));
            arm.received().ifPresent(r -> allocated.add(phrases.say("flow.received", count(r))));
            List<String> lost = new ArrayList<>(List.of(phrases.say("flow.lost", count(arm.lost()))));
            if (arm.left().randomised() > 0 || arm.left().units().orElse(0) > 0) {
                lost.add(phrases.say("flow.left", count(arm.left())));
            }
            return List.of(
                    new Box(phrases.say("flow.allocated", arm.arm()), allocated),
                    new Box(phrases.say("flow.follow"), lost),
                    new Box(phrases.say("flow.analysed"), List.of(count(arm.analysed()))));
        }

        private Box box(String key, Flow.Count count) {
            return new Box(phrases.say(key, flow.unit()), List.of(count(count)));
        }

        private String loss(Flow.Loss loss) {
            String reason = loss.reason().isEmpty() ? phrases.say("flow.unassigned") : loss.reason();
            return phrases.say("flow.loss", reason, count(loss.count()));
        }

        private String count(Flow.Count count) {
            String randomised = Numbers.count(count.randomised());
            boolean one = count.randomised() == 1;
            if (!flow.clustered()) {
                return phrases.say(one ? "flow.unit" : "flow.units", randomised);
            }
            String clusters = phrases.say(one ? "flow.cluster" : "flow.clusters", randomised);
            if (count.units().isEmpty()) {
                return clusters;
            }
            long units = count.units().getAsLong();
            return clusters
                    + phrases.say("list")
                    + phrases.say(units == 1 ? "flow.unit" : "flow.units", Numbers.count(units));
        }
    }

    /// Boxes, arrows and lines in pixels from the upper left corner.
    private static final class Layout {
        private final int width;
        private final Rows boxes = Rows.of("x", "x2", "y", "y2");
        private final Rows texts = Rows.of("x", "y", "text", "weight");
        private final Rows lines = Rows.of("x", "x2", "y", "y2");
        private final Rows down = Rows.of("x", "y");
        private final Rows right = Rows.of("x", "y");
        private int y = 1;

        Layout(int columns) {
            this.width = columns * BOX + (columns - 1) * GAP + 2;
        }

        void place(List<Step> steps, List<List<Box>> branches) {
            int centre = width / 2;
            // a box at the side needs the right half for itself
            boolean asides = steps.stream().anyMatch(s -> s.aside().isPresent());
            int column = asides ? BOX / 2 + 1 : centre;
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                if (i > 0) {
                    arrow(column, y, y + DOWN);
                    y += DOWN;
                }
                int bottom = box(step.box(), column, y, height(step.box()));
                if (step.aside().isPresent()) {
                    Box aside = step.aside().get();
                    int h = height(aside);
                    int top = bottom + GAP / 2;
                    int middle = top + h / 2;
                    int left = width - BOX - 1;
                    box(aside, left + BOX / 2, top, h);
                    lines.add(column, left - 5, middle, middle);
                    right.add(left - 5, middle);
                    lines.add(column, column, bottom, top + h);
                    bottom = top + h;
                }
                y = bottom;
            }
            branch(column, branches);
        }

        private void branch(int from, List<List<Box>> branches) {
            int n = branches.size();
            if (n == 0) {
                return;
            }
            int[] at = new int[n];
            for (int i = 0; i < n; i++) {
                at[i] = n == 1 ? width / 2 : 1 + BOX / 2 + i * (BOX + GAP);
            }
            int fork = y + DOWN / 2;
            lines.add(from, from, y, fork);
            lines.add(Math.min(from, at[0]), Math.max(from, at[n - 1]), fork, fork);
            y = fork;
            int most = branches.stream().mapToInt(List::size).max().orElse(0);
            for (int k = 0; k < most; k++) {
                int row = k;
                int height = branches.stream()
                        .filter(b -> b.size() > row)
                        .mapToInt(b -> height(b.get(row)))
                        .max()
                        .orElse(0);
                int top = y + DOWN;
                for (int i = 0; i < n; i++) {
                    if (branches.get(i).size() > k) {
                        arrow(at[i], y, top);
                        box(branches.get(i).get(k), at[i], top, height);
                    }
                }
                y = top + height;
            }
        }

        private void arrow(int x, int from, int to) {
            lines.add(x, x, from, to - 5);
            down.add(x, to - 5);
        }

        private int box(Box box, int centre, int top, int height) {
            boxes.add(centre - BOX / 2, centre + BOX / 2, top, top + height);
            int at = top + PADDING + LINE / 2;
            for (String line : wrapped(box.title())) {
                texts.add(centre, at, line, "bold");
                at += LINE;
            }
            for (String text : box.lines()) {
                for (String line : wrapped(text)) {
                    texts.add(centre, at, line, "normal");
                    at += LINE;
                }
            }
            return top + height;
        }

        private static int height(Box box) {
            int lines = wrapped(box.title()).size()
                    + box.lines().stream().mapToInt(l -> wrapped(l).size()).sum();
            return lines * LINE + 2 * PADDING;
        }

        /// Breaks a line between words, or anywhere between Chinese characters.
        private static List<String> wrapped(String text) {
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (String word : text.split("(?<= )|(?<=[\\u2e80-\\uffff])")) {
                if (!line.isEmpty() && Channel.pixels(line + word.strip()) > BOX - 2 * PADDING) {
                    lines.add(line.toString().strip());
                    line.setLength(0);
                }
                line.append(word);
            }
            lines.add(line.toString().strip());
            return lines;
        }

        ObjectNode view() {
            int height = y + 1;
            List<Mark> marks = List.of(
                    placed("rule", lines).x2("x2").y2("y2").set("color", Palette.TEXT),
                    placed("point", down)
                            .set("shape", "triangle-down")
                            .set("size", 45)
                            .set("color", Palette.TEXT),
                    placed("point", right)
                            .set("shape", "triangle-right")
                            .set("size", 45)
                            .set("color", Palette.TEXT),
                    placed("rect", boxes)
                            .x2("x2")
                            .y2("y2")
                            .set("fill", "#ffffff")
                            .set("stroke", Palette.TEXT)
                            .set("strokeWidth", 1),
                    placed("text", texts)
                            .encode("text", Channel.category("text"))
                            .set("baseline", "middle")
                            .set("fontWeight", weight()));
            for (Mark mark : marks) {
                mark.x(pixels("x", width)).y(pixels("y", height).scale("reverse", true));
            }
            ObjectNode view = Specs.sized(Specs.layered(null, marks), width, height);
            view.putObject("usermeta").put("whole", true);
            return view;
        }

        private static ObjectNode weight() {
            return Specs.object().put("expr", "datum.weight");
        }

        private static Mark placed(String type, Rows rows) {
            return Mark.of(type).data(rows);
        }

        private static Channel pixels(String field, int end) {
            return Channel.number(field).domain(0, end).noAxis();
        }
    }
}
