package copse.exposure;

import copse.design.Arms;
import copse.error.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which arms of a design are the treatment and which the control of an exposure; others are on neither side.
public final class Sides {
    static final byte CONTROL = 0;
    static final byte TREATED = 1;
    static final byte NEITHER = -1;

    /// By code of the arm plus 1, so that the code of no arm has an entry too.
    private final byte[] side;

    private Sides(byte[] side) {
        this.side = side;
    }

    /// A name is a label, or for arms of several parts a label in their column `arm`: under a saturation design
    /// `treatment` is every arm of treated units, whatever the saturation.
    ///
    /// @param arms of the design
    /// @param treatment name of the treatment
    /// @param control name of the control
    /// @return the sides
    /// @throws copse.error.DesignException `G156` if a name is no arm, or both name the same
    public static Sides of(Arms arms, String treatment, String control) {
        byte[] side = new byte[arms.size() + 1];
        Arrays.fill(side, NEITHER);
        mark(arms, control, side, CONTROL);
        mark(arms, treatment, side, TREATED);
        return new Sides(side);
    }

    private static void mark(Arms arms, String name, byte[] side, byte value) {
        List<String> whole = arms.labels();
        List<String> part = arms.columns().getOrDefault(Arms.COLUMN, whole);
        List<String> labels = whole.contains(name) ? whole : part;
        if (!labels.contains(name)) {
            List<String> known =
                    Stream.concat(part.stream(), whole.stream()).distinct().toList();
            throw ExposureCode.NO_SIDE.error(
                    "no arm `" + name + "` in the design",
                    "its arms are " + String.join(", ", known),
                    Suggestion.didYouMean(name, known, "take one of them"));
        }
        for (int arm = 0; arm < labels.size(); arm++) {
            if (labels.get(arm).equals(name)) {
                if (side[arm + 1] != NEITHER) {
                    throw ExposureCode.NO_SIDE.error(
                            "`" + name + "` is the treatment as well as the control",
                            "an exposure compares two arms",
                            "name another arm as one of them");
                }
                side[arm + 1] = value;
            }
        }
    }

    /// @return number of arms of the design
    public int arms() {
        return side.length - 1;
    }

    /// @param arm index of an arm, −1 for none
    /// @return whether it is the treatment
    public boolean treated(int arm) {
        return of(arm) == TREATED;
    }

    /// @param arm index of an arm, −1 for none
    /// @return whether it is the control
    public boolean control(int arm) {
        return of(arm) == CONTROL;
    }

    byte of(int arm) {
        return side[arm + 1];
    }
}
