package copse.report;

import copse.frame.ClusterSummary;
import copse.frame.ColumnSummary;
import copse.frame.Spread;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A description of data as the JSON object `copse.describe/1`, described in docs/reference/json.md.
public final class DescribeJson {
    private DescribeJson() {}

    /// @param description what is in the data
    /// @return the object
    public static ObjectNode of(Description description) {
        ObjectNode json = Json.object()
                .put("schema", "copse.describe/1")
                .put("source", description.source())
                .put("n", description.rows());
        ArrayNode columns = json.putArray("columns");
        description.columns().forEach(column -> columns.add(column(column)));
        ArrayNode clusters = json.putArray("clusters");
        description.clusters().forEach(each -> clusters.add(clusters(each)));
        return json;
    }

    private static ObjectNode column(ColumnSummary column) {
        ObjectNode json = Json.object()
                .put("name", column.name())
                .put("type", DescribeDocument.type(column))
                .put("missing", column.missing());
        switch (column) {
            case ColumnSummary.Numeric numeric -> numeric.spread().ifPresent(spread -> spread(json, spread));
            case ColumnSummary.Factor factor -> levels(json, factor.levels());
            case ColumnSummary.Text text -> json.put("distinct", text.distinct());
            case ColumnSummary.Logical logical -> json.put("true", logical.count());
            case ColumnSummary.Time time ->
                json.put("distinct", time.distinct()).put("first", time.first()).put("last", time.last());
        }
        return json;
    }

    private static void spread(ObjectNode json, Spread spread) {
        json.set("mean", Json.number(spread.mean()));
        json.set("sd", Json.number(spread.sd().orElse(Double.NaN)));
        json.set("min", Json.number(spread.min()));
        json.set("q25", Json.number(spread.q25()));
        json.set("median", Json.number(spread.median()));
        json.set("q75", Json.number(spread.q75()));
        json.set("max", Json.number(spread.max()));
        ArrayNode histogram = json.putArray("histogram");
        spread.histogram().forEach(count -> histogram.add(count.intValue()));
    }

    private static void levels(ObjectNode json, List<ColumnSummary.LevelCount> counts) {
        ArrayNode levels = json.putArray("levels");
        counts.forEach(
                level -> levels.add(Json.object().put("level", level.label()).put("n", level.count())));
    }

    private static ObjectNode clusters(Description.Clusters clusters) {
        ClusterSummary sizes = clusters.sizes();
        ObjectNode json = Json.object();
        json.set("by", Json.array(sizes.keys()));
        json.put("clusters", sizes.clusters())
                .put("n", sizes.rows())
                .put("missing", sizes.missing())
                .put("min", sizes.min());
        json.set("median", Json.number(sizes.median()));
        json.set("mean", Json.number(sizes.mean()));
        json.put("max", sizes.max());
        json.set("cv", Json.number(sizes.cv()));
        ObjectNode icc = json.putObject("icc");
        clusters.anova()
                .forEach((name, anova) -> icc.set(name, Json.number(anova.icc().orElse(Double.NaN))));
        return json;
    }
}
