package copse.model;

import copse.error.InputException;
import copse.error.Suggestion;
import copse.formula.Arithmetic;
import copse.formula.Coding;
import copse.formula.Contrast;
import copse.formula.Expr;
import copse.formula.Formula;
import copse.formula.FormulaCode;
import copse.formula.RandomPart;
import copse.formula.Span;
import copse.formula.Term;
import copse.formula.Terms;
import copse.frame.Levels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The compiled model: which columns are read, what is calculated from them, and what the columns of X and Z
/// are made of.
///
/// Numbers live in *slots*, codes of factors in *factor inputs*. The first slots are columns as read, the
/// others are calculated from slots before them.
final class Layout {
    private final Uses uses;
    private final Constants constants;
    private final Roles roles;

    /// Columns read into the first slots.
    final List<String> raw = new ArrayList<>();
    /// What fills the slots after those, in order.
    final List<Calculation> calculations = new ArrayList<>();
    /// Columns read as codes.
    final List<FactorInput> factors = new ArrayList<>();

    final List<DesignColumn> x = new ArrayList<>();
    final List<FixedTerm> terms = new ArrayList<>();
    final List<Grouping> groupings = new ArrayList<>();
    /// Per grouping the columns of Z.
    final List<List<DesignColumn>> z = new ArrayList<>();
    /// Per grouping the factor inputs of its key.
    final List<int[]> keys = new ArrayList<>();

    /// Per further linear predictor its columns.
    final Map<String, List<DesignColumn>> parts = new LinkedHashMap<>();

    /// Slot of the response: a value, an indicator of success, or successes.
    final int response;
    /// Slot of the number of trials, -1 without.
    final int trials;

    final int weight;
    final int[] offsets;

    /// Number of slots.
    int slots;

    private final Map<Expr, int[]> numbers = new HashMap<>();
    /// The formula whose columns are being made.
    private Formula reading;
    private final Map<String, Integer> factorIndex = new LinkedHashMap<>();

    Layout(Uses uses, Map<String, Levels> levels, Constants constants, Roles roles) {
        this.uses = uses;
        this.constants = constants;
        this.roles = roles;
        // every raw column first: calculated slots follow
        uses.expressions().forEach(this::declareColumns);
        if (uses.weights() != null) {
            declareColumns(uses.weights());
        }
        slots = raw.size();
        for (String name : uses.factors()) {
            Levels own = levels.get(name);
            if (own == null) {
                throw new IllegalArgumentException("no levels for " + name);
            }
            factorIndex.put(name, factors.size());
            Uses.Use use = uses.of(name);
            factors.add(new FactorInput(name, own, use.fixedFactor || use.responseFactor));
        }
        this.reading = uses.formula();
        fixed();
        random();
        uses.parts().forEach((name, part) -> {
            reading = roles.parts().getOrDefault(name, reading);
            parts.put(name, columns(part, new ArrayList<>()));
        });
        reading = uses.formula();
        response = uses.hasCategoryResponse() ? indicator(uses.response()) : slots(uses.response())[0];
        Expr number = uses.trials();
        trials = number == null ? -1 : slots(number)[0];
        weight = uses.weights() == null ? -1 : slots(uses.weights())[0];
        offsets = uses.offsets().stream().mapToInt(offset -> slots(offset)[0]).toArray();
    }

    private void declareColumns(Expr expr) {
        Expr inner = expr instanceof Expr.Call call && call.function().equals("poly")
                ? call.arguments().getFirst().value()
                : expr;
        for (String name : Arithmetic.columns(inner)) {
            if (!raw.contains(name)) {
                raw.add(name);
            }
        }
    }

    /// @return the slots of a numeric variable: one, or one per degree of a polynomial
    private int[] slots(Expr variable) {
        int[] known = numbers.get(variable);
        if (known != null) {
            return known;
        }
        int[] made = make(variable);
        numbers.put(variable, made);
        return made;
    }

    private int[] make(Expr variable) {
        if (variable instanceof Expr.Name name) {
            return new int[] {raw.indexOf(name.name())};
        }
        if (variable instanceof Expr.Call call && call.function().equals("poly")) {
            Polynomial poly = Polynomial.of(call);
            int input = slots(poly.variable())[0];
            int target = slots;
            slots += poly.degree();
            calculations.add(
                    poly.raw()
                            ? new Calculation.Powers(call.toString(), poly.degree(), input, target)
                            : new Calculation.Polynomials(
                                    call.toString(),
                                    OrthogonalPolynomial.of(constants.of(call.toString())),
                                    input,
                                    target));
            int[] all = new int[poly.degree()];
            Arrays.setAll(all, j -> target + j);
            return all;
        }
        Arithmetic program = Arithmetic.of(variable, call -> constants.of(call.toString()));
        int[] inputs = program.columns().stream().mapToInt(raw::indexOf).toArray();
        calculations.add(new Calculation.Expression(variable.toString(), program, inputs, slots));
        return new int[] {slots++};
    }

