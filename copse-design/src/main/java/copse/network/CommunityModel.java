package copse.network;

import copse.math.RandomStream;

/// A random graph whose nodes belong to communities.
public sealed interface CommunityModel extends GraphModel permits StochasticBlock, PlantedCommunities {
    /// @param stream chance; its position is not moved on
    /// @return a graph and the communities from which it was made
    Planted plant(RandomStream stream);

    @Override
    default Graph draw(RandomStream stream) {
        return plant(stream).graph();
    }

    /// A graph and the communities from which it was made.
    ///
    /// @param graph drawn
    /// @param communities of its nodes
    record Planted(Graph graph, Clustering communities) {}
}
