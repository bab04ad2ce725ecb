package copse.plan;

import copse.bayes.Priors;
import copse.design.Allocation;
import copse.design.Complete;
import copse.design.Design;
import copse.error.Place;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.estimate.OutcomeKind;
import copse.exposure.Exposure;
import copse.family.Family;
import copse.formula.Formula;
import copse.power.Attrition;
import copse.power.EffectSize;
import copse.scenario.Parameter;
import copse.scenario.Scenario;
import copse.scenario.ScenarioType;
import copse.scenario.Schools;
import copse.study.AnalysisOptions;
import copse.study.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// From TOML to a plan: goes through the tables in order and writes down everything that is wrong with them.
final class PlanReader {
    private static final List<String> LANGUAGES = List.of("en", "zh");

    private final Findings findings;
    private final Section top;

    private PlanReader(ObjectNode root, Findings findings) {
        this.findings = findings;
        this.top = new Section(root, "", PlanKeys.of(PlanKeys.TOP), findings);
    }

    /// @param text of a plan
    /// @param name what it is called in messages
    /// @param file where it stands, null if in no file
    /// @return the plan, or what is wrong with it
    static PlanReading read(String text, String name, @Nullable Path file) {
        ObjectNode table;
        try {
            table = parse(text);
        } catch (JacksonException e) {
            return new PlanReading(Optional.empty(), List.of(notToml(e, text, name)));
        }
        Findings findings = new Findings(Origin.of(file, TomlPlaces.of(name, text)));
        Plan plan = new PlanReader(table, findings).plan();
        PlanRules.check(plan, findings);
        return new PlanReading(Optional.of(plan), findings.problems());
    }

    /// The plan as it is written, whether it makes sense or not.
    ///
    /// @param text of a plan, valid TOML
    /// @param name what it is called in messages
    /// @return the plan
    /// @throws copse.error.PlanException if a value cannot be read
    static Plan withoutRules(String text, String name) {
        Findings findings = new Findings(Origin.of(null, TomlPlaces.of(name, text)));
        Plan plan = new PlanReader(parse(text), findings).plan();
        return new PlanReading(Optional.of(plan), findings.problems()).plan();
    }

    private static ObjectNode parse(String text) {
        // an empty file is an empty table, though the parser has no node for it
        return TomlMapper.shared().readTree(text) instanceof ObjectNode root
                ? root
                : TomlMapper.shared().createObjectNode();
    }

    private static Problem notToml(JacksonException e, String text, String name) {
        List<String> lines = text.lines().toList();
        int line = e.getLocation() == null ? 1 : Math.clamp(e.getLocation().getLineNr(), 1, Math.max(1, lines.size()));
        String shown = lines.isEmpty() ? "" : lines.get(line - 1);
        int column = e.getLocation() == null
                ? 0
                : Math.clamp(e.getLocation().getColumnNr() - 1L, 0, Math.max(0, shown.length() - 1));
        return PlanCode.NOT_TOML.problem(
                "line " + line + " of " + name + " is not TOML",
                e.getOriginalMessage(),
                "repair it: texts stand in quotes, `key = \"value\"`",
                new Place(name, line, shown, column, column + 1));
    }

    private Plan plan() {
        Optional<String> title = top.text("title", "Reading programme");
        String question = top.neededText(
                "question", "the report answers it in its first sentence", "Does the programme raise scores?");
        TestPlan test = TestReader.read(top);
        return new Plan(
                title,
                question,
                language(),
                top.whole("seed", Long.MIN_VALUE, Plan.SEED).orElse(Plan.SEED),
                units(),
                data(),
                design(),
                arms(),
                outcomes(test),
                effects(),
                test,
                size(),
                sensitivity(),
                network(),
                bayes(),
                findings.origin());
    }

