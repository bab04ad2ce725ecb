package copse.interference;

import copse.frame.Mask;

/// Arms and outcomes of the nodes, in node order.
///
/// @param arm index of the arm of each node, −1 for none; kept
/// @param outcome of each node; kept
/// @param missing nodes without an outcome, or without a covariate
/// @param covariates one array per column of numbers that the question's covariates become, in node order; kept
public record NetworkData(byte[] arm, double[] outcome, Mask missing, double[][] covariates) {
    /// @param arm index of the arm of each node, −1 for none; kept
    /// @param outcome of each node, none missing; kept
    /// @return without covariates
    public static NetworkData of(byte[] arm, double[] outcome) {
        return new NetworkData(arm, outcome, Mask.none(outcome.length), new double[0][]);
    }

    /// @return number of nodes
    public int nodes() {
        return arm.length;
    }
}
