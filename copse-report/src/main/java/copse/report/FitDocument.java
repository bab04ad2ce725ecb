package copse.report;

import copse.error.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A fit laid out for people: the answer in a sentence, fixed effects, variances, groups, convergence,
/// diagnostics.
public final class FitDocument {
    private final FitResult fit;
    private final List<Part> parts = new ArrayList<>();

    private FitDocument(FitResult fit) {
        this.fit = fit;
    }

    /// @param fit a fit
    /// @param effect the term that the first sentence speaks of, null for the first after the intercept
    /// @param modes whether to list the predicted random effects; CSV then has their table
    /// @return the document
    public static Document of(FitResult fit, @Nullable String effect, boolean modes) {
        FitDocument document = new FitDocument(fit);
        document.parts.add(new Part.Sentence(new FitSentence(fit).answer(effect)));
        document.parts.add(new Part.Sentence(document.basis()));
        document.onOutcome();
        document.fixed();
        document.inflation();
        document.variances();
        document.dispersion();
        document.groups();
        document.tests();
        document.means();
        if (modes) {
            document.modes();
        }
        document.closing();
        return new Document(
                document.parts, modes ? "ranef" : fit.answers().means().isEmpty() ? "fixed" : "means");
    }

    /// @param fit a fit
    /// @param term a term or the variable of a term
    /// @return whether [#of] can speak of it
    public static boolean has(FitResult fit, String term) {
        return new FitSentence(fit).effect(term).isPresent();
    }

    /// What the answer rests on.
    private String basis() {
        String groups = fit.sample().groups().entrySet().stream()
                .map(entry -> Numbers.count(entry.getValue().levels()) + " levels of " + entry.getKey())
                .collect(Collectors.joining(", "));
        String icc = fit.random().icc().entrySet().stream()
                .filter(entry -> Double.isFinite(entry.getValue()))
                .map(entry -> Numbers.significant(entry.getValue(), 2) + " (" + entry.getKey() + ")")
                .collect(Collectors.joining(", "));
        return Numbers.count(fit.sample().n()) + " rows" + cells() + (groups.isEmpty() ? "" : ", " + groups)
                + (icc.isEmpty() ? "" : "; ICC " + icc) + ". " + method() + ", "
                + fit.convergence().status() + ".";
    }

    private String cells() {
        long cells = fit.sample().cells();
        return cells > 0 && cells < fit.sample().n() ? " in " + Numbers.count(cells) + " cells" : "";
    }

    private String method() {
        FitResult.Model model = fit.model();
        String family = isGeneralised() ? "Family " + model.family() + ", link " + model.link() + "; " : "";
        FitResult.Integral integral = model.integration();
        return family + model.method() + (integral == null ? "" : " by " + integral.words());
    }

    private boolean isGeneralised() {
        return fit.sample().cells() > 0;
    }

    /// Effects on the scale of the outcome, of models whose coefficients are not: means compared, then what
    /// coefficients say of a member of a group.
    private void onOutcome() {
        String groups = String.join(", ", fit.sample().groups().keySet());
        scaled(
                "effects",
                "Average effects on the outcome" + (groups.isEmpty() ? "" : ", averaged over " + groups),
                effects(false));
        scaled(
                "ratios",
                "Ratios given the other predictors" + (groups.isEmpty() ? "" : " and " + groups),
                effects(true));
    }

    private List<FitResult.ScaledEffect> effects(boolean conditional) {
        return fit.answers().effects().stream()
                .filter(effect -> effect.whose().equals(FitResult.ScaledEffect.CONDITIONAL) == conditional)
                .toList();
    }

