package copse.assign;

import copse.math.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What the lines of a ledger hold, to and from JSON. Keys that a later version may add are passed over.
final class LedgerLines {
    private static final JsonFactory FACTORY = new JsonFactory();

    private LedgerLines() {}

    /// One arrival as it is written.
    ///
    /// @param n running number, from 1
    /// @param arrival who came
    /// @param arm label of the arm
    /// @param at when
    record ArrivalLine(int n, Arrival arrival, String arm, Instant at) {}

    /// The first line, before the rule is understood: that of another version may be another language.
    ///
    /// @param schema of the file
    /// @param algorithm how arms follow
    /// @param version of copse
    /// @param rule text of the rule
    /// @param arms labels
    /// @param seed the seed
    /// @param id name of the column of ids
    /// @param values declared values per attribute
    record HeaderLine(
            String schema,
            String algorithm,
            String version,
            String rule,
            List<String> arms,
            long seed,
            String id,
            SequencedMap<String, List<String>> values) {
        /// @return the header
        /// @throws copse.error.DesignException if the rule cannot be read
        LedgerHeader header() {
            return new LedgerHeader(version, EnrolmentRule.parse(rule), Seed.of(seed), id, values);
        }
    }

    /// @param header of a new ledger
    /// @return a JSON object without its closing brace
    static String write(LedgerHeader header) {
        String values = header.values().entrySet().stream()
                .map(entry -> JsonText.string(entry.getKey()) + ":" + JsonText.array(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"schema\":" + JsonText.string(LedgerHeader.SCHEMA)
                + ",\"algorithm\":" + JsonText.string(LedgerHeader.ALGORITHM)
                + ",\"version\":" + JsonText.string(header.version())
                + ",\"rule\":" + JsonText.string(header.rule().print())
                + ",\"arms\":" + JsonText.array(header.rule().arms().labels())
                + ",\"seed\":" + header.seed()
                + ",\"id\":" + JsonText.string(header.id())
                + ",\"values\":" + values;
    }

    /// @param line of an arrival
    /// @return a JSON object without its closing brace
    static String write(ArrivalLine line) {
        return "{\"n\":" + line.n()
                + ",\"id\":" + JsonText.string(line.arrival().id())
                + ",\"arm\":" + JsonText.string(line.arm())
                + ",\"attributes\":" + JsonText.object(line.arrival().attributes())
                + ",\"at\":" + JsonText.string(line.at().toString());
    }

    /// @param line the first line of a ledger
    /// @return what it holds
    /// @throws RuntimeException if it is no such line
    static HeaderLine readHeader(byte[] line) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> arms = new ArrayList<>();
        SequencedMap<String, List<String>> values = new LinkedHashMap<>();
        try (JsonParser json = open(line)) {
            for (String key = nextKey(json); !key.isEmpty(); key = nextKey(json)) {
                switch (json.nextToken()) {
                    case START_ARRAY -> arms.addAll(strings(json));
                    case START_OBJECT -> {
                        for (String name = nextKey(json); !name.isEmpty(); name = nextKey(json)) {
                            json.nextToken();
                            values.put(name, strings(json));
                        }
                    }
                    default -> texts.put(key, json.getString());
                }
            }
        }
        return new HeaderLine(
                text(texts, "schema"),
                text(texts, "algorithm"),
                text(texts, "version"),
                text(texts, "rule"),
                arms,
                Long.parseLong(text(texts, "seed")),
                text(texts, "id"),
                values);
    }

    /// @param line any but the first line of a ledger
    /// @return what it holds
    /// @throws RuntimeException if it is no such line
    static ArrivalLine readArrival(byte[] line) {
        Map<String, String> texts = new LinkedHashMap<>();
        SequencedMap<String, String> attributes = new LinkedHashMap<>();
        try (JsonParser json = open(line)) {
            for (String key = nextKey(json); !key.isEmpty(); key = nextKey(json)) {
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    for (String name = nextKey(json); !name.isEmpty(); name = nextKey(json)) {
                        json.nextToken();
                        attributes.put(name, json.getString());
                    }
                } else {
                    texts.put(key, json.getString());
                }
            }
        }
        return new ArrivalLine(
                Integer.parseInt(text(texts, "n")),
                new Arrival(text(texts, "id"), attributes),
                text(texts, "arm"),
                Instant.parse(text(texts, "at")));
    }

    private static JsonParser open(byte[] line) throws JacksonException {
        JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), line);
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("a line is a JSON object");
        }
        return json;
    }

    /// The next key of the object, or the empty text at its end.
    private static String nextKey(JsonParser json) throws JacksonException {
        String key = json.nextName();
        return key == null ? "" : key;
    }

    private static List<String> strings(JsonParser json) throws JacksonException {
        List<String> strings = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            strings.add(json.getString());
        }
        return strings;
    }

    private static String text(Map<String, String> texts, String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no key " + key);
        }
        return text;
    }
}
