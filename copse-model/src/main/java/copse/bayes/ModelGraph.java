package copse.bayes;

import copse.model.Grouping;
import copse.model.RandomTerm;
import copse.model.Roles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A model as a picture: priors on top, the parameters they are of, the effects of each group on a plate that
/// stands for its levels, and at the bottom the linear predictor and the outcome on the plate of the rows.
/// Immutable.
///
/// More than six coefficients are drawn together, by their priors.
///
/// @param nodes in the order in which they are drawn
/// @param edges from what is known first to what depends on it
public record ModelGraph(List<Node> nodes, List<Edge> edges) {
    /// More coefficients than these are drawn together.
    private static final int MOST_COEFFICIENTS = 6;

    /// Name of the plate of rows.
    public static final String ROWS = "each row";

    private static final String PREDICTOR = "predictor";
    private static final String OUTCOME = "outcome";

    /// @param nodes in the order in which they are drawn
    /// @param edges from what is known first to what depends on it
    public ModelGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// What a node stands for, which is also the layer it is drawn in.
    public enum Kind {
        /// A distribution that the user or the defaults state.
        PRIOR,
        /// A parameter.
        PARAMETER,
        /// The effects of a group's levels.
        EFFECTS,
        /// A linear predictor: no more than a sum of others.
        PREDICTOR,
        /// What is observed.
        OUTCOME
    }

    /// @param id unique
    /// @param kind what it stands for
    /// @param lines of its label
    /// @param plate that it stands on, such as `each school`; empty for none
    public record Node(String id, Kind kind, List<String> lines, Optional<String> plate) {
        /// @param id unique
        /// @param kind what it stands for
        /// @param lines of its label
        /// @param plate that it stands on
        public Node {
            lines = List.copyOf(lines);
        }
    }

    /// @param from id of a node
    /// @param to id of a node that depends on it
    public record Edge(String from, String to) {}

    /// @param model with its priors
    /// @return its picture
    public static ModelGraph of(BayesModel model) {
        return new Builder(model).graph();
    }

    /// @return the graph in the DOT language, for Graphviz
    public String dot() {
        return DotGraph.of(this);
    }

    private static final class Builder {
        private final BayesModel model;
        private final List<Node> nodes = new ArrayList<>();
        private final List<Edge> edges = new ArrayList<>();

        Builder(BayesModel model) {
            this.model = model;
        }

        ModelGraph graph() {
            coefficients("", PREDICTOR, model.spec().fixedNames());
            for (Grouping grouping : model.spec().groupings()) {
                group(grouping);
            }
            String link = model.family().link().label() + " of the mean";
            nodes.add(new Node(PREDICTOR, Kind.PREDICTOR, List.of(link), Optional.of(ROWS)));
            for (String name : List.of(model.scaleName(), BayesModel.DF)) {
                if (model.hasPrior(name)) {
                    parameter(name, List.of(name), model.prior(name).text(), OUTCOME);
                }
            }
            for (String part : List.of(Roles.ZERO_INFLATION, Roles.SIGMA)) {
                List<String> names = model.spec().partNames(part);
                if (!names.isEmpty()) {
                    String label = part.equals(Roles.SIGMA) ? "log sigma" : "logit of a structural zero";
                    coefficients(part, part, names);
                    nodes.add(new Node(part, Kind.PREDICTOR, List.of(label), Optional.of(ROWS)));
                    edges.add(new Edge(part, OUTCOME));
                }
            }
            String family = (model.family().isInflated() ? "zero-inflated " : "")
                    + model.family().label();
            nodes.add(new Node(OUTCOME, Kind.OUTCOME, List.of(model.spec().response(), family), Optional.of(ROWS)));
            edges.add(new Edge(PREDICTOR, OUTCOME));
            return new ModelGraph(nodes, edges);
        }

        private void coefficients(String part, String to, List<String> columns) {
            List<String> names = columns.stream()
                    .map(column -> BayesModel.coefficient(part, column))
                    .toList();
            Map<String, List<String>> drawn = new LinkedHashMap<>();
            for (String name : names) {
                boolean alone = names.size() <= MOST_COEFFICIENTS || name.endsWith(RandomTerm.INTERCEPT);
                String key = alone ? name : model.prior(name).text();
                drawn.computeIfAbsent(key, _ -> new ArrayList<>()).add(name);
            }
            for (List<String> together : drawn.values()) {
                ResolvedPrior first = model.resolved(together.getFirst());
                List<String> lines = new ArrayList<>();
                lines.add(
                        together.size() == 1 ? together.getFirst() : together.getFirst() + " … " + together.getLast());
                if (together.size() > 1) {
                    lines.add(together.size() + " coefficients");
                } else if (first.centered()) {
                    lines.add("at the means");
                }
                parameter(together.getFirst(), lines, first.prior().text(), to);
            }
        }

        private void group(Grouping grouping) {
            String id = "r(" + grouping.name() + ")";
            List<String> columns = new ArrayList<>();
            boolean correlated = false;
            for (RandomTerm term : grouping.terms()) {
                for (String column : term.columns()) {
                    columns.add(column);
                    String name = BayesModel.sd(grouping.name(), column);
                    parameter(name, List.of(name), model.prior(name).text(), id);
                }
                correlated |= term.columns().size() > 1;
            }
            if (correlated) {
                String name = BayesModel.correlations(grouping.name());
                parameter(name, List.of(name), model.prior(name).text(), id);
            }
            String effects = columns.size() <= 2 ? String.join(", ", columns) : columns.size() + " effects";
            nodes.add(new Node(
                    id,
                    Kind.EFFECTS,
                    List.of(id, effects, correlated ? "multivariate normal" : "normal"),
                    Optional.of("each " + grouping.name())));
            edges.add(new Edge(id, PREDICTOR));
        }

        private void parameter(String name, List<String> lines, String prior, String to) {
            String id = "prior of " + name;
            nodes.add(new Node(id, Kind.PRIOR, List.of(prior), Optional.empty()));
            nodes.add(new Node(name, Kind.PARAMETER, lines, Optional.empty()));
            edges.add(new Edge(id, name));
            edges.add(new Edge(name, to));
        }
    }

    /// @return the plates with the nodes on them, in order of appearance
    public Map<String, List<Node>> plates() {
        return nodes.stream()
                .filter(node -> node.plate().isPresent())
                .collect(Collectors.groupingBy(
                        node -> node.plate().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
    }

    /// @param node of this graph
    /// @return the nodes that it depends on
    public Collection<Node> parents(Node node) {
        return nodes.stream()
                .filter(one -> edges.contains(new Edge(one.id(), node.id())))
                .toList();
    }
}
