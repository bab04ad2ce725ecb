package copse.model;

/// A sum of doubles whose error does not grow with the number of terms.
///
/// Source: Neumaier (1974), Z. Angew. Math. Mech. 54(1), 39-51. doi:10.1002/zamm.19740540106
final class CompensatedSum {
    private double sum;
    private double lost;

    void add(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }

    double value() {
        return sum + lost;
    }
}
