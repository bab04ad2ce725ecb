package copse.interference;

import copse.design.Mixed;
import copse.error.CopseException;
import copse.error.Suggestion;
import copse.math.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Tests in networks by the words that name them on the command line.
public enum NetworkTestKind {
    /// That the treatment does nothing to anybody.
    NO_EFFECT("no effect of anybody's treatment"),
    /// That neighbours' treatment does nothing.
    NO_SPILLOVER("no effect of neighbours' treatment"),
    /// That the effects by clusters and by units of a mixed design agree.
    INTERFERENCE("no interference within clusters");

    private final String label;

    NetworkTestKind(String label) {
        this.label = label;
    }

    /// @return the hypothesis, as in a table
    public String label() {
        return label;
    }

    /// @return as on the command line: `no-spillover`
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param word as on the command line
    /// @return the test
    /// @throws copse.error.PlanException `G234` with the words there are
    public static NetworkTestKind of(String word) {
        List<String> words = Arrays.stream(values()).map(NetworkTestKind::word).toList();
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> InterferenceTestCode.UNKNOWN_TEST.planError(
                        "no test `" + word + "`",
                        "there are " + String.join(", ", words),
                        "--test " + Suggestion.closest(word, words).orElse(NO_SPILLOVER.word())));
    }

    /// @param setting network, design, question
    /// @return those that the design allows
    public static List<NetworkTestKind> suitable(NetworkSetting setting) {
        return setting.randomisation().design() instanceof Mixed
                ? List.of(INTERFERENCE, NO_SPILLOVER, NO_EFFECT)
                : List.of(NO_SPILLOVER, NO_EFFECT);
    }

    /// How randomisation tests go about it.
    ///
    /// @param statistic what is compared
    /// @param focal who keeps the arm in a test of spillover
    /// @param draws most assignments compared
    /// @param seed of choices and draws
    /// @param threads number of threads; no result depends on it
    public record Options(NetworkStatistic statistic, FocalUnits focal, int draws, Seed seed, int threads) {
        /// @return by the share of treated neighbours, half of the units focal, up to 9,999 assignments
        public static Options defaults() {
            NoSpilloverTest standard = NoSpilloverTest.standard();
            return new Options(
                    standard.statistic(), standard.focal(), standard.draws(), standard.seed(), standard.threads());
        }

        /// @param other what is compared
        /// @return these with that
        public Options withStatistic(NetworkStatistic other) {
            return new Options(other, focal, draws, seed, threads);
        }

        /// @param other who keeps the arm
        /// @return these with those
        public Options withFocal(FocalUnits other) {
            return new Options(statistic, other, draws, seed, threads);
        }

        /// @param most assignments compared
        /// @return these with so many
        public Options withDraws(int most) {
            return new Options(statistic, focal, most, seed, threads);
        }

        /// @param other seed of choices and draws
        /// @return these with that
        public Options withSeed(Seed other) {
            return new Options(statistic, focal, draws, other, threads);
        }
    }

    /// @param experiment network, design, question and outcomes
    /// @param options of the randomisation tests
    /// @return what the test found, or why it cannot be made
    public NetworkTestAnswer answer(NetworkExperiment experiment, Options options) {
        NetworkSetting setting = experiment.setting();
        NetworkData data = experiment.data();
        try {
            return switch (this) {
                case NO_EFFECT ->
                    new NetworkTestAnswer.Randomised(
                            this,
                            new NoEffectTest(options.statistic, options.draws, options.seed, options.threads)
                                    .test(setting, data));
                case NO_SPILLOVER ->
                    new NetworkTestAnswer.Randomised(
                            this,
                            new NoSpilloverTest(
                                            options.statistic,
                                            options.focal,
                                            options.draws,
                                            options.seed,
                                            options.threads)
                                    .test(setting, data));
                case INTERFERENCE ->
                    new NetworkTestAnswer.Mixture(this, HausmanTest.hajek().test(setting, data));
            };
        } catch (CopseException reason) {
            return new NetworkTestAnswer.Refused(this, reason.problem());
        }
    }
}
