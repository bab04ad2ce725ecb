package copse.bayes;

import java.util.List;
import java.util.stream.IntStream;

/// Parameters without any prior, for tests of the likelihood: β, then per grouping the lower triangle of L with
/// the logarithm of its diagonal, then ω and the further ones.
final class FreeHyper implements Hyper {
    private final int p;
    private final int[] q;
    private final boolean shaped;
    private final int zeta;
    private final double[] beta;
    private final double[][] factor;
    private final double[] further;
    private double omega;

    FreeHyper(int p, List<Integer> q, boolean shaped, int zeta) {
        this.p = p;
        this.q = q.stream().mapToInt(Integer::intValue).toArray();
        this.shaped = shaped;
        this.zeta = zeta;
        this.beta = new double[p];
        this.factor = q.stream().map(n -> new double[n * n]).toArray(double[][]::new);
        this.further = new double[zeta];
    }

    @Override
    public int size() {
        int size = p + (shaped ? 1 : 0) + zeta;
        for (int n : q) {
            size += n * (n + 1) / 2;
        }
        return size;
    }

    @Override
    public double decode(double[] position) {
        int at = p;
        System.arraycopy(position, 0, beta, 0, p);
        for (int g = 0; g < q.length; g++) {
            for (int j = 0; j < q[g]; j++) {
                for (int i = j; i < q[g]; i++) {
                    double value = position[at++];
                    factor[g][i + j * q[g]] = i == j ? Math.exp(value) : value;
                }
            }
        }
        if (shaped) {
            omega = position[at++];
        }
        System.arraycopy(position, at, further, 0, zeta);
        return 0;
    }

    @Override
    public double[] beta() {
        return beta;
    }

    @Override
    public double[] factor(int grouping) {
        return factor[grouping];
    }

    @Override
    public double omega() {
        return omega;
    }

    @Override
    public double[] further() {
        return further;
    }

    @Override
    public void pullBack(double[] byBeta, double[][] byFactor, double byOmega, double[] byFurther, double[] gradient) {
        int at = p;
        for (int j = 0; j < p; j++) {
            gradient[j] += byBeta[j];
        }
        for (int g = 0; g < q.length; g++) {
            for (int j = 0; j < q[g]; j++) {
                for (int i = j; i < q[g]; i++) {
                    double scale = i == j ? factor[g][i + j * q[g]] : 1;
                    gradient[at++] += byFactor[g][i + j * q[g]] * scale;
                }
            }
        }
        if (shaped) {
            gradient[at++] += byOmega;
        }
        for (int j = 0; j < zeta; j++) {
            gradient[at + j] += byFurther[j];
        }
    }

    @Override
    public void encode(double[] ofBeta, double[][] factors, double ofOmega, double[] ofFurther, double[] position) {
        int at = p;
        System.arraycopy(ofBeta, 0, position, 0, p);
        for (int g = 0; g < q.length; g++) {
            for (int j = 0; j < q[g]; j++) {
                for (int i = j; i < q[g]; i++) {
                    double value = factors[g][i + j * q[g]];
                    position[at++] = i == j ? Math.log(value) : value;
                }
            }
        }
        if (shaped) {
            position[at++] = ofOmega;
        }
        System.arraycopy(ofFurther, 0, position, at, zeta);
    }

    @Override
    public List<String> names() {
        return IntStream.range(0, size()).mapToObj(i -> "x" + i).toList();
    }

    @Override
    public void report(double[] into) {
        encode(beta, factor, omega, further, into);
    }

    @Override
    public Hyper copy() {
        int[] own = q;
        return new FreeHyper(p, java.util.Arrays.stream(own).boxed().toList(), shaped, zeta);
    }
}