    private void scaled(String name, String heading, List<FitResult.ScaledEffect> effects) {
        if (effects.isEmpty()) {
            return;
        }
        Table table = Table.of(
                name,
                TableColumn.left("term"),
                TableColumn.left("effect"),
                TableColumn.right("estimate"),
                TableColumn.right("lower"),
                TableColumn.right("upper"),
                TableColumn.right("p"));
        for (FitResult.ScaledEffect effect : effects) {
            table.row(
                    Cell.text(effect.term()),
                    Cell.text(effect.scale() + (effect.isPerUnit() ? " per unit" : "")),
                    Cell.number(effect.estimate(), Numbers.byError(effect.estimate(), effect.se())),
                    Cell.number(effect.lower(), Numbers.byError(effect.lower(), effect.se())),
                    Cell.number(effect.upper(), Numbers.byError(effect.upper(), effect.se())),
                    Cell.number(effect.p(), Numbers.p(effect.p())));
        }
        parts.add(new Part.Heading(heading));
        parts.add(table);
    }

    private void inflation() {
        if (!fit.inflation().isEmpty()) {
            parts.add(new Part.Heading("Zero inflation, on the logit scale"));
            parts.add(effects("inflation", "term", fit.inflation()));
        }
    }

    private void dispersion() {
        FitResult.Dispersion dispersion = fit.dispersion();
        if (dispersion != null && isGeneralised()) {
            String limits = Double.isFinite(dispersion.lower())
                    ? " (" + Numbers.level(fit.coefficients().level()) + "% CI "
                            + Numbers.significant(dispersion.lower(), 4) + " to "
                            + Numbers.significant(dispersion.upper(), 4) + ")"
                    : "";
            parts.add(new Part.Note(
                    "dispersion",
                    "phi " + Numbers.significant(dispersion.value(), 4) + limits + "; " + dispersion.meaning() + "."));
        }
    }

    private void fixed() {
        String scale = isGeneralised() ? ", on the " + fit.model().link() + " scale" : "";
        parts.add(new Part.Heading("Fixed effects" + scale));
        parts.add(effects("fixed", "term", fit.fixed()));
    }

    private Table effects(String name, String what, List<FitResult.Effect> effects) {
        boolean t = effects.stream().anyMatch(effect -> Double.isFinite(effect.df()));
        Table table = Table.of(
                name,
                TableColumn.left(what),
                TableColumn.right("estimate"),
                TableColumn.right("se"),
                TableColumn.right("lower"),
                TableColumn.right("upper"),
                TableColumn.right("df"),
                TableColumn.right(t ? "t" : "z"),
                TableColumn.right("p"));
        for (FitResult.Effect effect : effects) {
            table.row(
                    Cell.text(effect.term()),
                    Cell.number(effect.estimate(), Numbers.byError(effect.estimate(), effect.se())),
                    Cell.number(effect.se(), Numbers.byError(effect.se(), effect.se())),
                    Cell.number(effect.lower(), Numbers.byError(effect.lower(), effect.se())),
                    Cell.number(effect.upper(), Numbers.byError(effect.upper(), effect.se())),
                    Cell.number(effect.df(), Numbers.df(effect.df())),
                    Cell.number(effect.statistic(), Numbers.fixed(effect.statistic(), 2)),
                    Cell.number(effect.p(), Numbers.p(effect.p())));
        }
        return table;
    }

