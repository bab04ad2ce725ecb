package copse.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is true of simulated rows: everything declared, and everything that was drawn.
///
/// Names are those of a fit: terms `(Intercept)`, `age`, `reason[property]` (treatment contrasts), groups
/// `center_ID`, `rep_ID:center_ID`, levels as in a table of modes, so that an estimate can be held against its
/// truth by name.
///
/// @param scenario name of the scenario
/// @param parameters its parameters by name, as text that parses back
/// @param rows number of rows
/// @param outcome the column that is modelled
/// @param effects of the fixed terms
/// @param averages other quantities that a study may ask for
/// @param groups effects of groups, as drawn
/// @param remarks what is peculiar to this scenario with these parameters, one sentence each
public record Truth(
        String scenario,
        Map<String, String> parameters,
        long rows,
        Outcome outcome,
        List<Effect> effects,
        List<Average> averages,
        List<GroupEffects> groups,
        List<String> remarks) {
    /// The column that is modelled.
    ///
    /// @param column its name
    /// @param scale on which effects add up
    /// @param residualSd standard deviation of rows about the sum of effects; none on other scales than
    ///     `IDENTITY`
    /// @param range that values should keep to, if one is declared
    /// @param clipped whether values outside were moved to the border
    /// @param outside number of values that lie outside, or did before they were clipped
    public record Outcome(
            String column,
            Scale scale,
            @Nullable Double residualSd,
            @Nullable Range range,
            boolean clipped,
            long outside) {}

    /// Where effects add up.
    public enum Scale {
        /// The outcome is a sum of effects.
        IDENTITY,
        /// The log odds of the outcome are a sum of effects.
        LOGIT,
        /// The outcome is a product; an effect of 0.1 makes it a tenth larger.
        PRODUCT,
        /// The outcome spreads from unit to unit: effects are probabilities, and add up for none.
        SPREAD
    }

    /// A closed interval.
    ///
    /// @param lower smallest value
    /// @param upper largest value
    public record Range(double lower, double upper) {
        double clip(double value) {
            return Math.clamp(value, lower, upper);
        }

        boolean holds(double value) {
            return value >= lower && value <= upper;
        }
    }

    /// The effect of a fixed term.
    ///
    /// @param term as a fit names it
    /// @param declared on the outcome's scale, before clipping
    /// @param realised mean over the rows concerned of the outcome with the effect minus without it, both
    ///     clipped if the outcome was; equal to `declared` without clipping. For a slope: the mean of its
    ///     derivative over all rows
    public record Effect(String term, double declared, double realised) {
        static Effect exact(String term, double declared) {
            return new Effect(term, declared, declared);
        }
    }

    /// A quantity that follows from effects and rows.
    ///
    /// @param name short
    /// @param meaning in a sentence
    /// @param value its value
    public record Average(String name, String meaning, double value) {}

    /// Effects of the levels of a group.
    ///
    /// @param group as a fit names it
    /// @param term whose coefficient varies: `(Intercept)` or a slope
    /// @param sd standard deviation from which effects were drawn; none if they were declared one by one
    /// @param meanAbsolute mean of the effects' absolute values: how much groups typically differ, as drawn
    /// @param levels in order of level
    public record GroupEffects(
            String group, String term, @Nullable Double sd, double meanAbsolute, List<LevelEffect> levels) {
        static GroupEffects of(String group, String term, @Nullable Double sd, String[] labels, double[] effects) {
            List<LevelEffect> levels = new ArrayList<>(labels.length);
            for (int i = 0; i < labels.length; i++) {
                levels.add(new LevelEffect(labels[i], effects[i]));
            }
            double meanAbsolute =
                    Arrays.stream(effects).map(Math::abs).average().orElse(0);
            return new GroupEffects(group, term, sd, meanAbsolute, List.copyOf(levels));
        }

        /// @return the effects in order of level
        public double[] effects() {
            return levels.stream().mapToDouble(LevelEffect::effect).toArray();
        }
    }

    /// The effect of one level.
    ///
    /// @param level its label
    /// @param effect as drawn, not centred
    public record LevelEffect(String level, double effect) {}

    /// Copies the collections.
    public Truth {
        effects = List.copyOf(effects);
        averages = List.copyOf(averages);
        groups = List.copyOf(groups);
        remarks = List.copyOf(remarks);
    }

    /// @param term as a fit names it
    /// @return its effect, if the scenario has such a term
    public Optional<Effect> effect(String term) {
        return effects.stream().filter(effect -> effect.term().equals(term)).findFirst();
    }

    /// @param name as a fit names the group
    /// @return the effects on the intercept, if the scenario has such a group
    public Optional<GroupEffects> group(String name) {
        return groups.stream().filter(group -> group.group().equals(name)).findFirst();
    }

    /// @return what a user should know before taking the rows for granted, one sentence each
    public List<String> notes() {
        List<String> notes = new ArrayList<>(remarks);
        Range range = outcome.range();
        if (range != null && outcome.outside() > 0) {
            String count = String.format(
                    Locale.ROOT,
                    "%,d of %,d values of %s %s outside of %s to %s",
                    outcome.outside(),
                    rows,
                    outcome.column(),
                    outcome.clipped() ? "fell" : "lie",
                    Parameter.text(range.lower()),
                    Parameter.text(range.upper()));
            notes.add(
                    outcome.clipped()
                            ? count
                                    + " and were moved to the border: realised effects are smaller than the declared ones."
                            : count + " and were left there; --clip would move them to the border.");
        }
        return List.copyOf(notes);
    }
}
