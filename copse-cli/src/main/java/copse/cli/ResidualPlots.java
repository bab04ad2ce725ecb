package copse.cli;

import copse.frame.Frame;
import copse.glmm.GlmmFit;
import copse.glmm.QuantileResiduals;
import copse.lmm.LmmFit;
import copse.lmm.RowResults;
import copse.math.Seed;
import copse.model.Fit;
import copse.report.Chart;
import copse.report.plot.QuantilePlot;
import copse.report.plot.ResidualPlot;
import copse.report.plot.ScaleLocationPlot;
import java.util.EnumSet;
import java.util.List;

/// Pictures of what a fit leaves unexplained.
final class ResidualPlots {
    private static final String PART = "fits";

    private ResidualPlots() {}

    static List<PlotKind> kinds() {
        return List.of(
                kind("residuals", "residuals against fitted values", ResidualPlots::residuals),
                kind("scale-location", "size of residuals against fitted values", ResidualPlots::scale),
                kind(
                        "qq",
                        "residuals against normal quantiles, with a band for all of them",
                        ResidualPlots::quantiles));
    }

    private static PlotKind kind(String name, String shows, PlotKind.Maker maker) {
        return new PlotKind(
                name, PART, shows, EnumSet.of(PlotSource.FIT), "copse plot " + name + " fit.json data.csv", maker);
    }

    /// Fitted values with residuals that should be standard normal: over σ of a linear model, else randomised
    /// quantile residuals.
    private record Left(double[] fitted, double[] standardised) {}

    private static Left left(PlotRequest request) {
        Fit fit = request.fit().fit();
        Frame rows = request.rows(1, fit.spec().formula().groupColumns());
        return switch (fit) {
            case LmmFit linear -> {
                RowResults results = linear.results(rows);
                yield new Left(results.fitted(), results.pearson());
            }
            case GlmmFit generalised ->
                new Left(
                        generalised.results(rows).fitted(),
                        QuantileResiduals.of(
                                generalised, rows, Seed.of(request.options().seed()).stream()));
            default -> throw request.lacking("it has no residuals by row", PlotSource.FIT.example());
        };
    }

    private static Chart residuals(PlotRequest request) {
        Left left = left(request);
        return ResidualPlot.of(left.fitted(), left.standardised(), request.language());
    }

    private static Chart scale(PlotRequest request) {
        Left left = left(request);
        return ScaleLocationPlot.of(left.fitted(), left.standardised(), request.language());
    }

    private static Chart quantiles(PlotRequest request) {
        return QuantilePlot.of(left(request).standardised(), request.language());
    }
}
