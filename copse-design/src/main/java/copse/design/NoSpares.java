package copse.design;

import copse.math.RandomStream;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// No group has spare units.
final class NoSpares implements Spares {
    private static final byte[] EMPTY = {};

    @Override
    public int length() {
        return 0;
    }

    @Override
    public void draw(RandomStream stream, byte[] into, int[] scratch) {
        // nothing to draw
    }

    @Override
    public double both(int group, int arm, int otherGroup, int otherArm) {
        return 0;
    }

    @Override
    public boolean isIndependent() {
        return true;
    }

    @Override
    public List<Pattern> sets(int group) {
        return List.of(new Pattern(EMPTY, 1));
    }

    @Override
    public boolean isUniform() {
        return true;
    }

    @Override
    public boolean isMirrored() {
        return true;
    }

    @Override
    public Iterator<Pattern> patterns() {
        return List.of(new Pattern(EMPTY, 1)).iterator();
    }

    @Override
    public Optional<BigInteger> assignments(Quota[] quota) {
        return Optional.of(BigInteger.ONE);
    }

    @Override
    public OptionalDouble logAssignments(Quota[] quota) {
        return OptionalDouble.of(0);
    }

    @Override
    public double probability(byte[] pattern) {
        return 1;
    }
}
