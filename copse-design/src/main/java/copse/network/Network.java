package copse.network;

import copse.frame.Frame;

/// A graph whose nodes have ids and columns.
///
/// Nodes are in the order of their ids: whole numbers by number, others by code point, the order of
/// `copse.design.Units`. Neither the order of the edges nor that of the rows has any influence.
///
/// @param graph the edges between nodes by position
/// @param nodes one row per node, in the order of the nodes of the graph
/// @param id the column of `nodes` with their ids
public record Network(Graph graph, Frame nodes, String id) {}
