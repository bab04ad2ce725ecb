package copse.reference;

import copse.bayes.FitLogLikelihood;
import copse.loo.Loo;
import copse.reference.ReferenceFolder.ReferenceCase;
import java.util.HashMap;
import java.util.Map;

/// The sampled posteriors of a run: each is sampled once, and all of them together must keep the rule of the
/// reference.
final class Posteriors {
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final ReferenceFolder folder;
    private final DataFiles files;
    private final Distances distances = new Distances();
    private final Map<String, Loo> leaveOneOut = new HashMap<>();

    /// @param folder the folder asked for
    /// @param files where data files are
    Posteriors(ReferenceFolder folder, DataFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /// @param reference a case of kind `posterior` or `posterior_other`
    /// @param checks the result
    /// @throws DataFiles.Missing if the data are not there and need not be
    void check(ReferenceCase reference, Comparison checks) throws DataFiles.Missing {
        PosteriorFit posterior = PosteriorFit.of(reference, files);
        Expected one = Expected.of(reference.json());
        new PosteriorCases(one, posterior, distances, checks).check();
        if (one.has("loo")) {
            Loo loo = loo(posterior);
            leaveOneOut.put(one.at("id").text(), loo);
            new PosteriorAnswers(one, posterior, checks).checkLoo(loo);
        }
        one.requireAllRead();
    }

    /// @param reference a case of kind `model_compare` whose models are sampled
    /// @param checks the result
    /// @throws DataFiles.Missing if the data are not there and need not be
    void compare(ReferenceCase reference, Comparison checks) throws DataFiles.Missing {
        new SampledComparisonCases(Expected.of(reference.json()), this::loo, checks).check();
    }

    private Loo loo(String file) throws DataFiles.Missing {
        ReferenceCase model = new ReferenceCase(file, "posterior", "", folder.json(file));
        String id = model.json().path("id").asString("");
        Loo known = leaveOneOut.get(id);
        if (known == null) {
            known = loo(PosteriorFit.of(model, files));
            leaveOneOut.put(id, known);
        }
        return known;
    }

    private static Loo loo(PosteriorFit posterior) {
        return Loo.of(FitLogLikelihood.of(posterior.fit(), posterior.data()), THREADS);
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
