package copse.lmm;

import copse.model.CrossProducts;
import java.util.ArrayList;
import java.util.List;

/// Levels that hang together through shared rows: rows of different components have nothing in common but β and
/// σ.
///
/// In a nested design a component is a level of the top factor with all below it; crossed factors make one
/// component of everything. Dense work on whole blocks of `ZᵀZ` is cheap for the former and may be too much for
/// the latter.
final class Components {
    private final CrossProducts products;
    private final List<Component> list;
    private final int[][] position; // per grouping and level, its place among its component's levels

    private Components(CrossProducts products, List<Component> list) {
        this.products = products;
        this.list = list;
        this.position = new int[products.groupings().size()][];
        for (int g = 0; g < position.length; g++) {
            position[g] = new int[products.groupings().get(g).levels()];
            for (Component component : list) {
                int[] levels = component.levels()[g];
                for (int i = 0; i < levels.length; i++) {
                    position[g][levels[i]] = i;
                }
            }
        }
    }

    /// One component.
    ///
    /// @param levels per grouping, the levels in it, ascending
    /// @param start per grouping, where its columns begin; one more at the end for the number of columns
    record Component(int[][] levels, int[] start) {
        int columns() {
            return start[start.length - 1];
        }
    }

    static Components of(CrossProducts products) {
        int groupings = products.groupings().size();
        int[] base = new int[groupings + 1];
        for (int g = 0; g < groupings; g++) {
            base[g + 1] = base[g] + products.groupings().get(g).levels();
        }
        int[] parent = new int[base[groupings]];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
        for (int g = 0; g < groupings; g++) {
            for (int h = g + 1; h < groupings; h++) {
                CrossProducts.Pair pair = products.pair(g, h);
                for (int level = 0; level + 1 < pair.start().length; level++) {
                    for (int k = pair.start()[level]; k < pair.start()[level + 1]; k++) {
                        union(parent, base[g] + level, base[h] + pair.level()[k]);
                    }
                }
            }
        }
        int[] number = new int[parent.length];
        int count = 0;
        for (int i = 0; i < parent.length; i++) {
            if (root(parent, i) == i) {
                number[i] = count++;
            }
        }
        List<List<List<Integer>>> members = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            List<List<Integer>> levels = new ArrayList<>();
            for (int g = 0; g < groupings; g++) {
                levels.add(new ArrayList<>());
            }
            members.add(levels);
        }
        for (int g = 0; g < groupings; g++) {
            for (int level = 0; level < base[g + 1] - base[g]; level++) {
                members.get(number[root(parent, base[g] + level)]).get(g).add(level);
            }
        }
        List<Component> list = new ArrayList<>();
        for (List<List<Integer>> levels : members) {
            int[][] byGrouping = new int[groupings][];
            int[] start = new int[groupings + 1];
            for (int g = 0; g < groupings; g++) {
                byGrouping[g] =
                        levels.get(g).stream().mapToInt(Integer::intValue).toArray();
                start[g + 1] = start[g]
                        + byGrouping[g].length * products.groupings().get(g).q();
            }
            list.add(new Component(byGrouping, start));
        }
        return new Components(products, list);
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private static void union(int[] parent, int a, int b) {
        int rootA = root(parent, a);
        int rootB = root(parent, b);
        // the smaller index stays root, so that components come out in order of their first level
        parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    List<Component> list() {
        return list;
    }

    /// Columns of the largest component.
    int largest() {
        return list.stream().mapToInt(Component::columns).max().orElse(0);
    }

    /// `ZᵀZ` of a component, as an array of columns, both triangles.
    double[][] ztz(Component component) {
        int n = component.columns();
        double[][] out = new double[n][n];
        int groupings = component.levels().length;
        for (int g = 0; g < groupings; g++) {
            CrossProducts.Products own = products.groupings().get(g);
            int q = own.q();
            for (int i = 0; i < component.levels()[g].length; i++) {
                int at = component.levels()[g][i] * q * q;
                int column = component.start()[g] + i * q;
                for (int b = 0; b < q; b++) {
                    for (int a = 0; a < q; a++) {
                        out[column + b][column + a] = own.ztz()[at + a + b * q];
                    }
                }
            }
            for (int h = g + 1; h < groupings; h++) {
                CrossProducts.Pair pair = products.pair(g, h);
                int r = products.groupings().get(h).q();
                for (int i = 0; i < component.levels()[g].length; i++) {
                    int level = component.levels()[g][i];
                    int row = component.start()[g] + i * q;
                    for (int k = pair.start()[level]; k < pair.start()[level + 1]; k++) {
                        int column = component.start()[h] + position[h][pair.level()[k]] * r;
                        for (int a = 0; a < q; a++) {
                            for (int b = 0; b < r; b++) {
                                double value = pair.blocks()[(k * q + a) * r + b];
                                out[column + b][row + a] = value;
                                out[row + a][column + b] = value;
                            }
                        }
                    }
                }
            }
        }
        return out;
    }

    /// `Zᵀ[X y]` of a component: p+1 columns.
    double[][] ztx(Component component) {
        int width = products.p() + 1;
        double[][] out = new double[width][component.columns()];
        for (int g = 0; g < component.levels().length; g++) {
            CrossProducts.Products own = products.groupings().get(g);
            int q = own.q();
            for (int i = 0; i < component.levels()[g].length; i++) {
                for (int a = 0; a < q; a++) {
                    int row = component.start()[g] + i * q + a;
                    int at = (component.levels()[g][i] * q + a) * width;
                    for (int j = 0; j < width; j++) {
                        out[j][row] = own.ztx()[at + j];
                    }
                }
            }
        }
        return out;
    }
}
