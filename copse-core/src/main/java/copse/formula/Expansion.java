package copse.formula;

import copse.error.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Carries out the operators between terms, as R's `terms.formula` does: a term is a set of variables, a side
/// of a formula a set of terms.
///
/// Source of the semantics: Chambers and Hastie (1992), Statistical Models in S, section 2.4; R's documentation
/// of `formula` and `terms.formula`.
final class Expansion {
    // far beyond any model that can be fitted; (a + b + …)^9 gets here fast
    private static final int MAX_TERMS = 10_000;

    private final String text;
    private final List<Expr> dot;
    private final Map<Expr, Integer> index = new LinkedHashMap<>();
    private final List<Expr> variables = new ArrayList<>();
    private final List<Expr> offsets = new ArrayList<>();
    private boolean intercept = true;
    // flipped while the right side of a minus is read: `- 1` takes the intercept away, `- 0` gives it back
    private boolean adding = true;

    private Expansion(String text, List<Expr> dot) {
        this.text = text;
        this.dot = dot;
    }

    static Terms of(Expr side, List<Expr> dot, String text) {
        Expansion expansion = new Expansion(text, dot);
        Set<BitSet> terms = expansion.expand(side);
        List<Term> list = terms.stream()
                .sorted(Comparator.comparingInt(BitSet::cardinality))
                .map(expansion::term)
                .toList();
        return new Terms(expansion.intercept, list, expansion.offsets);
    }

    private Term term(BitSet bits) {
        return new Term(bits.stream().mapToObj(variables::get).toList());
    }

    private Set<BitSet> expand(Expr expr) {
        return switch (expr) {
            case Expr.Name _ -> variable(expr);
            case Expr.Literal literal -> number(literal);
            case Expr.Dot _ -> all();
            case Expr.Call call -> call(call);
            case Expr.Negated negated -> {
                flip(() -> expand(negated.operand()));
                yield new LinkedHashSet<>();
            }
            case Expr.Binary binary -> binary(binary);
            case Expr.Bar bar ->
                throw FormulaCode.NESTED_BARS.at(
                        "a random term in a product or difference",
                        "random terms are only ever added",
                        "put `+` before it: `+ " + bar + "`",
                        place(bar));
            case Expr.Quoted _, Expr.Flag _ ->
                throw FormulaCode.SYNTAX.at(
                        "`" + expr + "` is no term", "", "terms are columns and functions of columns", place(expr));
        };
    }

    private Set<BitSet> binary(Expr.Binary binary) {
        // down the left side in a loop: a sum of n terms is n deep there
        List<Expr.Binary> chain = new ArrayList<>(List.of(binary));
        while (chain.getLast().left() instanceof Expr.Binary left) {
            chain.add(left);
        }
        Set<BitSet> terms = expand(chain.getLast().left());
        for (Expr.Binary link : chain.reversed()) {
            terms = limited(combine(terms, link), link);
        }
        return terms;
    }

    /// @param left the terms of the link's left side. *Modified.*
    private Set<BitSet> combine(Set<BitSet> left, Expr.Binary link) {
        return switch (link.operator()) {
            case PLUS -> {
                left.addAll(expand(link.right()));
                yield left;
            }
            case MINUS -> {
                left.removeAll(flip(() -> expand(link.right())));
                yield left;
            }
            case TIMES -> {
                Set<BitSet> right = expand(link.right());
                Set<BitSet> products = cross(left, right, link);
                left.addAll(right);
                left.addAll(products);
                yield left;
            }
            case INTERACTION -> cross(left, expand(link.right()), link);
            case DIVIDE -> {
                left.addAll(cross(List.of(union(left)), expand(link.right()), link));
                yield left;
            }
            case IN -> cross(left, List.of(union(expand(link.right()))), link);
            case POWER -> power(left, link);
        };
    }

