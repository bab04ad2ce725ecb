package copse.bayes;

import copse.bayes.DrawnParameters.Group;
import copse.error.InputException;
import copse.error.Problem;
import copse.math.RandomStream;
import copse.model.Roles;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Linear predictors of rows at every draw of the parameters. Immutable: any number of threads may ask.
///
/// Results are chain after chain, as long as there are draws. Cost: per row and draw one multiplication for
/// each coefficient that the row has.
final class DrawnPredictor {
    private final DrawnParameters parameters;
    private final RowDesign rows;
    private final Effect[][][] effects; // by grouping, level and column of Z
    private final int[] inflation;
    private final int[] logSigma;
    private final int shape;
    private final boolean isSquared; // whether ω is that of a square of what is told

    /// What groups do that the model has not seen.
    enum NewGroups {
        /// They are an error.
        REFUSED,
        /// Their effects are drawn from the distribution over groups, the same for all rows of a group.
        DRAWN,
        /// Their effects are 0.
        TYPICAL,
        /// All groups are taken as new ones, with effects drawn.
        ALL_DRAWN
    }

    /// The draws of one effect: a parameter, or by chain what was drawn for a new group; both none for 0.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Effect(int place, double @Nullable [][] drawn) {}

    /// Number of no grouping.
    static final int NONE = -1;

    private static final Effect ZERO = new Effect(DrawnParameters.NONE, null);

    /// @param parameters the draws
    /// @param rows what is predicted
    /// @param newGroups what groups do that the model has not seen
    /// @param stream where effects of new groups come from
    /// @throws InputException `B330` for a new group, if those are refused
    DrawnPredictor(DrawnParameters parameters, RowDesign rows, NewGroups newGroups, RandomStream stream) {
        this.parameters = parameters;
        this.rows = rows;
        this.inflation = parameters.inflation();
        this.logSigma = parameters.logSigma();
        this.shape = parameters.shape();
        this.isSquared = parameters.family().shape(2) < Math.exp(2);
        this.effects = new Effect[parameters.groups().size()][][];
        for (int g = 0; g < effects.length; g++) {
            int number = g;
            Group group = parameters.groups().get(g);
            effects[g] = rows.labels().get(g).stream()
                    .map(label -> effects(group, label, newGroups, stream.split(number)))
                    .toArray(Effect[][]::new);
        }
    }

    private Effect[] effects(Group group, String label, NewGroups newGroups, RandomStream stream) {
        Effect[] own = new Effect[group.size()];
        for (int c = 0; c < own.length; c++) {
            own[c] = new Effect(parameters.effect(group, label, c), null);
        }
        boolean isKnown = own.length == 0 || own[0].place() != DrawnParameters.NONE;
        if (isKnown && newGroups != NewGroups.ALL_DRAWN) {
            return own;
        }
        switch (newGroups) {
            case REFUSED -> throw unknown(group, label);
            case TYPICAL -> Arrays.fill(own, ZERO);
            case DRAWN, ALL_DRAWN -> {
                double[][][] drawn = new DrawnEffects(parameters, group).drawn(ofLabel(label, stream));
                for (int c = 0; c < own.length; c++) {
                    own[c] = new Effect(DrawnParameters.NONE, drawn[c]);
                }
            }
        }
        return own;
    }

    /// A stream for each label, whatever other labels there are.
    private static RandomStream ofLabel(String label, RandomStream stream) {
        RandomStream own = stream;
        for (int i = 0; i < label.length(); i++) {
            own = own.split(label.charAt(i));
        }
        return own;
    }

    private static InputException unknown(Group group, String label) {
        String name = group.grouping().name();
        return new InputException(new Problem(
                AnswerCode.UNKNOWN_GROUP.code(),
                "group `" + label + "` of `" + name + "` has no effect in the fit",
                "what is asked for rests on the effects of the groups that the model has seen",
                "ask for the mean over groups, or for predictions, which draw the effects of new groups"));
    }

    RowDesign rows() {
        return rows;
    }

    /// @param grouping its number
    /// @param row its number
    /// @return whether the model has seen the row's group
    boolean isKnown(int grouping, int row) {
        Effect[] own = effects[grouping][rows.level()[grouping][row]];
        return own.length == 0 || own[0].place() != DrawnParameters.NONE;
    }

    /// `xᵀβ + offset`, with the means of the groups where these are parameters apart.
    ///
    /// @param row its number
    /// @param into *Modified.*
    void fixed(int row, double[] into) {
        Arrays.fill(into, rows.offset()[row]);
        int[] beta = parameters.beta();
        for (int j = 0; j < beta.length; j++) {
            parameters.add(rows.x()[j][row], beta[j], into);
        }
        for (int g = 0; g < effects.length; g++) {
            int[] mean = parameters.groups().get(g).mean();
            for (int c = 0; c < mean.length; c++) {
                parameters.add(rows.z()[g][c][row], mean[c], into);
            }
        }
    }

    /// `xᵀβ + zᵀb + offset`.
    ///
    /// @param row its number
    /// @param into *Modified.*
    void linear(int row, double[] into) {
        linearWithout(NONE, row, into);
    }

