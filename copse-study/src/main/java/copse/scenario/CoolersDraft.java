package copse.scenario;

import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.Schema;
import copse.math.RandomStream;
import copse.scenario.Truth.Average;
import copse.scenario.Truth.Effect;
import copse.scenario.Truth.Outcome;
import copse.scenario.Truth.Scale;
import java.util.List;

/// The shops; there are no groups with effects to draw.
final class CoolersDraft implements Draft {
    private static final Schema SCHEMA = new Schema(List.of(
            new ColumnSchema("y_profit", ColumnType.NUMERIC, null),
            new ColumnSchema("X_gold", ColumnType.NUMERIC, null),
            new ColumnSchema("w_cooler", ColumnType.NUMERIC, null)));

    private final Coolers study;
    private final RandomStream blockStream;

    CoolersDraft(Coolers study, RandomStream stream) {
        this.study = study;
        this.blockStream = stream.split(0);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public long rows() {
        return (long) study.plain() + study.gold();
    }

    @Override
    public RandomStream blockStream() {
        return blockStream;
    }

    @Override
    public int sums() {
        return 0;
    }

    @Override
    public void fill(long from, int count, RandomStream stream, Sheet sheet, int at, double[] sums) {
        for (int i = at; i < at + count; i++) {
            boolean gold = from + (i - at) < study.gold();
            boolean cooler = stream.nextDouble() < (gold ? study.goldShare() : study.plainShare());
            double mean = gold ? study.goldMean() : study.plainMean();
            double effect = gold ? study.goldEffect() : study.plainEffect();
            double y = mean + (cooler ? effect : 0) + study.residualSd() * stream.nextGaussian();
            sheet.numbers(0)[i] = FixedDecimals.nearSix(y);
            sheet.numbers(1)[i] = gold ? 1 : 0;
            sheet.numbers(2)[i] = cooler ? 1 : 0;
        }
    }

    @Override
    public Truth truth(double[] sums) {
        double goldWeight = study.gold() / (double) rows();
        double plainWeight = study.plain() / (double) rows();
        double average = goldWeight * study.goldEffect() + plainWeight * study.plainEffect();
        double withCooler = mean(
                study.gold() * study.goldShare(),
                study.goldMean() + study.goldEffect(),
                study.plain() * study.plainShare(),
                study.plainMean() + study.plainEffect());
        double without = mean(
                study.gold() * (1 - study.goldShare()),
                study.goldMean(),
                study.plain() * (1 - study.plainShare()),
                study.plainMean());
        return new Truth(
                study.type().label(),
                study.type().values(study),
                rows(),
                new Outcome("y_profit", Scale.IDENTITY, study.residualSd(), null, false, 0),
                List.of(
                        Effect.exact("(Intercept)", study.plainMean()),
                        Effect.exact("w_cooler", study.plainEffect()),
                        Effect.exact("X_gold", study.goldMean() - study.plainMean()),
                        Effect.exact("w_cooler:X_gold", study.goldEffect() - study.plainEffect())),
                List.of(
                        new Average("average effect", "mean effect of a cooler over all shops", average),
                        new Average(
                                "mean of the kinds' effects",
                                "mean of the effects in gold and plain shops, each kind counted once",
                                (study.goldEffect() + study.plainEffect()) / 2),
                        new Average(
                                "difference of means",
                                "what shops with a cooler earn on average more than those without; with unequal shares it"
                                        + " holds a difference between kinds of shops and is no effect of coolers",
                                withCooler - without)),
                List.of(),
                List.of());
    }

    private static double mean(double weight, double value, double otherWeight, double otherValue) {
        return (weight * value + otherWeight * otherValue) / (weight + otherWeight);
    }
}
