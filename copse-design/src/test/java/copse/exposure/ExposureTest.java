package copse.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.DesignException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "own",
                "full",
                "fraction(q: 0.75, weights: edges)",
                "fraction(q: 1, weights: equal)",
                "share(cuts: 0, 0.5, closed: right, weights: edges)",
                "share(cuts: 0.5, 1, closed: left, weights: equal)",
                "count(least: 2)",
                "count(least: 1, 3, 10)",
                "four-way",
                "khop(hops: 2)"
            })
    void whatIsPrintedIsReadBack(String text) {
        Exposure exposure = Exposure.parse(text);
        assertThat(exposure.print()).isEqualTo(text);
        assertThat(Exposure.parse(exposure.print())).isEqualTo(exposure);
    }

    @Test
    void defaultsAreFilledIn() {
        assertThat(Exposure.parse("fraction(q: 0.75)")).isEqualTo(new Exposure.Fraction(0.75, Exposure.Weights.EDGES));
        assertThat(Exposure.parse("share(cuts: 0, 0.5)").print())
                .isEqualTo("share(cuts: 0, 0.5, closed: right, weights: edges)");
        assertThat(Exposure.parse("full()")).isEqualTo(new Exposure.Full());
    }

    @Test
    void conditionsAreNamedByTheirIntervals() {
        assertThat(Exposure.parse("share(cuts: 0, 0.5)").conditions())
                .containsExactly(
                        "control:0",
                        "control:(0,0.5]",
                        "control:(0.5,1]",
                        "treated:0",
                        "treated:(0,0.5]",
                        "treated:(0.5,1]");
        assertThat(Exposure.parse("share(cuts: 0.5, 1, closed: left)")
                        .conditions()
                        .subList(0, 3))
                .containsExactly("control:[0,0.5)", "control:[0.5,1)", "control:1");
        assertThat(Exposure.parse("count(least: 1, 3)").conditions().subList(0, 3))
                .containsExactly("control:0", "control:1-2", "control:3+");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ful | G151 | did you mean `full`?",
                "fraction(q: 0) | G152 | write `fraction(q: 0.75)`",
                "fraction(q: 1.5) | G152 | write `fraction(q: 0.75)`",
                "fraction | D154 | add it: `fraction(q: …)`",
                "full(q: 0.5) | D153 | remove it",
                "share(cuts: 0.5, 0.5) | G152 | write `share(cuts: 0, 0.5)`",
                "share(cuts: 0, 0.5, closed: left) | G152 | write `share(cuts: 0.5, 1, closed: left)`",
                "count(least: 0) | G152 | write `count(least: 2)`",
                "count(least: 1.5) | D155 | write one, such as `least: 4`",
                "khop(hops: 0) | G152 | write `khop(hops: 2)`"
            })
    void whatCannotBeIsRefused(String text, String code, String fix) {
        assertThatThrownBy(() -> Exposure.parse(text)).isInstanceOfSatisfying(DesignException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(code);
            assertThat(thrown.problem().fix()).isEqualTo(fix);
        });
    }

    @Test
    void anUnknownConditionIsRefusedWithTheOnesThereAre() {
        Exposure fourWay = Exposure.parse("four-way");
        assertThat(fourWay.condition("ind1")).isEqualTo(2);
        assertThatThrownBy(() -> fourWay.condition("dir_ind"))
                .hasMessageContaining("no condition `dir_ind` under `four-way`")
                .hasMessageContaining("did you mean `dir_ind1`?");
        assertThat(List.of(Exposure.parse("own"), Exposure.parse("full")))
                .allSatisfy(
                        exposure -> assertThat(exposure.condition("treated")).isEqualTo(Exposure.TREATED));
    }
}
