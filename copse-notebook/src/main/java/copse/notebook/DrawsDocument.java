package copse.notebook;

import copse.bayes.BayesFit;
import copse.mcmc.DrawSummary;
import copse.mcmc.Nuts;
import copse.mcmc.SamplingDiagnostics;
import copse.report.Document;
import copse.report.Numbers;
import copse.report.ParameterTable;
import copse.report.Part;
import java.util.ArrayList;
import java.util.List;

/// The draws of a posterior: what the parameters are, and whether the chains agree.
///
/// A fit alone does not hold the rows it was made from, so that effects on the scale of the outcome are not
/// here: they are asked for by `PosteriorEffects`.
final class DrawsDocument {
    private DrawsDocument() {}

    /// @param fit a posterior
    /// @return what was fitted, its parameters without those of single levels, and what a reader must know
    static Document of(BayesFit fit) {
        // Both are settings of the machine and of the checks; the draws themselves are what they are.
        Nuts nuts = Nuts.defaults();
        List<DrawSummary> all = DrawSummary.of(fit.draws(), nuts.threads());
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(fit.model().spec().formula() + ", family "
                + fit.model().family().label() + ", link "
                + fit.model().family().link().label() + ": "
                + Numbers.count(fit.draws().chains()) + " chains of "
                + Numbers.count(fit.draws().perChain()) + " draws, "
                + Numbers.count(fit.sampling().divergences())
                + " divergences."));
        parts.add(ParameterTable.of(ParameterTable.shown(all, false)));
        SamplingDiagnostics.of(fit.sampling(), nuts, all)
                .forEach(diagnostic ->
                        parts.add(new Part.Note(diagnostic.code(), diagnostic.meaning() + " " + diagnostic.advice())));
        return new Document(parts, "parameters");
    }
}