    private String language() {
        String language = top.text("language", "en").orElse("en");
        if (!LANGUAGES.contains(language)) {
            top.wrong(
                    PlanCode.UNKNOWN_WORD,
                    "language",
                    "`language` cannot be \"" + language + "\"",
                    "reports are written in en (English) and zh (Chinese)",
                    "write `language = \"en\"`");
            return "en";
        }
        return language;
    }

    private static Reading reading(Section table) {
        return new Reading(
                table.texts("factor", "[\"school\"]"),
                table.texts("numeric", "[\"score\"]"),
                table.texts("levels", "[\"arm=old|new\"]"),
                table.text("where", "age > 6"),
                table.texts("na", "[\"-99\"]"));
    }

    /// A file or a query; a written problem if both are given.
    private static Optional<TableSource> source(Section table) {
        Optional<String> file = table.text("file", "schools.csv");
        Optional<String> sql = table.text("sql", "SELECT * FROM 'schools.csv'");
        if (table.has("file") && table.has("sql")) {
            table.wrong(
                    PlanCode.CONTRADICTION,
                    "sql",
                    "both `file` and `sql`",
                    "they are two ways to say what to read",
                    "name the file inside the query: `sql = \"SELECT * FROM '" + file.orElse("schools.csv") + "'\"`");
        }
        Reading reading = reading(table);
        return file.map(TableSource::file).or(() -> sql.map(TableSource::sql)).map(found -> found.with(reading));
    }

    private UnitsPlan units() {
        boolean simulated = top.has("simulate");
        if (!top.has("units")) {
            String why = "who is randomised has to be known before arms are handed out";
            if (simulated) {
                top.missingTable("units", why, "[units]", "id = \"school\"");
            } else {
                top.missingTable("units", why, "[units]", "file = \"schools.csv\"", "id = \"school\"");
            }
            return new UnitsPlan(Optional.empty(), "id", Optional.empty());
        }
        Section table = top.table("units");
        Optional<TableSource> source = source(table);
        if (source.isEmpty() && !simulated && !table.has("file") && !table.has("sql")) {
            table.missing(
                    "file", "who is randomised has to be known before arms are handed out", "file = \"schools.csv\"");
        }
        if (source.isPresent() && simulated) {
            table.wrong(
                    PlanCode.CONTRADICTION,
                    table.has("file") ? "file" : "sql",
                    "units from a table, and simulated data",
                    "a scenario makes its own units",
                    "remove this line, or `[simulate]`");
        }
        String id = table.neededText("id", "outcomes find the arm of their unit by it", "school");
        return new UnitsPlan(source, id, table.text("cluster", "school"));
    }

    private DataPlan data() {
        if (top.has("simulate")) {
            if (top.has("data")) {
                top.wrong(
                        PlanCode.CONTRADICTION,
                        "data",
                        "both `[data]` and `[simulate]`",
                        "outcomes are measured or made",
                        "remove one of the two");
            }
            return simulated(top.table("simulate"));
        }
        Section table = top.table("data");
        Optional<TableSource> source = source(table);
        String why = "the analysis reads outcomes from it; it need not be there yet";
        if (!top.has("data")) {
            top.missingTable("data", why, "[data]", "file = \"outcomes.csv\"");
        } else if (source.isEmpty() && !table.has("file") && !table.has("sql")) {
            table.missing("file", why, "file = \"outcomes.csv\"");
        }
        return new DataPlan.Awaited(
                source.orElse(TableSource.file("outcomes.csv")),
                table.text("key", "school"),
                table.text("period", DataPlan.PERIOD).orElse(DataPlan.PERIOD));
    }

    private DataPlan simulated(Section table) {
        String name = table.neededText("scenario", "data are made by one of the built-in scenarios", "schools");
        Optional<ScenarioType> type = findings.sound(table.path("scenario"))
                ? table.refusable("scenario", name, () -> ScenarioType.of(name))
                : Optional.empty();
        Optional<Scenario> scenario = type.flatMap(of -> scenario(table, of));
        if (!table.has("effect")) {
            table.missing("effect", "data are made with a true effect, which may be 0", "effect = 0.5");
        }
        OptionalDouble effect = table.number("effect", value -> true, "", 1);
        return new DataPlan.Simulated(scenario.orElse(Schools.defaults()), effect.orElse(0));
    }