    private void variances() {
        boolean limits = fit.random().variances().stream().anyMatch(variance -> Double.isFinite(variance.upper()));
        boolean correlations = !fit.random().covariances().isEmpty();
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.left("group"),
                TableColumn.left("term"),
                TableColumn.right("variance"),
                TableColumn.right("sd")));
        if (limits) {
            columns.add(TableColumn.right("lower sd"));
            columns.add(TableColumn.right("upper sd"));
        }
        if (correlations) {
            columns.add(TableColumn.left("corr"));
        }
        Table table = Table.of("random", columns);
        for (FitResult.Variance variance : fit.random().variances()) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(variance.group()),
                    Cell.text(variance.term()),
                    Cell.number(variance.variance(), Numbers.significant(variance.variance(), 4)),
                    Cell.number(variance.sd(), Numbers.significant(variance.sd(), 4))));
            if (limits) {
                row.add(Cell.number(variance.lower(), limit(variance.lower(), variance.sd())));
                row.add(Cell.number(variance.upper(), limit(variance.upper(), variance.sd())));
            }
            if (correlations) {
                row.add(Cell.text(correlations(variance)));
            }
            table.row(row);
        }
        if (fit.residual() != null) {
            table.row(residual(fit.residual(), limits, columns.size()));
        }
        if (fit.random().variances().isEmpty() && fit.residual() == null) {
            return;
        }
        boolean identity = fit.model().link().equals("identity");
        parts.add(new Part.Heading(
                identity ? "Variances" : "Variances, on the " + fit.model().link() + " scale"));
        parts.add(table);
    }

    private static List<Cell> residual(FitResult.Residual residual, boolean limits, int columns) {
        double sigma = residual.sigma();
        List<Cell> row = new ArrayList<>(List.of(
                Cell.text("Residual"),
                Cell.empty(),
                Cell.number(sigma * sigma, Numbers.significant(sigma * sigma, 4)),
                Cell.number(sigma, Numbers.significant(sigma, 4))));
        if (limits) {
            row.add(Cell.number(residual.lower(), Numbers.significant(residual.lower(), 4)));
            row.add(Cell.number(residual.upper(), Numbers.significant(residual.upper(), 4)));
        }
        while (row.size() < columns) {
            row.add(Cell.empty());
        }
        return row;
    }

    /// A limit that is a thousand times the estimate, or a thousandth of it, says that there is none.
    private static String limit(double limit, double sd) {
        return limit > 1000 * sd ? "∞" : limit < sd / 1000 ? "0" : Numbers.significant(limit, 4);
    }

    /// The correlations of a column with those above it, as lme4 prints them.
    private String correlations(FitResult.Variance variance) {
        return fit.random().covariances().stream()
                .filter(covariance -> covariance.group().equals(variance.group())
                        && covariance.term2().equals(variance.term()))
                .map(covariance -> Double.isFinite(covariance.corr()) ? Numbers.fixed(covariance.corr(), 2) : "-")
                .collect(Collectors.joining("  "));
    }

    private void groups() {
        if (fit.sample().groups().isEmpty()) {
            return;
        }
        boolean shares = fit.random().icc().values().stream().anyMatch(Double::isFinite);
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.left("group"),
                TableColumn.right("levels"),
                TableColumn.right("fewest rows"),
                TableColumn.right("mean"),
                TableColumn.right("most rows")));
        FitResult.Shares outcome = fit.random().outcome();
        if (shares) {
            columns.add(TableColumn.right(outcome == null ? "ICC" : "ICC, latent"));
        }
        if (outcome != null) {
            columns.add(TableColumn.right("ICC, outcome"));
        }
        Table table = Table.of("groups", columns);
        fit.sample().groups().forEach((name, group) -> {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(name),
                    Cell.count(group.levels()),
                    Cell.count(group.min()),
                    Cell.number(group.mean(), Numbers.fixed(group.mean(), group.mean() < 100 ? 1 : 0)),
                    Cell.count(group.max())));
            if (shares) {
                double icc = fit.random().icc().getOrDefault(name, Double.NaN);
                row.add(Cell.number(icc, Numbers.significant(icc, 3)));
            }
            if (outcome != null) {
                double icc = outcome.icc().getOrDefault(name, Double.NaN);
                row.add(Cell.number(icc, Numbers.significant(icc, 3)));
            }
            table.row(row);
        });
        parts.add(new Part.Heading("Groups"));
        parts.add(table);
    }

    private void tests() {
        if (fit.answers().tests().isEmpty()) {
            return;
        }
        Table table = Table.of(
                "anova",
                TableColumn.left("term"),
                TableColumn.right("F"),
                TableColumn.right("num df"),
                TableColumn.right("den df"),
                TableColumn.right("p"));
        for (FitResult.TermTest test : fit.answers().tests()) {
            table.row(
                    Cell.text(test.term()),
                    Cell.number(test.statistic(), Numbers.fixed(test.statistic(), 2)),
                    Cell.number(test.numDf(), Numbers.df(test.numDf()).replaceAll("\\.0$", "")),
                    Cell.number(test.denDf(), Numbers.df(test.denDf())),
                    Cell.number(test.p(), Numbers.p(test.p())));
        }
        String type = fit.answers().tests().getFirst().type() == 2 ? "II" : "III";
        parts.add(new Part.Heading("Type " + type + " F tests"));
        parts.add(table);
    }

    private void means() {
        for (FitResult.Contrasts contrasts : fit.answers().means()) {
            String adjusted = contrasts.adjust().equals("none") ? "" : ", adjusted (" + contrasts.adjust() + ")";
            parts.add(new Part.Heading(
                    switch (contrasts.kind()) {
                        case "mean" -> "Estimated marginal means of " + contrasts.name() + scale(contrasts);
                        case "pairwise" -> "Pairwise differences of " + contrasts.name() + scale(contrasts) + adjusted;
                        default -> "Contrast " + contrasts.name();
                    }));
            parts.add(effects("means", contrasts.kind().equals("mean") ? "level" : "contrast", contrasts.rows()));
        }
    }

    private String scale(FitResult.Contrasts contrasts) {
        if (!isGeneralised()) {
            return "";
        }
        return contrasts.scale().equals(FitResult.LINK)
                ? ", on the " + fit.model().link() + " scale"
                : fit.sample().groups().isEmpty() ? ", on the outcome's scale" : ", averaged over groups";
    }

    private void modes() {
        Table table = Table.of(
                "ranef",
                TableColumn.left("group"),
                TableColumn.left("level"),
                TableColumn.left("term"),
                TableColumn.right("mode"),
                TableColumn.right("sd"),
                TableColumn.right("fixed + mode"));
        fit.random()
                .modes()
                .forEach((group, modes) -> modes.forEach(mode -> table.row(
                        Cell.text(group),
                        Cell.text(mode.level()),
                        Cell.text(mode.term()),
                        Cell.number(mode.estimate(), Numbers.byError(mode.estimate(), mode.sd())),
                        Cell.number(mode.sd(), Numbers.byError(mode.sd(), mode.sd())),
                        Cell.number(mode.coefficient(), Numbers.byError(mode.coefficient(), mode.sd())))));
        parts.add(new Part.Heading("Random effects (conditional modes)"));
        parts.add(table);
    }

    private void closing() {
        parts.add(new Part.Sentence(fit.convergence().words()));
        left().ifPresent(text -> parts.add(new Part.Note("left out", text)));
        if (!fit.sample().dropped().aliased().isEmpty()) {
            parts.add(new Part.Note(
                    "aliased",
                    "dropped, since other columns determine them: "
                            + String.join(", ", fit.sample().dropped().aliased()) + "."));
        }
        for (Diagnostic diagnostic : fit.diagnostics()) {
            String about = diagnostic.parameter().isEmpty() ? "" : " (" + diagnostic.parameter() + ")";
            parts.add(new Part.Note(diagnostic.code() + about, diagnostic.meaning() + " " + diagnostic.advice()));
        }
    }

    private Optional<String> left() {
        FitResult.Dropped dropped = fit.sample().dropped();
        return dropped.rows() == 0 ? Optional.empty() : Optional.of(leftOut(dropped));
    }

    /// @param dropped with a row at least
    /// @return how many rows were left out, and for which columns
    static String leftOut(FitResult.Dropped dropped) {
        String columns = dropped.missing().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + " " + Numbers.count(entry.getValue()))
                .collect(Collectors.joining(", "));
        return Numbers.count(dropped.rows()) + " rows with a missing value"
                + (columns.isEmpty() ? "." : " (" + columns + ").");
    }
}
