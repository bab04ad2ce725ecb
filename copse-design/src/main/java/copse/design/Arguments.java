package copse.design;

import copse.design.Argument.Pair;
import copse.design.Argument.Span;
import copse.design.Argument.Word;
import copse.error.DesignException;
import copse.error.Suggestion;
import copse.frame.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// The arguments of a tree by key, each read as what it has to be.
public final class Arguments {
    private final DesignTree tree;

    /// @param tree a name with arguments
    /// @param known every key that the name understands
    /// @throws DesignException `D153` if there is a key that it does not understand
    public Arguments(DesignTree tree, String... known) {
        this.tree = tree;
        for (String key : tree.named().keySet()) {
            if (!List.of(known).contains(key)) {
                throw span(key)
                        .error(
                                DesignCode.UNKNOWN_ARGUMENT,
                                "`" + tree.name() + "` has no argument `" + key + "`",
                                known.length == 0 ? "it has none" : "it has " + String.join(", ", known),
                                Suggestion.didYouMean(key, List.of(known), "remove it"));
            }
        }
    }

    /// @param key of an argument
    /// @return whether it is given
    public boolean has(String key) {
        return tree.named().containsKey(key);
    }

    /// @param key of an argument
    /// @return its values, empty if it is not given
    public List<Argument> values(String key) {
        return tree.named().getOrDefault(key, List.of());
    }

    /// Refuses arguments without a key.
    ///
    /// @throws DesignException `D154` naming the first
    public void keysOnly() {
        if (!tree.values().isEmpty()) {
            throw wrong(
                    tree.values().getFirst(),
                    "an argument of `" + tree.name() + "` without a key",
                    "say what it is, such as `" + tree.name() + "(arms: control, treatment)`");
        }
    }

    /// @param key of an argument
    /// @return its words in order; names of columns among them may be written as functions, `share(sex=f)`
    public List<String> words(String key) {
        return values(key).stream().map(this::column).toList();
    }

    /// Refuses to go on without an argument.
    ///
    /// @param key of an argument
    /// @return these arguments
    /// @throws DesignException `D154` if it is not given
    public Arguments require(String key) {
        if (values(key).isEmpty()) {
            throw missing(key);
        }
        return this;
    }

    /// @param key of an argument with one value
    /// @return the word, if it is given
    public Optional<String> word(String key) {
        return one(key).map(this::column);
    }

    /// @param key of an argument with one value
    /// @return the number, if it is given
    public Optional<Double> number(String key) {
        return one(key).map(value -> number(value, key));
    }

    /// @param key of an argument with one value
    /// @return the whole number, if it is given
    public Optional<Integer> whole(String key) {
        return one(key).map(value -> whole(value, key));
    }

    /// @param key of an argument
    /// @return its numbers
    public List<Double> numbers(String key) {
        return values(key).stream().map(value -> number(value, key)).toList();
    }

    /// @param key of an argument
    /// @return its whole numbers
    public List<Integer> wholes(String key) {
        return values(key).stream().map(value -> whole(value, key)).toList();
    }

    /// @param key of an argument with one value
    /// @param choices what it may be; written in lower case with `-` for `_`
    /// @param otherwise the choice if it is not given
    /// @return the choice
    public <E extends Enum<E>> E choice(String key, E[] choices, E otherwise) {
        Optional<String> word = word(key);
        if (word.isEmpty()) {
            return otherwise;
        }
        List<String> names = Arrays.stream(choices).map(Arguments::name).toList();
        int index = names.indexOf(word.get());
        if (index < 0) {
            throw wrong(
                    values(key).getFirst(),
                    "`" + key + ": " + word.get() + "` is not among " + String.join(", ", names),
                    Suggestion.didYouMean(word.get(), names, "write `" + key + ": " + names.getFirst() + "`"));
        }
        return choices[index];
    }

    /// @param constant of an enum
    /// @return as it is written: lower case with `-` for `_`
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Names with a number each, `a=2, b=1`; a name alone has the number `otherwise`.
    ///
    /// @param key of an argument
    /// @param otherwise number of a name that has none
    /// @return number by name, in order
    public SequencedMap<String, Double> weights(String key, double otherwise) {
        return weights(values(key), key, otherwise);
    }

    SequencedMap<String, Double> weights(List<Argument> values, String key, double otherwise) {
        SequencedMap<String, Double> weights = new LinkedHashMap<>();
        for (Argument value : values) {
            boolean pair = value instanceof Pair;
            String name = value instanceof Pair p ? p.name() : column(value);
            double number = value instanceof Pair p ? number(p.value(), key) : otherwise;
            if (weights.put(name, number) != null) {
                throw wrong(
                        value,
                        "`" + name + "` twice in `" + key + "`",
                        "name it once" + (pair ? ", with one number" : ""));
            }
        }
        return weights;
    }

