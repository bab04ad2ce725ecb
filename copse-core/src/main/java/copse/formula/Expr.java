package copse.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The syntax tree of a formula's side. Immutable; equality looks at meaning, not at where the text stood.
///
/// What an operator means depends on where it stands: between terms it builds terms, inside a function's
/// parentheses it calculates. `toString` prints what parses back to the same tree.
public sealed interface Expr {
    /// @return where it stands in the formula's text
    Span span();

    /// A column of the data.
    ///
    /// @param name the column's name, without backticks
    /// @param span where it stands
    record Name(String name, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /// A number. Never negative when parsed: the sign is a [Negated].
    ///
    /// @param value finite
    /// @param span where it stands
    record Literal(double value, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /// A text in quotes, as in `C(arm, treatment, base = "control")`.
    ///
    /// @param value without quotes
    /// @param span where it stands
    record Quoted(String value, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /// `TRUE` or `FALSE`.
    ///
    /// @param value which
    /// @param span where it stands
    record Flag(boolean value, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /// `.`: all columns that the formula does not mention as response or group.
    ///
    /// @param span where it stands
    record Dot(Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /// A function with its arguments.
    ///
    /// @param function the name
    /// @param arguments in order
    /// @param span where it stands
    record Call(String function, List<Argument> arguments, Span span) implements Expr {
        /// @param function the name
        /// @param arguments in order
        /// @param span where it stands
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /// An argument of a function.
    ///
    /// @param name as in `raw = TRUE`, null if given by position
    /// @param value the argument
    record Argument(@Nullable String name, Expr value) {}

    /// A minus sign before an expression.
    ///
    /// @param operand what it stands before
    /// @param span where it stands
    record Negated(Expr operand, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /// An operator between two expressions.
    ///
    /// @param operator which
    /// @param left before it
    /// @param right after it
    /// @param span from the left's first character to the right's last
    record Binary(Operator operator, Expr left, Expr right, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /// A random term in its parentheses: `(terms | group)`, or `(terms || group)` if its columns do not
    /// correlate.
    ///
    /// @param terms left of the bar
    /// @param group right of the bar
    /// @param correlated false for the double bar
    /// @param span with the parentheses
    record Bar(Expr terms, Expr group, boolean correlated, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /// @param name a column's name, any text
    /// @return the column
    static Name name(String name) {
        return new Name(name, Span.NONE);
    }

    /// @param value finite
    /// @return the number
    static Expr number(double value) {
        return value < 0
                ? new Negated(new Literal(-value, Span.NONE), Span.NONE)
                : new Literal(value + 0.0, Span.NONE); // no negative zero
    }

    /// @param function one of the grammar's functions
    /// @param arguments by position
    /// @return the call
    static Call call(String function, Expr... arguments) {
        List<Argument> list = new ArrayList<>();
        for (Expr argument : arguments) {
            list.add(new Argument(null, argument));
        }
        return new Call(function, list, Span.NONE);
    }

    /// @param operator which
    /// @param right the other side
    /// @return this, the operator, the other side
    default Expr with(Operator operator, Expr right) {
        return new Binary(operator, this, right, Span.NONE);
    }

    /// @param group a column, or columns joined by `:` or `/`
    /// @return the random term `(this | group)`
    default Bar by(Expr group) {
        return new Bar(this, group, true, Span.NONE);
    }

    /// @return the names of columns in it, in order of appearance
    default List<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        walk(part -> {
            if (part instanceof Name name) {
                names.add(name.name());
            }
        });
        return List.copyOf(names);
    }

    /// Visits the columns, numbers and calls that a value depends on: the tree from the left, parents first.
    ///
    /// The contrast's name in `C(x, sum)` is a word, not a column, and is left out.
    ///
    /// @param visitor called with each part
    default void walk(Consumer<Expr> visitor) {
        visitor.accept(this);
        switch (this) {
            case Name _, Literal _, Quoted _, Flag _, Dot _ -> {}
            case Negated negated -> negated.operand().walk(visitor);
            case Binary binary -> {
                // down the left side in a loop: a sum of n terms is n deep there
                List<Expr> rights = new ArrayList<>(List.of(binary.right()));
                Expr left = binary.left();
                while (left instanceof Binary inner) {
                    visitor.accept(inner);
                    rights.add(inner.right());
                    left = inner.left();
                }
                left.walk(visitor);
                rights.reversed().forEach(right -> right.walk(visitor));
            }
            case Bar bar -> {
                bar.terms().walk(visitor);
                bar.group().walk(visitor);
            }
            case Call call -> {
                boolean coding = call.function().equals("C");
                for (int i = 0; i < call.arguments().size(); i++) {
                    if (!coding || i == 0) {
                        call.arguments().get(i).value().walk(visitor);
                    }
                }
            }
        }
    }
}
