package copse.report;

import copse.estimate.EffectEstimate;
import copse.infer.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/// Effects, one per row: estimate, standard error, df, limits and p.
public final class EffectTable {
    private EffectTable() {}

    /// @param first heading of the column that names the effects
    /// @return the columns in English; may be added to
    static List<TableColumn> columns(String first) {
        return columns(first, Language.ENGLISH);
    }

    /// @param first heading of the column that names the effects
    /// @param language of the other headings
    /// @return the columns; may be added to
    public static List<TableColumn> columns(String first, Language language) {
        Phrases phrases = Phrases.of(EffectTable.class, language);
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.left(first)));
        for (String key : List.of("estimate", "se", "df", "lower", "upper", "p")) {
            columns.add(TableColumn.right(phrases.say("table." + key)));
        }
        return columns;
    }

    /// @param name of the effect
    /// @param effect estimated
    /// @param otherwise error that decides on digits where the effect has no standard error
    /// @return the cells of a row
    public static List<Cell> row(String name, EffectEstimate effect, double otherwise) {
        double error = effect.se().orElse(otherwise);
        return List.of(
                Cell.text(name),
                Cell.number(effect.value(), Numbers.byError(effect.value(), error)),
                number(effect.se(), value -> Numbers.byError(value, error)),
                number(effect.df(), Numbers::df),
                limit(effect.interval().lower(), error),
                limit(effect.interval().upper(), error),
                Cell.number(effect.p(), Numbers.p(effect.p())));
    }

    private static Cell limit(Limit limit, double error) {
        return limit instanceof Limit.Open
                ? Cell.text("-")
                : Cell.number(limit.value(), Numbers.byError(limit.value(), error));
    }

    /// @param value empty where there is none
    /// @param shown the number formatted
    /// @return the cell
    public static Cell number(OptionalDouble value, DoubleFunction<String> shown) {
        return value.isPresent() ? Cell.number(value.getAsDouble(), shown.apply(value.getAsDouble())) : Cell.text("-");
    }
}
