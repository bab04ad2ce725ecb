package copse.report.trial;

import copse.report.BayesDocument;
import copse.report.BayesResult;
import copse.report.Part;
import java.util.ArrayList;
import java.util.List;

/// The Bayesian analysis beside the primary one.
final class PosteriorSection {
    private PosteriorSection() {}

    static List<Part> of(Writer writer) {
        return writer.report()
                .posterior()
                .map(posterior -> parts(writer, posterior))
                .orElse(List.of());
    }

    private static List<Part> parts(Writer writer, Posterior posterior) {
        BayesResult result = posterior.result();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(writer.say("posterior", result.model().formula())));
        List<Part> tables = BayesDocument.of(result, null, false).parts().stream()
                .filter(part -> !writer.isDiagnostic(part, result.diagnostics()))
                .toList();
        parts.addAll(writer.said(tables, 1));
        parts.addAll(Figures.posterior(writer, posterior));
        return parts;
    }
}
