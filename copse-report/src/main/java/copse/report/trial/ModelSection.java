package copse.report.trial;

import copse.report.FitDocument;
import copse.report.FitResult;
import copse.report.Part;
import java.util.ArrayList;
import java.util.List;

/// Tables of the models that were fitted.
final class ModelSection {
    private ModelSection() {}

    static List<Part> of(Writer writer) {
        List<Part> parts = new ArrayList<>();
        for (FitResult fit : writer.report().models()) {
            parts.add(new Part.Heading(writer.say("model", fit.model().formula())));
            parts.add(new Part.Sentence(writer.say("model.reading")));
            // its first sentence is about the effect, which the primary analysis tells
            List<Part> tables = FitDocument.of(fit, null, false).parts().stream()
                    .skip(1)
                    .filter(part -> !writer.isDiagnostic(part, fit.diagnostics()))
                    .toList();
            parts.addAll(writer.said(tables, 1));
            parts.addAll(Figures.model(writer, fit));
        }
        return parts;
    }
}
