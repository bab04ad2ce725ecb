package copse.model;

/// Copies of arrays in another order.
final class Gather {
    private Gather() {}

    static double[] doubles(double[] from, int[] order) {
        double[] into = new double[order.length];
        for (int i = 0; i < into.length; i++) {
            into[i] = from[order[i]];
        }
        return into;
    }

    static int[] ints(int[] from, int[] order) {
        int[] into = new int[order.length];
        for (int i = 0; i < into.length; i++) {
            into[i] = from[order[i]];
        }
        return into;
    }
}
