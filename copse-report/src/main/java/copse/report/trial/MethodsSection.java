package copse.report.trial;

import copse.report.Document;
import copse.report.Language;
import copse.report.Part;
import java.util.ArrayList;
import java.util.List;

/// The methods paragraph with its references, ready to be pasted.
final class MethodsSection {
    private MethodsSection() {}

    static List<Part> of(Writer writer) {
        Methods methods = Methods.of(writer);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(writer.say("methods")));
        parts.add(new Part.Sentence(methods.text()));
        parts.add(new Part.Heading(3, writer.say("methods.references")));
        parts.add(new Part.Items(
                methods.citations().stream().map(Citation::reference).toList()));
        parts.add(new Part.Details(
                "BibTeX",
                List.of(new Part.Code(
                        "bibtex",
                        String.join(
                                "\n\n",
                                methods.citations().stream()
                                        .map(Citation::bibtex)
                                        .toList())))));
        return parts;
    }

    /// @param report of an experiment
    /// @param language of the paragraph
    /// @return the section by itself
    static Document document(TrialReport report, Language language) {
        return new Document(of(new Writer(report, language)));
    }
}
