package copse.prior;

import copse.math.RandomStream;

/// The density of one parameter under a prior. Stateless, for any number of threads.
///
/// Proper densities are normalised; an improper one is constant or follows from a constant one.
public interface Density {
    /// @return lower end of the values that can be, −∞ if there is none
    double lower();

    /// @return upper end, +∞ if there is none
    double upper();

    /// @param x between the ends
    /// @return log density; −∞ outside of the ends
    double log(double x);

    /// @param x between the ends
    /// @return derivative of [#log(double)]; 0 outside of the ends
    double slope(double x);

    /// @return whether it has a finite integral
    boolean isProper();

    /// @param stream of random numbers. *Modified.*
    /// @return a draw, strictly between the ends but for rounding
    /// @throws IllegalArgumentException if the density is improper
    double draw(RandomStream stream);
}
