package copse.formula;

/// Where an expression stands in the formula's text: characters `from` to `to` (one past the last).
///
/// All spans are equal to each other, so that two formulas are equal when they say the same, however they are
/// spaced.
///
/// @param from first character, from 0
/// @param to one past the last character
public record Span(int from, int to) {
    /// The span of an expression that was made in Java and stands in no text yet.
    public static final Span NONE = new Span(0, 0);

    Span to(Span last) {
        return new Span(from, last.to);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Span;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
