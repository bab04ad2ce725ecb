package copse.report;

import copse.error.Diagnostic;
import copse.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what [FitJson] wrote.
public final class FitReader {
    private FitReader() {}

    /// @param json an object of schema `copse.fit/1`
    /// @return the fit
    /// @throws IllegalArgumentException if the object has another schema, or lacks a key
    public static FitResult read(JsonNode json) {
        String schema = json.path("schema").asString("");
        if (!schema.equals(FitJson.SCHEMA)) {
            throw new IllegalArgumentException(
                    schema.isEmpty()
                            ? "it has no key `schema`"
                            : "its schema is " + schema + ", not " + FitJson.SCHEMA);
        }
        return new FitResult(
                model(json),
                sample(json),
                new FitResult.Likelihood(
                        Math.toIntExact(whole(json, "npar")), criteria(json), criteria(key(json, "ml"))),
                residual(json),
                dispersion(json),
                coefficients(json),
                list(json.path("zeroInflation"), FitReader::effect),
                random(json),
                new FitResult.Answers(
                        list(json.path("anova"), FitReader::test),
                        list(json.path("means"), FitReader::contrasts),
                        list(key(json, "effects"), FitReader::scaled)),
                reached(key(json, "convergence")),
                list(key(json, "diagnostics"), FitReader::diagnostic),
                record(key(json, "record")));
    }

    private static FitResult.Model model(JsonNode json) {
        String formula = text(json, "formula");
        JsonNode integration = key(json, "integration");
        return new FitResult.Model(
                formula,
                text(json, "response"),
                textOrNull(key(json, "success")),
                text(json, "family"),
                text(json, "link"),
                text(json, "method"),
                integration.isObject()
                        ? new FitResult.Integral(
                                Math.toIntExact(whole(integration, "points")), text(integration, "weights"))
                        : null);
    }

    private static FitResult.Sample sample(JsonNode json) {
        return new FitResult.Sample(
                whole(json, "n"),
                json.has("cells") ? whole(json, "cells") : 0,
                dropped(key(json, "dropped")),
                map(key(json, "factors"), levels -> list(levels, JsonNode::stringValue)),
                map(key(json, "groups"), FitReader::group));
    }

    private static FitResult.Criteria criteria(JsonNode json) {
        return new FitResult.Criteria(
                number(json, "criterion"), number(json, "logLik"), number(json, "aic"), number(json, "bic"));
    }

    private static FitResult.@Nullable Residual residual(JsonNode json) {
        double sigma = number(json, "sigma");
        return Double.isNaN(sigma)
                ? null
                : new FitResult.Residual(sigma, number(json, "sigmaLower"), number(json, "sigmaUpper"));
    }

    private static FitResult.@Nullable Dispersion dispersion(JsonNode json) {
        double value = number(json, "dispersion");
        return Double.isNaN(value)
                ? null
                : new FitResult.Dispersion(
                        value,
                        number(json, "dispersionLower"),
                        number(json, "dispersionUpper"),
                        text(json, "dispersionMeaning"));
    }

    private static FitResult.Coefficients coefficients(JsonNode json) {
        return new FitResult.Coefficients(
                list(key(json, "fixed"), FitReader::effect),
                list(key(json, "vcov"), FitReader::numbers).toArray(double[][]::new),
                text(json, "df"),
                text(json, "interval"),
                number(json, "level"));
    }

    private static FitResult.RandomPart random(JsonNode json) {
        return new FitResult.RandomPart(
                numbers(key(json, "theta")),
                variances(key(json, "random")),
                covariances(key(json, "random")),
                map(key(json, "icc"), FitReader::number),
                json.has("r2") ? shares(key(json, "r2")) : null,
                json.has("iccOutcome")
                        ? new FitResult.Shares(
                                map(key(json, "iccOutcome"), FitReader::number), shares(key(json, "r2Outcome")))
                        : null,
                map(key(json, "ranef"), modes -> list(modes, FitReader::mode)));
    }

    private static FitResult.RSquared shares(JsonNode json) {
        return new FitResult.RSquared(number(json, "marginal"), number(json, "conditional"));
    }

    private static FitResult.ScaledEffect scaled(JsonNode json) {
        return new FitResult.ScaledEffect(
                text(json, "term"),
                text(json, "contrast"),
                text(json, "scale"),
                text(json, "whose"),
                number(json, "estimate"),
                number(json, "se"),
                number(json, "lower"),
                number(json, "upper"),
                number(json, "p"));
    }

    private static FitResult.Dropped dropped(JsonNode json) {
        return new FitResult.Dropped(
                whole(json, "rows"),
                map(key(json, "missing"), JsonNode::longValue),
                list(key(json, "aliased"), JsonNode::stringValue));
    }

