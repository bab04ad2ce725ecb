package copse.mcmc;

import java.util.Arrays;
import java.util.List;

/// Draws of named parameters in several chains of equal length. Immutable.
///
/// Size: 8 bytes × chains × draws × parameters.
public final class Draws {
    private final List<String> names;
    private final double[][][] values;

    private Draws(List<String> names, double[][][] values) {
        this.names = names;
        this.values = values;
    }

    /// @param names of the parameters, all different
    /// @param values by chain, parameter, draw. Kept: must not change.
    /// @return the draws
    public static Draws of(List<String> names, double[][][] values) {
        return new Draws(List.copyOf(names), values);
    }

    /// @return names of the parameters
    public List<String> names() {
        return names;
    }

    /// @return number of chains
    public int chains() {
        return values.length;
    }

    /// @return draws per chain
    public int perChain() {
        return values.length == 0 || values[0].length == 0 ? 0 : values[0][0].length;
    }

    /// @return draws of all chains together
    public int count() {
        return chains() * perChain();
    }

    /// @param name of a parameter
    /// @return its number
    /// @throws IllegalArgumentException if there is none of that name
    public int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return index;
    }

    /// @param chain its number
    /// @param parameter its number
    /// @return the chain's draws of the parameter; a view
    public double[] values(int chain, int parameter) {
        return values[chain][parameter];
    }

    /// @param parameter its number
    /// @return by chain and draw; views
    public double[][] chains(int parameter) {
        return Arrays.stream(values).map(chain -> chain[parameter]).toArray(double[][]::new);
    }

    /// @param name of a parameter
    /// @return its draws, with what they say of its distribution and how well
    /// @throws IllegalArgumentException if there is none of that name
    public Chains of(String name) {
        return Chains.of(chains(index(name)));
    }

    /// @param name of a parameter
    /// @return its draws, chain after chain; a copy
    public double[] column(String name) {
        int parameter = index(name);
        return Arrays.stream(values)
                .flatMapToDouble(chain -> Arrays.stream(chain[parameter]))
                .toArray();
    }
}
