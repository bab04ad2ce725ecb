package copse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparedTest {
    private static final List<String> LABELS = List.of("usual", "letter", "visit");

    @Test
    void firstArmIsTheControlAndTheNextIsTreated() {
        assertThat(Compared.all().controlAmong(LABELS)).isEqualTo("usual");
        assertThat(Compared.all().treatmentAmong(LABELS)).isEqualTo("letter");
    }

    @Test
    void firstArmAsTreatmentIsNotComparedWithItself() {
        Compared first = new Compared(Optional.of("usual"), Optional.empty());
        assertThat(first.controlAmong(LABELS)).isEqualTo("letter");
        assertThat(first.treatmentAmong(LABELS)).isEqualTo("usual");
    }

    @Test
    void treatedIsTheFirstBesideTheControl() {
        Compared letter = new Compared(Optional.empty(), Optional.of("letter"));
        assertThat(letter.controlAmong(LABELS)).isEqualTo("letter");
        assertThat(letter.treatmentAmong(LABELS)).isEqualTo("usual");
    }
}
