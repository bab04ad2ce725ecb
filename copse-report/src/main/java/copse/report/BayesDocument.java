package copse.report;

import copse.bayes.Decision;
import copse.bayes.PracticalEquivalence;
import copse.error.Diagnostic;
import copse.mcmc.DrawSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A posterior laid out for people: the answer in a sentence, effects on the outcome, parameters with how well
/// they are known, priors, checks, diagnostics.
public final class BayesDocument {
    private final BayesResult result;
    private final List<Part> parts = new ArrayList<>();

    private BayesDocument(BayesResult result) {
        this.result = result;
    }

    /// @param result a posterior
    /// @param effect the term that the first sentence speaks of, null for the first
    /// @param members whether to list the effects of the groups' levels too
    /// @return the document; CSV has the table of parameters
    public static Document of(BayesResult result, @Nullable String effect, boolean members) {
        BayesDocument document = new BayesDocument(result);
        document.parts.add(new Part.Sentence(new BayesSentence(result).answer(effect)));
        document.parts.add(new Part.Sentence(document.basis()));
        document.effects();
        document.worth();
        document.hypotheses();
        document.parameters(members);
        document.priors();
        document.loo();
        document.checks();
        document.sensitivity();
        document.closing();
        return new Document(document.parts, "parameters");
    }

    /// @param result a posterior
    /// @param term a term or the variable of a term
    /// @return whether [#of] can speak of it
    public static boolean has(BayesResult result, String term) {
        return new BayesSentence(result).effect(term).isPresent();
    }

    /// @param result a posterior
    /// @return the terms that [#of] can speak of
    public static List<String> terms(BayesResult result) {
        return new BayesSentence(result).terms();
    }

    private String basis() {
        String groups = result.sample().groups().entrySet().stream()
                .map(entry -> Numbers.count(entry.getValue().levels(), "level") + " of " + entry.getKey())
                .collect(Collectors.joining(", "));
        long cells = result.sample().cells();
        String inCells = cells > 0 && cells < result.sample().n() ? " in " + Numbers.count(cells, "cell") : "";
        return Numbers.count(result.sample().n(), "row") + inCells + (groups.isEmpty() ? "" : ", " + groups)
                + ". Family " + result.model().family() + ", link "
                + result.model().link() + "; " + sampling();
    }

    private String sampling() {
        BayesResult.Sampler sampler = result.sampler();
        double rhat = result.parameters().stream()
                .mapToDouble(row -> row.rhat().orElse(Double.NaN))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
        double ess = result.parameters().stream()
                .mapToDouble(row -> Math.min(
                        row.essBulk().orElse(Double.POSITIVE_INFINITY),
                        row.essTail().orElse(Double.POSITIVE_INFINITY)))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        String divergences = sampler.divergences() == 0
                ? "no divergences"
                : Numbers.count(sampler.divergences()) + (sampler.divergences() == 1 ? " divergence" : " divergences");
        return Numbers.count(sampler.chains()) + (sampler.chains() == 1 ? " chain of " : " chains of ")
                + Numbers.count(sampler.draws()) + " draws after " + Numbers.count(sampler.warmup())
                + " of warm-up" + (sampler.complete() ? "" : ", stopped early") + ": " + divergences
                + (Double.isFinite(rhat) ? ", largest R-hat " + Numbers.fixed(rhat, 3) : "")
                + (Double.isFinite(ess) ? ", smallest effective sample size " + Numbers.count(Math.round(ess)) : "")
                + ", acceptance " + Numbers.fixed(sampler.acceptance(), 2) + ".";
    }

    private void effects() {
        if (result.answers().effects().isEmpty()) {
            return;
        }
        Table table = Table.of(
                "effects",
                TableColumn.left("term"),
                TableColumn.left("effect"),
                TableColumn.left("of whom"),
                TableColumn.right("mean"),
                TableColumn.right("sd"),
                TableColumn.right("lower"),
                TableColumn.right("upper"),
                TableColumn.right("P(increase)"));
        for (BayesResult.Effect effect : result.answers().effects()) {
            boolean perUnit =
                    effect.contrast().equals("+1") || effect.contrast().equals("dy/dx");
            table.row(
                    Cell.text(effect.term()),
                    Cell.text(effect.scale() + (perUnit ? " per unit" : "")),
                    Cell.text(effect.whose()),
                    number(effect.mean(), effect.sd()),
                    number(effect.sd(), effect.sd()),
                    number(effect.lower(), effect.sd()),
                    number(effect.upper(), effect.sd()),
                    effect.contrast().isEmpty() || !(effect.sd() > 0)
                            ? Cell.empty()
                            : Cell.number(effect.positive(), BayesSentence.probability(effect.positive())));
        }
        parts.add(new Part.Heading("Effects on the outcome (" + Numbers.level(result.level()) + "% intervals)"));
        parts.add(table);
    }