    private Optional<Scenario> scenario(Section table, ScenarioType type) {
        List<String> known = type.parameters().stream().map(Parameter::name).toList();
        Map<String, String> given = table.values("parameters");
        Map<String, String> understood = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (known.contains(name)) {
                understood.put(name, value);
            } else {
                findings.wrongKey(
                        PlanCode.UNKNOWN_KEY,
                        table.path("parameters." + name),
                        "scenario " + type.label() + " has no parameter `" + name + "`",
                        "it has " + String.join(", ", known),
                        Suggestion.didYouMean(name, known, "leave it out"));
            }
        });
        return table.refusable("parameters", "", () -> type.with(understood));
    }

    private Design design() {
        JsonNode value = top.raw("design");
        Optional<Design> design = Optional.empty();
        if (value.isString()) {
            design = top.refusable("design", value.stringValue(), () -> Design.parse(value.stringValue()));
        } else if (value instanceof ObjectNode table) {
            design = DesignTable.read(table, findings);
        } else if (top.has("design")) {
            top.wrong(
                    PlanCode.WRONG_TYPE,
                    "design",
                    "`design` is neither a text nor a table",
                    "a design has a short form, and one as a table",
                    "write `design = \"clustered(complete(), by: school)\"`");
        } else {
            top.missing(
                    "design",
                    "how arms are handed out decides how they are analysed",
                    "design = \"clustered(complete(), by: school)\"");
        }
        return design.orElse(new Complete(Allocation.halves()));
    }

    private Compared arms() {
        Section table = top.table("arms");
        return new Compared(table.text("treatment", "treatment"), table.text("control", "control"));
    }

    private List<OutcomePlan> outcomes(TestPlan test) {
        List<OutcomePlan> outcomes = new ArrayList<>();
        for (Section table : top.tables("outcome")) {
            String column = table.neededText("column", "an effect is the effect on something", "score");
            Optional<String> text = table.text("formula", column + " ~ arm + (1 | school)");
            outcomes.add(new OutcomePlan(
                    column,
                    table.choice("role", Role.values(), Role.PRIMARY),
                    table.text("label", "reading score"),
                    table.has("kind")
                            ? Optional.of(table.choice("kind", OutcomeKind.values(), OutcomeKind.NUMBER))
                            : Optional.empty(),
                    text.flatMap(of -> table.refusable("formula", of, () -> Formula.parse(of))),
                    table.texts("covariates", "[\"pre\"]"),
                    findings.sound("test") ? TestReader.read(table, test) : Optional.empty()));
        }
        if (outcomes.isEmpty() && findings.sound("outcome")) {
            top.missingTable("outcome", "an effect is the effect on something", "[[outcome]]", "column = \"score\"");
        }
        return outcomes;
    }

    private EffectsPlan effects() {
        Section table = top.table("estimand");
        List<Effect> effects = table.choices("effects", Effect.values(), "[\"average\"]");
        if (table.has("effects") && effects.isEmpty() && findings.sound(table.path("effects"))) {
            table.wrong(
                    PlanCode.MISSING_KEY, "effects", "no effect is asked for", "", "write `effects = [\"average\"]`");
        }
        return new EffectsPlan(
                effects.isEmpty() ? List.of(Effect.AVERAGE) : effects,
                table.texts("by", "[\"region\"]"),
                table.text("taken", "attended"),
                table.text("exposure", "full")
                        .flatMap(of -> table.refusable("exposure", of, () -> Exposure.parse(of))));
    }

    private SizePlan size() {
        Section table = top.table("size");
        if (table.has("effect") && table.has("effect_sd")) {
            table.wrong(
                    PlanCode.CONTRADICTION,
                    "effect_sd",
                    "both `effect` and `effect_sd`",
                    "they say the same in two units",
                    "remove one of the two");
        }
        OptionalDouble raw = table.number("effect", value -> true, "", 1);
        OptionalDouble inSd = table.number("effect_sd", value -> true, "", 0.25);
        Optional<EffectSize> effect = raw.isPresent()
                ? Optional.of(new EffectSize.Raw(raw.getAsDouble()))
                : inSd.isPresent() ? Optional.of(new EffectSize.InSd(inSd.getAsDouble())) : Optional.empty();
        return new SizePlan(
                effect,
                between(table, "power", 0.8),
                table.number("clusters", value -> value >= 2, "of at least 2", 40),
                table.number("cluster_size", value -> value >= 1, "of at least 1", 25),
                table.number("cluster_size_cv", value -> value >= 0, "of at least 0", 0.4),
                table.number("icc", value -> value >= 0 && value <= 1, "from 0 to 1", 0.05),
                table.number("sd", value -> value > 0, "above 0", 10),
                table.number("control", value -> value > 0, "above 0", 0.2),
                share(table, "explained", 0.3),
                table.number("autocorrelation", value -> value >= 0 && value <= 1, "from 0 to 1", 0.8),
                new Attrition(
                        share(table, "lost_clusters", 0.05).orElse(0),
                        share(table, "lost_units", 0.1).orElse(0)));
    }

    private static OptionalDouble between(Section table, String key, double example) {
        return table.number(key, value -> value > 0 && value < 1, "between 0 and 1", example);
    }

    private static OptionalDouble share(Section table, String key, double example) {
        return table.number(key, value -> value >= 0 && value < 1, "from 0 to below 1", example);
    }

    private SensitivityPlan sensitivity() {
        Section table = top.table("sensitivity");
        List<Method> methods = table.choices("methods", Method.values(), "[\"means\", \"mixed\"]");
        return new SensitivityPlan(methods, table.count("draws", AnalysisOptions.DRAWS));
    }

    private Optional<NetworkPlan> network() {
        if (!top.has("network")) {
            return Optional.empty();
        }
        Section table = top.table("network");
        Optional<TableSource> source = source(table);
        if (source.isEmpty() && !top.has("simulate") && !table.has("file") && !table.has("sql")) {
            table.missing("file", "who may influence whom is a list of edges", "file = \"friends.csv\"");
        }
        return Optional.of(new NetworkPlan(
                source, table.text("from", "user"), table.text("to", "friend"), table.text("weight", "weight")));
    }

    private Optional<BayesPlan> bayes() {
        if (!top.has("bayes")) {
            return Optional.empty();
        }
        Section table = top.table("bayes");
        String text = table.neededText("formula", "it is the model that is sampled", "score ~ arm + (1 | school)");
        Optional<Formula> formula = table.refusable("formula", text, () -> Formula.parse(text));
        String family = table.text("family", "gaussian").orElse("gaussian");
        return Optional.of(new BayesPlan(
                formula.orElseGet(() -> Formula.parse("y ~ 1")),
                table.refusable("family", family, () -> Family.of(family)).orElseGet(() -> Family.of("gaussian")),
                priors(table),
                optional(table, "chains", 4),
                optional(table, "warmup", 1000),
                optional(table, "draws", 1000),
                table.number("rope", value -> value > 0, "above 0", 1)));
    }

    private Priors priors(Section table) {
        Priors priors = Priors.defaults();
        List<String> statements = table.texts("priors", "[\"coef=normal(0, 1)\"]");
        for (int i = 0; i < statements.size(); i++) {
            String statement = statements.get(i);
            Priors before = priors;
            String key = table.raw("priors").isString() ? "priors" : "priors[" + i + "]";
            priors = table.refusable(key, statement, () -> before.with(statement))
                    .orElse(before);
        }
        return priors;
    }

    private static OptionalInt optional(Section table, String key, int example) {
        return table.has(key) ? OptionalInt.of(table.count(key, example)) : OptionalInt.empty();
    }
}
