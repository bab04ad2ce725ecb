package copse.formula;

import copse.error.Place;
import copse.error.Suggestion;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a factor is coded: the contrast and, for treatment contrasts, its base.
///
/// @param contrast the kind
/// @param base the level that treatment contrasts compare with; null for the first
public record Coding(Contrast contrast, @Nullable Base base) {
    /// A level named in a formula.
    public sealed interface Base {}

    /// A level by its label.
    ///
    /// @param label the label
    public record Label(String label) implements Base {}

    /// A level by its place among the levels.
    ///
    /// @param position from 1
    public record Position(int position) implements Base {}

    /// Against the first level.
    public static final Coding TREATMENT = new Coding(Contrast.TREATMENT, null);

    /// @param contrast the kind
    /// @return the coding without a base
    public static Coding of(Contrast contrast) {
        return new Coding(contrast, null);
    }

    /// What `C(x, contrast, base)` asks for.
    ///
    /// @param call a call of `C` out of a formula
    /// @return the coding
    public static Coding of(Expr.Call call) {
        return of(call, call.toString());
    }

    /// @param call a call of `C`
    /// @param text the formula
    /// @return the coding
    static Coding of(Expr.Call call, String text) {
        Expr word = call.arguments().get(1).value();
        String name = switch (word) {
            case Expr.Name given -> given.name();
            case Expr.Quoted given -> given.value();
            default -> word.toString();
        };
        List<String> words =
                Arrays.stream(Contrast.values()).map(Contrast::word).toList();
        Contrast contrast = Contrast.of(name)
                .orElseThrow(() -> FormulaCode.ARGUMENT.at(
                        "no contrast `" + name + "`",
                        "known are " + String.join(", ", words),
                        Suggestion.didYouMean(name, words, "use one of these"),
                        Place.inFormula(text, word.span().from(), word.span().to())));
        if (call.arguments().size() < 3) {
            return of(contrast);
        }
        Expr base = call.arguments().get(2).value();
        if (contrast != Contrast.TREATMENT) {
            throw FormulaCode.ARGUMENT.at(
                    contrast.word() + " contrasts have no base",
                    "",
                    "leave the third argument out, or use treatment contrasts",
                    Place.inFormula(text, base.span().from(), base.span().to()));
        }
        return switch (base) {
            case Expr.Name given -> new Coding(contrast, new Label(given.name()));
            case Expr.Quoted given -> new Coding(contrast, new Label(given.value()));
            case Expr.Literal(double value, Span _)
            when value == Math.rint(value) && value >= 1 && value <= Integer.MAX_VALUE ->
                new Coding(contrast, new Position((int) value));
            default ->
                throw FormulaCode.ARGUMENT.at(
                        "`" + base + "` is no level",
                        "",
                        "write `base = \"level\"`, or the level's number",
                        Place.inFormula(text, base.span().from(), base.span().to()));
        };
    }
}
