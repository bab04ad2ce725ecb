package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.test.Cases;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void behavesAsABitSet() {
        Cases.of(1, 200).check(random -> {
            int size = random.nextInt(200);
            BitSet a = new BitSet();
            BitSet b = new BitSet();
            for (int row = 0; row < size; row++) {
                a.set(row, random.nextInt(4) == 0);
                b.set(row, random.nextInt(3) == 0);
            }
            Mask left = Mask.of(size, a::get);
            Mask right = Mask.of(size, b::get);
            BitSet either = (BitSet) a.clone();
            either.or(b);
            BitSet both = (BitSet) a.clone();
            both.and(b);
            BitSet not = (BitSet) a.clone();
            not.flip(0, size);
            int from = random.nextInt(size + 1);

            assertThat(left.count()).isEqualTo(a.cardinality());
            assertThat(left.rows()).containsExactly(a.stream().toArray());
            assertThat(left.or(right)).isEqualTo(Mask.of(size, either::get));
            assertThat(left.and(right)).isEqualTo(Mask.of(size, both::get));
            assertThat(left.not()).isEqualTo(Mask.of(size, not::get));
            assertThat(left.slice(from, size).rows())
                    .containsExactly(a.get(from, Math.max(from, size)).stream().toArray());
            List<Integer> visited = new ArrayList<>();
            left.forEach(visited::add);
            assertThat(visited).containsExactlyElementsOf(a.stream().boxed().toList());
        });
    }

    @Test
    void allAndNoneAreOppositesAtEverySize() {
        for (int size : new int[] {0, 1, 63, 64, 65, 128}) {
            assertThat(Mask.all(size).count()).isEqualTo(size);
            assertThat(Mask.all(size).not()).isEqualTo(Mask.none(size)).hasSameHashCodeAs(Mask.none(size));
            assertThat(Mask.none(size).not()).isEqualTo(Mask.all(size));
        }
    }

    @Test
    void aRowThatIsNotThereIsMissing() {
        assertThat(Mask.none(3).selectMissing(new int[] {0, -1}).rows()).containsExactly(1);
        assertThat(Mask.all(3).select(new int[] {0, -1, 0}).rows()).containsExactly(0, 2);
    }

    @Test
    void refusesMasksOfOtherSizes() {
        assertThatThrownBy(() -> Mask.none(3).or(Mask.none(4)))
                .hasMessageContaining("error[I104]: 3 rows with a mask of 4");
        assertThatThrownBy(() -> Mask.none(3).slice(2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
