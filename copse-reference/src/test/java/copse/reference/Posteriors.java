package copse.reference;

import copse.reference.ReferenceFolder.ReferenceCase;

/// The sampled posteriors of a run: each is sampled once, and all of them together must keep the rule of the
/// reference.
final class Posteriors {
    private final DataFiles files;
    private final Distances distances = new Distances();

    /// @param files where data files are
    Posteriors(DataFiles files) {
        this.files = files;
    }

    /// @param reference a case of kind `posterior` or `posterior_other`
    /// @param checks the result
    /// @throws DataFiles.Missing if the data are not there and need not be
    void check(ReferenceCase reference, Comparison checks) throws DataFiles.Missing {
        PosteriorFit posterior = PosteriorFit.of(reference, files);
        new PosteriorCases(Expected.of(reference.json()), posterior, distances, checks).check();
    }

    /// The closing test of a run: how many numbers are far from their references. A run with few numbers may
    /// have one.
    void checkDistances() {
        double share = (double) distances.far() / Math.max(1, distances.count());
        System.out.printf(
                "posteriors: %,d means, sds and quantiles, %d beyond %.0f standard errors (%.3f %%)%n",
                distances.count(), distances.far(), Distances.FAR, 100 * share);
        if (distances.far() > 1 && share > Distances.SHARE) {
            throw new AssertionError(distances.far() + " of " + distances.count() + " numbers are beyond "
                    + Distances.FAR + " standard errors: more than " + Distances.SHARE);
        }
    }
}
