package copse.report.plot;

import copse.bayes.Derived;
import copse.bayes.PracticalEquivalence;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.Optional;
import java.util.OptionalDouble;

/// Probabilities on the sides of a region or a value.
///
/// @param left at the left end of the picture, in two lines
/// @param middle between
/// @param right at the right end
/// @param told in a sentence; empty if there are none
record PosteriorSides(String left, String middle, String right, String told) {
    static PosteriorSides of(
            Derived value,
            double mass,
            Optional<PosteriorPlot.Region> region,
            OptionalDouble reference,
            Phrases phrases) {
        if (region.isPresent()) {
            String low = Numbers.brief(region.get().lower(), 4);
            String high = Numbers.brief(region.get().upper(), 4);
            PracticalEquivalence found = PracticalEquivalence.of(
                    value.draws(), region.get().lower(), region.get().upper(), mass);
            String verdict = switch (found.verdict()) {
                case EQUIVALENT -> "posterior.equivalent";
                case DIFFERENT -> "posterior.different";
                case OPEN -> "posterior.open";
            };
            return new PosteriorSides(
                    phrases.say("posterior.below", low, equalTo(found.below())),
                    phrases.say("posterior.inside", equalTo(found.inside())),
                    phrases.say("posterior.above", high, equalTo(found.above())),
                    phrases.say(
                                    "posterior.region",
                                    low,
                                    high,
                                    Numbers.p(found.below()),
                                    Numbers.p(found.inside()),
                                    Numbers.p(found.above()))
                            + phrases.say(verdict, Numbers.level(mass)));
        }
        Support support = Support.of(value.name());
        // on which side of 0 a standard deviation is, is no question
        if (reference.isPresent()
                && reference.getAsDouble() > support.lower()
                && reference.getAsDouble() < support.upper()) {
            double at = reference.getAsDouble();
            double above = value.draws().above(at);
            String left = phrases.say("posterior.below", Numbers.brief(at, 4), equalTo(1 - above));
            String right = phrases.say("posterior.above", Numbers.brief(at, 4), equalTo(above));
            return new PosteriorSides(left, "", right, phrases.say("posterior.sides", line(left), line(right)));
        }
        return new PosteriorSides("", "", "", "");
    }

    private static String line(String label) {
        return label.replace('\n', ' ');
    }

    private static String equalTo(double p) {
        String text = Numbers.p(p);
        return text.startsWith("<") || text.startsWith(">") ? text : "= " + text;
    }
}
