package copse.cli;

import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.math.Seed;
import copse.network.Network;
import copse.scenario.Scenario;
import copse.scenario.Simulated;
import copse.scenario.SocialNetwork;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What only `copse simulate social-network` has: a second file with the edges, and arms from elsewhere.
final class SocialNetworkOption {
    @Option(
            names = "--edges",
            order = 500,
            paramLabel = "FILE",
            description = "Writes who is whose friend, one row per friendship, columns from and to.")
    private @Nullable Path edges;

    @Option(
            names = "--arms",
            order = 500,
            paramLabel = "FILE",
            description =
                    "Arms that were handed out elsewhere, columns user and arm: same users, friendships and chance as"
                            + " without, and the outcomes that these arms bring about.")
    private @Nullable String arms;

    /// Refuses early what could not be written at the end.
    void check() {
        if (edges != null) {
            Output.check(edges);
            if (arms != null) {
                Output.check(edges, DataSource.file(arms));
            }
        }
    }

    /// @param scenario with its parameters
    /// @param seed of everything
    /// @return rows under the arms that were given, if any were
    Optional<Simulated> simulated(Scenario scenario, Seed seed) {
        if (arms == null || !(scenario instanceof SocialNetwork network)) {
            return Optional.empty();
        }
        DataSource source = DataSource.file(arms);
        Frame given = Data.read(source, ReadOptions.defaults().withFactors(SocialNetwork.ARM));
        return Optional.of(network.simulate(seed, users(given)));
    }

    /// The ids of users are called `node` where arms were handed out over the edges alone.
    private static Frame users(Frame given) {
        boolean nodes =
                !given.names().contains(SocialNetwork.USER) && given.names().contains(Network.NODE);
        return nodes ? given.with(SocialNetwork.USER, given.column(Network.NODE)) : given;
    }

    /// Writes the edges, if they are wanted.
    ///
    /// @param scenario with its parameters
    /// @param seed of everything
    void write(Scenario scenario, Seed seed) {
        if (edges != null && scenario instanceof SocialNetwork network) {
            Output.file(edges, unfinished -> Data.write(network.edges(seed), unfinished));
        }
    }
}
