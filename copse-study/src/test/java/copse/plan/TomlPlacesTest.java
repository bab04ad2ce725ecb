package copse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import copse.error.Place;
import copse.test.Cases;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

class TomlPlacesTest {
    private static final String TEXT = """
            # comment with = and "quotes"
            question = "a # in a text"  # and behind it
            'quoted key' = 'literal "text"'
            seed = 20_26
            [units]   # header
              file = "x.csv"
              id=   "unit"
              levels = [ "a=x|y",   # first
                         'b=[1]' ]
              point = { x = 1, "y" = [2, {z = 3}] }
            [[outcome]]
            column = "one"
            [[outcome]]
            column = "two"
            [outcome.more]
            deep.er = \"""
            several
            lines "quoted\\"" \"""
            last = 1979-05-27T07:32:00Z
            """;

    private static String at(Optional<Place> place) {
        return place.map(p -> p.line() + ":"
                        + p.text().substring(p.from(), Math.min(p.to(), p.text().length())))
                .orElse("nowhere");
    }

    @Test
    void everyValueIsWhereItStands() {
        TomlPlaces places = TomlPlaces.of("plan.toml", TEXT);
        assertThat(at(places.value("question"))).isEqualTo("2:\"a # in a text\"");
        assertThat(at(places.value("quoted key"))).isEqualTo("3:'literal \"text\"'");
        assertThat(at(places.value("seed"))).isEqualTo("4:20_26");
        assertThat(at(places.value("units.id"))).isEqualTo("7:\"unit\"");
        assertThat(at(places.value("units.levels"))).isEqualTo("8:[ \"a=x|y\",   # first");
        assertThat(at(places.value("units.levels[1]"))).isEqualTo("9:'b=[1]'");
        assertThat(at(places.value("units.point.y[1].z"))).isEqualTo("10:3");
        assertThat(at(places.value("outcome[0].column"))).isEqualTo("12:\"one\"");
        assertThat(at(places.value("outcome[1].column"))).isEqualTo("14:\"two\"");
        assertThat(at(places.value("outcome[1].more.deep.er"))).isEqualTo("16:\"\"\"");
        assertThat(at(places.value("outcome[1].more.last"))).isEqualTo("19:1979-05-27T07:32:00Z");
        assertThat(at(places.value("nothing"))).isEqualTo("nowhere");
    }

    @Test
    void keysAndHeadersAreWhereTheyStand() {
        TomlPlaces places = TomlPlaces.of("plan.toml", TEXT);
        assertThat(at(places.key("units"))).isEqualTo("5:[units]");
        assertThat(at(places.key("units.file"))).isEqualTo("6:file");
        assertThat(at(places.key("outcome[1]"))).isEqualTo("13:[[outcome]]");
        assertThat(at(places.key("outcome[1].more.deep.er"))).isEqualTo("16:deep.er");
        assertThat(places.key("units").orElseThrow().source()).isEqualTo("plan.toml");
    }

    /// Whatever is written: each value that the parser finds has a place, in which the value stands.
    @Test
    void everyParsedValueHasItsPlace() {
        Cases.of(1, 200).check(stream -> {
            StringBuilder toml = new StringBuilder();
            int lines = 1 + stream.nextInt(12);
            for (int i = 0; i < lines; i++) {
                toml.append(
                        switch (stream.nextInt(7)) {
                            case 0 -> "k" + i + " = \"te\\\"xt # " + i + "\"\n";
                            case 1 -> "k" + i + " = 'lit#eral'   # comment\n";
                            case 2 -> "  k" + i + " = [1, [2, 3], \"x,]\" , ]\n";
                            case 3 -> "k" + i + ".a = {b = 1, c = {d = [ 1 ]}}\n";
                            case 4 -> "\r\n\n# k" + i + " = 1\n[t" + i + "]\nx = 1.5e3\n";
                            case 5 -> "[[a]]\nx = true\n[a.b]\nc = 1\n";
                            default -> "k" + i + " = [\n  1, # one\n\n  2\n]\n";
                        });
            }
            TomlPlaces places = TomlPlaces.of("x.toml", toml.toString());
            check("", TomlMapper.shared().readTree(toml.toString()), places);
        });
    }

    private static void check(String path, JsonNode node, TomlPlaces places) {
        switch (node) {
            case ObjectNode table -> {
                for (Map.Entry<String, JsonNode> entry : table.properties()) {
                    check(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), places);
                }
            }
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) {
                    check(path + "[" + i + "]", list.get(i), places);
                }
            }
            case JsonNode value -> {
                Place place = places.value(path).orElseThrow(() -> new AssertionError("no place of " + path));
                String written = place.text().substring(place.from(), place.to());
                JsonNode again = TomlMapper.shared().readTree("x = " + written).get("x");
                assertThat(again).as(path).isEqualTo(value);
            }
        }
    }
}
