package copse.formula;

import copse.error.FormulaException;
import copse.error.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recursive descent over the tokens of a formula; precedences are R's.
final class Parser {
    // deeper nesting is no formula but an attempt on the stack
    private static final int MAX_DEPTH = 200;
    // a sum of n terms is a tree n deep; wider models are written with `.`
    private static final int MAX_TOKENS = 5000;
    private static final int MAX_ARGUMENT_TOKENS = 500;

    private final String text;
    private final List<Token> tokens;
    private int at;
    private int depth;
    private boolean inCall;
    private boolean inBar;

    Parser(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    /// The two sides of a formula.
    record Sides(@Nullable Response response, Expr right) {}

    Sides formula() {
        balance();
        if (tokens.size() > MAX_TOKENS) {
            throw FormulaCode.TOO_LARGE.at(
                    "the formula has " + tokens.size() + " words and signs, the most is " + MAX_TOKENS,
                    "",
                    "`.` stands for all other columns",
                    null);
        }
        Response response = null;
        if (!peek().is("~")) {
            if (peek().kind() == Token.Kind.END) {
                throw FormulaCode.EMPTY_SIDE.at("the formula is empty", "", "write `y ~ 1`", null);
            }
            response = response();
            if (!peek().is("~")) {
                throw peek().kind() == Token.Kind.END
                        ? FormulaCode.SYNTAX.at(
                                "no `~` in the formula",
                                "",
                                "write `response ~ terms`, such as `" + firstName() + " ~ 1`",
                                place(peek().span()))
                        : unexpected();
            }
        }
        Token tilde = next();
        if (peek().kind() == Token.Kind.END) {
            throw FormulaCode.EMPTY_SIDE.at(
                    "nothing stands right of `~`",
                    "",
                    "a model with the mean only is `" + text.strip() + " 1`",
                    place(tilde.span()));
        }
        Expr right = sum();
        if (peek().is("|") || peek().is("||")) {
            throw bareBar(right);
        }
        expectEnd();
        return new Sides(response, right);
    }

    Expr expression() {
        balance();
        Expr expr = sum();
        expectEnd();
        return expr;
    }

    private void expectEnd() {
        if (peek().kind() != Token.Kind.END) {
            throw unexpected();
        }
    }

    // Before anything else: a missing parenthesis is better told as such than by where parsing happens to stop.
    private void balance() {
        List<Token> open = new ArrayList<>();
        for (Token token : tokens) {
            if (token.is("(")) {
                open.add(token);
            } else if (token.is(")")) {
                if (open.isEmpty()) {
                    throw FormulaCode.UNBALANCED.at(
                            "`)` without `(`", "", "take the marked parenthesis away", place(token.span()));
                }
                open.removeLast();
            }
        }
        if (!open.isEmpty()) {
            String missing = open.size() == 1 ? "one `)` is missing" : open.size() + " `)` are missing";
            throw FormulaCode.UNBALANCED.at(
                    "`(` without `)`",
                    missing,
                    "close the marked parenthesis",
                    place(open.getLast().span()));
        }
    }

    private Response response() {
        Expr left = sum();
        Response response = new Response.Value(left);
        if (left instanceof Expr.Call call && call.function().equals("cbind")) {
            if (call.arguments().size() != 2) {
                throw FormulaCode.ARGUMENT.at(
                        "cbind() takes two columns, here are "
                                + call.arguments().size(),
                        "",
                        "write `cbind(success, failure)`",
                        place(call.span()));
            }
            response = new Response.Counts(
                    call.arguments().get(0).value(), call.arguments().get(1).value());
        }
        if (peek().is("|")) {
            Token bar = next();
            Expr trials = sum();
            if (!(trials instanceof Expr.Call(String function, List<Expr.Argument> arguments, Span _))
                    || !function.equals("trials")
                    || arguments.size() != 1) {
                throw FormulaCode.SYNTAX.at(
                        "left of `~` only `trials(n)` may follow the bar",
                        "",
                        "write `" + left + " | trials(n)`",
                        place(bar.span().to(trials.span())));
            }
            response = new Response.Trials(left, arguments.getFirst().value());
        }
        return response;
    }

    // y ~ x + 1 | g: everything after the last + and the first summand of the group belong together
    private FormulaException bareBar(Expr left) {
        Token bar = next();
        String head = "";
        Expr effect = left;
        if (left instanceof Expr.Binary(Operator operator, Expr first, Expr second, Span _)
                && operator == Operator.PLUS) {
            head = text.substring(0, first.span().to()) + " + ";
            effect = second;
        } else {
            head = text.substring(0, left.span().from());
        }
        String fix = "put the random term in parentheses: `(1 | group)`";
        if (peek().kind() == Token.Kind.NAME) {
            Expr group = interaction();
            fix = "write `" + head + "(" + effect + " " + bar.text() + " " + group + ")"
                    + text.substring(group.span().to()) + "`";
        }
        return FormulaCode.BARE_BAR.at("`" + bar.text() + "` outside parentheses", "", fix, place(bar.span()));
    }

    private Expr sum() {
        if (++depth > MAX_DEPTH) {
            throw FormulaCode.TOO_LARGE.at(
                    "the formula is nested more than " + MAX_DEPTH + " deep", "", "", place(peek().span()));
        }
        Expr left = product();
        while (peek().is("+") || peek().is("-")) {
            Operator operator = next().is("+") ? Operator.PLUS : Operator.MINUS;
            left = binary(operator, left, product());
        }
        depth--;
        return left;
    }

    private Expr product() {
        Expr left = within();
        while (peek().is("*") || peek().is("/")) {
            Operator operator = next().is("*") ? Operator.TIMES : Operator.DIVIDE;
            left = binary(operator, left, within());
        }
        return left;
    }

    private Expr within() {
        Expr left = interaction();
        while (peek().is("%in%")) {
            next();
            left = binary(Operator.IN, left, interaction());
        }
        return left;
    }

    private Expr interaction() {
        Expr left = signed();
        while (peek().is(":")) {
            next();
            left = binary(Operator.INTERACTION, left, signed());
        }
        return left;
    }

    private Expr signed() {
        List<Token> signs = new ArrayList<>();
        while (peek().is("-") || peek().is("+")) {
            signs.add(next());
        }
        if (signs.size() > MAX_DEPTH) {
            throw FormulaCode.TOO_LARGE.at(signs.size() + " signs in a row", "", "", place(peek().span()));
        }
        Expr expr = power();
        for (Token sign : signs.reversed()) {
            expr = sign.is("-") ? new Expr.Negated(expr, sign.span().to(expr.span())) : expr;
        }
        return expr;
    }

    private Expr power() {
        Expr base = primary();
        if (!peek().is("^")) {
            return base;
        }
        next();
        if (++depth > MAX_DEPTH) {
            throw FormulaCode.TOO_LARGE.at("too many powers", "", "", place(peek().span()));
        }
        Expr exponent = signed();
        depth--;
        return binary(Operator.POWER, base, exponent);
    }

    private static Expr binary(Operator operator, Expr left, Expr right) {
        return new Expr.Binary(operator, left, right, left.span().to(right.span()));
    }

    private Expr primary() {
        Token token = peek();
        return switch (token.kind()) {
            case NUMBER -> {
                next();
                double value = Double.parseDouble(token.text());
                if (Double.isInfinite(value)) {
                    throw FormulaCode.NUMBER.at(
                            "the number " + token.text() + " is too large", "", "", place(token.span()));
                }
                yield new Expr.Literal(value, token.span());
            }
            case QUOTED -> {
                next();
                yield new Expr.Quoted(token.text(), token.span());
            }
            case NAME -> nameOrCall();
            case SYMBOL -> {
                if (token.is("(")) {
                    yield parenthesis();
                }
                if (token.is(".")) {
                    next();
                    yield new Expr.Dot(token.span());
                }
                throw unexpected();
            }
            case END -> throw unexpected();
        };
    }

    private Expr nameOrCall() {
        Token name = next();
        boolean plain = text.charAt(name.span().from()) != '`';
        if (peek().is("(")) {
            return call(name);
        }
        if (plain && (name.text().equals("TRUE") || name.text().equals("FALSE"))) {
            return new Expr.Flag(name.text().equals("TRUE"), name.span());
        }
        return new Expr.Name(name.text(), name.span());
    }

    private Expr call(Token name) {
        Functions.check(name, text);
        int start = at;
        next();
        boolean outer = inCall;
        inCall = true;
        List<Expr.Argument> arguments = new ArrayList<>();
        while (!peek().is(")")) {
            if (!arguments.isEmpty()) {
                expect(",");
            }
            String argument = null;
            if (peek().kind() == Token.Kind.NAME && tokens.get(at + 1).is("=")) {
                argument = next().text();
                next();
            }
            arguments.add(new Expr.Argument(argument, sum()));
            if (peek().is("|") || peek().is("||")) {
                throw nestedBar(peek().span());
            }
        }
        inCall = outer;
        Token close = next();
        if (at - start > MAX_ARGUMENT_TOKENS) {
            throw FormulaCode.TOO_LARGE.at(
                    name.text() + "() with more than " + MAX_ARGUMENT_TOKENS + " words and signs",
                    "",
                    "make the column before fitting",
                    place(name.span()));
        }
        Expr.Call call = new Expr.Call(name.text(), arguments, name.span().to(close.span()));
        Functions.checkArguments(call, text);
        return call;
    }

    private Expr parenthesis() {
        Token open = next();
        Expr inside = sum();
        if (!peek().is("|") && !peek().is("||")) {
            expect(")");
            // the parentheses belong to the span, so that errors and fixes cut whole pieces of text
            return Spans.widen(inside, open.span().to(tokens.get(at - 1).span()));
        }
        Token bar = next();
        if (inBar || inCall) {
            throw nestedBar(bar.span());
        }
        inBar = true;
        if (peek().is(")")) {
            throw FormulaCode.NO_GROUP.at(
                    "nothing stands right of the bar",
                    "",
                    "write the group: `(" + inside + " " + bar.text() + " group)`",
                    place(bar.span()));
        }
        Expr group = sum();
        if (peek().is("|") || peek().is("||")) {
            throw nestedBar(peek().span());
        }
        Span span = open.span().to(expect(")").span());
        inBar = false;
        return new Expr.Bar(inside, group, bar.text().equals("|"), span);
    }

    private FormulaException nestedBar(Span bar) {
        return inCall
                ? FormulaCode.NESTED_BARS.at(
                        "a bar inside a function", "", "take the random term out of the function", place(bar))
                : FormulaCode.NESTED_BARS.at(
                        "a bar inside a random term",
                        "each random term has one bar",
                        "nested groups are written `(1 | a/b)`, two groups `(1 | a) + (1 | b)`",
                        place(bar));
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at++);
    }