    /// Strata: columns, `cut(column, …)` and `quantiles(column, n)`.
    ///
    /// @param key of an argument
    /// @return what strata are made of, in order
    public List<Stratifier> strata(String key) {
        return map(values(key), value -> switch (value) {
            case DesignTree function when function.name().equals("cut") -> cut(function);
            case DesignTree function when function.name().equals("quantiles") -> quantiles(function);
            case Argument column -> new Stratifier.Values(column(column));
        });
    }

    private Stratifier cut(DesignTree function) {
        Arguments inside = new Arguments(function, "closed");
        List<Argument> values = function.values();
        if (values.size() < 2) {
            throw wrong(function, "`cut` without column or cut points", "write `cut(age, 30, 50)`");
        }
        double[] breaks = values.stream()
                .skip(1)
                .mapToDouble(v -> number(v, "cut", "write `cut(age, 30, 50)`"))
                .toArray();
        boolean left = inside.choice("closed", Bins.Side.values(), Bins.Side.LEFT) == Bins.Side.LEFT;
        return new Stratifier.Cut(column(values.getFirst()), left ? Bins.leftClosed(breaks) : Bins.rightClosed(breaks));
    }

    private static Stratifier quantiles(DesignTree function) {
        Arguments inside = new Arguments(function);
        List<Argument> values = function.values();
        if (values.size() != 2) {
            throw inside.wrong(
                    function, "`quantiles` wants a column and a number of bins", "write `quantiles(size, 4)`");
        }
        return new Stratifier.Quantiles(inside.column(values.getFirst()), inside.whole(values.getLast(), "quantiles"));
    }

    /// @param strata what strata are made of
    /// @return how that is written: `strata` reads it back
    public static List<Argument> of(List<Stratifier> strata) {
        return strata.stream().map(DesignWriter::stratifier).toList();
    }

    /// @param shares of arms
    /// @return how they are written: `shares` reads them back
    public static List<Argument> of(Allocation.Shares shares) {
        return List.copyOf(DesignWriter.shares(shares));
    }

    /// Arms with their ratio, `control=2, treatment=1`, or alone for equal shares.
    ///
    /// @param key of an argument
    /// @return the shares; equal ones for `control` and `treatment` if it is not given
    public Allocation.Shares shares(String key) {
        return has(key) ? shares(values(key)) : Allocation.halves();
    }

    Allocation.Shares shares(List<Argument> values) {
        SequencedMap<String, Double> shares = weights(values, "arms", 1);
        return new Allocation.Shares(List.copyOf(shares.keySet()), List.copyOf(shares.values()));
    }

    /// @param values of an argument
    /// @param function of each
    /// @return what it gives
    <T> List<T> map(List<Argument> values, Function<Argument, T> function) {
        List<T> list = new ArrayList<>();
        values.forEach(value -> list.add(function.apply(value)));
        return list;
    }

    /// A column's name; a function such as `share(sex=f)` names a column of clusters.
    String column(Argument value) {
        return switch (value) {
            case Word word -> word.text();
            case Pair pair -> throw wrong(pair, "`" + pair.name() + "=…` where a name is expected", "leave out `=`");
            case DesignTree function -> function.print();
        };
    }

    double number(Argument value, String key) {
        return number(value, key, "write one, such as `" + key + ": 2`");
    }

    private double number(Argument value, String key, String fix) {
        if (value instanceof Word word) {
            try {
                double number = Double.parseDouble(word.text());
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below, as for what is no word at all
            }
        }
        throw wrong(value, "`" + key + "` wants a number", fix);
    }

    int whole(Argument value, String key) {
        double number = number(value, key);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw wrong(value, "`" + key + "` wants a whole number", "write one, such as `" + key + ": 4`");
        }
        return (int) number;
    }

    Optional<Argument> one(String key) {
        List<Argument> values = values(key);
        if (values.size() > 1) {
            throw wrong(values.get(1), "`" + key + "` wants one value, not " + values.size(), "leave one");
        }
        return values.stream().findFirst();
    }

    /// @param key of an argument
    /// @return the exception that says that it is missing
    DesignException missing(String key) {
        return tree.span()
                .error(
                        DesignCode.MISSING_ARGUMENT,
                        "`" + tree.name() + "` without `" + key + ":`",
                        "it cannot be guessed",
                        "add it: `" + tree.name() + "(" + key + ": …)`");
    }

    /// @param value what is wrong
    /// @param what names it
    /// @param fix something that works
    /// @return the exception to throw
    DesignException wrong(Argument value, String what, String fix) {
        return value.span().error(DesignCode.WRONG_ARGUMENT, what, "", fix);
    }

    private Span span(String key) {
        List<Argument> values = values(key);
        return values.isEmpty() ? tree.span() : values.getFirst().span();
    }
}
