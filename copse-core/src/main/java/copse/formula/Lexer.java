package copse.formula;

import copse.error.FormulaException;
import copse.error.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits the text of a formula into tokens.
final class Lexer {
    private static final Pattern NUMBER = Pattern.compile("(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_.][\\p{L}\\p{M}\\p{Nd}_.]*");
    private static final Pattern SYMBOL = Pattern.compile("%in%|\\|\\||\\*\\*|[-+*/^:(),=|~]");

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        return new Lexer(text).tokens();
    }

    private List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        while (skipBlanks()) {
            tokens.add(next());
        }
        tokens.add(new Token(Token.Kind.END, "", new Span(text.length(), text.length())));
        return tokens;
    }

    private boolean skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c); // pasted text has no-break spaces
    }

    private Token next() {
        char c = text.charAt(at);
        if (c == '`') {
            return quoted(Token.Kind.NAME, '`', "backtick");
        }
        if (c == '"' || c == '\'') {
            return quoted(Token.Kind.QUOTED, c, "quote");
        }
        Token token = match(NUMBER, Token.Kind.NUMBER);
        token = token == null ? match(NAME, Token.Kind.NAME) : token;
        token = token == null ? match(SYMBOL, Token.Kind.SYMBOL) : token;
        if (token == null) {
            throw unknown();
        }
        if (token.text().equals(".")) {
            return new Token(Token.Kind.SYMBOL, ".", token.span());
        }
        // R's other way to write a power
        return token.is("**") ? new Token(Token.Kind.SYMBOL, "^", token.span()) : token;
    }

    private @org.jspecify.annotations.Nullable Token match(Pattern pattern, Token.Kind kind) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        Span span = new Span(at, matcher.end());
        at = matcher.end();
        return new Token(kind, matcher.group(), span);
    }

    private Token quoted(Token.Kind kind, char quote, String what) {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (at >= text.length()) {
            throw FormulaCode.UNBALANCED.at(
                    "a " + what + " is never closed",
                    "",
                    "add the second " + quote,
                    Place.inFormula(text, start, start + 1));
        }
        at++;
        if (value.isEmpty() && kind == Token.Kind.NAME) {
            throw FormulaCode.SYNTAX.at(
                    "an empty name",
                    "",
                    "write a column's name between the backticks",
                    Place.inFormula(text, start, at));
        }
        return new Token(kind, value.toString(), new Span(start, at));
    }

    private FormulaException unknown() {
        int point = text.codePointAt(at);
        String sign = Character.toString(point);
        boolean logic = "<>!&".contains(sign);
        return FormulaCode.SYNTAX.at(
                "`" + sign + "` has no meaning in a formula",
                logic ? "formulas calculate with numbers and do not compare them" : "",
                logic
                        ? "make a column of true and false before fitting, and name it here"
                        : "names with such signs go in backticks, as in `` `my" + sign + "column` ``",
                Place.inFormula(text, at, at + Character.charCount(point)));
    }
}
