package copse.model;

import copse.error.FormulaException;
import copse.error.Place;
import copse.error.Suggestion;
import copse.family.OutcomeType;
import copse.formula.Expr;
import copse.formula.Formula;
import copse.formula.FormulaCode;
import copse.formula.Operator;
import copse.formula.RandomPart;
import copse.formula.Response;
import copse.formula.Span;
import copse.formula.Term;
import copse.formula.Terms;
import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which columns a formula uses, and as what: a formula held against a schema. Names and types are checked
/// here.
final class Uses {
    private final Formula formula;
    private final Schema schema;
    private final Map<String, Use> uses = new LinkedHashMap<>();
    private final OutcomeType outcome;
    private final Response left;
    private final Terms fixed;
    private final List<RandomPart> random;
    private final Map<String, Terms> parts = new LinkedHashMap<>();
    private final List<Expr> offsets = new ArrayList<>();
    private final @Nullable Expr weights;
    /// The formula whose terms are being looked at.
    private Formula reading;

    /// What a column is used as; a column can be several things at once.
    static final class Use {
        boolean number;
        boolean fixedFactor;
        boolean group;
        boolean responseFactor;
        Span span = Span.NONE;

        boolean isFactor() {
            return fixedFactor || group || responseFactor;
        }
    }

    Uses(Formula formula, Schema schema, Roles roles) {
        this.formula = formula;
        this.schema = schema;
        this.outcome = roles.outcome();
        this.reading = formula;
        List<String> all = new ArrayList<>(schema.names());
        all.remove(roles.weights());
        all.remove(roles.offset());
        List<String> dot = formula.hasDot() ? formula.dotColumns(all) : List.of();
        this.left = readLeft();
        this.fixed = formula.fixed(dot);
        fixed.terms().forEach(this::term);
        offsets.addAll(fixed.offsets());
        fixed.offsets().forEach(offset -> number(offset, Expr.call("offset", offset)));
        this.random = formula.random(dot);
        for (RandomPart part : random) {
            part.terms().terms().forEach(this::term);
            part.group().forEach(column -> use((Expr.Name) column).group = true);
        }
        roles.parts().forEach((name, part) -> parts.put(name, part(name, part, dot)));
        this.weights = role(roles.weights(), "weights");
        Expr offset = role(roles.offset(), "offset");
        if (offset != null) {
            offsets.add(offset);
        }
        checkContrasts(roles);
    }

    private Response readLeft() {
        Response side = formula.response()
                .orElseThrow(() -> FormulaCode.EMPTY_SIDE.at(
                        "the formula has no response",
                        "nothing stands left of `~`",
                        "write `response " + formula + "`",
                        null));
        switch (side) {
            case Response.Value(Expr expr) -> value(expr);
            case Response.Counts(Expr success, Expr failure) -> counts(side, success, failure);
            case Response.Trials(Expr success, Expr trials) -> counts(side, success, trials);
        }
        return side;
    }

    private void counts(Response side, Expr first, Expr second) {
        if (outcome != OutcomeType.SHARE) {
            throw FormulaCode.RESPONSE.at(
                    "`" + side + "` is a count of successes, and this is " + model(),
                    "such a model explains one number per row",
                    "put one column left of `~`, or fit with `--family binomial`",
                    Place.inFormula(
                            formula.text(), 0, Math.max(1, formula.text().indexOf('~'))));
        }
        number(first);
        number(second);
    }

    private void value(Expr expr) {
        boolean function = expr instanceof Expr.Call call
                && List.of("factor", "C", "poly", "offset").contains(call.function());
        if (outcome == OutcomeType.SHARE && !isTransform(expr) && isCategory(expr)) {
            use(factorColumn(expr)).responseFactor = true;
            return;
        }
        if (function) {
            throw FormulaCode.RESPONSE.at(
                    ((Expr.Call) expr).function() + "() cannot be a response",
                    "",
                    "put one number per row left of `~`",
                    formula.place(expr.span()));
        }
        if (expr instanceof Expr.Name name) {
            ColumnType type = column(name).type();
            if (type == ColumnType.FACTOR || type == ColumnType.TEXT) {
                throw FormulaCode.RESPONSE.at(
                        "the response `" + name.name() + "` is a category",
                        model() + " explains a number; the column holds " + words(type),
                        "if it holds numbers, read it as such: `--numeric " + name.name()
                                + "`; if it has two levels, fit with `--family binomial`",
                        formula.place(expr.span()));
            }
        }
        number(expr);
    }

