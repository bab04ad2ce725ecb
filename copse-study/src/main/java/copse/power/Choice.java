package copse.power;

import java.util.OptionalDouble;

/// A trial that could be run, with what it can show.
///
/// @param trial as planned, before attrition
/// @param strength what it shows, after attrition
/// @param cost of its clusters and units; empty where no costs are given
public record Choice(Trial trial, Strength strength, OptionalDouble cost) {}
