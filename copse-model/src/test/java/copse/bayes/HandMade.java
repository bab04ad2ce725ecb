package copse.bayes;

import copse.family.Family;
import copse.formula.Formula;
import copse.frame.Frame;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Draws;
import copse.model.Grouping;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.ArrayList;
import java.util.List;

/// Draws of a model's parameters that no sampler has made: every parameter independent and normal about a place
/// of its own, scales log-normal, correlations inside ±0.9. Whatever is computed draw by draw can be tested on
/// them.
final class HandMade {
    private HandMade() {}

    static ModelSpec spec(String formula, Family family, Frame data) {
        return spec(formula, family, data, Roles.defaults());
    }

    static ModelSpec spec(String formula, Family family, Frame data, Roles roles) {
        return ModelSpec.of(Formula.parse(formula), data, roles.withOutcome(family.outcome()));
    }

    static DrawnParameters parameters(ModelSpec spec, Family family, int perChain, long seed) {
        return new DrawnParameters(spec, family, draws(spec, family, 3, perChain, seed));
    }

    static Draws draws(ModelSpec spec, Family family, int chains, int perChain, long seed) {
        List<String> names = new ArrayList<>(spec.fixedNames());
        for (Grouping grouping : spec.groupings()) {
            String g = grouping.name();
            for (var term : grouping.terms()) {
                for (String column : term.columns()) {
                    names.add("sd(" + g + "," + column + ")");
                }
                for (int a = 0; a < term.columns().size(); a++) {
                    for (int b = 0; b < a; b++) {
                        names.add("cor(" + g + "," + term.columns().get(b) + ","
                                + term.columns().get(a) + ")");
                    }
                }
            }
        }
        switch (family.outcome()) {
            case NUMBER -> {
                if (spec.partNames(Roles.SIGMA).isEmpty()) {
                    names.add("sigma");
                }
                if (family instanceof Family.Student) {
                    names.add("nu");
                }
            }
            case SHARE, COUNT, POSITIVE -> {
                if (family.hasShape()) {
                    names.add("shape");
                }
            }
        }
        spec.partNames(Roles.ZERO_INFLATION).forEach(name -> names.add("zi_" + name));
        spec.partNames(Roles.SIGMA).forEach(name -> names.add("sigma_" + name));
        for (Grouping grouping : spec.groupings()) {
            for (long key = 0; key < grouping.cells(); key++) {
                for (var term : grouping.terms()) {
                    for (String column : term.columns()) {
                        names.add("r(" + grouping.name() + ")[" + grouping.label(key) + "," + column + "]");
                    }
                }
            }
        }
        RandomStream stream = Seed.of(seed).stream();
        double[][][] values = new double[chains][names.size()][perChain];
        for (int p = 0; p < names.size(); p++) {
            double at = 0.5 * stream.nextGaussian();
            for (double[][] chain : values) {
                for (int d = 0; d < perChain; d++) {
                    chain[p][d] = value(names.get(p), at + 0.2 * stream.nextGaussian());
                }
            }
        }
        return Draws.of(names, values);
    }

    private static double value(String name, double z) {
        return name.startsWith("sd(") || name.equals("sigma") || name.equals("shape") || name.equals("nu")
                ? Math.exp(z)
                : name.startsWith("cor(") ? Math.clamp(z, -0.9, 0.9) : z;
    }
}