    /// Whether a call changes more than how a column is read.
    private static boolean isTransform(Expr expr) {
        return expr instanceof Expr.Call call && !call.function().equals("factor");
    }

    private String model() {
        return switch (outcome) {
            case NUMBER -> "a gaussian model";
            case POSITIVE -> "a model of positive numbers";
            case COUNT -> "a model of counts";
            case SHARE -> "a model of shares";
        };
    }

    private Terms part(String name, Formula part, List<String> dot) {
        if (part.response().isPresent() || !part.random(dot).isEmpty()) {
            boolean random = part.response().isEmpty();
            throw FormulaCode.PART.at(
                    "the formula of `" + name + "` has " + (random ? "a random term" : "a response"),
                    random ? "only its fixed effects can be estimated" : "it explains the same response as the model",
                    random ? "leave the random term out" : "leave out what stands left of `~`",
                    random ? part.place(part.random(dot).getFirst().span()) : null);
        }
        Terms terms = part.fixed(dot);
        if (!terms.offsets().isEmpty()) {
            throw FormulaCode.PART.at(
                    "the formula of `" + name + "` has an offset",
                    "an offset belongs to the mean of the response",
                    "write it in the model's formula, or leave it out",
                    part.place(terms.offsets().getFirst().span()));
        }
        reading = part;
        terms.terms().forEach(this::term);
        reading = formula;
        return terms;
    }

    private @Nullable Expr role(@Nullable String column, String role) {
        if (column == null) {
            return null;
        }
        Expr.Name name = Expr.name(column);
        if (schema.find(column).isEmpty()) {
            throw unknown(column, "the " + role + " column", null);
        }
        number(name);
        return name;
    }

    private void checkContrasts(Roles roles) {
        for (String factor : roles.contrasts().keySet()) {
            Use use = uses.get(factor);
            if (use == null || !use.fixedFactor) {
                List<String> factors = uses.entrySet().stream()
                        .filter(entry -> entry.getValue().fixedFactor)
                        .map(Map.Entry::getKey)
                        .toList();
                throw FormulaCode.CONTRAST.at(
                        "a contrast for `" + factor + "`, which is no factor of the fixed or random columns",
                        factors.isEmpty()
                                ? "the formula has no factors"
                                : "the factors are " + String.join(", ", factors),
                        Suggestion.didYouMean(factor, factors, "leave the contrast out"),
                        null);
            }
        }
    }

    private void term(Term term) {
        for (Expr variable : term.variables()) {
            switch (variable) {
                case Expr.Name name -> {
                    Use use = use(name);
                    if (isCategory(name)) {
                        use.fixedFactor = true;
                    } else {
                        use.number = true;
                    }
                }
                case Expr.Call call
                when call.function().equals("factor") || call.function().equals("C") ->
                    use(factorColumn(call)).fixedFactor = true;
                case Expr.Call call
                when call.function().equals("poly") ->
                    number(call.arguments().getFirst().value(), call);
                default -> number(variable);
            }
        }
    }

    /// @param variable a variable of a term
    /// @return whether it is coded by levels
    boolean isCategory(Expr variable) {
        return switch (variable) {
            case Expr.Name name ->
                switch (column(name).type()) {
                    case FACTOR, TEXT, LOGICAL -> true;
                    case NUMERIC, DATE, TIMESTAMP -> false;
                };
            case Expr.Call call ->
                call.function().equals("factor") || call.function().equals("C");
            default -> false;
        };
    }

    /// @param variable a variable for which [#isCategory] holds
    /// @return its column
    static Expr.Name factorColumn(Expr variable) {
        return switch (variable) {
            case Expr.Name name -> name;
            case Expr.Call call -> factorColumn(call.arguments().getFirst().value());
            default -> throw new IllegalArgumentException("" + variable);
        };
    }

    private void number(Expr expr) {
        number(expr, expr);
    }

    private void number(Expr expr, Expr whole) {
        expr.walk(part -> {
            if (part instanceof Expr.Name name) {
                ColumnType type = column(name).type();
                if (type == ColumnType.FACTOR || type == ColumnType.TEXT) {
                    throw FormulaCode.FACTOR_IN_ARITHMETIC.at(
                            "`" + name.name() + "` holds " + words(type) + ", and `" + whole + "` calculates with it",
                            "only numbers can be calculated with",
                            "use `" + name + "` as a term by itself, or read it as numbers: `--numeric " + name.name()
                                    + "`",
                            reading.place(name.span()));
                }
                use(name).number = true;
            }
        });
    }

