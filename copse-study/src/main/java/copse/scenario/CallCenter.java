package copse.scenario;

import java.util.OptionalDouble;

/// Satisfaction with calls to representatives who work in centres: two levels of nesting, with or without an
/// experiment.
///
/// Model: `call_CSAT = intercept + reasonEffect [reason = property] + ageEffect age + effect [grp = treat] +
/// month + centre + representative + residual`, all four random parts normal with mean 0.
///
/// - Columns: `month` from 1, `center_ID` from 101, `rep_ID` from 1 (unique over centres), `age` of the caller
///   (whole, from 20 to 60), `reason` (`payment`, `property`), `grp` (`ctrl`, `treat`; only with an effect),
///   `call_CSAT`.
/// - Order: by month, then centre, then representative.
/// - Arms: a random half of the centres is treated; of an odd number, the spare centre's arm is random too.
/// - Range: satisfaction is meant to lie within 0 and 10. The defaults leave some 15 in 10,000 outside, as
///   drawn.
///
/// Cost: about 0.1 s for the 695,205 calls of the defaults on two processors.
///
/// @param centers number of centres
/// @param reps number of representatives in all centres together
/// @param calls number of calls, that is rows
/// @param months number of months
/// @param repSpread centres' numbers of representatives vary by this share of their mean
/// @param callSpread calls per representative and month vary by this share of their mean
/// @param intercept mean satisfaction at age 0, payment, control
/// @param reasonEffect property against payment
/// @param ageEffect per year
/// @param paymentShare probability that a call is about payment
/// @param ageMean mean age before rounding and redrawing
/// @param ageSd standard deviation of age before rounding and redrawing
/// @param centerSd standard deviation between centres
/// @param repSd standard deviation between representatives of a centre
/// @param monthSd standard deviation between months
/// @param residualSd standard deviation between calls of one representative
/// @param effect of the new procedure; without it there are no arms
/// @param clip whether satisfaction is kept within 0 and 10
public record CallCenter(
        @Help("number of centres") int centers,

        @Help("number of representatives in all centres together")
        int reps,

        @Help("number of calls, that is rows") long calls,
        @Help("number of months") int months,

        @Help("centres' numbers of representatives vary by this share of their mean")
        double repSpread,

        @Help("calls per representative and month vary by this share of their mean")
        double callSpread,

        @Help("mean satisfaction at age 0, payment, control")
        double intercept,

        @Help("effect of reason property against payment") double reasonEffect,
        @Help("effect of a year of age") double ageEffect,
        @Help("probability that a call is about payment") double paymentShare,
        @Help("mean age of callers (kept within 20 to 60)") double ageMean,
        @Help("standard deviation of age") double ageSd,
        @Help("standard deviation between centres") double centerSd,

        @Help("standard deviation between representatives of a centre")
        double repSd,

        @Help("standard deviation between months") double monthSd,

        @Help("standard deviation between calls of one representative")
        double residualSd,

        @Help("adds arms `grp`, a random half of the centres, with this effect (the notebook's: 0.48)")
        OptionalDouble effect,

        @Help("keep satisfaction within 0 to 10 and report realised effects")
        boolean clip)
        implements Scenario {
    /// The effect that the notebook's experiment arrived at.
    public static final double EXPERIMENT_EFFECT = 0.48;

    static final int YOUNGEST = 20;
    static final int OLDEST = 60;
    static final Truth.Range SATISFACTION = new Truth.Range(0, 10);

    private static final CallCenter DEFAULTS = new CallCenter(
            10, // centers
            190, // reps
            695_205, // calls
            3, // months
            0.2, // repSpread
            0.15, // callSpread
            3.9, // intercept
            0.2, // reasonEffect
            0.02, // ageEffect
            0.6, // paymentShare
            40, // ageMean
            10, // ageSd
            1.14, // centerSd
            0.88, // repSd
            0, // monthSd
            0.625, // residualSd
            OptionalDouble.empty(), // effect
            false // clip
            );

    /// @throws copse.error.InputException `S104` if a parameter is out of range, `S105` if two contradict each
    ///     other
    public CallCenter {
        Check.atLeast("centers", centers, 1, "10");
        Check.atLeast("reps", reps, 1, "190");
        Check.atLeast("calls", calls, 1, "695205");
        Check.atLeast("months", months, 1, "3");
        Check.spread("repSpread", repSpread, "0.2");
        Check.spread("callSpread", callSpread, "0.15");
        Check.finite("intercept", intercept, "3.9");
        Check.finite("reasonEffect", reasonEffect, "0.2");
        Check.finite("ageEffect", ageEffect, "0.02");
        Check.share("paymentShare", paymentShare, "0.6");
        Check.between("ageMean", ageMean, YOUNGEST, OLDEST, "40");
        Check.between("ageSd", ageSd, 0, 100, "10");
        Check.sd("centerSd", centerSd, "1.14");
        Check.sd("repSd", repSd, "0.88");
        Check.sd("monthSd", monthSd, "0");
        Check.sd("residualSd", residualSd, "0.625");
        Check.finite("effect", effect.orElse(0), "0.48");
        Check.agree(
                reps >= centers,
                centers + " centres cannot share " + reps + " representatives",
                "every centre has at least one",
                "`--reps " + Math.multiplyFull(centers, 19) + "` makes 19 for each centre");
        Check.agree(
                effect.isEmpty() || centers >= 2,
                "one centre cannot have two arms",
                "arms are given to whole centres",
                "use at least `--centers 2`, or leave `--effect` out");
        Check.agree(
                Math.multiplyFull(months, reps) <= Integer.MAX_VALUE / 4,
                Math.multiplyFull(months, reps) + " representatives' months are too many",
                "their sizes are kept in memory",
                "use fewer `--months` or `--reps`");
    }

    /// The notebook's sizes and effects, without an experiment.
    ///
    /// @return 695,205 calls to 190 representatives in 10 centres in 3 months
    public static CallCenter defaults() {
        return DEFAULTS;
    }

    /// @param centers number of centres
    /// @return a changed copy
    /// @throws copse.error.InputException `S105` if there are fewer representatives than that: raise those first
    public CallCenter withCenters(int centers) {
        return with("centers", centers);
    }

    /// @param reps number of representatives in all centres together
    /// @return a changed copy
    public CallCenter withReps(int reps) {
        return with("reps", reps);
    }

    /// @param calls number of calls
    /// @return a changed copy
    public CallCenter withCalls(long calls) {
        return with("calls", calls);
    }

    /// @param months number of months
    /// @return a changed copy
    public CallCenter withMonths(int months) {
        return with("months", months);
    }

    /// @param repSpread share of the mean by which centres' numbers of representatives vary
    /// @return a changed copy
    public CallCenter withRepSpread(double repSpread) {
        return with("repSpread", repSpread);
    }

    /// @param callSpread share of the mean by which calls per representative and month vary
    /// @return a changed copy
    public CallCenter withCallSpread(double callSpread) {
        return with("callSpread", callSpread);
    }

    /// @param intercept mean satisfaction at age 0, payment, control
    /// @return a changed copy
    public CallCenter withIntercept(double intercept) {
        return with("intercept", intercept);
    }

    /// @param reasonEffect property against payment
    /// @return a changed copy
    public CallCenter withReasonEffect(double reasonEffect) {
        return with("reasonEffect", reasonEffect);
    }

    /// @param ageEffect per year
    /// @return a changed copy
    public CallCenter withAgeEffect(double ageEffect) {
        return with("ageEffect", ageEffect);
    }

    /// @param paymentShare probability that a call is about payment
    /// @return a changed copy
    public CallCenter withPaymentShare(double paymentShare) {
        return with("paymentShare", paymentShare);
    }

    /// @param ageMean mean age before rounding and redrawing
    /// @return a changed copy
    public CallCenter withAgeMean(double ageMean) {
        return with("ageMean", ageMean);
    }

    /// @param ageSd standard deviation of age before rounding and redrawing
    /// @return a changed copy
    public CallCenter withAgeSd(double ageSd) {
        return with("ageSd", ageSd);
    }

    /// @param centerSd standard deviation between centres
    /// @return a changed copy
    public CallCenter withCenterSd(double centerSd) {
        return with("centerSd", centerSd);
    }

    /// @param repSd standard deviation between representatives of a centre
    /// @return a changed copy
    public CallCenter withRepSd(double repSd) {
        return with("repSd", repSd);
    }

    /// @param monthSd standard deviation between months
    /// @return a changed copy
    public CallCenter withMonthSd(double monthSd) {
        return with("monthSd", monthSd);
    }

    /// @param residualSd standard deviation between calls of one representative
    /// @return a changed copy
    public CallCenter withResidualSd(double residualSd) {
        return with("residualSd", residualSd);
    }

    /// @param effect of the new procedure, 0 for arms without a difference
    /// @return a changed copy, with arms
    public CallCenter withEffect(double effect) {
        return with("effect", OptionalDouble.of(effect));
    }

    /// @return a changed copy, without arms
    public CallCenter withoutEffect() {
        return with("effect", OptionalDouble.empty());
    }

    /// @param clip whether satisfaction is kept within 0 and 10
    /// @return a changed copy
    public CallCenter withClip(boolean clip) {
        return with("clip", clip);
    }

    private CallCenter with(String component, Object value) {
        return Components.with(this, component, value);
    }
}
