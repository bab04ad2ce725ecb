package copse.exposure;

import copse.design.Randomisation;
import copse.math.RandomStream;
import copse.math.Tasks;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// How often nodes are in each condition among random assignments, 64 of which are looked at together.
///
/// Cost: per 64 draws a few operations per node and neighbour. Memory per thread: 4 bytes per node and
/// condition, 16 per randomised position.
final class RandomCounts {
    private RandomCounts() {}

    private static final class Worker {
        private final SideBits bits;
        private final BitExposures exposures;
        private final int[] count;

        Worker(ExposureMap map, Randomisation randomisation, Sides sides, int counts) {
            this.bits = new SideBits(randomisation, sides);
            this.exposures = new BitExposures(map, bits);
            this.count = new int[counts];
        }
    }

    /// @param map the exposure
    /// @param randomisation of the nodes
    /// @param sides which arms are treated and which control
    /// @param nodes those asked for
    /// @param options number of draws, seed, threads
    /// @return per node asked for and condition the number of draws
    static int[] of(
            ExposureMap map, Randomisation randomisation, Sides sides, int[] nodes, ProbabilityOptions options) {
        int conditions = map.exposure().conditions().size();
        int[] total = new int[nodes.length * conditions];
        Queue<Worker> idle = new ConcurrentLinkedQueue<>();
        RandomStream stream = options.seed().stream();
        Tasks.run(batches(options), options.threads(), batch -> {
            Worker idled = idle.poll();
            Worker worker = idled == null ? new Worker(map, randomisation, sides, total.length) : idled;
            worker.bits.draw(stream.split(batch));
            worker.exposures.begin();
            long[] drawn = new long[conditions];
            for (int i = 0; i < nodes.length; i++) {
                worker.exposures.of(nodes[i], drawn);
                for (int k = 0; k < conditions; k++) {
                    worker.count[i * conditions + k] += Long.bitCount(drawn[k]);
                }
            }
            idle.add(worker);
        });
        for (Worker worker : idle) {
            for (int i = 0; i < total.length; i++) {
                total[i] += worker.count[i];
            }
        }
        return total;
    }

    /// @param options number of draws
    /// @return number of batches of 64
    static int batches(ProbabilityOptions options) {
        return (options.draws() + Long.SIZE - 1) / Long.SIZE;
    }

    /// @param options number of draws
    /// @return number of draws in whole batches
    static int draws(ProbabilityOptions options) {
        return batches(options) * Long.SIZE;
    }
}
