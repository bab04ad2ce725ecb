package copse.formula;

/// A word of a formula.
///
/// @param kind what it is
/// @param text as written; names and quoted texts without their quotes
/// @param span where it stands
record Token(Kind kind, String text, Span span) {
    enum Kind {
        NAME,
        NUMBER,
        QUOTED,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
