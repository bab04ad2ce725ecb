package copse.cli;

import copse.formula.Formula;
import copse.glmm.GlmmFit;
import copse.glmm.GlmmProfile;
import copse.lmm.LmmFit;
import copse.lmm.Profile;
import copse.lmm.ProfileCurve;
import copse.model.Fit;
import copse.report.Chart;
import copse.report.FitResult;
import copse.report.plot.Caterpillar;
import copse.report.plot.CoefficientPlot;
import copse.report.plot.Estimated;
import copse.report.plot.ProfilePlot;
import copse.report.plot.ShrinkagePlot;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Pictures of fits.
final class FitPlots {
    private static final String PART = "fits";

    private static final Set<PlotSource> OF_FITS = EnumSet.of(PlotSource.FIT);

    private static final double LEVEL = 0.95;

    private FitPlots() {}

    static List<PlotKind> kinds() {
        return List.of(
                new PlotKind(
                        "coefficients",
                        PART,
                        "fixed effects with their intervals",
                        OF_FITS,
                        "copse plot coefficients fit.json",
                        FitPlots::coefficients),
                new PlotKind(
                        "caterpillar",
                        PART,
                        "random effects of groups with intervals, by size",
                        OF_FITS,
                        "copse plot caterpillar fit.json --group school",
                        FitPlots::caterpillar),
                new PlotKind(
                        "shrinkage",
                        PART,
                        "means of groups by their rows alone, and as the model pools them",
                        OF_FITS,
                        "copse plot shrinkage fit.json data.csv --group school",
                        FitPlots::shrinkage),
                new PlotKind(
                        "profile",
                        PART,
                        "how fast the likelihood falls along each parameter",
                        OF_FITS,
                        "copse plot profile fit.json --parameter sigma",
                        FitPlots::profile));
    }

    private static Chart profile(PlotRequest request) {
        double level = request.options().level(LEVEL);
        Fit fit = request.fit().fit();
        List<ProfileCurve> curves;
        try (Progress ignored = request.command().progress("profiling")) {
            curves = switch (fit) {
                case LmmFit linear -> Profile.curves(linear, level);
                case GlmmFit generalised -> GlmmProfile.curves(generalised, level);
                default -> List.of();
            };
        }
        List<String> names =
                curves.stream().map(curve -> curve.parameter().label()).toList();
        if (names.isEmpty()) {
            throw request.lacking("the likelihood has no profile without a verified optimum", PlotSource.FIT.example());
        }
        List<String> asked = request.options().parameters();
        asked.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(unknown -> {
            throw RunPlots.unknown(unknown, names);
        });
        List<ProfileCurve> drawn = curves.stream()
                .filter(curve ->
                        asked.isEmpty() || asked.contains(curve.parameter().label()))
                .toList();
        return ProfilePlot.of(drawn, level, request.language());
    }

    private static Chart shrinkage(PlotRequest request) {
        if (!(request.fit().fit() instanceof LmmFit fit)) {
            throw request.lacking("means pool so in linear mixed models", "copse fit 'y ~ x + (1 | g)' …");
        }
        Formula formula = fit.spec().formula();
        List<String> groups = fit.groups();
        if (groups.isEmpty()) {
            throw request.lacking("the model has no random effects", "copse plot coefficients " + request.first());
        }
        String group = request.one("--group", request.options().group(), groups);
        return ShrinkagePlot.of(fit, request.rows(1, formula.groupColumns()), group, request.language());
    }

    private static Chart coefficients(PlotRequest request) {
        FitResult.Coefficients fixed = request.fit().result().coefficients();
        List<Estimated> rows = fixed.effects().stream()
                .map(effect -> Estimated.of(effect.term(), effect.estimate(), effect.lower(), effect.upper()))
                .toList();
        return CoefficientPlot.of(rows, "", fixed.level(), request.language());
    }

    private static Chart caterpillar(PlotRequest request) {
        Map<String, List<FitResult.Mode>> modes =
                request.fit().result().random().modes();
        if (modes.isEmpty()) {
            throw request.lacking("the model has no random effects", "copse plot coefficients " + request.first());
        }
        String group = request.one("--group", request.options().group(), modes.keySet());
        List<FitResult.Mode> of = Objects.requireNonNull(modes.get(group), group);
        List<String> terms = of.stream().map(FitResult.Mode::term).distinct().toList();
        String term = request.options().term().isEmpty() && terms.contains(FitResult.INTERCEPT)
                ? FitResult.INTERCEPT
                : request.one("--term", request.options().term(), terms);
        double level = request.options().level(LEVEL);
        return Caterpillar.of(group, term, Caterpillar.rows(of, term, level), level, request.language());
    }
}