    private static String words(ColumnType type) {
        return switch (type) {
            case FACTOR -> "categories";
            case TEXT -> "text";
            case NUMERIC -> "numbers";
            case LOGICAL -> "true and false";
            case DATE -> "dates";
            case TIMESTAMP -> "points in time";
        };
    }

    private Use use(Expr.Name name) {
        column(name);
        Use use = uses.computeIfAbsent(name.name(), key -> new Use());
        if (use.span.to() == 0) {
            use.span = name.span();
        }
        return use;
    }

    private ColumnSchema column(Expr.Name name) {
        return schema.find(name.name()).orElseThrow(() -> unknown(name.name(), "", reading.place(name.span())));
    }

    private FormulaException unknown(String name, String role, @Nullable Place place) {
        List<String> all = schema.names();
        String shown = all.size() <= 20 ? String.join(", ", all) : String.join(", ", all.subList(0, 20)) + ", …";
        String count = all.size() == 1 ? "1 column" : all.size() + " columns";
        return FormulaCode.UNKNOWN_COLUMN.at(
                (role.isEmpty() ? "" : role + ": ") + "no column `" + name + "` in the data",
                "the data has " + count + ": " + shown,
                Suggestion.didYouMean(name, all, "use one of these, or add the column to the data"),
                place);
    }

    Formula formula() {
        return formula;
    }

    Schema schema() {
        return schema;
    }

    OutcomeType outcome() {
        return outcome;
    }

    /// @return the left side as it stands
    Response left() {
        return left;
    }

    /// @return what is read as the outcome: a value, a category, or the successes
    Expr response() {
        return switch (left) {
            case Response.Value(Expr expr) -> expr;
            case Response.Counts(Expr success, Expr _) -> success;
            case Response.Trials(Expr success, Expr _) -> success;
        };
    }

    /// @return the number of trials, null if the left side is a single value
    @Nullable
    Expr trials() {
        return switch (left) {
            case Response.Value _ -> null;
            case Response.Counts(Expr success, Expr failure) -> success.with(Operator.PLUS, failure);
            case Response.Trials(Expr _, Expr trials) -> trials;
        };
    }

    /// @return whether the outcome is read by its level
    boolean hasCategoryResponse() {
        return outcome == OutcomeType.SHARE && left instanceof Response.Value(Expr expr) && isCategory(expr);
    }

    Terms fixed() {
        return fixed;
    }

    /// @return the terms of further linear predictors by name
    Map<String, Terms> parts() {
        return parts;
    }

    List<RandomPart> random() {
        return random;
    }

    List<Expr> offsets() {
        return offsets;
    }

    @Nullable
    Expr weights() {
        return weights;
    }

    /// @return the columns used, in order of first use
    List<String> columns() {
        return List.copyOf(uses.keySet());
    }

    Use of(String column) {
        Use use = uses.get(column);
        if (use == null) {
            throw new IllegalArgumentException(column);
        }
        return use;
    }

    /// @param name a measured column that stands right of a bar
    /// @return the random term with the column on the left, and on the right the category that stood there, if
    ///     one did
    String turned(String name) {
        Expr column = Expr.name(name);
        String group = random.stream()
                .filter(part -> part.group().contains(column))
                .flatMap(part -> part.terms().terms().stream())
                .flatMap(term -> term.variables().stream())
                .filter(this::isCategory)
                .map(Expr::toString)
                .findFirst()
                .orElse("group");
        return "(" + column + " | " + group + ")";
    }

    /// @return the columns that are read as codes
    List<String> factors() {
        return columns().stream().filter(name -> of(name).isFactor()).toList();
    }

    /// @return every expression whose value is a number per row, and those below `poly()`
    List<Expr> expressions() {
        Set<Expr> all = new LinkedHashSet<>();
        if (!hasCategoryResponse()) {
            all.add(response());
        }
        Expr trials = trials();
        if (trials != null) {
            all.add(trials);
        }
        List<Terms> sides = new ArrayList<>();
        sides.add(fixed);
        sides.addAll(parts.values());
        random.forEach(part -> sides.add(part.terms()));
        for (Terms side : sides) {
            for (Term term : side.terms()) {
                term.variables().stream()
                        .filter(variable -> !isCategory(variable))
                        .forEach(all::add);
            }
        }
        all.addAll(offsets);
        return List.copyOf(all);
    }
}
