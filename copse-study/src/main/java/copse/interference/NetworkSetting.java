package copse.interference;

import copse.design.Randomisation;
import copse.network.Network;

/// Network, design and question: everything known before outcomes are. What estimators and repeated simulations
/// share, such as exposure probabilities, is worked out here once, when first asked for.
///
/// @param network the graph; node i is unit i of the randomisation
/// @param randomisation how nodes get their arms
/// @param question what is asked
public record NetworkSetting(Network network, Randomisation randomisation, NetworkQuestion question) {}