    /// The slot that is 1 where a category of two levels is at the second.
    private int indicator(Expr variable) {
        String column = Uses.factorColumn(variable).name();
        int index = factor(column);
        Levels levels = factors.get(index).levels();
        if (levels.size() != 2) {
            throw notTwo(variable, column, levels);
        }
        calculations.add(new Calculation.Indicator(variable.toString(), index, 1, slots));
        return slots++;
    }

    private InputException notTwo(Expr variable, String column, Levels levels) {
        List<String> labels = levels.labels();
        String first = labels.isEmpty() ? "no" : labels.getFirst();
        return OutcomeCode.LEVELS.at(
                "the outcome `" + column + "` has " + labels.size() + (labels.size() == 1 ? " level: " : " levels: ")
                        + String.join(", ", labels.size() > 10 ? labels.subList(0, 10) : labels)
                        + (labels.size() > 10 ? ", …" : ""),
                "a yes/no outcome has two levels; the second is the success",
                labels.size() < 2
                        ? "say what they are: `--levels '" + column + "=" + first + "|…'`"
                        : "keep two of them: `--where \"" + column + " in ('" + first + "', '" + labels.get(1)
                                + "')\"`",
                uses.formula().place(variable.span()));
    }

    private void fixed() {
        x.addAll(columns(uses.fixed(), terms));
    }

    /// The columns of some terms, the intercept first.
    ///
    /// @param made told what each term has become. *Modified.*
    private List<DesignColumn> columns(Terms side, List<FixedTerm> made) {
        List<DesignColumn> all = new ArrayList<>();
        if (side.intercept()) {
            all.add(DesignColumn.INTERCEPT);
            made.add(new FixedTerm(RandomTerm.INTERCEPT, 0, 1, List.of()));
        }
        List<Set<Expr>> full = Margins.fullyCoded(side, uses::isCategory);
        for (int t = 0; t < side.terms().size(); t++) {
            Term term = side.terms().get(t);
            int from = all.size();
            all.addAll(columns(term, full.get(t)));
            made.add(new FixedTerm(
                    term.label(),
                    from,
                    all.size(),
                    term.variables().stream().map(Expr::toString).toList()));
        }
        return all;
    }

    private void random() {
        // by the set of factors: a:b and b:a are the same groups
        Map<Set<String>, Integer> index = new HashMap<>();
        List<List<RandomTerm>> terms = new ArrayList<>();
        for (RandomPart part : uses.random()) {
            List<String> names = part.group().stream()
                    .map(column -> ((Expr.Name) column).name())
                    .toList();
            int g = index.computeIfAbsent(Set.copyOf(names), key -> {
                z.add(new ArrayList<>());
                terms.add(new ArrayList<>());
                keys.add(names.stream().mapToInt(this::factor).toArray());
                return index.size();
            });
            List<DesignColumn> columns = new ArrayList<>();
            if (part.terms().intercept()) {
                columns.add(DesignColumn.INTERCEPT);
            }
            List<Set<Expr>> full = Margins.fullyCoded(part.terms(), uses::isCategory);
            for (int t = 0; t < part.terms().terms().size(); t++) {
                columns.addAll(columns(part.terms().terms().get(t), full.get(t)));
            }
            RandomTerm term =
                    new RandomTerm(columns.stream().map(DesignColumn::name).toList());
            // (1 | a/b) + (1 | a) has the intercept of a once
            if (!terms.get(g).contains(term)) {
                z.get(g).addAll(columns);
                terms.get(g).add(term);
            }
            if (groupings.size() == g) {
                List<Levels> levels = names.stream()
                        .map(name -> factors.get(factor(name)).levels())
                        .toList();
                checkCells(levels, part);
                groupings.add(new Grouping(part.name(), names, levels, List.of()));
            }
        }
        groupings.replaceAll(grouping -> new Grouping(
                grouping.name(), grouping.factors(), grouping.levels(), terms.get(groupings.indexOf(grouping))));
    }

