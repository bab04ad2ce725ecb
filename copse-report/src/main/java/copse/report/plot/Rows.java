package copse.report.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The data of a picture, row by row.
///
/// ```java
/// Rows rows = Rows.of("x", "density", "arm");
/// rows.add(1.5, 0.21, "control");
/// ```
///
/// Numbers are rounded to seven digits, more than any screen shows: that keeps pages small.
final class Rows {
    private static final MathContext DIGITS = new MathContext(7);

    private final String[] fields;
    private final ArrayNode values = JsonNodeFactory.instance.arrayNode();

    private Rows(String[] fields) {
        this.fields = fields;
    }

    /// @param fields names that [Channel]s refer to, in the order of the values of a row; without dots and
    ///     brackets, which Vega-Lite would read as paths
    /// @return no rows yet
    static Rows of(String... fields) {
        return new Rows(fields.clone());
    }

    /// @param row a value per field: a number, a text, a truth value; null, NaN and infinite for a value that
    ///     is not there
    /// @return this, with the row
    Rows add(@Nullable Object... row) {
        if (row.length != fields.length) {
            throw new IllegalArgumentException(row.length + " values for " + fields.length + " fields");
        }
        ObjectNode node = values.addObject();
        for (int i = 0; i < row.length; i++) {
            switch (row[i]) {
                case null -> node.putNull(fields[i]);
                case String text -> node.put(fields[i], text);
                case Boolean truth -> node.put(fields[i], truth);
                case Integer count -> node.put(fields[i], count);
                case Long count -> node.put(fields[i], count);
                case Double number when !Double.isFinite(number) -> node.putNull(fields[i]);
                case Double number -> node.put(fields[i], rounded(number));
                case Object other -> throw new IllegalArgumentException("a " + other.getClass());
            }
        }
        return this;
    }

    /// @return number of rows
    int size() {
        return values.size();
    }

    /// @return `{"values": […]}`
    ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("values", values);
        return data;
    }

    /// @param number finite
    /// @return the number to seven digits
    static double rounded(double number) {
        return new BigDecimal(number, DIGITS).doubleValue();
    }
}
