package copse.interference;

import copse.frame.Mask;

/// Arms and outcomes of the nodes, in node order.
///
/// @param arm index of the arm of each node, −1 for none; kept
/// @param outcome of each node; kept
/// @param missing nodes without an outcome
/// @param covariates one array per column of the question, in node order; kept
public record NetworkData(byte[] arm, double[] outcome, Mask missing, double[][] covariates) {}
