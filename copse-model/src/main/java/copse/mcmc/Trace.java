package copse.mcmc;

/// What the sampler saw in one chain after warm-up, one entry per draw. Arrays are views and must not be
/// changed.
///
/// The trajectory of a draw began at the draw before: a divergence at draw i lies where draw i − 1 is.
///
/// @param logDensity at the draw
/// @param acceptance mean acceptance over the trajectory
/// @param stepSize of the transition
/// @param depth of the trajectory's tree
/// @param gradients evaluated in the transition
/// @param divergent whether the trajectory diverged
/// @param energy of the draw: minus log density plus kinetic energy
/// @param warmupSeconds processor time of the warm-up
/// @param drawSeconds processor time of the draws
public record Trace(
        double[] logDensity,
        double[] acceptance,
        double[] stepSize,
        int[] depth,
        int[] gradients,
        boolean[] divergent,
        double[] energy,
        double warmupSeconds,
        double drawSeconds) {
    /// @return number of draws
    public int length() {
        return logDensity.length;
    }

    /// @param draw its number
    /// @return what was seen in its transition
    public Transition at(int draw) {
        return new Transition(
                logDensity[draw],
                acceptance[draw],
                stepSize[draw],
                depth[draw],
                gradients[draw],
                divergent[draw],
                energy[draw]);
    }

    /// @return divergent transitions
    public int divergences() {
        int count = 0;
        for (boolean one : divergent) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /// Energy fraction of missing information: how far energies move from draw to draw, against how far they
    /// spread. Below about 0.3 the momenta are too tame for the density's tails.
    ///
    /// Source: Betancourt (2016), Diagnosing suboptimal cotangent disintegrations in Hamiltonian Monte Carlo,
    /// arXiv:1604.00695.
    ///
    /// @return `Σ(Eᵢ − Eᵢ₋₁)² / Σ(Eᵢ − mean)²`; NaN for fewer than two draws
    public double energyFraction() {
        double mean = 0;
        for (double e : energy) {
            mean += e / energy.length;
        }
        double moved = 0;
        double spread = 0;
        for (int i = 0; i < energy.length; i++) {
            spread += (energy[i] - mean) * (energy[i] - mean);
            moved += i == 0 ? 0 : (energy[i] - energy[i - 1]) * (energy[i] - energy[i - 1]);
        }
        return energy.length < 2 ? Double.NaN : moved / spread;
    }
}
