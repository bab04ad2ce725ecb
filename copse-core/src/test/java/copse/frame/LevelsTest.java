package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.test.Cases;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LevelsTest {
    @Test
    void sortsIntegersByNumberAndTheRestByCodePoint() {
        assertThat(Levels.sorted(Set.of("10", "9", "-1")).labels()).containsExactly("-1", "9", "10");
        assertThat(Levels.sorted(Set.of("10", "9", "x")).labels()).containsExactly("10", "9", "x");
        assertThat(Levels.sorted(Set.of("b", "B", "ä", "a")).labels()).containsExactly("B", "a", "b", "ä");
        assertThat(Levels.sorted(Set.of("1", "01", "+1")).labels()).containsExactly("+1", "01", "1");
    }

    @Test
    void ordersByCodePointNotByCharacterUnit() {
        // U+1F600 is written with surrogates, which compare below U+FF5E as units
        assertThat(Levels.sorted(Set.of("\uFF5E", "\uD83D\uDE00", "a")).labels())
                .containsExactly("a", "\uFF5E", "\uD83D\uDE00");
        Cases.of(1, 300).check(random -> {
            String[] texts = new String[2];
            for (int i = 0; i < 2; i++) {
                int[] points = random.ints(random.nextInt(4), 0, 5)
                        .map(k -> new int[] {'a', 'b', 0xD7FF, 0xFFFD, 0x1F600}[k])
                        .toArray();
                texts[i] = new String(points, 0, points.length);
            }
            int expected = Arrays.compare(
                    texts[0].codePoints().toArray(), texts[1].codePoints().toArray());
            assertThat(Integer.signum(Levels.byCodePoint(texts[0], texts[1]))).isEqualTo(Integer.signum(expected));
        });
    }

    @Test
    void unionKeepsCodesOfTheFirst() {
        assertThat(Levels.of("b", "a").union(Levels.of("c", "a")).labels()).containsExactly("b", "a", "c");
        Levels same = Levels.of("a");
        assertThat(same.union(same)).isSameAs(same);
    }

    @Test
    void refusesADuplicate() {
        assertThatThrownBy(() -> Levels.of("a", "b", "a")).hasMessageContaining("error[I107]: level `a` occurs twice");
    }

    @Test
    void findsCodesByLabel() {
        assertThat(Levels.of("b", "a").code("a")).hasValue(1);
        assertThat(Levels.of("b", "a").code("c")).isEmpty();
        assertThat(Levels.of("b", "a")).hasToString("[b, a]").isEqualTo(Levels.of("b", "a"));
    }
}
