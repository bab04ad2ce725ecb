package copse.plan;

import copse.bayes.Priors;
import copse.estimate.Hypothesis;
import copse.exposure.Exposure;
import copse.formula.Formula;
import copse.frame.NumericColumn;
import copse.power.EffectSize;
import copse.scenario.ScenarioType;
import copse.study.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Writes plans as TOML, always in the same order and spelling.
final class PlanWriter {
    private final Map<String, String> comments;
    private final StringBuilder out = new StringBuilder();
    private String table = "";

    private PlanWriter(Map<String, String> comments) {
        this.comments = comments;
    }

    /// @param plan any
    /// @param comments above lines, by the path of the key: `units.id`
    /// @return TOML that reads back equal
    static String write(Plan plan, Map<String, String> comments) {
        PlanWriter writer = new PlanWriter(comments);
        writer.plan(plan);
        return writer.out.toString();
    }

    private void plan(Plan plan) {
        plan.title().ifPresent(title -> text("title", title));
        text("question", plan.question());
        text("language", plan.language());
        line("seed", Long.toString(plan.seed()));
        text("design", plan.design().print());
        units(plan.units());
        data(plan.data());
        arms(plan.arms());
        plan.outcomes().forEach(this::outcome);
        effects(plan.effects());
        test(plan.test());
        size(plan.size());
        sensitivity(plan.sensitivity());
        plan.network().ifPresent(this::network);
        plan.bayes().ifPresent(this::bayes);
    }

    private void header(String name) {
        table = name.replaceAll("[\\[\\]]", "");
        out.append('\n');
        comment(table);
        out.append(name).append('\n');
    }

    private void comment(String path) {
        String comment = comments.get(path);
        if (comment != null) {
            comment.lines().forEach(line -> out.append("# ").append(line).append('\n'));
        }
    }

    private void line(String key, String value) {
        comment(table.isEmpty() ? key : table + "." + key);
        out.append(key).append(" = ").append(value).append('\n');
    }

    private void text(String key, String value) {
        line(key, quoted(value));
    }

    private void text(String key, Optional<String> value) {
        value.ifPresent(of -> text(key, of));
    }

    private void texts(String key, List<String> values) {
        if (!values.isEmpty()) {
            line(
                    key,
                    "["
                            + String.join(
                                    ", ",
                                    values.stream().map(PlanWriter::quoted).toList()) + "]");
        }
    }

    private void number(String key, OptionalDouble value) {
        value.ifPresent(of -> line(key, NumericColumn.format(of)));
    }

    private void number(String key, OptionalInt value) {
        value.ifPresent(of -> line(key, Integer.toString(of)));
    }

    /// A basic string: everything that TOML does not take as it is, escaped.
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    private void source(TableSource source) {
        text(source.kind() == TableSource.Kind.FILE ? "file" : "sql", source.text());
    }

    private void reading(Reading reading) {
        texts("factor", reading.factors());
        texts("numeric", reading.numerics());
        texts("levels", reading.levels());
        text("where", reading.where());
        texts("na", reading.missing());
    }

    private void units(UnitsPlan units) {
        header("[units]");
        units.source().ifPresent(this::source);
        text("id", units.id());
        text("cluster", units.cluster());
        units.source().map(TableSource::reading).ifPresent(this::reading);
    }

    private void data(DataPlan data) {
        switch (data) {
            case DataPlan.Awaited(TableSource source, Optional<String> key, String period) -> {
                header("[data]");
                source(source);
                text("key", key);
                if (!period.equals(DataPlan.PERIOD)) {
                    text("period", period);
                }
                reading(source.reading());
            }
            case DataPlan.Simulated(var scenario, double effect) -> {
                header("[simulate]");
                ScenarioType type = scenario.type();
                text("scenario", type.label());
                number("effect", OptionalDouble.of(effect));
                Map<String, String> standard = type.values(type.defaults());
                List<String> own = new ArrayList<>();
                type.values(scenario).forEach((name, value) -> {
                    if (!Objects.equals(standard.get(name), value)) {
                        own.add(name + " = " + quoted(value));
                    }
                });
                if (!own.isEmpty()) {
                    line("parameters", "{" + String.join(", ", own) + "}");
                }
            }
        }
    }

