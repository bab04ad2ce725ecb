package copse.interference;

import copse.power.MonteCarlo;
import java.util.Optional;
import java.util.OptionalDouble;

/// A clustering with a design, and what it does to neighbours.
///
/// @param clustering its text form; empty if the design takes no clusters from outside
/// @param design its short form
/// @param clusters number of clusters; 0 without
/// @param cutShare share of the edges (by weight) between clusters; empty without clusters
/// @param gap by how much the neighbours of treated nodes are treated more than those of the others, on average
/// over experiments: 1 if arms never meet, 0 if they are mixed at random; empty if it could not be simulated
public record Arrangement(
        Optional<String> clustering, String design, int clusters, OptionalDouble cutShare, Optional<MonteCarlo> gap) {
    /// @return clustering and design in a few words
    public String label() {
        return clustering.map(made -> design + " on " + made).orElse(design);
    }
}
