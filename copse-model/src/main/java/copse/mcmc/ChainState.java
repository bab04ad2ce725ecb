package copse.mcmc;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Where a chain stands after its warm-up: all it needs to go on as if it had never stopped. Immutable.
///
/// Size: 8 bytes × (2 d + h²) for d coordinates, h of them with a dense metric.
public final class ChainState {
    private static final int VERSION = 1;

    private final int chain;
    private final long seed;
    private final int warmup;
    private final int draws;
    private final double step;
    private final double[] position;
    private final Whitening whitening;

    ChainState(int chain, long seed, int warmup, int draws, double step, double[] position, Whitening whitening) {
        this.chain = chain;
        this.seed = seed;
        this.warmup = warmup;
        this.draws = draws;
        this.step = step;
        this.position = position.clone();
        this.whitening = whitening;
    }

    /// @return number of the chain
    public int chain() {
        return chain;
    }

    /// @return draws kept so far
    public int draws() {
        return draws;
    }

    /// @return step size
    public double step() {
        return step;
    }

    /// @return number of coordinates of the position
    public int dimension() {
        return position.length;
    }

    double[] position() {
        return position;
    }

    Whitening whitening() {
        return whitening;
    }

    /// @return whether it is a chain of a run with these settings
    boolean belongsTo(Nuts nuts) {
        return chain >= 0 && chain < nuts.chains() && seed == nuts.seed().value() && warmup == nuts.warmup();
    }

    /// @param out where to
    /// @throws IOException if it cannot be written
    public void write(DataOutput out) throws IOException {
        out.writeInt(VERSION);
        out.writeInt(chain);
        out.writeLong(seed);
        out.writeInt(warmup);
        out.writeInt(draws);
        out.writeDouble(step);
        DoubleArrays.write(position, out);
        whitening.write(out);
    }

    /// @param in written by [#write]
    /// @return the state
    /// @throws IOException if it cannot be read, or is not such a state
    public static ChainState read(DataInput in) throws IOException {
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("state of a chain in version " + version + ", not " + VERSION);
        }
        int chain = in.readInt();
        long seed = in.readLong();
        int warmup = in.readInt();
        int draws = in.readInt();
        double step = in.readDouble();
        double[] position = DoubleArrays.read(in);
        return new ChainState(chain, seed, warmup, draws, step, position, Whitening.read(in));
    }
}
