package copse.interference;

import copse.design.ClusterLaw;
import copse.design.Mixed;
import copse.design.Randomisation;
import copse.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Arms that may change hands: given the numbers of each arm in a block of pieces, all ways to hand them out
/// are equally likely.
///
/// That holds for coins and for fixed numbers alike, and among any of the pieces given the arms of the others.
///
/// @param pieces nodes that share an arm
/// @param block of each piece, −1 for one that keeps its arm
record Exchange(Pieces pieces, int[] block) {
    /// @param randomisation of the nodes
    /// @param arm of each node as it is
    /// @return the exchanges that are equally likely; empty if the design does not say
    static Optional<Exchange> of(Randomisation randomisation, byte[] arm) {
        if (randomisation.design() instanceof Mixed design) {
            return mixed(design, randomisation, arm);
        }
        return randomisation
                .clusterLaw()
                .filter(ClusterLaw.Fixed.class::isInstance)
                .map(law -> of((ClusterLaw.Fixed) law));
    }

    private static Exchange of(ClusterLaw.Fixed law) {
        int[] block = new int[law.clusters()];
        if (law instanceof ClusterLaw.Blocked blocked) {
            Arrays.setAll(block, blocked::block);
        }
        return new Exchange(Pieces.of(law), block);
    }

    /// Given who draws, clusters exchange their arms among those that are randomised as wholes, units within
    /// their own cluster.
    private static Optional<Exchange> mixed(Mixed design, Randomisation randomisation, byte[] arm) {
        Optional<ClusterLaw> first = randomisation.clusters().flatMap(Randomisation::clusterLaw);
        Optional<Pieces> clusters = Pieces.clusters(randomisation);
        if (clusters.isEmpty() || first.isEmpty() || !(first.get() instanceof ClusterLaw.Fixed law)) {
            return Optional.empty();
        }
        List<String> regime = design.arms().column(Mixed.REGIME);
        int[] blockOf = of(law).block;
        int strata = Arrays.stream(blockOf).max().orElse(-1) + 1;
        int[] piece = new int[arm.length];
        List<Integer> block = new ArrayList<>();
        for (int c = 0; c < clusters.get().size(); c++) {
            int from = clusters.get().start()[c];
            int to = clusters.get().start()[c + 1];
            boolean whole = regime.get(arm[clusters.get().members()[from]]).equals(Mixed.CLUSTER);
            for (int m = from; m < to; m++) {
                if (m == from || !whole) {
                    block.add(whole ? blockOf[c] : strata + c);
                }
                piece[clusters.get().members()[m]] = block.size() - 1;
            }
        }
        return Optional.of(new Exchange(
                Pieces.of(piece, block.size()),
                block.stream().mapToInt(Integer::intValue).toArray()));
    }

    /// @param focal whether each piece keeps its arm
    /// @return exchanges among the others
    Exchange holding(boolean[] focal) {
        return new Exchange(
                pieces,
                IntStream.range(0, block.length)
                        .map(piece -> focal[piece] ? -1 : block[piece])
                        .toArray());
    }

    /// @return whether the arm of each node may change
    boolean[] drawn() {
        boolean[] drawn = new boolean[pieces.of().length];
        for (int node = 0; node < drawn.length; node++) {
            drawn[node] = block[pieces.of()[node]] >= 0;
        }
        return drawn;
    }

    /// @param arm of each node as it is
    /// @param most assignments: all are listed if there are no more
    /// @param stream where random ones come from
    /// @return the exchanges
    Rearrangements of(byte[] arm, int most, RandomStream stream) {
        byte[] own = new byte[pieces.size()];
        for (int piece = 0; piece < own.length; piece++) {
            own[piece] = pieces.size(piece) == 0 ? -1 : arm[pieces.members()[pieces.start()[piece]]];
        }
        int[][] groups = groups(own);
        long count = count(groups, own, most);
        if (count > most) {
            return new SwappedArms(pieces, groups, own, arm, most, stream);
        }
        int[] place = new int[pieces.size()];
        Arrays.fill(place, -1);
        int next = 0;
        for (int[] group : groups) {
            for (int piece : group) {
                place[piece] = next++;
            }
        }
        int[] position = Arrays.stream(pieces.of()).map(piece -> place[piece]).toArray();
        return new ListedArms(all(groups, own, next), new double[0], position, arm);
    }

    /// Pieces by block; those without an arm keep having none.
    private int[][] groups(byte[] own) {
        int blocks = Arrays.stream(block).max().orElse(-1) + 1;
        int[] size = new int[blocks];
        for (int piece = 0; piece < block.length; piece++) {
            if (isFree(piece, own)) {
                size[block[piece]]++;
            }
        }
        int[][] groups = new int[blocks][];
        Arrays.setAll(groups, b -> new int[size[b]]);
        int[] next = new int[blocks];
        for (int piece = 0; piece < block.length; piece++) {
            if (isFree(piece, own)) {
                groups[block[piece]][next[block[piece]]++] = piece;
            }
        }
        return Arrays.stream(groups).filter(group -> group.length > 1).toArray(int[][]::new);
    }

    private boolean isFree(int piece, byte[] own) {
        return block[piece] >= 0 && own[piece] >= 0;
    }

    /// Number of ways to hand out the arms, `most + 1` if there are more than that.
    private static long count(int[][] groups, byte[] own, int most) {
        double count = 1;
        for (int[] group : groups) {
            int[] seen = new int[Byte.MAX_VALUE];
            int n = 0;
            for (int piece : group) {
                n++;
                seen[own[piece]]++;
                // the binomial coefficients of a multinomial one, a factor at a time, each whole
                count = count * n / seen[own[piece]];
                if (count > 1e15) {
                    return most + 1L;
                }
            }
        }
        return Math.min(Math.round(count), most + 1L);
    }

    /// Every way to hand out the arms, by the next larger arrangement of each block.
    private static List<byte[]> all(int[][] groups, byte[] own, int length) {
        byte[] codes = new byte[length];
        int[] end = new int[groups.length];
        int next = 0;
        for (int g = 0; g < groups.length; g++) {
            for (int piece : groups[g]) {
                codes[next++] = own[piece];
            }
            end[g] = next;
            Arrays.sort(codes, g == 0 ? 0 : end[g - 1], next);
        }
        List<byte[]> all = new ArrayList<>();
        boolean more = true;
        while (more) {
            all.add(codes.clone());
            more = false;
            for (int g = 0; g < groups.length && !more; g++) {
                more = next(codes, g == 0 ? 0 : end[g - 1], end[g]);
            }
        }
        return all;
    }

    /// Puts a range into its next larger arrangement (Knuth, TAOCP 4A, section 7.2.1.2, algorithm L), or back
    /// into the smallest after the largest.
    private static boolean next(byte[] codes, int from, int to) {
        int j = to - 2;
        while (j >= from && codes[j] >= codes[j + 1]) {
            j--;
        }
        if (j < from) {
            Arrays.sort(codes, from, to);
            return false;
        }
        int l = to - 1;
        while (codes[j] >= codes[l]) {
            l--;
        }
        swap(codes, j, l);
        for (int a = j + 1, b = to - 1; a < b; a++, b--) {
            swap(codes, a, b);
        }
        return true;
    }

    private static void swap(byte[] codes, int a, int b) {
        byte old = codes[a];
        codes[a] = codes[b];
        codes[b] = old;
    }
}
