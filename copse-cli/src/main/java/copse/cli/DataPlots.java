package copse.cli;

import copse.frame.Frame;
import copse.glmm.GlmmFit;
import copse.lmm.LmmFit;
import copse.model.Fit;
import copse.report.Chart;
import copse.report.plot.GroupBars;
import copse.report.plot.GroupLines;
import copse.report.plot.Histogram;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Pictures of data.
final class DataPlots {
    private static final String PART = "data";

    private static final Set<PlotSource> OF_DATA = EnumSet.of(PlotSource.DATA);

    private static final double LEVEL = 0.95;

    private DataPlots() {}

    static List<PlotKind> kinds() {
        return List.of(
                new PlotKind(
                        "histogram",
                        PART,
                        "a column's distribution, with boxes above, by group",
                        OF_DATA,
                        "copse plot histogram pupils.csv --of score --by arm",
                        DataPlots::histogram),
                new PlotKind(
                        "bars",
                        PART,
                        "means or shares of groups with their intervals",
                        OF_DATA,
                        "copse plot bars pupils.csv --share repeat=yes --by school",
                        DataPlots::bars),
                new PlotKind(
                        "lines",
                        PART,
                        "a line per group; with a fit raw lines beside fitted ones",
                        EnumSet.of(PlotSource.DATA, PlotSource.FIT),
                        "copse plot lines pupils.csv --of score --along pre --by school",
                        DataPlots::lines));
    }

    private static Chart histogram(PlotRequest request) {
        String of = request.options().of("a histogram is that of a column of numbers");
        Optional<String> by = request.options().by();
        return Histogram.of(request.rows(0, by.stream().toList()), of, by, request.language());
    }

    private static Chart bars(PlotRequest request) {
        PlotOptions options = request.options();
        String by = options.by("bars are those of groups");
        Optional<String> cluster = options.cluster();
        List<String> factors = new ArrayList<>(List.of(by));
        cluster.ifPresent(factors::add);
        Optional<PlotOptions.Share> share = options.share();
        double level = options.level(LEVEL);
        if (share.isEmpty()) {
            String of = options.of("a bar is the mean of a column, or with --share COL=LEVEL a share");
            return GroupBars.mean(request.rows(0, factors), of, by, cluster, level, request.language());
        }
        if (options.of().isPresent()) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --of and --share were given",
                    "a bar is a mean or a share",
                    "leave one of them out");
        }
        factors.add(share.get().column());
        return GroupBars.share(
                request.rows(0, factors),
                share.get().column(),
                share.get().level(),
                by,
                cluster,
                level,
                request.language());
    }

    private static Chart lines(PlotRequest request) {
        PlotOptions options = request.options();
        String along = options.along("lines go along a predictor");
        if (request.source() == PlotSource.FIT) {
            Fit fit = request.fit().fit();
            Frame rows = request.rows(1, fit.spec().formula().groupColumns());
            String group =
                    request.one("--by", options.by(), fit.spec().formula().groupColumns());
            String outcome = fit.spec().response();
            return switch (fit) {
                case LmmFit linear ->
                    GroupLines.of(rows, outcome, along, group, linear.results(rows), request.language());
                case GlmmFit generalised ->
                    GroupLines.of(rows, outcome, along, group, generalised.results(rows), request.language());
                default -> throw request.lacking("it has no groups", "copse fit 'y ~ x + (1 + x | g)' …");
            };
        }
        String by = options.by("each group has its line");
        String of = options.of("lines show the mean of a column, of one with two levels the share of the second");
        return GroupLines.of(request.rows(0, List.of(by)), of, along, by, request.language());
    }
}