    /// [#linear] without the effects of one grouping.
    ///
    /// @param without number of the grouping; [#NONE] for all
    /// @param row its number
    /// @param into *Modified.*
    void linearWithout(int without, int row, double[] into) {
        fixed(row, into);
        for (int g = 0; g < effects.length; g++) {
            if (g == without) {
                continue;
            }
            Effect[] own = effects[g][rows.level()[g][row]];
            for (int c = 0; c < own.length; c++) {
                double z = rows.z()[g][c][row];
                double[][] drawn = own[c].drawn();
                if (drawn == null) {
                    parameters.add(z, own[c].place(), into);
                } else {
                    add(z, drawn, into);
                }
            }
        }
    }

    private static void add(double by, double[][] drawn, double[] into) {
        int at = 0;
        for (double[] chain : drawn) {
            for (double value : chain) {
                into[at++] += by * value;
            }
        }
    }

    /// Variance of `zᵀb` over groups.
    ///
    /// @param row its number
    /// @param into *Modified.*
    void variance(int row, double[] into) {
        Arrays.fill(into, 0);
        for (int g = 0; g < effects.length; g++) {
            Group group = parameters.groups().get(g);
            double[] z = new double[group.size()];
            for (int c = 0; c < z.length; c++) {
                z[c] = rows.z()[g][c][row];
            }
            new DrawnEffects(parameters, group).addVariance(z, into);
        }
    }

    /// The linear predictor of zero inflation; 0 without.
    ///
    /// @param row its number
    /// @param into *Modified.*
    void inflation(int row, double[] into) {
        part(Roles.ZERO_INFLATION, inflation, row, into);
    }

    private void part(String name, int[] places, int row, double[] into) {
        Arrays.fill(into, 0);
        double[][] columns = rows.parts().getOrDefault(name, new double[0][]);
        for (int j = 0; j < places.length; j++) {
            parameters.add(columns[j][row], places[j], into);
        }
    }

    /// ω, as [copse.family.Family] has it: 2 log sigma of numbers, else the logarithm of the shape; 0 without.
    ///
    /// @param row its number
    /// @param into *Modified.*
    void omega(int row, double[] into) {
        if (logSigma.length > 0) {
            part(Roles.SIGMA, logSigma, row, into);
        } else if (shape == DrawnParameters.NONE) {
            Arrays.fill(into, 0);
        } else {
            parameters.copy(shape, into);
            for (int s = 0; s < into.length; s++) {
                into[s] = Math.log(into[s]);
            }
        }
        for (int s = 0; isSquared && s < into.length; s++) {
            into[s] *= 2;
        }
    }

    /// The linear predictor of all rows at one draw: what [#linear] gives, the other way round.
    ///
    /// @param chain its number
    /// @param draw its number
    /// @param into by row. *Modified.*
    void linearAt(int chain, int draw, double[] into) {
        System.arraycopy(rows.offset(), 0, into, 0, rows.count());
        addAt(rows.x(), parameters.beta(), chain, draw, into);
        for (int g = 0; g < effects.length; g++) {
            addAt(rows.z()[g], parameters.groups().get(g).mean(), chain, draw, into);
            int[] level = rows.level()[g];
            double[] b = new double[effects[g].length];
            for (int c = 0; c < rows.z()[g].length; c++) {
                for (int l = 0; l < b.length; l++) {
                    b[l] = valueAt(effects[g][l][c], chain, draw);
                }
                double[] z = rows.z()[g][c];
                for (int i = 0; i < level.length; i++) {
                    into[i] += z[i] * b[level[i]];
                }
            }
        }
    }

    private double valueAt(Effect effect, int chain, int draw) {
        double[][] drawn = effect.drawn();
        if (drawn != null) {
            return drawn[chain][draw];
        }
        return effect.place() == DrawnParameters.NONE ? 0 : parameters.draws().values(chain, effect.place())[draw];
    }

    private void addAt(double[][] columns, int[] places, int chain, int draw, double[] into) {
        for (int j = 0; j < places.length; j++) {
            if (places[j] != DrawnParameters.NONE) {
                double by = parameters.draws().values(chain, places[j])[draw];
                double[] column = columns[j];
                for (int i = 0; i < into.length; i++) {
                    into[i] += by * column[i];
                }
            }
        }
    }

    /// What [#inflation] gives, of all rows at one draw.
    ///
    /// @param chain its number
    /// @param draw its number
    /// @param into by row. *Modified.*
    void inflationAt(int chain, int draw, double[] into) {
        Arrays.fill(into, 0);
        addAt(rows.parts().getOrDefault(Roles.ZERO_INFLATION, new double[0][]), inflation, chain, draw, into);
    }

    /// What [#omega] gives, of all rows at one draw.
    ///
    /// @param chain its number
    /// @param draw its number
    /// @param into by row. *Modified.*
    void omegaAt(int chain, int draw, double[] into) {
        if (logSigma.length > 0) {
            Arrays.fill(into, 0);
            addAt(rows.parts().getOrDefault(Roles.SIGMA, new double[0][]), logSigma, chain, draw, into);
        } else {
            Arrays.fill(
                    into,
                    shape == DrawnParameters.NONE
                            ? 0
                            : Math.log(parameters.draws().values(chain, shape)[draw]));
        }
        for (int i = 0; isSquared && i < into.length; i++) {
            into[i] *= 2;
        }
    }
}
