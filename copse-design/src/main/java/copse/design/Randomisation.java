package copse.design;

import copse.match.Matches;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A design over given units: everything that is known before anybody is assigned.
public final class Randomisation {
    private final Design design;
    private final Units units;
    private final Resolution resolution;

    Randomisation(Design design, Units units, Resolution resolution) {
        this.design = design;
        this.units = units;
        this.resolution = resolution;
    }

    /// @return the design
    public Design design() {
        return design;
    }

    /// @return those who are randomised
    public Units units() {
        return units;
    }

    /// @return strata, blocks, groups and clusters that the design made of the units, from the outermost to the
    ///     innermost
    public List<Membership> memberships() {
        return resolution.memberships();
    }

    /// Where clusters are randomised: their own randomisation, over which tests of a cluster design run.
    ///
    /// @return the clusters as units, in the order of their ids; the levels of the membership `cluster` are in
    /// the same order. For a saturation design the arms of a cluster are the saturations. Empty for a design
    /// that screens clusters by the covariates of units, `rerandomised(clustered(…), …)`: clusters alone do not
    /// know which of their assignments are accepted.
    public Optional<Randomisation> clusters() {
        return resolution.clusters();
    }

    /// @return the matched groups with their distances, if arms are handed out within them; those of clusters
    ///     are found at [#clusters()]
    public Optional<Matches> matches() {
        return resolution.matches();
    }

    /// @return what the design wants known about these units, in words; empty if nothing
    public List<copse.error.Diagnostic> diagnostics() {
        return resolution.diagnostics();
    }

    /// Hands out the arms.
    ///
    /// @param seed from which all randomness follows
    /// @return the assignment, the same for the same design, units, seed and version
    /// @throws copse.error.DesignException if no admissible assignment was found
    public Assignment assign(Seed seed) {
        byte[] arms = new byte[units.size()];
        resolution.mechanism().draw(seed.stream(), arms);
        return new Assignment(this, seed, arms);
    }

    /// @param seed of an assignment
    /// @return the clusters that were drawn for it, where clusters are drawn with each assignment
    Optional<Membership> drawnClusters(Seed seed) {
        return resolution
                .mechanism()
                .drawnClusters(seed.stream())
                .map(clusters -> new Membership(Clusters.CLUSTER, clusters));
    }

    /// @return probability of each arm for each unit
    public Probabilities probabilities() {
        return resolution.mechanism().probabilities();
    }

    /// @return probability of arms of two units together
    public JointProbabilities jointProbabilities() {
        return resolution.mechanism().joint();
    }

    /// The law of the arms in a form to compute with, such as the probability that a unit and all its
    /// neighbours in a network have one arm.
    ///
    /// @return empty where arms are not handed out by coins, in fixed numbers or over clusters drawn anew: for
    ///     screened assignments, random walks, blocks of random sizes, and designs of two stages. [#redraw] and
    ///     [#enumerate] are there for all.
    public Optional<ClusterLaw> clusterLaw() {
        return resolution.mechanism().law();
    }

    /// @return number of admissible assignments
    public AdmissibleCount count() {
        return resolution.mechanism().count();
    }

    /// Every admissible assignment with its probability, each once, in a fixed order.
    ///
    /// @return the assignments, lazily
    public Stream<Possibility> enumerate() {
        return resolution.mechanism().enumerate();
    }

    /// Draws many assignments, as a randomisation test needs them.
    ///
    /// @param draws number
    /// @param stream where randomness comes from
    /// @param threads number of threads; the answer does not depend on it
    /// @return the draws as bits
    public Draws redraw(int draws, RandomStream stream, int threads) {
        return resolution.mechanism().redraw(stream, draws, threads);
    }

    /// What rerandomisation does to the design: thresholds, acceptance, balance won, the best assignment known.
    ///
    /// Cost: on the first call all assignments of the screened design are looked at where these are few, else
    /// up to 2¹⁷ random ones.
    ///
    /// @return empty if no assignment is screened
    public Optional<Screening> screening() {
        return resolution.mechanism().screening();
    }

    /// @return the smallest p-values that a randomisation test can reach
    public SmallestP smallestP() {
        return resolution.mechanism().smallestP();
    }
}