    private static Cell number(double value, double sd) {
        return Cell.number(value, Numbers.byError(value, sd));
    }

    private void hypotheses() {
        if (result.answers().hypotheses().isEmpty()) {
            return;
        }
        Table table = Table.of(
                "hypotheses",
                TableColumn.left("hypothesis"),
                TableColumn.right("probability"),
                TableColumn.right("mcse"),
                TableColumn.right("evidence ratio"),
                TableColumn.right("difference"),
                TableColumn.right("lower"),
                TableColumn.right("upper"));
        for (BayesResult.Hypothesis hypothesis : result.answers().hypotheses()) {
            double sd = (hypothesis.upper() - hypothesis.lower()) / 4;
            table.row(
                    Cell.text(hypothesis.statement()),
                    Cell.number(hypothesis.probability(), BayesSentence.probability(hypothesis.probability())),
                    Cell.number(hypothesis.mcse(), Numbers.significant(hypothesis.mcse(), 2)),
                    Cell.number(hypothesis.evidence(), Numbers.significant(hypothesis.evidence(), 3)),
                    number(hypothesis.mean(), sd),
                    number(hypothesis.lower(), sd),
                    number(hypothesis.upper(), sd));
        }
        parts.add(new Part.Heading("Hypotheses"));
        parts.add(table);
    }

    private void parameters(boolean members) {
        List<DrawSummary> shown = ParameterTable.shown(result.parameters(), members);
        boolean identity = result.model().link().equals("identity");
        parts.add(new Part.Heading(
                identity ? "Parameters" : "Parameters, on the " + result.model().link() + " scale"));
        parts.add(ParameterTable.of(shown));
        int hidden = result.parameters().size() - shown.size();
        if (hidden > 0) {
            parts.add(new Part.Note(
                    "groups", Numbers.count(hidden) + " effects of single levels are not listed: --ranef does."));
        }
    }

    private static Cell number(OptionalDouble value, java.util.function.DoubleFunction<String> shown) {
        return value.isPresent() ? Cell.number(value.getAsDouble(), shown.apply(value.getAsDouble())) : Cell.empty();
    }

    private void priors() {
        parts.add(new Part.Heading("Priors"));
        parts.add(priors(result.priors()));
    }

    /// @param priors in the order of the parameters
    /// @return a table of them
    static Table priors(List<BayesResult.StatedPrior> priors) {
        Table table =
                Table.of("priors", TableColumn.left("parameter"), TableColumn.left("prior"), TableColumn.left("from"));
        for (BayesResult.StatedPrior prior : priors) {
            table.row(
                    Cell.text(prior.parameter()),
                    Cell.text(prior.prior()),
                    Cell.text(prior.stated() ? "stated" : "default"));
        }
        return table;
    }

    private void loo() {
        BayesResult.Loo loo = result.answers().loo();
        if (loo == null) {
            return;
        }
        parts.add(new Part.Heading("Prediction of what was left out"));
        BayesResult.Waic waic = loo.waic();
        parts.add(new Part.Sentence("Expected log predictive density " + Numbers.fixed(loo.elpd(), 2) + " (se "
                + Numbers.fixed(loo.se(), 2) + "; " + loo.method() + ", "
                + Numbers.count(loo.observations(), "observation")
                + ")"
                + (Double.isFinite(loo.p()) ? ", effective number of parameters " + Numbers.fixed(loo.p(), 1) : "")
                + (Double.isFinite(loo.worstK()) ? ", largest Pareto k " + Numbers.fixed(loo.worstK(), 2) : "")
                + (loo.refitted() > 0
                        ? ", " + Numbers.count(loo.refitted(), "observation") + " left out by fitting again"
                        : "")
                + "."
                + (waic == null
                        ? ""
                        : " By WAIC " + Numbers.fixed(waic.elpd(), 2) + " (se " + Numbers.fixed(waic.se(), 2) + ").")));
    }

