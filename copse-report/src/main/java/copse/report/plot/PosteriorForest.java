package copse.report.plot;

import copse.bayes.Derived;
import copse.mcmc.Chains;
import copse.mcmc.HighestDensity;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ObjectNode;

/// Posteriors of many numbers below each other: median, the interval that holds half of the draws as a thick
/// bar, the shortest one that holds most of them as a thin one.
///
/// Members of one group, such as `r(school)[…,age]`, are named by their levels.
public final class PosteriorForest {
    private static final int MOST = 80;

    private PosteriorForest() {}

    /// Order of the rows.
    public enum Order {
        /// As they come.
        GIVEN,
        /// By their medians, the largest on top.
        MEDIAN
    }

    /// @param values with their draws, at least one; of more than 80 so many are drawn, evenly over their order
    /// @param mass probability that the thin interval holds, such as 0.94
    /// @param reference value marked by a line, such as 0
    /// @param order of the rows
    /// @param language of the words
    /// @return the chart `posterior-forest`
    public static Chart of(
            List<Derived> values, double mass, OptionalDouble reference, Order order, Language language) {
        Phrases phrases = Phrases.of(PosteriorForest.class, language);
        List<Derived> sorted = new ArrayList<>(values);
        if (order == Order.MEDIAN) {
            sorted.sort(
                    Comparator.comparingDouble((Derived value) -> -value.draws().median()));
        }
        String[] common = common(values);
        Rows rows = Rows.of("label", "median", "q25", "q75", "lower", "upper");
        List<String> labels = new ArrayList<>();
        for (int i : Thinning.evenly(sorted.size(), MOST)) {
            Derived value = sorted.get(i);
            Chains draws = value.draws();
            HighestDensity hdi = draws.highestDensity(mass);
            String name = value.name();
            labels.add(name.substring(common[0].length(), name.length() - common[1].length()));
            rows.add(
                    labels.getLast(),
                    draws.median(),
                    draws.quantile(0.25),
                    draws.quantile(0.75),
                    hdi.lower(),
                    hdi.upper());
        }
        String axis = common[0].isEmpty() ? phrases.say("posterior-forest.value") : common[0] + "…" + common[1];
        return Specs.chart(
                "posterior-forest",
                phrases.say("posterior-forest.title"),
                told(sorted, rows.size(), mass, reference, phrases),
                view(rows, labels, axis, mass, reference, phrases));
    }

    private static String told(
            List<Derived> sorted, int drawn, double mass, OptionalDouble reference, Phrases phrases) {
        Derived largest = sorted.stream()
                .max(Comparator.comparingDouble(value -> value.draws().median()))
                .orElseThrow();
        Derived smallest = sorted.stream()
                .min(Comparator.comparingDouble(value -> value.draws().median()))
                .orElseThrow();
        String told = phrases.say(
                "posterior-forest.told",
                Numbers.count(sorted.size()),
                Numbers.level(mass),
                smallest.name(),
                median(smallest),
                largest.name(),
                median(largest));
        if (reference.isPresent()) {
            double at = reference.getAsDouble();
            long apart = sorted.stream()
                    .map(value -> value.draws().highestDensity(mass))
                    .filter(hdi -> hdi.lower() > at || hdi.upper() < at)
                    .count();
            told += phrases.say("posterior-forest.apart", Numbers.count(apart), Numbers.brief(at, 4));
        }
        return drawn < sorted.size() ? told + phrases.say("posterior-forest.thinned", Numbers.count(drawn)) : told;
    }

    private static String median(Derived value) {
        return Numbers.byError(value.draws().median(), value.draws().sd());
    }

    private static ObjectNode view(
            Rows rows, List<String> labels, String axis, double mass, OptionalDouble reference, Phrases phrases) {
        List<Mark> marks = new ArrayList<>();
        reference.ifPresent(at -> marks.add(Mark.vertical(at)));
        String interval = phrases.say("posterior.hdi", Numbers.level(mass));
        marks.add(
                row("rule", labels).set("strokeWidth", 1.5).x(x("lower", axis)).x2("upper"));
        marks.add(row("rule", labels).set("strokeWidth", 5).x(x("q25", axis)).x2("q75"));
        marks.add(row("point", labels)
                .set("color", "#ffffff")
                .set("stroke", Palette.INK)
                .set("strokeWidth", 2)
                .x(x("median", axis))
                .tip("label", phrases.say("what"))
                .tip("median", phrases.say("posterior-forest.median"))
                .tip("lower", interval + ", " + phrases.say("posterior.from"))
                .tip("upper", interval + ", " + phrases.say("posterior.to")));
        return Specs.tall(Specs.layered(rows, marks), labels.size());
    }

    private static Mark row(String type, List<String> labels) {
        return Mark.of(type).y(Channel.category("label").scale("domain", labels));
    }

    private static Channel x(String field, String axis) {
        return Channel.number(field).title(axis).noZero();
    }

    /// What the names of all members of a group begin with, up to a bracket, and end with, from a comma.
    private static String[] common(List<Derived> values) {
        String first = values.getFirst().name();
        int bracket = first.indexOf('[');
        int comma = first.lastIndexOf(',');
        if (values.size() < 2 || bracket < 0 || comma < bracket) {
            return new String[] {"", ""};
        }
        String head = first.substring(0, bracket + 1);
        String tail = first.substring(comma);
        boolean shared = values.stream()
                .allMatch(value -> value.name().startsWith(head)
                        && value.name().endsWith(tail)
                        && value.name().length() > head.length() + tail.length());
        return shared ? new String[] {head, tail} : new String[] {"", ""};
    }
}
