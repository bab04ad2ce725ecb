package copse.scenario;

import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.Levels;
import copse.frame.Schema;
import copse.math.RandomStream;
import copse.scenario.Truth.Effect;
import copse.scenario.Truth.GroupEffects;
import copse.scenario.Truth.Outcome;
import copse.scenario.Truth.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The call centre with its centres, representatives and months drawn.
final class CallCenterDraft implements Draft {
    private static final int FIRST_CENTER = 101;

    // children of the study's stream
    private static final int SIZES = 0;
    private static final int CENTERS = 1;
    private static final int REPS = 2;
    private static final int MONTHS = 3;
    private static final int ARMS = 4;
    private static final int ROWS = 5;

    // sums over rows
    private static final int OUTSIDE = 0;
    private static final int PROPERTY = 1;
    private static final int PROPERTY_GAIN = 2;
    private static final int TREATED = 3;
    private static final int TREATED_GAIN = 4;
    private static final int N_SUMS = 5;

    private final CallCenter study;
    private final RandomStream blockStream;
    private final double[] center;
    private final double[] rep;
    private final double[] month;
    private final boolean[] treated;
    private final int[] centerOfRep;
    /// First row of each representative's month, in order of rows.
    private final long[] starts;

    CallCenterDraft(CallCenter study, RandomStream stream) {
        this.study = study;
        this.blockStream = stream.split(ROWS);
        this.center = Sizes.effects(study.centers(), study.centerSd(), stream.split(CENTERS));
        this.rep = Sizes.effects(study.reps(), study.repSd(), stream.split(REPS));
        this.month = Sizes.effects(study.months(), study.monthSd(), stream.split(MONTHS));
        this.treated = arms(study.centers(), stream.split(ARMS));
        RandomStream sizes = stream.split(SIZES);
        this.centerOfRep = centerOfRep(study, sizes.split(0));
        this.starts = Sizes.starts(
                Sizes.of(study.calls(), study.months() * study.reps(), study.callSpread(), 0, sizes.split(1)));
    }

    private static int[] centerOfRep(CallCenter study, RandomStream stream) {
        long[] reps = Sizes.of(study.reps(), study.centers(), study.repSpread(), 1, stream);
        int[] center = new int[study.reps()];
        int next = 0;
        for (int c = 0; c < reps.length; c++) {
            for (long r = 0; r < reps[c]; r++) {
                center[next++] = c;
            }
        }
        return center;
    }

    private static boolean[] arms(int centers, RandomStream stream) {
        int count = centers / 2 + (centers % 2 == 1 ? stream.nextInt(2) : 0);
        int[] order = stream.permutation(centers);
        boolean[] treated = new boolean[centers];
        for (int i = 0; i < count; i++) {
            treated[order[i]] = true;
        }
        return treated;
    }

    @Override
    public Schema schema() {
        List<ColumnSchema> columns = new ArrayList<>(List.of(
                new ColumnSchema("month", ColumnType.NUMERIC, null),
                new ColumnSchema("center_ID", ColumnType.NUMERIC, null),
                new ColumnSchema("rep_ID", ColumnType.NUMERIC, null),
                new ColumnSchema("age", ColumnType.NUMERIC, null),
                new ColumnSchema("reason", ColumnType.FACTOR, Levels.of("payment", "property"))));
        if (study.effect().isPresent()) {
            columns.add(new ColumnSchema("grp", ColumnType.FACTOR, Levels.of("ctrl", "treat")));
        }
        columns.add(new ColumnSchema("call_CSAT", ColumnType.NUMERIC, null));
        return new Schema(columns);
    }

    @Override
    public long rows() {
        return study.calls();
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
        int cell = Sizes.groupOf(starts, from);
        int done = 0;
        while (done < count) {
            while (starts[cell + 1] <= from + done) {
                cell++;
            }
            int run = (int) Math.min(count - done, starts[cell + 1] - from - done);
            fillRun(cell, sheet, at + done, at + done + run, stream, sums);
            done += run;
        }
    }

