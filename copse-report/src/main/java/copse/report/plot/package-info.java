/// Results as pictures: one class per kind of plot makes a [copse.report.Chart] from a result.
///
/// All that a picture shows is computed here, in Java: bins, means, quantiles, bands, ranks, positions of
/// boxes. The specification carries these few numbers, whatever the size of the data, and the chart library
/// places them. What many pictures need (paper, axes, colours with shapes and dashes, an even choice of too
/// many points) is shared by a few small classes that are not public; sentences stand in
/// `phrases_en.properties` and `phrases_zh.properties`.
///
/// - Data: [copse.report.plot.Histogram], [copse.report.plot.GroupBars], [copse.report.plot.GroupLines].
/// - Models: [copse.report.plot.Caterpillar], [copse.report.plot.ShrinkagePlot],
///   [copse.report.plot.CoefficientPlot], [copse.report.plot.ProfilePlot], [copse.report.plot.ResidualPlot],
///   [copse.report.plot.ScaleLocationPlot], [copse.report.plot.QuantilePlot].
/// - Experiments: [copse.report.plot.ForestPlot], [copse.report.plot.LoveChart], [copse.report.plot.FlowChart],
///   [copse.report.plot.RandomisationPlot], [copse.report.plot.PowerCurves],
///   [copse.report.plot.SimulatedIntervals].
/// - Posteriors: [copse.report.plot.TracePlot], [copse.report.plot.PosteriorPlot],
///   [copse.report.plot.PredictivePlot] and others.
/// - Networks: [copse.report.plot.NetworkPlot], [copse.report.plot.FrontierPlot].
///
/// ```java
/// Chart chart = Caterpillar.of(fit.effects("school"), "(Intercept)", 0.95, Language.ENGLISH);
/// String words = chart.description();
/// ```
@NullMarked
package copse.report.plot;

import org.jspecify.annotations.NullMarked;