    private Set<BitSet> power(Set<BitSet> base, Expr.Binary binary) {
        if (!(binary.right() instanceof Expr.Literal(double value, Span _)) || value != Math.rint(value) || value < 1) {
            throw FormulaCode.NUMBER.at(
                    "`^" + binary.right() + "` between terms",
                    "it makes all interactions up to a degree, which is a whole number from 1",
                    "write `" + new Expr.Binary(Operator.POWER, binary.left(), Expr.number(2), Span.NONE)
                            + "`, or `I(…)` to calculate",
                    place(binary));
        }
        if (binary.left() instanceof Expr.Name || binary.left() instanceof Expr.Call) {
            // R reads it as the term itself, which nobody means who writes it
            throw FormulaCode.NUMBER.at(
                    "`" + binary + "` between terms is `" + binary.left() + "` itself",
                    "`^` makes interactions, and a term with itself makes none",
                    "to calculate write `I(" + binary + ")`",
                    place(binary));
        }
        Set<BitSet> all = base;
        for (int i = 1; i < value; i++) {
            // a term times itself is the term, so that the lower degrees stay
            Set<BitSet> next = cross(all, base, binary);
            if (List.copyOf(next).equals(List.copyOf(all))) {
                break;
            }
            all = next;
        }
        return all;
    }

    private Set<BitSet> cross(Collection<BitSet> left, Collection<BitSet> right, Expr where) {
        Set<BitSet> all = new LinkedHashSet<>();
        for (BitSet a : left) {
            for (BitSet b : right) {
                BitSet both = (BitSet) a.clone();
                both.or(b);
                all.add(both);
            }
            limited(all, where);
        }
        return all;
    }

    private static BitSet union(Set<BitSet> terms) {
        BitSet all = new BitSet();
        terms.forEach(all::or);
        return all;
    }

    private Set<BitSet> limited(Set<BitSet> terms, Expr where) {
        if (terms.size() > MAX_TERMS) {
            throw FormulaCode.TOO_LARGE.at(
                    "more than " + MAX_TERMS + " terms", "", "write the terms you need one by one", place(where));
        }
        return terms;
    }

    private Set<BitSet> flip(Supplier<Set<BitSet>> read) {
        List<Expr> kept = List.copyOf(offsets);
        offsets.clear();
        adding = !adding;
        Set<BitSet> terms = read.get();
        adding = !adding;
        List<Expr> taken = List.copyOf(offsets); // `- offset(x)` takes it away
        offsets.clear();
        offsets.addAll(kept);
        offsets.removeAll(taken);
        return terms;
    }

    private Set<BitSet> number(Expr.Literal literal) {
        if (literal.value() != 0 && literal.value() != 1) {
            throw FormulaCode.NUMBER.at(
                    "the number " + literal + " is no term",
                    "between terms only 0 and 1 have a meaning: without and with intercept",
                    "to calculate write `I(…)`",
                    place(literal));
        }
        intercept = adding == (literal.value() == 1);
        return new LinkedHashSet<>();
    }

    private Set<BitSet> call(Expr.Call call) {
        switch (call.function()) {
            case "offset" -> {
                Expr offset = call.arguments().getFirst().value();
                if (!offsets.contains(offset)) {
                    offsets.add(offset);
                }
                return new LinkedHashSet<>();
            }
            case "poly", "factor", "C" -> {
                return variable(call);
            }
            default -> {
                if (!Functions.isNumeric(call)) {
                    throw FormulaCode.ARGUMENT.at(
                            call.function() + "() is no term",
                            call.function().equals("cbind") || call.function().equals("trials")
                                    ? "it belongs to the left side"
                                    : "it is one number for all rows",
                            call.function().equals("cbind") || call.function().equals("trials")
                                    ? "write `" + call + "` left of `~`"
                                    : "use it in an expression, such as `I(x - mean(x))`",
                            place(call));
                }
                return variable(call);
            }
        }
    }

    private Set<BitSet> variable(Expr expr) {
        int i = index.computeIfAbsent(expr, key -> {
            variables.add(key);
            return variables.size() - 1;
        });
        BitSet bits = new BitSet();
        bits.set(i);
        Set<BitSet> terms = new LinkedHashSet<>();
        terms.add(bits);
        return terms;
    }

    private Set<BitSet> all() {
        Set<BitSet> terms = new LinkedHashSet<>();
        dot.forEach(name -> terms.addAll(variable(name)));
        return terms;
    }

    private Place place(Expr expr) {
        return Functions.place(text, expr.span());
    }
}
