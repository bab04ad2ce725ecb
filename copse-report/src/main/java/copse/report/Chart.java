package copse.report;

import tools.jackson.databind.node.ObjectNode;

/// A picture: what it shows in words, and as a specification that a chart library draws.
///
/// The specification is one of Vega-Lite, with its data inside: no renderer computes anything but positions, so that
/// the same numbers stand in the page, in the SVG and in the words.
///
/// @param kind what `copse plot` calls it, such as `forest`
/// @param title a line above it
/// @param description one or two sentences that say what is to be seen, with the numbers that matter: the alternative
///     text of the picture, and all that a terminal shows of it
/// @param spec a Vega-Lite specification without a title; not to be changed
public record Chart(String kind, String title, String description, ObjectNode spec) {}
