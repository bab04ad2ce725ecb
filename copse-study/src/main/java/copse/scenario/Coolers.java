package copse.scenario;

/// Profits of shops of two kinds, some of which got a cooler: an effect that differs between groups, and shares
/// of treated shops that differ too, so that the plain difference of means is not an effect of coolers.
///
/// Model: `y_profit = mean of the kind + effect in the kind [w_cooler] + residual`, residual normal with mean
/// 0; whether a shop gets a cooler is a coin flip with the share of its kind.
///
/// - Columns: `y_profit`, `X_gold` (1 gold, 0 plain), `w_cooler` (1 with, 0 without).
/// - Order: gold shops first.
///
/// @param plain number of plain shops
/// @param gold number of gold shops
/// @param plainMean mean profit of plain shops without a cooler
/// @param goldMean mean profit of gold shops without a cooler
/// @param plainEffect of a cooler in a plain shop
/// @param goldEffect of a cooler in a gold shop
/// @param plainShare probability that a plain shop gets a cooler
/// @param goldShare probability that a gold shop gets a cooler
/// @param residualSd standard deviation between shops of one kind with equal treatment
public record Coolers(
        @Help("number of plain shops") int plain,
        @Help("number of gold shops") int gold,
        @Help("mean profit of plain shops without a cooler") double plainMean,
        @Help("mean profit of gold shops without a cooler") double goldMean,
        @Help("effect of a cooler in a plain shop") double plainEffect,
        @Help("effect of a cooler in a gold shop") double goldEffect,

        @Help("probability that a plain shop gets a cooler, such as 1/3")
        double plainShare,

        @Help("probability that a gold shop gets a cooler, such as 2/3")
        double goldShare,

        @Help("standard deviation between shops of one kind")
        double residualSd)
        implements Scenario {
    private static final Coolers DEFAULTS = new Coolers(
            50_000, // plain
            25_000, // gold
            20, // plainMean
            25, // goldMean
            3, // plainEffect
            5, // goldEffect
            1.0 / 3, // plainShare
            2.0 / 3, // goldShare
            0.5 // residualSd
            );

    /// @throws copse.error.InputException `S104` if a parameter is out of range
    public Coolers {
        Check.atLeast("plain", plain, 1, "50000");
        Check.atLeast("gold", gold, 1, "25000");
        Check.finite("plainMean", plainMean, "20");
        Check.finite("goldMean", goldMean, "25");
        Check.finite("plainEffect", plainEffect, "3");
        Check.finite("goldEffect", goldEffect, "5");
        Check.share("plainShare", plainShare, "1/3");
        Check.share("goldShare", goldShare, "2/3");
        Check.sd("residualSd", residualSd, "0.5");
    }

    /// The notebook's sizes, effects and unequal shares.
    ///
    /// @return 50,000 plain shops, a third with a cooler of effect 3; 25,000 gold shops, two thirds with one of
    ///     effect 5
    public static Coolers defaults() {
        return DEFAULTS;
    }

    /// @param plain number of plain shops
    /// @return a changed copy
    public Coolers withPlain(int plain) {
        return with("plain", plain);
    }

    /// @param gold number of gold shops
    /// @return a changed copy
    public Coolers withGold(int gold) {
        return with("gold", gold);
    }

    /// @param plainMean mean profit of plain shops without a cooler
    /// @return a changed copy
    public Coolers withPlainMean(double plainMean) {
        return with("plainMean", plainMean);
    }

    /// @param goldMean mean profit of gold shops without a cooler
    /// @return a changed copy
    public Coolers withGoldMean(double goldMean) {
        return with("goldMean", goldMean);
    }

    /// @param plainEffect of a cooler in a plain shop
    /// @return a changed copy
    public Coolers withPlainEffect(double plainEffect) {
        return with("plainEffect", plainEffect);
    }

    /// @param goldEffect of a cooler in a gold shop
    /// @return a changed copy
    public Coolers withGoldEffect(double goldEffect) {
        return with("goldEffect", goldEffect);
    }

    /// @param plainShare probability that a plain shop gets a cooler
    /// @return a changed copy
    public Coolers withPlainShare(double plainShare) {
        return with("plainShare", plainShare);
    }

    /// @param goldShare probability that a gold shop gets a cooler
    /// @return a changed copy
    public Coolers withGoldShare(double goldShare) {
        return with("goldShare", goldShare);
    }

    /// @param residualSd standard deviation between shops of one kind with equal treatment
    /// @return a changed copy
    public Coolers withResidualSd(double residualSd) {
        return with("residualSd", residualSd);
    }

    private Coolers with(String component, Object value) {
        return Components.with(this, component, value);
    }
}
