package copse.family;

/// log μ of a positive mean with three derivatives in η, by link. Belongs to one thread.
final class LogMeans {
    /// μ.
    double mean;
    /// log μ and its derivatives.
    double m;

    double m1;
    double m2;
    double m3;

    private final Link link;

    LogMeans(Link link) {
        this.link = link;
    }

    /// @param eta linear predictor
    /// @return false, and nothing set, where μ is not above 0
    boolean set(double eta) {
        if (link == Link.LOG) {
            mean = Math.exp(eta);
            m = eta;
            m1 = 1;
            m2 = 0;
            m3 = 0;
            return true;
        }
        if (!(eta > 0)) {
            return false;
        }
        double inverse = 1 / eta;
        double sign = link == Link.INVERSE ? -1 : 1;
        mean = link == Link.INVERSE ? inverse : eta;
        m = sign * Math.log(eta);
        m1 = sign * inverse;
        m2 = -m1 * inverse;
        m3 = -2 * m2 * inverse;
        return true;
    }
}