    private static FitResult.Group group(JsonNode json) {
        return new FitResult.Group(whole(json, "levels"), whole(json, "min"), number(json, "mean"), whole(json, "max"));
    }

    private static FitResult.Effect effect(JsonNode json) {
        double estimate = number(json, "estimate");
        double df = number(json, "df");
        return new FitResult.Effect(
                text(json, "term"),
                estimate,
                number(json, "se"),
                number(json, "statistic"),
                Double.isNaN(df) ? Double.POSITIVE_INFINITY : df,
                number(json, "p"),
                number(json, "lower"),
                number(json, "upper"));
    }

    private static List<FitResult.Variance> variances(JsonNode random) {
        return random.values().stream()
                .filter(row -> row.has("variance"))
                .map(row -> new FitResult.Variance(
                        text(row, "group"),
                        text(row, "term"),
                        number(row, "variance"),
                        number(row, "sd"),
                        number(row, "lower"),
                        number(row, "upper")))
                .toList();
    }

    private static List<FitResult.Covariance> covariances(JsonNode random) {
        return random.values().stream()
                .filter(row -> row.has("covariance"))
                .map(row -> new FitResult.Covariance(
                        text(row, "group"),
                        text(row, "term1"),
                        text(row, "term2"),
                        number(row, "covariance"),
                        number(row, "corr"),
                        number(row, "lower"),
                        number(row, "upper")))
                .toList();
    }

    private static FitResult.Mode mode(JsonNode json) {
        return new FitResult.Mode(
                text(json, "level"),
                text(json, "term"),
                number(json, "estimate"),
                number(json, "sd"),
                number(json, "coef"));
    }

    private static FitResult.TermTest test(JsonNode json) {
        return new FitResult.TermTest(
                Math.toIntExact(whole(json, "type")),
                text(json, "term"),
                number(json, "statistic"),
                number(json, "numDf"),
                number(json, "denDf"),
                number(json, "p"));
    }

    private static FitResult.Contrasts contrasts(JsonNode json) {
        return new FitResult.Contrasts(
                text(json, "name"),
                text(json, "kind"),
                text(json, "scale"),
                text(json, "adjust"),
                list(key(json, "rows"), FitReader::effect));
    }

    private static FitResult.Reached reached(JsonNode json) {
        return new FitResult.Reached(
                text(json, "status"),
                text(json, "words"),
                Math.toIntExact(whole(json, "evaluations")),
                number(json, "gradient"));
    }

    private static Diagnostic diagnostic(JsonNode json) {
        return new Diagnostic(
                text(json, "code"),
                text(json, "parameter"),
                number(json, "value"),
                number(json, "threshold"),
                text(json, "meaning"),
                text(json, "advice"));
    }

    private static RunRecord record(JsonNode json) {
        JsonNode seed = json.path("seed");
        RunRecord record = new RunRecord(
                List.of(),
                text(json, "version"),
                text(json, "jdk"),
                seed.isNumber() ? seed.longValue() : null,
                List.of(),
                Map.of());
        String hash = textOrNull(json.path("dataHash"));
        return hash == null ? record : record.withData("", hash);
    }

    private static @Nullable String textOrNull(JsonNode json) {
        return json.isString() ? json.stringValue() : null;
    }

    private static JsonNode key(JsonNode json, String key) {
        JsonNode value = json.path(key);
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("the key `" + key + "` is missing");
        }
        return value;
    }

    private static String text(JsonNode json, String key) {
        JsonNode value = key(json, key);
        if (!value.isString()) {
            throw new IllegalArgumentException("`" + key + "` is no text");
        }
        return value.stringValue();
    }

    private static long whole(JsonNode json, String key) {
        JsonNode value = key(json, key);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException("`" + key + "` is no whole number");
        }
        return value.longValue();
    }

    private static double number(JsonNode json, String key) {
        return number(key(json, key));
    }

    private static double number(JsonNode json) {
        if (!json.isNumber() && !json.isNull()) {
            throw new IllegalArgumentException("`" + json + "` is no number");
        }
        return json.isNull() ? Double.NaN : json.doubleValue();
    }

    private static double[] numbers(JsonNode json) {
        return json.values().stream().mapToDouble(FitReader::number).toArray();
    }

    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        json.values().forEach(value -> list.add(element.apply(value)));
        return list;
    }

    private static <T> Map<String, T> map(JsonNode json, Function<JsonNode, T> element) {
        Map<String, T> map = new LinkedHashMap<>();
        json.properties().forEach(entry -> map.put(entry.getKey(), element.apply(entry.getValue())));
        return map;
    }
}
