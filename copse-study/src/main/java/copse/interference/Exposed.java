package copse.interference;

import copse.exposure.Exposure;
import java.util.Arrays;

/// The nodes of an assignment that are in either condition of a contrast and have an outcome.
///
/// @param node their numbers, ascending
/// @param treated whether each is in the condition, else in the reference
/// @param weight inverse probability of where it is
/// @param y outcome
record Exposed(int[] node, boolean[] treated, double[] weight, double[] y) {
    /// @param nodes of the contrast
    /// @param condition of each node
    /// @param data outcomes
    static Exposed of(ContrastNodes nodes, byte[] condition, NetworkData data) {
        int most = 0;
        byte wanted = (byte) nodes.contrast().condition();
        byte reference = (byte) nodes.contrast().reference();
        for (byte at : condition) {
            most += at == wanted || at == reference ? 1 : 0;
        }
        int[] node = new int[most];
        boolean[] treated = new boolean[most];
        double[] weight = new double[most];
        double[] y = new double[most];
        boolean complete = data.missing().isEmpty();
        int size = 0;
        for (int i = 0; i < condition.length; i++) {
            byte at = condition[i];
            if (at == Exposure.NONE || at != wanted && at != reference) {
                continue;
            }
            double p = at == wanted ? nodes.probability()[i] : nodes.reference()[i];
            if (p > 0 && (complete || !data.missing().get(i))) {
                node[size] = i;
                treated[size] = at == wanted;
                weight[size] = 1 / p;
                y[size] = data.outcome()[i];
                size++;
            }
        }
        return size == most
                ? new Exposed(node, treated, weight, y)
                : new Exposed(
                        Arrays.copyOf(node, size),
                        Arrays.copyOf(treated, size),
                        Arrays.copyOf(weight, size),
                        Arrays.copyOf(y, size));
    }

    int size() {
        return node.length;
    }

    /// @param side whether of the condition
    /// @return how many are on that side
    int count(boolean side) {
        int count = 0;
        for (boolean each : treated) {
            count += each == side ? 1 : 0;
        }
        return count;
    }

    /// @param side whether of the condition
    /// @return sum of the weights of that side: the nodes that it stands for
    double total(boolean side) {
        double total = 0;
        for (int k = 0; k < node.length; k++) {
            total += treated[k] == side ? weight[k] : 0;
        }
        return total;
    }

    /// @param side whether of the condition
    /// @return weighted mean outcome of that side
    double mean(boolean side) {
        double total = 0;
        double mean = 0;
        for (int k = 0; k < node.length; k++) {
            if (treated[k] == side) {
                total += weight[k];
                mean += weight[k] / total * (y[k] - mean);
            }
        }
        return mean;
    }
}
