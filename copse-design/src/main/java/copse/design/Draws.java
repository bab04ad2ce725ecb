package copse.design;

import copse.math.RandomStream;
import copse.math.Tasks;
import java.util.List;

/// Many assignments of one design as bits: one plane per arm but the first, one row of bits per draw.
///
/// Memory: `draws × (arms - 1) × ⌈units / 64⌉ × 8` bytes. Units without an arm have no bit in any plane and
/// count as the first arm here.
public final class Draws {
    /// Draws that share a stream; the unit of work of a thread.
    static final int BATCH = 1024;

    private final int draws;
    private final int units;
    private final int arms;
    private final int words;
    private final long[] bits;

    Draws(int draws, int units, int arms) {
        this.draws = draws;
        this.units = units;
        this.arms = arms;
        this.words = (units + 63) >>> 6;
        long length = (long) draws * (arms - 1) * words;
        if (length > Integer.MAX_VALUE - 8) {
            throw DesignCode.TOO_MANY_DRAWS.error(
                    draws + " draws of " + units + " units in " + arms + " arms",
                    "they take " + Math.round(length * 8 / 1e9) + " GB of bits",
                    "draw at most " + (Integer.MAX_VALUE - 8L) / ((arms - 1L) * words) + " at a time");
        }
        this.bits = new long[(int) length];
    }

    /// @return number of draws
    public int draws() {
        return draws;
    }

    /// @return number of units
    public int units() {
        return units;
    }

    /// @return number of arms
    public int arms() {
        return arms;
    }

    /// @return longs per draw and plane
    public int words() {
        return words;
    }

    /// @param draw in `[0, draws)`
    /// @param arm index of an arm, at least 1
    /// @param word in `[0, words)`
    /// @return bits of the units `64 · word` and following, the lowest bit first, set where the unit has the
    ///     arm
    public long word(int draw, int arm, int word) {
        return bits[at(draw, arm) + word];
    }

    /// @param draw in `[0, draws)`
    /// @param arm index of an arm, at least 1
    /// @param word in `[0, words)`
    /// @param value bits of the units `64 · word` and following; none beyond the last unit
    void put(int draw, int arm, int word, long value) {
        bits[at(draw, arm) + word] = value;
    }

    /// @param draw in `[0, draws)`
    /// @param unit in `[0, units)`
    /// @return index of its arm
    public int arm(int draw, int unit) {
        for (int arm = 1; arm < arms; arm++) {
            if ((word(draw, arm, unit >>> 6) >>> unit & 1) != 0) {
                return arm;
            }
        }
        return 0;
    }

    /// @param draw in `[0, draws)`
    /// @param arm index of an arm, at least 1
    /// @param into the plane: its words from 0 on. *Modified.*
    public void copy(int draw, int arm, long[] into) {
        System.arraycopy(bits, at(draw, arm), into, 0, words);
    }

    /// @param draw in `[0, draws)`
    /// @param arm index of an arm, at least 1
    /// @return where its plane begins in [#bits()]
    int at(int draw, int arm) {
        return (draw * (arms - 1) + arm - 1) * words;
    }

    /// @return all planes, for those who fill them
    long[] bits() {
        return bits;
    }

    /// @param draw in `[0, draws)`, still empty
    /// @param assigned arm of each unit
    void put(int draw, byte[] assigned) {
        for (int unit = 0; unit < units; unit++) {
            if (assigned[unit] > 0) {
                bits[at(draw, assigned[unit]) + (unit >>> 6)] |= 1L << unit;
            }
        }
    }

    /// Assignments that are known, such as all that a design can draw.
    ///
    /// @param assignments index of the arm of each unit, negative for none; not kept
    /// @param arms number of arms
    /// @return the assignments in their order
    public static Draws of(List<byte[]> assignments, int arms) {
        Draws out = new Draws(assignments.size(), assignments.isEmpty() ? 0 : assignments.getFirst().length, arms);
        for (int draw = 0; draw < assignments.size(); draw++) {
            out.put(draw, assignments.get(draw));
        }
        return out;
    }

    static Draws of(Mechanism mechanism, RandomStream stream, int draws, int threads) {
        Draws out = new Draws(draws, mechanism.size(), mechanism.arms());
        Tasks.run((draws + BATCH - 1) / BATCH, threads, batch -> {
            RandomStream own = stream.split(batch);
            Mechanism.Drawer drawer = mechanism.drawer();
            for (int draw = batch * BATCH; draw < Math.min(draws, (batch + 1) * BATCH); draw++) {
                drawer.draw(own, out, draw);
            }
        });
        return out;
    }
}
