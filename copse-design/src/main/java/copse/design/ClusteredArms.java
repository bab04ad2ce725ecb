package copse.design;

/// Arms of clusters, handed to their units.
final class ClusteredArms {
    private ClusteredArms() {}

    static Resolution resolve(Clustered design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }
}
