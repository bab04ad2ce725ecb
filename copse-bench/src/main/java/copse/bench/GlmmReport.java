package copse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Reads the results of one run of `bench/glmm`, holds the answers against each other, and prints the table.
final class GlmmReport {
    /// lme4 stops PIRLS one step early: its deviance is off by up to so much, and its coefficients with it.
    private static final double SAME_CRITERION = 2e-3;

    private static final double SAME_COEFFICIENT = 5e-3;

    private record Work(String model, String words, double goal) {}

    private static final List<Work> WORKS = List.of(
            new Work("verbal", "VerbAgg, 7,584 answers of 316 persons to 24 items", 10),
            new Work("discrete", "10^6 rows, 1,000 clusters, 4 discrete predictors", 300),
            new Work("continuous", "the same with one continuous predictor", 10));

    private GlmmReport() {}

    /// @param arguments the folder of the results
    /// @throws IOException if a file cannot be read
    public static void main(String[] arguments) throws IOException {
        Report report = new Report(Path.of(arguments[0]));
        for (Work work : WORKS) {
            for (String peer : List.of("lme4", "glmmTMB")) {
                report.compareAnswers(work.model(), peer, true, SAME_CRITERION, SAME_COEFFICIENT);
            }
        }
        System.out.println("\n| work | copse | peer | ratio | goal |\n|---|---|---|---|---|");
        for (Work work : WORKS) {
            double own = report.jmh("GlmmFitBenchmark.fit", work.model()) / 1e3;
            // by the processor's clock: both peers work on one thread
            double lme4 = report.number("peer-lme4-" + work.model() + ".json", "cpu");
            double tmb = report.number("peer-glmmTMB-" + work.model() + ".json", "cpu");
            Report.row(work.words(), own, "lme4", lme4, lme4 / own, "≥ " + (int) work.goal());
            Report.row(work.words(), own, "glmmTMB", tmb, tmb / own, "");
        }
        for (Work work : WORKS.subList(1, WORKS.size())) {
            double cells = report.jmh("GlmmFitBenchmark.cells", work.model()) / 1e3;
            double copies = report.jmh("GlmmFitBenchmark.copies", work.model()) / 1e3;
            Report.row(work.words() + ": rows to cells", cells, "columns copied", copies, cells / copies, "");
        }
    }
}