    /// Calls of one representative in one month.
    private void fillRun(int cell, Sheet sheet, int from, int to, RandomStream stream, double[] sums) {
        int m = cell / study.reps();
        int r = cell % study.reps();
        int c = centerOfRep[r];
        boolean experiment = study.effect().isPresent();
        boolean treat = experiment && treated[c];
        Arrays.fill(sheet.numbers(0), from, to, m + 1);
        Arrays.fill(sheet.numbers(1), from, to, FIRST_CENTER + c);
        Arrays.fill(sheet.numbers(2), from, to, r + 1);
        double[] ages = sheet.numbers(3);
        int[] reasons = sheet.codes(4);
        if (experiment) {
            Arrays.fill(sheet.codes(5), from, to, treat ? 1 : 0);
        }
        double[] csat = sheet.numbers(experiment ? 6 : 5);
        double gain = treat ? study.effect().getAsDouble() : 0;
        double base = study.intercept() + center[c] + rep[r] + month[m] + gain;
        for (int i = from; i < to; i++) {
            double age = age(stream);
            boolean property = stream.nextDouble() >= study.paymentShare();
            double y = base
                    + study.ageEffect() * age
                    + (property ? study.reasonEffect() : 0)
                    + study.residualSd() * stream.nextGaussian();
            ages[i] = age;
            reasons[i] = property ? 1 : 0;
            csat[i] = FixedDecimals.nearSix(study.clip() ? CallCenter.SATISFACTION.clip(y) : y);
            if (!CallCenter.SATISFACTION.holds(y)) {
                sums[OUTSIDE]++;
            }
            if (study.clip()) {
                note(y, property, treat, gain, sums);
            }
        }
    }

    private double age(RandomStream stream) {
        double age;
        do {
            age = Math.rint(study.ageMean() + study.ageSd() * stream.nextGaussian());
        } while (age < CallCenter.YOUNGEST || age > CallCenter.OLDEST);
        return age;
    }

    /// What clipping leaves of the effects in one row.
    private void note(double y, boolean property, boolean treat, double gain, double[] sums) {
        double clipped = CallCenter.SATISFACTION.clip(y);
        if (property) {
            sums[PROPERTY]++;
            sums[PROPERTY_GAIN] += clipped - CallCenter.SATISFACTION.clip(y - study.reasonEffect());
        }
        if (treat) {
            sums[TREATED]++;
            sums[TREATED_GAIN] += clipped - CallCenter.SATISFACTION.clip(y - gain);
        }
    }

    @Override
    public Truth truth(double[] sums) {
        double inside = 1 - sums[OUTSIDE] / study.calls();
        List<Effect> effects = new ArrayList<>();
        effects.add(Effect.exact("(Intercept)", study.intercept()));
        effects.add(realised("reason[property]", study.reasonEffect(), sums[PROPERTY_GAIN], sums[PROPERTY]));
        effects.add(
                new Effect("age", study.ageEffect(), study.clip() ? inside * study.ageEffect() : study.ageEffect()));
        List<GroupEffects> groups = new ArrayList<>();
        groups.add(GroupEffects.of("center_ID", "(Intercept)", study.centerSd(), centerLabels(), center));
        groups.add(GroupEffects.of("rep_ID:center_ID", "(Intercept)", study.repSd(), repLabels(), rep));
        if (study.monthSd() > 0) {
            groups.add(GroupEffects.of(
                    "month",
                    "(Intercept)",
                    study.monthSd(),
                    labels(study.months(), m -> Integer.toString(m + 1)),
                    month));
        }
        List<String> remarks = new ArrayList<>();
        study.effect().ifPresent(effect -> {
            effects.add(realised("grp[treat]", effect, sums[TREATED_GAIN], sums[TREATED]));
            remarks.add("grp was given to whole centres at random; treated: " + treatedCenters() + ".");
        });
        return new Truth(
                study.type().label(),
                study.type().values(study),
                study.calls(),
                new Outcome(
                        "call_CSAT", Scale.IDENTITY, study.residualSd(), CallCenter.SATISFACTION, study.clip(), (long)
                                sums[OUTSIDE]),
                effects,
                List.of(),
                groups,
                remarks);
    }

    private Effect realised(String term, double declared, double gain, double rows) {
        return study.clip() && rows > 0 ? new Effect(term, declared, gain / rows) : Effect.exact(term, declared);
    }

    private String treatedCenters() {
        return IntStream.range(0, treated.length)
                .filter(c -> treated[c])
                .mapToObj(c -> Integer.toString(FIRST_CENTER + c))
                .collect(Collectors.joining(", "));
    }

    private String[] centerLabels() {
        return labels(study.centers(), c -> Integer.toString(FIRST_CENTER + c));
    }

    private String[] repLabels() {
        return labels(study.reps(), r -> (r + 1) + ":" + (FIRST_CENTER + centerOfRep[r]));
    }

    private static String[] labels(int n, IntFunction<String> label) {
        return IntStream.range(0, n).mapToObj(label).toArray(String[]::new);
    }
}