    /// Whether an effect is worth having, as one that has to choose wants to know it.
    private void worth() {
        Decision worth = result.answers().worth();
        PracticalEquivalence rope = result.answers().rope();
        if (worth == null && rope == null) {
            return;
        }
        BayesResult.Effect first = result.answers().effects().getFirst();
        parts.add(new Part.Heading("Is it worth it? " + first.term() + ", " + first.scale()
                + (first.whose().isEmpty() ? "" : ", " + first.whose())));
        if (worth != null) {
            String limit = Numbers.brief(worth.threshold(), 4);
            parts.add(new Part.Sentence("The effect "
                    + (worth.goal() == Decision.Goal.RAISE ? "is above " : "lowers by more than ")
                    + limit + " with probability " + BayesSentence.probability(worth.probability())
                    + ". Expected loss of acting " + Numbers.significant(worth.lossOfTreating(), 2) + ", of not acting "
                    + Numbers.significant(worth.lossOfLeaving(), 2) + ": "
                    + (worth.isWorthTreating() ? "acting" : "not acting") + " loses less."));
        }
        if (rope != null) {
            parts.add(new Part.Sentence("It lies between " + Numbers.brief(rope.lower(), 4) + " and "
                    + Numbers.brief(rope.upper(), 4) + " with probability " + BayesSentence.probability(rope.inside())
                    + ", below with " + BayesSentence.probability(rope.below()) + ", above with "
                    + BayesSentence.probability(rope.above()) + ": "
                    + switch (rope.verdict()) {
                        case EQUIVALENT -> "of no practical importance.";
                        case DIFFERENT -> "of practical importance.";
                        case OPEN -> "whether it is of practical importance is open.";
                    }));
        }
    }

    private void checks() {
        if (result.answers().checks().isEmpty()) {
            return;
        }
        Table table = Table.of(
                "ppc",
                TableColumn.left("statistic"),
                TableColumn.right("observed"),
                TableColumn.right("replicated"),
                TableColumn.right("lower"),
                TableColumn.right("upper"),
                TableColumn.right("P(rep >= obs)"));
        for (BayesResult.Check check : result.answers().checks()) {
            double sd = (check.upper() - check.lower()) / 4;
            table.row(
                    Cell.text(check.statistic()),
                    number(check.observed(), sd),
                    number(check.mean(), sd),
                    number(check.lower(), sd),
                    number(check.upper(), sd),
                    Cell.number(check.p(), Numbers.fixed(check.p(), 3)));
        }
        parts.add(new Part.Heading("Posterior predictive checks"));
        parts.add(table);
    }

    private void sensitivity() {
        if (result.answers().sensitivity().isEmpty()) {
            return;
        }
        Table table = Table.of(
                "sensitivity",
                TableColumn.left("parameter"),
                TableColumn.right("prior"),
                TableColumn.right("likelihood"),
                TableColumn.left("diagnosis"));
        for (BayesResult.Sensitivity row : result.answers().sensitivity()) {
            table.row(
                    Cell.text(row.parameter()),
                    Cell.number(row.prior(), Numbers.fixed(row.prior(), 3)),
                    Cell.number(row.likelihood(), Numbers.fixed(row.likelihood(), 3)),
                    Cell.text(row.diagnosis().isEmpty() ? "-" : row.diagnosis()));
        }
        parts.add(new Part.Heading("Sensitivity to the weight of priors and likelihood"));
        parts.add(table);
    }

    private void closing() {
        FitResult.Dropped dropped = result.sample().dropped();
        if (dropped.rows() > 0) {
            parts.add(new Part.Note("left out", FitDocument.leftOut(dropped)));
        }
        if (!dropped.aliased().isEmpty()) {
            parts.add(new Part.Note(
                    "aliased",
                    "dropped, since other columns determine them: " + String.join(", ", dropped.aliased()) + "."));
        }
        if (!result.sampler().again().isEmpty()) {
            parts.add(new Part.Note("second try", result.sampler().again() + "."));
        }
        for (Diagnostic diagnostic : result.diagnostics()) {
            String about = diagnostic.parameter().isEmpty() ? "" : " (" + diagnostic.parameter() + ")";
            parts.add(new Part.Note(diagnostic.code() + about, diagnostic.meaning() + " " + diagnostic.advice()));
        }
    }
}
