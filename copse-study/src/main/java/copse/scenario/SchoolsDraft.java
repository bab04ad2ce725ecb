package copse.scenario;

import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.Levels;
import copse.frame.Schema;
import copse.math.RandomStream;
import copse.scenario.Truth.Average;
import copse.scenario.Truth.Effect;
import copse.scenario.Truth.GroupEffects;
import copse.scenario.Truth.Outcome;
import copse.scenario.Truth.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The schools with their sizes, status and effects drawn.
final class SchoolsDraft implements Draft {
    private static final int FIRST_SCHOOL = 10_001;

    // children of the study's stream
    private static final int SIZES = 0;
    private static final int INTERCEPTS = 1;
    private static final int SLOPES = 2;
    private static final int STATUS = 3;
    private static final int SHARES = 4;
    private static final int MISSING = 5;
    private static final int ROWS = 6;

    // sums over rows of probabilities and of their differences
    private static final int REPEAT = 0;
    private static final int GIRL_GAIN = 1;
    private static final int PPED_GAIN = 2;
    private static final int N_SUMS = 3;

    private final Schools study;
    private final RandomStream blockStream;
    private final long[] starts;
    private final double[] school;
    private final double[] slope;
    private final double[] status;
    private final double[] share;
    private final boolean[] missing;

    SchoolsDraft(Schools study, RandomStream stream) {
        this.study = study;
        this.blockStream = stream.split(ROWS);
        int n = study.schools();
        this.starts = Sizes.starts(Sizes.of(study.pupils(), n, study.schoolSpread(), 1, stream.split(SIZES)));
        this.school = Sizes.effects(n, study.schoolSd(), stream.split(INTERCEPTS));
        this.slope = Sizes.effects(n, study.slopeSd(), stream.split(SLOPES));
        this.status = Sizes.effects(n, study.msescSd(), stream.split(STATUS));
        this.share = Sizes.effects(n, study.ppedSpread(), stream.split(SHARES));
        double middle = Math.log(study.ppedShare() / (1 - study.ppedShare()));
        for (int s = 0; s < n; s++) {
            status[s] = Math.rint(status[s] * 100) / 100;
            share[s] = probability(middle + share[s]);
        }
        this.missing = new boolean[n];
        int[] order = stream.split(MISSING).permutation(n);
        for (int i = 0; i < study.missingSchools(); i++) {
            missing[order[i]] = true;
        }
    }

    /// Inverse of the log odds.
    private static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    @Override
    public Schema schema() {
        return new Schema(List.of(
                new ColumnSchema("SCHOOLID", ColumnType.NUMERIC, null),
                new ColumnSchema("SEX", ColumnType.FACTOR, Levels.of("boy", "girl")),
                new ColumnSchema("PPED", ColumnType.FACTOR, Levels.of("no", "yes")),
                new ColumnSchema("REPEAT", ColumnType.NUMERIC, null),
                new ColumnSchema("MSESC", ColumnType.NUMERIC, null)));
    }

    @Override
    public long rows() {
        return study.pupils();
    }

    @Override
    public RandomStream blockStream() {
        return blockStream;
    }

    @Override
    public int sums() {
        return N_SUMS;
    }

    @Override
    public void fill(long from, int count, RandomStream stream, Sheet sheet, int at, double[] sums) {
        int s = Sizes.groupOf(starts, from);
        for (int i = at; i < at + count; i++) {
            while (starts[s + 1] <= from + (i - at)) {
                s++;
            }
            boolean girl = stream.nextDouble() < study.girlShare();
            boolean pped = stream.nextDouble() < share[s];
            double base = study.intercept() + study.msescEffect() * status[s] + school[s];
            double ofPped = study.ppedEffect() + slope[s];
            double ofBoy = base + (pped ? ofPped : 0);
            double ofNone = base + (girl ? study.girlEffect() : 0);
            double repeats = probability(ofBoy + (girl ? study.girlEffect() : 0));
            sheet.numbers(0)[i] = FIRST_SCHOOL + s;
            sheet.codes(1)[i] = girl ? 1 : 0;
            sheet.codes(2)[i] = pped ? 1 : 0;
            sheet.numbers(3)[i] = stream.nextDouble() < repeats ? 1 : 0;
            sheet.numbers(4)[i] = status[s];
            if (missing[s]) {
                sheet.miss(4, i);
            }
            sums[REPEAT] += repeats;
            sums[GIRL_GAIN] += probability(ofBoy + study.girlEffect()) - probability(ofBoy);
            sums[PPED_GAIN] += probability(ofNone + ofPped) - probability(ofNone);
        }
    }

    @Override
    public Truth truth(double[] sums) {
        String[] labels = IntStream.range(0, study.schools())
                .mapToObj(s -> Integer.toString(FIRST_SCHOOL + s))
                .toArray(String[]::new);
        List<GroupEffects> groups = new ArrayList<>();
        groups.add(GroupEffects.of("SCHOOLID", "(Intercept)", study.schoolSd(), labels, school));
        if (study.slopeSd() > 0) {
            groups.add(GroupEffects.of("SCHOOLID", "PPED[yes]", study.slopeSd(), labels, slope));
        }
        double n = study.pupils();
        return new Truth(
                study.type().label(),
                study.type().values(study),
                study.pupils(),
                new Outcome("REPEAT", Scale.LOGIT, null, null, false, 0),
                List.of(
                        Effect.exact("(Intercept)", study.intercept()),
                        Effect.exact("SEX[girl]", study.girlEffect()),
                        Effect.exact("PPED[yes]", study.ppedEffect()),
                        Effect.exact("MSESC", study.msescEffect())),
                List.of(
                        new Average("REPEAT", "mean probability of repeating over the pupils", sums[REPEAT] / n),
                        new Average(
                                "SEX[girl] in probability",
                                "mean over the pupils of the probability as a girl minus as a boy",
                                sums[GIRL_GAIN] / n),
                        new Average(
                                "PPED[yes] in probability",
                                "mean over the pupils of the probability with preschool minus without",
                                sums[PPED_GAIN] / n)),
                groups,
                study.missingSchools() > 0
                        ? List.of("MSESC is missing in " + study.missingSchools() + " of " + study.schools()
                                + " schools, chosen at random.")
                        : List.of());
    }
}
