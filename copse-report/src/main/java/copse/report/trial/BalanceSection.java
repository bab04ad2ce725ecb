package copse.report.trial;

import copse.balance.Balance;
import copse.report.BalanceDocument;
import copse.report.Part;
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
                .map(writer::said)
                .forEach(parts::add);
        return parts;
    }
}
