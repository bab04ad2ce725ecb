package copse.design;

/// Where the spare units of odd strata and blocks go: those left when each arm has the whole part of its share.
///
/// Either way which arm gets a spare unit is random and every unit keeps its exact probability of each arm.
public enum Spare {
    /// Spare units are spread over the arms together, so that over all strata no arm gets more than its share
    /// rounded up, nor less than its share rounded down.
    BALANCED,
    /// Each stratum or block decides by itself, so that arms can differ by the number of odd strata.
    INDEPENDENT
}
