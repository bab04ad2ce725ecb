package copse.bayes;

import copse.error.Suggestion;
import copse.family.Family;
import copse.family.OutcomeType;
import copse.model.FixedTerm;
import copse.model.Grouping;
import copse.model.ModelSpec;
import copse.model.RandomTerm;
import copse.model.Roles;
import copse.prior.Prior;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the prior of every parameter: the most specific statement that fits it, the later of equally specific
/// ones, else the default.
final class PriorResolution {
    private static final int NAMED = 2;
    private static final int PARTLY = 1;

    private final ModelSpec spec;
    private final Family family;
    private final Priors priors;
    private final DefaultPriors scaled;
    private final Map<String, ResolvedPrior> resolved = new LinkedHashMap<>();
    private final Map<String, String> groupMeans = new LinkedHashMap<>();
    private final Map<String, Prior> defaults = new HashMap<>();
    private final List<PriorTarget> targets = new ArrayList<>();
    private final boolean[] used;

    PriorResolution(ModelSpec spec, Family family, Priors priors, DataScales scales) {
        this.spec = spec;
        this.family = family;
        this.priors = priors;
        this.scaled = new DefaultPriors(family, scales);
        this.used = new boolean[priors.statements().size()];
        coefficients();
        groups();
        shape();
        part(Roles.ZERO_INFLATION, PriorTarget.Kind.ZI);
        part(Roles.SIGMA, PriorTarget.Kind.SIGMA);
        refuseUnused();
    }

    Map<String, ResolvedPrior> resolved() {
        return resolved;
    }

    Map<String, String> groupMeans() {
        return groupMeans;
    }

    /// The default prior of every parameter, whether it is used or not.
    Map<String, Prior> defaults() {
        return defaults;
    }

    static boolean isSigma(Family family) {
        return family.outcome() == OutcomeType.NUMBER;
    }

    private boolean hasPart(String part) {
        return spec.roles().parts().containsKey(part);
    }

