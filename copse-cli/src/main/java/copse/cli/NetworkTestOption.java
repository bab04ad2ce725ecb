package copse.cli;

import copse.design.Mixed;
import copse.interference.FocalUnits;
import copse.interference.NetworkExperiment;
import copse.interference.NetworkStatistic;
import copse.interference.NetworkTestAnswer;
import copse.interference.NetworkTestKind;
import copse.math.Seed;
import copse.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Tests of interference beside an effect in a network.
final class NetworkTestOption {
    @Option(
            names = "--test",
            paramLabel = "WORD,…",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Tests beside the effect: no-spillover (neighbours' treatment does nothing), no-effect (nobody's"
                            + " does), interference (clusters and units show the same effect; mixed designs, where it is the"
                            + " default).")
    private List<String> tests = new ArrayList<>();

    @Option(
            names = "--statistic",
            paramLabel = "WORD",
            description = "What randomisation tests compare: share of treated neighbours (default), count, any, edges;"
                    + " of no-effect also own-arm, both.")
    private @Nullable String statistic;

    @Option(
            names = "--focal",
            paramLabel = "CHOICE",
            description = "Whose outcomes no-spillover compares: 'share(0.5)' (default), 'net(radius: 2)', 'apart()'.")
    private @Nullable String focal;

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "Most assignments that a test compares (default 9999); if there are no more, all of them.")
    private @Nullable Integer draws;

    @Option(names = "--seed", paramLabel = "N", description = "Where random numbers of tests start (default 1).")
    private long seed = 1;

    /// The tests, read before anything is estimated, so that a word that is none is told at once.
    ///
    /// @param kinds in the order given
    /// @param options of the randomisation tests
    record Asked(List<NetworkTestKind> kinds, NetworkTestKind.Options options) {
        /// @param experiment network, design, question and outcomes
        /// @return what each test found, or why it cannot be made; that of interference under a mixed design if
        ///     none was asked for
        List<NetworkTestAnswer> answers(NetworkExperiment experiment) {
            boolean mixed = experiment.setting().randomisation().design() instanceof Mixed;
            List<NetworkTestKind> wanted = kinds.isEmpty() && mixed ? List.of(NetworkTestKind.INTERFERENCE) : kinds;
            return wanted.stream().map(kind -> kind.answer(experiment, options)).toList();
        }
    }

    /// @param record of a run
    /// @return with the seed, if random numbers enter
    RunRecord recorded(RunRecord record) {
        return tests.isEmpty() ? record : record.withSeed(seed);
    }

    /// @return the tests asked for
    /// @throws copse.error.PlanException `G225`, `G234`, `G235` if a word is none
    Asked asked() {
        NetworkTestKind.Options options = NetworkTestKind.Options.defaults().withSeed(Seed.of(seed));
        options = statistic == null ? options : options.withStatistic(NetworkStatistic.of(statistic));
        options = focal == null ? options : options.withFocal(FocalUnits.parse(focal));
        options = draws == null ? options : options.withDraws(draws);
        return new Asked(tests.stream().map(NetworkTestKind::of).toList(), options);
    }
}
