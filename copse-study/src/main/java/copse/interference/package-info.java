/// Effects in networks: named estimands, and estimates that survive interference between units.
///
/// - [copse.interference.NetworkSetting]: network, design and question: everything known before outcomes are.
/// - [copse.interference.NetworkEstimator]: a way from outcomes to an effect.
@NullMarked
package copse.interference;

import org.jspecify.annotations.NullMarked;