    private void checkCells(List<Levels> levels, RandomPart part) {
        double cells = 1;
        for (Levels own : levels) {
            cells *= own.size();
        }
        if (cells > Long.MAX_VALUE / 2.0) {
            throw FormulaCode.TOO_LARGE.at(
                    "`" + part.name() + "` has too many possible combinations of levels",
                    "",
                    "",
                    reading.place(part.span()));
        }
    }

    private int factor(String name) {
        Integer index = factorIndex.get(name);
        if (index == null) {
            throw new IllegalArgumentException(name);
        }
        return index;
    }

    /// The columns of a term: products over all combinations of its variables' columns, the first variable's
    /// fastest.
    private List<DesignColumn> columns(Term term, Set<Expr> full) {
        List<DesignColumn> columns = List.of(new DesignColumn("", List.of()));
        for (Expr variable : term.variables()) {
            List<DesignColumn> own = columns(variable, full.contains(variable));
            List<DesignColumn> next = new ArrayList<>(columns.size() * own.size());
            if ((long) columns.size() * own.size() > MAX_COLUMNS) {
                throw FormulaCode.TOO_LARGE.at(
                        "`" + term.label() + "` has more than " + MAX_COLUMNS + " columns",
                        "it is a product of factors with many levels",
                        "use a random term: `(1 | " + term.label() + ")`",
                        reading.place(variable.span()));
            }
            for (DesignColumn b : own) {
                for (DesignColumn a : columns) {
                    List<DesignColumn.Part> parts = new ArrayList<>(a.parts());
                    parts.addAll(b.parts());
                    next.add(new DesignColumn(a.name().isEmpty() ? b.name() : a.name() + ":" + b.name(), parts));
                }
            }
            columns = next;
        }
        return columns;
    }

    // a dense block of 4,096 rows of so many columns takes 330 MB
    private static final int MAX_COLUMNS = 10_000;

    private List<DesignColumn> columns(Expr variable, boolean full) {
        String label = variable.toString();
        if (!uses.isCategory(variable)) {
            int[] own = slots(variable);
            boolean polynomial =
                    variable instanceof Expr.Call call && call.function().equals("poly");
            List<DesignColumn> columns = new ArrayList<>();
            for (int j = 0; j < own.length; j++) {
                columns.add(new DesignColumn(
                        polynomial ? label + (j + 1) : label, List.of(new DesignColumn.Numeric(own[j]))));
            }
            return columns;
        }
        String column = Uses.factorColumn(variable).name();
        int index = factor(column);
        Levels levels = factors.get(index).levels();
        ContrastMatrix matrix = full ? ContrastMatrix.dummies(levels) : contrasts(variable, column, levels);
        List<DesignColumn> columns = new ArrayList<>();
        for (int k = 0; k < matrix.names().size(); k++) {
            columns.add(new DesignColumn(
                    label + "[" + matrix.names().get(k) + "]",
                    List.of(new DesignColumn.Coded(index, matrix.columns().get(k)))));
        }
        return columns;
    }

    private ContrastMatrix contrasts(Expr variable, String column, Levels levels) {
        if (levels.size() == 1) {
            throw FormulaCode.ONE_LEVEL.at(
                    "`" + column + "` has one level in the rows used: " + levels.label(0),
                    "a category that is the same in all rows cannot explain a difference",
                    "leave `" + variable + "` out of the formula",
                    reading.place(variable.span()));
        }
        Coding coding = variable instanceof Expr.Call call && call.function().equals("C")
                ? Coding.of(call)
                : Coding.of(roles.contrasts().getOrDefault(column, Contrast.TREATMENT));
        return ContrastMatrix.of(levels, coding.contrast(), base(coding, column, levels, variable.span()));
    }

    private int base(Coding coding, String column, Levels levels, Span span) {
        return switch (coding.base()) {
            case null -> 0;
            case Coding.Label(String label) ->
                levels.code(label)
                        .orElseThrow(() -> FormulaCode.ARGUMENT.at(
                                "`" + column + "` has no level `" + label + "`",
                                "its levels are " + String.join(", ", levels.labels()),
                                Suggestion.didYouMean(label, levels.labels(), "use one of these as base"),
                                reading.place(span)));
            case Coding.Position(int position) -> {
                if (position > levels.size()) {
                    throw FormulaCode.ARGUMENT.at(
                            "`" + column + "` has " + levels.size() + " levels, the base would be number " + position,
                            "",
                            "give the base by its label: `base = \"" + levels.label(0) + "\"`",
                            reading.place(span));
                }
                yield position - 1;
            }
        };
    }
}
