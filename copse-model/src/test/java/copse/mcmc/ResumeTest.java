package copse.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.InputException;
import copse.math.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// Runs that are stopped and go on.
class ResumeTest {
    private static final Target TARGET =
            Densities.target(Densities.normal(Densities.inverse(Densities.equicorrelated(4, 0.9))));
    private static final Nuts NUTS =
            Nuts.defaults().withSeed(Seed.of(11)).withThreads(2).withWarmup(150).withDraws(400);

    /// Keeps what a monitor is told as a program would that writes it to files.
    private static final class Diary implements Monitor {
        private final int stopChain;
        private final int stopDraws;
        private final Map<Integer, List<double[]>> values = new ConcurrentHashMap<>();
        private final Map<Integer, List<Transition>> rows = new ConcurrentHashMap<>();
        private final Map<Integer, byte[]> states = new ConcurrentHashMap<>();

        Diary(int stopChain, int stopDraws) {
            this.stopChain = stopChain;
            this.stopDraws = stopDraws;
        }

        @Override
        public boolean advance(Progress progress) {
            return progress.chain() != stopChain || progress.draws() < stopDraws;
        }

        @Override
        public void drawn(int chain, int draw, double[] drawn, Transition transition) {
            values.computeIfAbsent(chain, _ -> new ArrayList<>()).add(drawn.clone());
            rows.computeIfAbsent(chain, _ -> new ArrayList<>()).add(transition);
            assertThat(values.get(chain)).hasSize(draw + 1);
        }

        @Override
        public void checkpoint(int chain, ChainState state) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                state.write(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            states.put(chain, bytes.toByteArray());
        }

        List<Past> pasts() throws IOException {
            List<Past> pasts = new ArrayList<>();
            for (Map.Entry<Integer, byte[]> entry : states.entrySet()) {
                ChainState state = ChainState.read(new DataInputStream(new ByteArrayInputStream(entry.getValue())));
                Kept kept = new Kept(4);
                kept.reserve(state.draws());
                for (int i = 0; i < state.draws(); i++) {
                    System.arraycopy(values.get(entry.getKey()).get(i), 0, kept.next(), 0, 4);
                    kept.keep(rows.get(entry.getKey()).get(i));
                }
                pasts.add(new Past(state, kept.values(state.draws()), kept.trace(state.draws(), 0, 0)));
            }
            return pasts;
        }
    }

    private static void assertSame(Sampling one, Sampling other) {
        for (String name : one.draws().names()) {
            assertThat(one.draws().column(name)).isEqualTo(other.draws().column(name));
        }
        for (int c = 0; c < one.traces().size(); c++) {
            assertThat(one.traces().get(c).energy())
                    .isEqualTo(other.traces().get(c).energy());
            assertThat(one.traces().get(c).depth())
                    .isEqualTo(other.traces().get(c).depth());
        }
    }

    @Test
    void resumedRunIsTheRunToTheLastBit() throws IOException {
        Sampling whole = NUTS.sample(TARGET);
        Diary diary = new Diary(2, 130);
        Sampling stopped = NUTS.sample(TARGET, diary);
        assertThat(stopped.complete()).isFalse();
        assertThat(stopped.draws().perChain()).isLessThanOrEqualTo(130);
        assertSame(whole, NUTS.resume(TARGET, diary.pasts(), Monitor.SILENT));
    }

    @Test
    void stopInTheWarmUpKeepsNothingAndLosesNothing() throws IOException {
        Diary diary = new Diary(0, 0);
        Sampling stopped = NUTS.sample(TARGET, diary);
        assertThat(stopped.draws().perChain()).isZero();
        assertSame(NUTS.sample(TARGET), NUTS.resume(TARGET, diary.pasts(), Monitor.SILENT));
    }

    @Test
    void finishedRunCanBeMadeLonger() throws IOException {
        Diary diary = new Diary(-1, 0);
        NUTS.sample(TARGET, diary);
        Nuts longer = NUTS.withDraws(700);
        assertSame(longer.sample(TARGET), longer.resume(TARGET, diary.pasts(), Monitor.SILENT));
    }

    @Test
    void stateOfAnotherRunIsRefused() throws IOException {
        Diary diary = new Diary(-1, 0);
        NUTS.sample(TARGET, diary);
        List<Past> pasts = diary.pasts();
        Nuts other = NUTS.withSeed(Seed.of(12));
        assertThatThrownBy(() -> other.resume(TARGET, pasts, Monitor.SILENT)).isInstanceOf(InputException.class);
    }
}
