package copse.report.trial;

import copse.balance.Balance;
import copse.report.BalanceDocument;
import copse.report.Part;
import copse.report.Table;
import java.util.ArrayList;
import java.util.List;

/// Whether the arms were alike before the experiment.
final class BalanceSection {
    private BalanceSection() {}

    static List<Part> of(Writer writer, Balance balance) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(writer.say("balance")));
        parts.add(writer.said(new Part.Sentence(BalanceDocument.answer(balance))));
        parts.add(new Part.Sentence(writer.say("balance.reading")));
        parts.addAll(Figures.balance(writer, balance));
        // its heading is that of this section; notes stand with all others
        BalanceDocument.comparison(balance).stream()
                .filter(part -> !(part instanceof Part.Heading || part instanceof Part.Note))
                .map(part -> writer.said(part instanceof Table table ? withoutLast(table) : part))
                .forEach(parts::add);
        return parts;
    }

    /// The small Love plot of characters in the last column: there is a picture.
    private static Table withoutLast(Table table) {
        int last = table.columns().size() - 1;
        Table shorter = Table.of(table.name(), table.columns().subList(0, last));
        table.rows().forEach(row -> shorter.row(row.subList(0, last)));
        return shorter;
    }
}