    /// One parameter that a statement may be about.
    ///
    /// @param name of the parameter
    /// @param kind its class
    /// @param group its grouping factor
    /// @param term its column
    /// @param label of the term that the column belongs to, which may be another name
    private record Slot(
            String name, PriorTarget.Kind kind, Optional<String> group, Optional<String> term, Optional<String> label) {
        Slot(String name, PriorTarget.Kind kind) {
            this(name, kind, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /// How specific a target is that fits, −1 if it does not fit.
        int fit(PriorTarget target) {
            if (target.kind() != kind) {
                return -1;
            }
            String path = target.path();
            if (path.equals(path(term))) {
                // an intercept has a class of its own: that is as specific as naming it
                return kind == PriorTarget.Kind.INTERCEPT || kind == PriorTarget.Kind.INTERCEPT_CENTERED
                        ? NAMED
                        : path.isEmpty() ? 0 : NAMED;
            }
            if (path.isEmpty()) {
                return 0;
            }
            return path.equals(path(label)) || path.equals(group.orElse("")) ? PARTLY : -1;
        }

        private String path(Optional<String> last) {
            return new PriorTarget(kind, group, last).path();
        }

        PriorTarget target() {
            return new PriorTarget(kind, group, term);
        }
    }

    private void coefficients() {
        List<String> names = spec.fixedNames();
        for (int j = 0; j < names.size(); j++) {
            String name = names.get(j);
            List<Slot> slots = new ArrayList<>();
            boolean intercept = spec.hasIntercept() && j == 0;
            if (intercept) {
                slots.add(new Slot(name, PriorTarget.Kind.INTERCEPT));
                slots.add(new Slot(name, PriorTarget.Kind.INTERCEPT_CENTERED));
            } else {
                slots.add(new Slot(
                        name, PriorTarget.Kind.COEF, Optional.empty(), Optional.of(name), Optional.of(label(j))));
            }
            for (Grouping grouping : spec.groupings()) {
                if (columns(grouping).contains(name)) {
                    slots.add(new Slot(
                            name,
                            PriorTarget.Kind.GROUP_MEAN,
                            Optional.of(grouping.name()),
                            Optional.of(name),
                            Optional.empty()));
                }
            }
            PriorTarget own = new PriorTarget(
                    intercept ? PriorTarget.Kind.INTERCEPT_CENTERED : PriorTarget.Kind.COEF,
                    Optional.empty(),
                    intercept ? Optional.empty() : Optional.of(name));
            resolve(slots, own, intercept ? scaled.intercept() : scaled.coefficient(j));
        }
    }

    private String label(int column) {
        return spec.fixedTerms().stream()
                .filter(term -> term.from() <= column && column < term.to())
                .map(FixedTerm::label)
                .findFirst()
                .orElse(spec.fixedNames().get(column));
    }

    private static List<String> columns(Grouping grouping) {
        return grouping.terms().stream()
                .flatMap(term -> term.columns().stream())
                .toList();
    }

    private void groups() {
        for (Grouping grouping : spec.groupings()) {
            List<String> columns = columns(grouping);
            for (int k = 0; k < columns.size(); k++) {
                Slot slot = new Slot(
                        BayesModel.sd(grouping.name(), columns.get(k)),
                        PriorTarget.Kind.SD,
                        Optional.of(grouping.name()),
                        Optional.of(columns.get(k)),
                        Optional.empty());
                resolve(List.of(slot), slot.target(), scaled.sd(grouping.name(), k));
            }
        }
        for (Grouping grouping : spec.groupings()) {
            if (grouping.terms().stream().anyMatch(term -> term.columns().size() > 1)) {
                Slot slot = new Slot(
                        BayesModel.correlations(grouping.name()),
                        PriorTarget.Kind.COR,
                        Optional.of(grouping.name()),
                        Optional.empty(),
                        Optional.empty());
                resolve(List.of(slot), slot.target(), DefaultPriors.correlations());
            }
        }
    }

    private void shape() {
        if (family.hasShape() && !hasPart(Roles.SIGMA)) {
            boolean sigma = isSigma(family);
            Slot slot = new Slot(
                    sigma ? BayesModel.SIGMA : BayesModel.SHAPE,
                    sigma ? PriorTarget.Kind.SIGMA : PriorTarget.Kind.SHAPE);
            resolve(List.of(slot), slot.target(), scaled.shape());
        }
        if (family instanceof Family.Student) {
            Slot slot = new Slot(BayesModel.DF, PriorTarget.Kind.DF);
            resolve(List.of(slot), slot.target(), DefaultPriors.degrees());
        }
    }

    private void part(String part, PriorTarget.Kind kind) {
        List<String> names = spec.partNames(part);
        for (int j = 0; j < names.size(); j++) {
            Slot slot = new Slot(
                    BayesModel.coefficient(part, names.get(j)),
                    kind,
                    Optional.empty(),
                    Optional.of(names.get(j)),
                    Optional.empty());
            boolean intercept = names.get(j).equals(RandomTerm.INTERCEPT);
            resolve(
                    List.of(slot),
                    slot.target(),
                    intercept ? scaled.partIntercept(part) : scaled.partCoefficient(part, j));
        }
    }

    /// @param slots what the parameter is known as, first the one that a default is printed for
    private void resolve(List<Slot> slots, PriorTarget target, Prior byDefault) {
        String name = slots.getFirst().name();
        defaults.put(name, byDefault);
        int best = -1;
        Priors.Statement chosen = null;
        Slot as = slots.getFirst();
        for (Slot slot : slots) {
            targets.add(slot.target());
        }
        for (int i = 0; i < used.length; i++) {
            Priors.Statement statement = priors.statements().get(i);
            for (Slot slot : slots) {
                int fit = slot.fit(statement.target());
                used[i] |= fit >= 0;
                if (fit >= 0 && slot.kind() == PriorTarget.Kind.GROUP_MEAN) {
                    groupMean(slot, statement);
                }
                if (fit >= 0 && fit >= best) {
                    best = fit;
                    chosen = statement;
                    as = slot;
                }
            }
        }
        boolean intercept = name.endsWith(RandomTerm.INTERCEPT) && as.kind() != PriorTarget.Kind.SD;
        if (chosen == null) {
            resolved.put(name, new ResolvedPrior(name, target, byDefault, intercept, false));
        } else {
            Prior prior = PriorFit.fitted(chosen, as.kind(), isPositive(as));
            boolean centered = as.kind() == PriorTarget.Kind.INTERCEPT_CENTERED;
            resolved.put(name, new ResolvedPrior(name, as.target(), prior, centered, true));
        }
    }

    /// Standard deviations and shapes are positive; coefficients of log sigma are not.
    private boolean isPositive(Slot slot) {
        return switch (slot.kind()) {
            case SD, SHAPE, DF -> true;
            case SIGMA -> !hasPart(Roles.SIGMA);
            case INTERCEPT, INTERCEPT_CENTERED, COEF, GROUP_MEAN, COR, ZI -> false;
        };
    }

    private void groupMean(Slot slot, Priors.Statement statement) {
        String term = slot.term().orElseThrow();
        String name = "mu(" + slot.group().orElseThrow() + "," + term + ")";
        if (groupMeans.containsValue(slot.name()) && !groupMeans.containsKey(name)) {
            throw PriorFit.error(
                    BayesCode.TWO_GROUP_MEANS,
                    statement,
                    "the mean of `" + term + "` has a prior for two groups",
                    "only the sum of the two means could be known from data, so there is one mean for both",
                    "leave `" + statement.text() + "` out, or state one prior as "
                            + (term.equals(RandomTerm.INTERCEPT) ? "`intercept=…`" : "`coef:" + term + "=…`"));
        }
        groupMeans.put(name, slot.name());
    }

    private void refuseUnused() {
        for (int i = 0; i < used.length; i++) {
            if (!used[i]) {
                Priors.Statement statement = priors.statements().get(i);
                List<String> texts =
                        targets.stream().map(PriorTarget::text).distinct().toList();
                throw PriorFit.error(
                        BayesCode.NO_SUCH_PARAMETER,
                        statement,
                        "the model has no parameter `" + statement.target().text() + "`",
                        "priors can be stated of " + String.join(", ", texts),
                        Suggestion.didYouMean(statement.target().text(), texts, "take one of these"));
            }
        }
    }
}
