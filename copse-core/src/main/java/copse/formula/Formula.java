package copse.formula;

import copse.error.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is explained by what: `score ~ arm * pre + (1 + pre | school)`. Immutable.
///
/// The grammar is R's and lme4's; `docs/reference/formula.md` has the table. A formula knows nothing of data:
/// names are resolved when a model is made of it. Two formulas are equal if they say the same, however they are
/// spaced.
public final class Formula {
    private final String text;
    private final @Nullable Response response;
    private final Expr right;
    private final @Nullable Expr fixed;
    private final List<Expr.Bar> bars;

    private Formula(String text, @Nullable Response response, Expr right) {
        this.text = text;
        this.response = response;
        this.right = right;
        this.bars = new ArrayList<>();
        this.fixed = split(right, bars);
    }

    /// Reads a formula.
    ///
    /// @param text such as `y ~ x + (1 | g)`; the left side may be missing: `~ x`
    /// @return the formula
    /// @throws copse.error.FormulaException if it is none, with the place
    public static Formula parse(String text) {
        Parser.Sides sides = new Parser(text).formula();
        Formula formula = new Formula(text, sides.response(), sides.right());
        // everything that can be wrong without data is told here; columns stand for themselves
        formula.fixed(List.of());
        formula.random(List.of());
        return formula;
    }

    /// Puts a formula together in Java.
    ///
    /// ```java
    /// // y ~ x + (1 | g)
    /// Formula.of(new Response.Value(Expr.name("y")), Expr.name("x"), Expr.number(1).by(Expr.name("g")));
    /// ```
    ///
    /// @param response the left side, null for a one-sided formula
    /// @param summands terms of the right side and random terms, joined by `+`; none for the mean only
    /// @return the formula
    /// @throws copse.error.FormulaException if it is none; the place is in the printed formula
    public static Formula of(@Nullable Response response, Expr... summands) {
        Expr right = summands.length == 0 ? Expr.number(1) : summands[0];
        for (int i = 1; i < summands.length; i++) {
            right = right.with(Operator.PLUS, summands[i]);
        }
        // printed and read again, so that every part has its place in a text that errors can point into
        return parse(print(response, right));
    }

    /// Takes the random terms out of a sum; they may stand anywhere in it.
    ///
    /// @param bars filled with the random terms in order. *Modified.*
    /// @return what is left, null if nothing is
    private static @Nullable Expr split(Expr expr, List<Expr.Bar> bars) {
        if (expr instanceof Expr.Bar bar) {
            bars.add(bar);
            return null;
        }
        // down the left side in a loop: a sum of n terms is n deep there
        List<Expr.Binary> chain = new ArrayList<>();
        Expr first = expr;
        while (first instanceof Expr.Binary binary
                && (binary.operator() == Operator.PLUS || binary.operator() == Operator.MINUS)) {
            chain.add(binary);
            first = binary.left();
        }
        Expr rest = chain.isEmpty() ? first : split(first, bars);
        for (Expr.Binary link : chain.reversed()) {
            rest = link.operator() == Operator.PLUS
                    ? sum(rest, split(link.right(), bars), link)
                    : rest == null
                            ? new Expr.Negated(link.right(), link.right().span())
                            : new Expr.Binary(Operator.MINUS, rest, link.right(), link.span());
        }
        return rest;
    }

    private static @Nullable Expr sum(@Nullable Expr left, @Nullable Expr right, Expr.Binary link) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return new Expr.Binary(Operator.PLUS, left, right, link.span());
    }

    /// @return the text it was read from; places of errors refer to it
    public String text() {
        return text;
    }

    /// @return the left side, empty for a one-sided formula
    public Optional<Response> response() {
        return Optional.ofNullable(response);
    }

    /// @return the right side as written
    public Expr right() {
        return right;
    }

    /// @return whether `.` occurs, so that the terms depend on the columns of the data
    public boolean hasDot() {
        boolean[] found = {false};
        right.walk(part -> found[0] |= part instanceof Expr.Dot);
        return found[0];
    }

    /// The columns that the formula names, what a reader must read; with [#hasDot()] all others too.
    ///
    /// @return names in order of appearance, the response's first
    public List<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        if (response != null) {
            names.addAll(response.columns());
        }
        names.addAll(right.columns());
        return List.copyOf(names);
    }

    /// @return the columns that random terms group by, in order of appearance
    public List<String> groupColumns() {
        Set<String> names = new LinkedHashSet<>();
        bars.forEach(bar -> names.addAll(bar.group().columns()));
        return List.copyOf(names);
    }

    /// The columns that `.` stands for: those that are neither in the response nor a group.
    ///
    /// @param all the columns of the data
    /// @return those, in the order of the data
    public List<String> dotColumns(List<String> all) {
        Set<String> not = new LinkedHashSet<>(groupColumns());
        if (response != null) {
            not.addAll(response.columns());
        }
        return all.stream().filter(name -> !not.contains(name)).toList();
    }

    /// @param dot the columns that `.` stands for
    /// @return the fixed part's terms
    public Terms fixed(List<String> dot) {
        return fixed == null ? new Terms(true, List.of(), List.of()) : Expansion.of(fixed, names(dot), text);
    }

    /// The random terms, `/` and `||` carried out.
    ///
    /// @param dot the columns that `.` stands for
    /// @return in order of appearance
    public List<RandomPart> random(List<String> dot) {
        List<RandomPart> parts = new ArrayList<>();
        for (Expr.Bar bar : bars) {
            Terms terms = Expansion.of(bar.terms(), names(dot), text);
            if (!terms.offsets().isEmpty()) {
                throw FormulaCode.ARGUMENT.at(
                        "offset() in a random term",
                        "an offset has no coefficient that could vary",
                        "write it beside the fixed terms",
                        place(bar.span()));
            }
            if (!terms.intercept() && terms.terms().isEmpty()) {
                throw FormulaCode.NO_GROUP.at(
                        "a random term without columns",
                        "neither an intercept nor a slope varies",
                        "write `" + Expr.number(1).by(bar.group()) + "`",
                        place(bar.span()));
            }
            for (List<Expr> group : Groups.of(bar, text)) {
                for (Terms own : bar.correlated() ? List.of(terms) : split(terms)) {
                    parts.add(new RandomPart(own, group, bar.span()));
                }
            }
        }
        return parts;
    }

    private static List<Terms> split(Terms terms) {
        List<Terms> parts = new ArrayList<>();
        if (terms.intercept()) {
            parts.add(new Terms(true, List.of(), List.of()));
        }
        terms.terms().forEach(term -> parts.add(new Terms(false, List.of(term), List.of())));
        return parts;
    }

    private static List<Expr> names(List<String> columns) {
        return columns.stream().<Expr>map(Expr::name).toList();
    }

    /// @param span of a part of this formula
    /// @return the place for a message; null if the part stands in no text, as what `.` stands for
    public @Nullable Place place(Span span) {
        return span.to() == 0 ? null : Place.inFormula(text, span.from(), span.to());
    }

    private static String print(@Nullable Response response, Expr right) {
        return (response == null ? "~ " : response + " ~ ") + right;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula formula && formula.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /// The formula with regular spacing and no parentheses to spare; parses back to an equal one.
    @Override
    public String toString() {
        return print(response, right);
    }
}
