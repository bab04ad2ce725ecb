package copse.bench;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The data of the benchmarks of generalised linear mixed models: a million pupils in a thousand schools, in no
/// order, with a yes/no outcome, four predictors of few values and one that is different for everybody.
final class PupilData {
    /// Rows are few cells.
    private static final String DISCRETE = "passed ~ girl + grade + arm + meals + (1 | school)";

    /// Every row is a cell of its own.
    private static final String CONTINUOUS = "passed ~ girl + grade + arm + meals + pre + (1 | school)";

    /// Every row is a cell of its own, factors are crossed: lme4's VerbAgg.
    private static final String VERBAL = "y ~ Anger + Gender + btype + situ + (1 | id) + (1 | item)";

    private static final int PUPILS = 1_000_000;
    private static final int SCHOOLS = 1_000;
    private static final long SEED = 20260601;

    private PupilData() {}

    /// Writes the pupils as CSV for the peers.
    ///
    /// @param arguments the file
    /// @throws IOException if it cannot be written
    public static void main(String[] arguments) throws IOException {
        Frame pupils = pupils();
        List<String> names = pupils.names();
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[0]))) {
            out.write(String.join(",", names) + "\n");
            for (int row = 0; row < pupils.rows(); row++) {
                for (int c = 0; c < names.size(); c++) {
                    out.write(c == 0 ? "" : ",");
                    out.write(pupils.find(names.get(c)).orElseThrow().text(row));
                }
                out.write("\n");
            }
        }
    }

    /// @return the pupils in memory
    private static Frame pupils() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] effect = new double[SCHOOLS];
        for (int s = 0; s < SCHOOLS; s++) {
            effect[s] = 0.6 * gaussian(random);
        }
        int[] school = new int[PUPILS];
        int[] grade = new int[PUPILS];
        int[] arm = new int[PUPILS];
        double[] girl = new double[PUPILS];
        double[] meals = new double[PUPILS];
        double[] pre = new double[PUPILS];
        double[] passed = new double[PUPILS];
        for (int i = 0; i < PUPILS; i++) {
            school[i] = random.nextInt(SCHOOLS);
            grade[i] = random.nextInt(4);
            arm[i] = school[i] % 2;
            girl[i] = random.nextInt(2);
            meals[i] = random.nextInt(3) == 0 ? 1 : 0;
            pre[i] = Math.rint(1e4 * gaussian(random)) / 1e4;
            double eta = -0.4 + 0.3 * girl[i] + 0.15 * grade[i] + 0.2 * arm[i] - 0.5 * meals[i] + 0.7 * pre[i];
            passed[i] = random.nextDouble() < 1 / (1 + Math.exp(-eta - effect[school[i]])) ? 1 : 0;
        }
        Levels schools = Levels.of(
                IntStream.range(0, SCHOOLS).mapToObj(s -> "s" + (1000 + s)).toList());
        return Frame.of(
                "passed", NumericColumn.of(passed),
                "girl", NumericColumn.of(girl),
                "grade", FactorColumn.wrap(grade, Levels.of("g3", "g4", "g5", "g6")),
                "arm", FactorColumn.wrap(arm, Levels.of("control", "treated")),
                "meals", NumericColumn.of(meals),
                "pre", NumericColumn.of(pre),
                "school", FactorColumn.wrap(school, schools));
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /// @param model `verbal`, `discrete` or `continuous`
    /// @return its formula
    static String formula(String model) {
        return switch (model) {
            case "verbal" -> VERBAL;
            case "discrete" -> DISCRETE;
            case "continuous" -> CONTINUOUS;
            default -> throw new IllegalArgumentException(model);
        };
    }

    /// @param model `verbal`, `discrete` or `continuous`
    /// @return its rows in memory
    static Frame rows(String model) {
        return model.equals("verbal") ? answers() : pupils();
    }

    /// 7,584 answers of 316 persons to 24 items on verbal aggression.
    private static Frame answers() {
        return Data.read(
                DataSource.file(BenchData.folder().resolve("verbagg.csv")),
                ReadOptions.defaults().withFactors("id", "item", "Gender", "btype", "situ"));
    }
}