    private Token expect(String symbol) {
        if (!peek().is(symbol)) {
            throw unexpected();
        }
        return next();
    }

    private FormulaException unexpected() {
        Token token = peek();
        if (token.kind() == Token.Kind.END) {
            return FormulaCode.SYNTAX.at(
                    "the formula stops in the middle",
                    "a term must follow",
                    "add a term after the last operator, or take the operator away",
                    place(lastSpan()));
        }
        if (token.is("|") || token.is("||")) {
            return FormulaCode.NO_GROUP.at(
                    "nothing stands left of the bar",
                    "",
                    "the intercept that varies by group is `(1 | group)`",
                    place(token.span()));
        }
        if (token.is("~")) {
            return at > 0 && tokens.stream().filter(t -> t.is("~")).count() > 1
                    ? FormulaCode.SYNTAX.at("a second `~`", "", "a formula has one `~`", place(token.span()))
                    : FormulaCode.SYNTAX.at(
                            "a term is missing before `~`", "", "end the response with a column", place(token.span()));
        }
        if (token.is("=")) {
            return FormulaCode.SYNTAX.at(
                    "`=` cannot stand here", "", "between response and terms stands `~`", place(token.span()));
        }
        String shown = token.kind() == Token.Kind.QUOTED ? "a text in quotes" : "`" + token.text() + "`";
        boolean afterTerm = at > 0 && (token.kind() != Token.Kind.SYMBOL || token.is("(") || token.is("."));
        String fix = afterTerm ? "join terms with `+`, `*` or `:`" : "take it away, or put a term before it";
        if (token.kind() == Token.Kind.NAME && at > 0 && tokens.get(at - 1).kind() == Token.Kind.NAME) {
            String first = tokens.get(at - 1).text();
            fix = "two terms are joined by a sign: `" + first + " + " + token.text()
                    + "`; a name with a blank goes in backticks: `` `" + first + " " + token.text() + "` ``";
        }
        return FormulaCode.SYNTAX.at(shown + " cannot stand here", "", fix, place(token.span()));
    }

    private Span lastSpan() {
        return at == 0 ? new Span(0, 1) : tokens.get(at - 1).span();
    }

    private String firstName() {
        return tokens.stream()
                .filter(token -> token.kind() == Token.Kind.NAME)
                .map(Token::text)
                .findFirst()
                .map(Printer::quoteName)
                .orElse("y")
                .toString()
                .strip();
    }

    private Place place(Span span) {
        return Place.inFormula(text, span.from(), span.to());
    }
}
