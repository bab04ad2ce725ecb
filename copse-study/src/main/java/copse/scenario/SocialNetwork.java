package copse.scenario;

import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.Match;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Graph;
import copse.network.GraphModel;
import copse.network.Network;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Users of a social network, an experiment among them, and outcomes that spill over to friends.
///
/// The notebook's: 500 users, each two of them friends with probability 0.1, and `outcome = 0.05 + 0.2 [arm =
/// treatment] + 0.1 · share of friends treated + N(0, 0.01²)`, so that treating everyone instead of no one
/// makes 0.3 in total. Its other network has `erdos_renyi(nodes: 50, p: 0.1)`.
///
/// - Columns: `user` from 1, `friends` (their number), `label` (a random one of `labels`, which has nothing to
///   do with who is whose friend), `arm` (`control`, `treatment`), `treated_share` (of the friends; missing for
///   users without friends), `outcome`.
/// - Edges: [#edges(Seed)], one row per friendship.
/// - Arms: user by user, a share `treated` of them; of a fraction of a user chance decides. Arms that were
///   handed out elsewhere, such as to clusters, are taken by [#simulate(Seed, Frame)]: same users, same chance,
///   other arms.
/// - Memory: the whole network, whether rows are asked for at once or chunk by chunk.
///
/// Cost: about 0.5 s for 100,000 users with 1,000,000 friendships.
///
/// @param graph who is whose friend
/// @param labels number of random labels
/// @param treated share of users in arm `treatment`
/// @param model how outcomes come about
/// @param base outcome without any treatment: mean, log odds, or probability to adopt by oneself
/// @param effect of own treatment, on the same scale
/// @param spillover of having all friends treated; with contagion the probability to follow friends in a round
/// @param rounds of contagion
/// @param circleSd standard deviation of what friends have in common; linear and logistic
/// @param residualSd standard deviation of the residual; linear
public record SocialNetwork(
        @Help("who is whose friend, a model of random graphs")
        GraphModel graph,

        @Help("number of random labels, which friends do not share")
        int labels,

        @Help("share of users in arm treatment") double treated,

        @Help("how outcomes come about: linear, logistic or contagion")
        Model model,

        @Help("outcome untreated: mean, log odds, or probability to adopt")
        double base,

        @Help("effect of own treatment on the same scale") double effect,

        @Help("effect of all friends treated; contagion: chance to follow them")
        double spillover,

        @Help("contagion: how often it spreads") int rounds,

        @Help("standard deviation of what friends have in common")
        double circleSd,

        @Help("linear: standard deviation of the residual") double residualSd)
        implements Scenario {
    /// The names of the cases of [NetworkOutcome].
    public enum Model {
        /// [NetworkOutcome.Linear].
        LINEAR,
        /// [NetworkOutcome.Logistic].
        LOGISTIC,
        /// [NetworkOutcome.Contagion].
        CONTAGION
    }

    /// The column with the ids of the users.
    public static final String USER = "user";

    /// The column with the arms.
    public static final String ARM = "arm";

    static final String CONTROL = "control";
    static final String TREATMENT = "treatment";

    private static final SocialNetwork DEFAULTS = new SocialNetwork(
            GraphModel.parse("erdos_renyi(nodes: 500, p: 0.1)"), // graph
            10, // labels
            0.5, // treated
            Model.LINEAR, // model
            0.05, // base
            0.2, // effect
            0.1, // spillover
            3, // rounds
            0, // circleSd
            0.01 // residualSd
            );

    /// @throws copse.error.InputException `S104` if a parameter is out of range, `S105` if two contradict each
    ///     other
    public SocialNetwork {
        Check.atLeast("labels", labels, 1, "10");
        Check.share("treated", treated, "0.5");
        Check.atLeast("rounds", rounds, 1, "3");
        Check.agree(
                model != Model.CONTAGION || circleSd == 0,
                "with contagion friends have nothing else in common",
                "`circle-sd` is a part of sums, and contagion adds up nothing",
                "leave `--circle-sd` out, or use `--model logistic`");
        Check.sd("residualSd", residualSd, "0.01");
        outcome(model, base, effect, spillover, rounds, circleSd, residualSd);
    }

    /// The notebook's larger network.
    ///
    /// @return 500 users with some 12,500 friendships
    public static SocialNetwork defaults() {
        return DEFAULTS;
    }

    private static NetworkOutcome outcome(
            Model model, double base, double effect, double spillover, int rounds, double circleSd, double residualSd) {
        return switch (model) {
            case LINEAR -> new NetworkOutcome.Linear(base, effect, spillover, circleSd, residualSd);
            case LOGISTIC -> new NetworkOutcome.Logistic(base, effect, spillover, circleSd);
            case CONTAGION -> new NetworkOutcome.Contagion(base, effect, spillover, rounds);
        };
    }

    /// @return how outcomes come about, for any graph
    public NetworkOutcome outcome() {
        return outcome(model, base, effect, spillover, rounds, circleSd, residualSd);
    }

    /// The friendships of [#simulate(Seed)].
    ///
    /// @param seed all that is random follows from it
    /// @return columns `from` and `to`, users by number, the smaller first; in ascending order
    public Frame edges(Seed seed) {
        Graph graph = SocialNetworkDraft.graph(this, seed.stream());
        double[] from = new double[graph.edges()];
        double[] to = new double[graph.edges()];
        int edge = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                if (graph.neighbour(at) > node) {
                    from[edge] = node + 1.0;
                    to[edge++] = graph.neighbour(at) + 1.0;
                }
            }
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("from", NumericColumn.of(from));
        columns.put("to", NumericColumn.of(to));
        return Frame.of(columns);
    }

    /// Users and friendships of [#simulate(Seed)] together.
    ///
    /// @param seed all that is random follows from it
    /// @return the network, with the columns of the users
    public Network network(Seed seed) {
        return new Network(
                SocialNetworkDraft.graph(this, seed.stream()), simulate(seed).frame(), USER);
    }

    /// The same users with the same chance as of [#simulate(Seed)], under arms that were handed out elsewhere.
    ///
    /// @param seed all that is random follows from it
    /// @param arms a row for each user: a column of users, called `user` or `node` or else the first one, and a
    ///     column `arm`, of `control`, `treatment`, or missing for users outside of the experiment, who are not
    ///     treated
    /// @return rows, truth and notes
    /// @throws copse.error.InputException `S107` if a user has no row or an arm is neither of the two, `I101`
    ///     if there is no column `arm`
    public Simulated simulate(Seed seed, Frame arms) {
        RandomStream stream = seed.stream();
        return Blocks.inMemory(new SocialNetworkDraft(this, stream, given(seed, arms)));
    }

    private byte[] given(Seed seed, Frame arms) {
        int users = SocialNetworkDraft.graph(this, seed.stream()).nodes();
        double[] ids = new double[users];
        for (int user = 0; user < users; user++) {
            ids[user] = user + 1.0;
        }
        Frame known = Frame.of(Map.of(USER, arms.column(idColumn(arms)), ARM, arms.column(ARM)));
        Match match = Frame.of(USER, NumericColumn.of(ids)).match(known, USER);
        int[] without = match.unmatched().rows();
        if (without.length > 0) {
            throw ScenarioCode.OTHER_ARMS.error(
                    "user " + (without[0] + 1) + " has no row in the table of arms",
                    String.format(Locale.ROOT, "the network has %,d users, the table %,d rows", users, arms.rows()),
                    "hand out arms to the users of this very scenario: same `--graph`");
        }
        Column arm = match.left().column(ARM);
        byte[] code = new byte[users];
        for (int user = 0; user < users; user++) {
            code[user] = code(arm, user);
        }
        return code;
    }

    // who assigns nodes of an edge list has them under another name
    private static String idColumn(Frame arms) {
        return Stream.of(USER, Network.NODE)
                .filter(name -> arms.find(name).isPresent())
                .findFirst()
                .orElseGet(() -> arms.names().getFirst());
    }

    private static byte code(Column arm, int user) {
        if (arm.missing().get(user)) {
            return -1;
        }
        return switch (arm.text(user)) {
            case CONTROL -> 0;
            case TREATMENT -> 1;
            default ->
                throw ScenarioCode.OTHER_ARMS.error(
                        "user " + (user + 1) + " has arm `" + arm.text(user) + "`",
                        "the scenario knows what `" + CONTROL + "` and `" + TREATMENT + "` do",
                        "hand out the arms `" + CONTROL + "` and `" + TREATMENT + "`");
        };
    }

    /// @param graph who is whose friend
    /// @return a changed copy
    public SocialNetwork withGraph(GraphModel graph) {
        return with("graph", graph);
    }

    /// @param labels number of random labels
    /// @return a changed copy
    public SocialNetwork withLabels(int labels) {
        return with("labels", labels);
    }

    /// @param treated share of users in arm `treatment`
    /// @return a changed copy
    public SocialNetwork withTreated(double treated) {
        return with("treated", treated);
    }

    /// @param model how outcomes come about
    /// @return a changed copy
    public SocialNetwork withModel(Model model) {
        return with("model", model);
    }

    /// @param base outcome without any treatment
    /// @return a changed copy
    public SocialNetwork withBase(double base) {
        return with("base", base);
    }

    /// @param effect of own treatment
    /// @return a changed copy
    public SocialNetwork withEffect(double effect) {
        return with("effect", effect);
    }

    /// @param spillover of having all friends treated
    /// @return a changed copy
    public SocialNetwork withSpillover(double spillover) {
        return with("spillover", spillover);
    }

    /// @param rounds of contagion
    /// @return a changed copy
    public SocialNetwork withRounds(int rounds) {
        return with("rounds", rounds);
    }

    /// @param circleSd standard deviation of what friends have in common
    /// @return a changed copy
    public SocialNetwork withCircleSd(double circleSd) {
        return with("circleSd", circleSd);
    }

    /// @param residualSd standard deviation of the residual
    /// @return a changed copy
    public SocialNetwork withResidualSd(double residualSd) {
        return with("residualSd", residualSd);
    }

    private SocialNetwork with(String component, Object value) {
        return Components.with(this, component, value);
    }
}