    private void arms(Compared arms) {
        if (arms.treatment().isPresent() || arms.control().isPresent()) {
            header("[arms]");
            text("treatment", arms.treatment());
            text("control", arms.control());
        }
    }

    private void outcome(OutcomePlan outcome) {
        header("[[outcome]]");
        text("column", outcome.column());
        text("role", Section.word(outcome.role()));
        text("label", outcome.label());
        text("kind", outcome.kind().map(Section::word));
        text("formula", outcome.formula().map(Formula::toString));
        texts("covariates", outcome.covariates());
        outcome.hypothesis().ifPresent(this::bounds);
    }

    private void effects(EffectsPlan effects) {
        header("[estimand]");
        texts("effects", effects.effects().stream().map(Effect::word).toList());
        texts("by", effects.by());
        text("taken", effects.taken());
        text("exposure", effects.exposure().map(Exposure::print));
    }

    private void test(TestPlan test) {
        header("[test]");
        number("alpha", OptionalDouble.of(test.alpha()));
        text("alternative", Section.word(TestReader.Alternative.of(test.hypothesis())));
        bounds(test.hypothesis());
        text("adjust", Section.word(test.adjust()));
    }

    /// Direction and margin of a test, or of an outcome that has its own.
    private void bounds(Hypothesis hypothesis) {
        switch (hypothesis) {
            case Hypothesis.Equality _ -> {}
            case Hypothesis.Superiority(double margin, var better) -> {
                text("better", better.word());
                if (margin != 0) {
                    number("margin", OptionalDouble.of(margin));
                }
            }
            case Hypothesis.NonInferiority(double margin, var better) -> {
                text("better", better.word());
                number("margin", OptionalDouble.of(margin));
            }
            case Hypothesis.Equivalence(double lower, double upper) ->
                line("margin", "[" + NumericColumn.format(lower) + ", " + NumericColumn.format(upper) + "]");
        }
    }

    private void size(SizePlan size) {
        if (size.equals(SizePlan.none())) {
            return;
        }
        header("[size]");
        size.effect().ifPresent(effect -> {
            switch (effect) {
                case EffectSize.Raw(double value) -> number("effect", OptionalDouble.of(value));
                case EffectSize.InSd(double value) -> number("effect_sd", OptionalDouble.of(value));
            }
        });
        number("power", size.power());
        number("clusters", size.clusters());
        number("cluster_size", size.clusterSize());
        number("cluster_size_cv", size.clusterSizeCv());
        number("icc", size.icc());
        number("sd", size.sd());
        number("control", size.control());
        number("explained", size.explained());
        number("autocorrelation", size.autocorrelation());
        lost("lost_clusters", size.attrition().clusters());
        lost("lost_units", size.attrition().units());
    }

    private void lost(String key, double share) {
        if (share > 0) {
            number(key, OptionalDouble.of(share));
        }
    }

    private void sensitivity(SensitivityPlan sensitivity) {
        if (!sensitivity.equals(SensitivityPlan.defaults())) {
            header("[sensitivity]");
            texts("methods", sensitivity.methods().stream().map(Method::word).toList());
            number("draws", OptionalInt.of(sensitivity.draws()));
        }
    }

    private void network(NetworkPlan network) {
        header("[network]");
        network.edges().ifPresent(this::source);
        text("from", network.from());
        text("to", network.to());
        text("weight", network.weight());
        network.edges().map(TableSource::reading).ifPresent(this::reading);
    }

    private void bayes(BayesPlan bayes) {
        header("[bayes]");
        text("formula", bayes.formula().toString());
        text("family", bayes.family().label());
        texts(
                "priors",
                bayes.priors().statements().stream().map(Priors.Statement::text).toList());
        number("chains", bayes.chains());
        number("warmup", bayes.warmup());
        number("draws", bayes.draws());
        number("rope", bayes.rope());
    }
}
