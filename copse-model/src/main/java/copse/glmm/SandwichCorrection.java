package copse.glmm;

import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.lm.Robust;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How the covariance of a population-averaged model makes up for residuals that vary less than errors, the
/// more so the fewer clusters there are.
///
/// With a cluster's derivatives `D`, working covariance `V` and the covariance `M` of the coefficients under
/// it, its part of the hat matrix is `H = D M DᵀV⁻¹`; the adjustment stands before the residuals of the
/// cluster.
public enum SandwichCorrection {
    /// None: too small with few clusters (Liang and Zeger 1986).
    CR0("CR0"),
    /// CR0 times G/(G − 1).
    CR1("CR1"),
    /// CR0 times G/(G − p).
    CR1P("CR1p"),
    /// CR0 times G(N − 1) / ((G − 1)(N − p)), as Stata does for linear models.
    CR1S("CR1S"),
    /// `V^½ (V^½ (I − H) V V^½)^(−½) V^½`: unbiased if the working model holds, with the symmetric root that
    /// Bell and McCaffrey take; for independence. The same as clubSandwich for a `glm`, trials taken as rows of
    /// their own.
    ///
    /// Source: Bell and McCaffrey (2002), Survey Methodology 28(2), 169-181; Pustejovsky and Tipton (2018), J.
    /// Bus. Econ. Stat. 36(4), 672-683, section 2. doi:10.1080/07350015.2016.1247004
    CR2("CR2"),
    /// `(I − H)⁻¹`, of Mancl and DeRouen: nearly the jackknife of clusters; too large rather than too small.
    ///
    /// Source: Mancl and DeRouen (2001), Biometrics 57(1), 126-134. doi:10.1111/j.0006-341X.2001.00126.x
    CR3("CR3", "MD", "Mancl-DeRouen"),
    /// `(I − H)^(−½)`, of Kauermann and Carroll: unbiased if the working model holds, as CR2, with another
    /// root.
    ///
    /// Source: Kauermann and Carroll (2001), J. Amer. Stat. Assoc. 96(456), 1387-1396.
    /// doi:10.1198/016214501753382309
    KC("KC", "Kauermann-Carroll"),
    /// Scores of a cluster divided by the root of one less its share of the information, coefficient by
    /// coefficient, the share taken as 3/4 at most: of Fay and Graubard. It changes when predictors are coded
    /// otherwise.
    ///
    /// Source: Fay and Graubard (2001), Biometrics 57(4), 1198-1206. doi:10.1111/j.0006-341X.2001.01198.x
    FG("FG", "Fay-Graubard");

    private final String label;
    private final List<String> others;

    SandwichCorrection(String label, String... others) {
        this.label = label;
        this.others = List.of(others);
    }

    /// @return the name as printed
    public String label() {
        return label;
    }

    /// @param name such as `CR2`, `MD` or `Kauermann-Carroll`; case does not matter
    /// @return the correction
    /// @throws InputException `N361` if there is none of that name
    public static SandwichCorrection of(String name) {
        List<String> known = new ArrayList<>();
        for (SandwichCorrection one : values()) {
            List<String> names =
                    Stream.concat(Stream.of(one.label), one.others.stream()).toList();
            if (names.stream().anyMatch(name::equalsIgnoreCase)) {
                return one;
            }
            known.addAll(names);
        }
        throw new InputException(new Problem(
                EquationsCode.NO_SUCH_CORRECTION.code(),
                "no covariance by clusters `" + name + "`",
                "there are " + String.join(", ", known),
                Suggestion.didYouMean(name, known, "take CR2, or KC for exchangeable clusters")));
    }

    /// @return Satterthwaite's for covariances whose expectation is right under the working model, or above;
    ///     clusters less one for the others
    public Robust.Degrees degrees() {
        return switch (this) {
            case CR0, CR1, CR1P, CR1S -> Robust.Degrees.CLUSTERS;
            case CR2, CR3, KC, FG -> Robust.Degrees.SATTERTHWAITE;
        };
    }

    /// What the covariance is multiplied with.
    ///
    /// @param clusters G
    /// @param units N, trials counted one by one
    /// @param coefficients p
    double factor(int clusters, double units, int coefficients) {
        double g = clusters;
        return switch (this) {
            case CR0, CR2, CR3, KC, FG -> 1;
            case CR1 -> g / (g - 1);
            case CR1P -> g / (g - coefficients);
            case CR1S -> g * (units - 1) / ((g - 1) * (units - coefficients));
        };
    }
}
