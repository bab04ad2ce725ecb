package copse.scenario;

import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.Levels;
import copse.frame.Schema;
import copse.math.RandomStream;
import copse.network.Graph;
import copse.scenario.Truth.Average;
import copse.scenario.Truth.Effect;
import copse.scenario.Truth.Outcome;
import copse.scenario.Truth.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The network with arms handed out and outcomes drawn: what a user's outcome is depends on all others, so that
/// nothing is left to the blocks but to copy rows.
final class SocialNetworkDraft implements Draft {
    // children of the study's stream
    private static final int GRAPH = 0;
    private static final int ARMS = 1;
    private static final int LABELS = 2;
    private static final int OUTCOMES = 3;
    private static final int ROWS = 4;

    // index of the arm `treatment`
    private static final int TREATMENT = 1;

    private static final Schema SCHEMA = new Schema(List.of(
            new ColumnSchema(SocialNetwork.USER, ColumnType.NUMERIC, null),
            new ColumnSchema("friends", ColumnType.NUMERIC, null),
            new ColumnSchema("label", ColumnType.NUMERIC, null),
            new ColumnSchema(
                    SocialNetwork.ARM, ColumnType.FACTOR, Levels.of(SocialNetwork.CONTROL, SocialNetwork.TREATMENT)),
            new ColumnSchema("treated_share", ColumnType.NUMERIC, null),
            new ColumnSchema("outcome", ColumnType.NUMERIC, null)));

    private final SocialNetwork study;
    private final RandomStream blockStream;
    private final Graph graph;
    private final int[] label;
    private final byte[] arm;
    private final TreatedNodes treated;
    private final double[] outcome;
    private final double totalEffect;

    /// @param given arm of each user, −1 for none; null to hand them out user by user
    SocialNetworkDraft(SocialNetwork study, RandomStream stream, byte @Nullable [] given) {
        this.study = study;
        this.blockStream = stream.split(ROWS);
        this.graph = graph(study, stream);
        this.arm = given == null ? arms(graph.nodes(), study.treated(), stream.split(ARMS)) : given;
        this.label = new int[graph.nodes()];
        RandomStream labels = stream.split(LABELS);
        for (int user = 0; user < label.length; user++) {
            label[user] = 1 + labels.nextInt(study.labels());
        }
        this.treated = TreatedNodes.of(graph, user -> arm[user] == TREATMENT);
        PotentialOutcomes potential = study.outcome().draw(graph, stream.split(OUTCOMES));
        this.outcome = new double[graph.nodes()];
        potential.under(treated, outcome);
        this.totalEffect = potential.totalEffect();
    }

    /// @param stream of the whole study
    static Graph graph(SocialNetwork study, RandomStream stream) {
        return study.graph().draw(stream.split(GRAPH));
    }

    private static byte[] arms(int users, double share, RandomStream stream) {
        double wanted = users * share;
        int count = (int) Math.floor(wanted);
        if (stream.nextDouble() < wanted - count) {
            count++;
        }
        int[] order = stream.permutation(users);
        byte[] arm = new byte[users];
        for (int i = 0; i < count; i++) {
            arm[order[i]] = TREATMENT;
        }
        return arm;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public long rows() {
        return graph.nodes();
    }

    @Override
    public RandomStream blockStream() {
        return blockStream;
    }

    @Override
    public int sums() {
        return 0;
    }

    @Override
    public void fill(long from, int count, RandomStream stream, Sheet sheet, int at, double[] sums) {
        for (int i = at; i < at + count; i++) {
            int user = (int) from + (i - at);
            sheet.numbers(0)[i] = user + 1.0;
            sheet.numbers(1)[i] = graph.degree(user);
            sheet.numbers(2)[i] = label[user];
            sheet.codes(3)[i] = arm[user] < 0 ? FactorColumn.MISSING : arm[user];
            sheet.numbers(4)[i] = FixedDecimals.nearSix(treated.share(user));
            sheet.numbers(5)[i] = FixedDecimals.nearSix(outcome[user]);
            if (graph.degree(user) == 0) {
                sheet.miss(4, i);
            }
        }
    }

    @Override
    public Truth truth(double[] sums) {
        int isolated = graph.nodes() - Circles.connected(graph);
        double gap = treated.gap();
        List<String> remarks = new ArrayList<>();
        if (isolated > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d users have no friends: their treated_share is missing, and nothing spills over to"
                            + " them.",
                    isolated,
                    graph.nodes()));
        }
        if (study.spillover() != 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "Treating everyone instead of no one changes the mean outcome by %s. The treated share of friends is"
                            + " %.2f larger for treated users than for the others: a difference in means holds that"
                            + " part of what spills over, and misses the rest.",
                    Parameter.text(FixedDecimals.nearSix(totalEffect)),
                    // no share is larger by minus nothing
                    Math.abs(gap) < 0.005 ? 0 : gap));
        }
        return new Truth(
                study.type().label(),
                study.type().values(study),
                graph.nodes(),
                new Outcome("outcome", scale(), residualSd(), null, false, 0),
                List.of(
                        Effect.exact("(Intercept)", study.base()),
                        Effect.exact("arm[treatment]", study.effect()),
                        Effect.exact("treated_share", study.spillover())),
                List.of(
                        new Average(
                                "total effect",
                                "mean outcome if every user is treated less that if none is",
                                totalEffect),
                        new Average(
                                "gap of treated shares",
                                "mean share of treated friends of the treated users less that of the others",
                                gap)),
                List.of(),
                remarks);
    }

    private Scale scale() {
        return switch (study.model()) {
            case LINEAR -> Scale.IDENTITY;
            case LOGISTIC -> Scale.LOGIT;
            case CONTAGION -> Scale.SPREAD;
        };
    }

    private @Nullable Double residualSd() {
        return study.model() == SocialNetwork.Model.LINEAR ? study.residualSd() : null;
    }
}
