package copse.report.plot;

import java.util.Arrays;
import java.util.Comparator;

/// The convex outline of some points with room around each.
///
/// Source: Andrew (1979), Another efficient algorithm for convex hulls in two dimensions, Inf. Process. Lett.
/// 9(5).
final class Hull {
    /// Corners of the circle that stands for a point with room around it.
    private static final int CORNERS = 12;

    private Hull() {}

    /// @param points each `{x, y}`, at least one
    /// @param room around each point
    /// @return corners of the outline, counterclockwise
    static double[][] of(double[][] points, double room) {
        double[][] all = new double[points.length * CORNERS][];
        for (int p = 0; p < points.length; p++) {
            for (int c = 0; c < CORNERS; c++) {
                double angle = 2 * Math.PI * c / CORNERS;
                all[p * CORNERS + c] =
                        new double[] {points[p][0] + room * Math.cos(angle), points[p][1] + room * Math.sin(angle)};
            }
        }
        Arrays.sort(all, Comparator.<double[]>comparingDouble(a -> a[0]).thenComparingDouble(a -> a[1]));
        double[][] hull = new double[2 * all.length][];
        int size = 0;
        for (double[] point : all) {
            size = add(hull, size, 2, point);
        }
        int lower = size + 1;
        for (int i = all.length - 2; i >= 0; i--) {
            size = add(hull, size, lower, all[i]);
        }
        return Arrays.copyOf(hull, size - 1);
    }

    /// Takes back corners that would make the outline turn right, then adds a point.
    private static int add(double[][] hull, int size, int least, double[] point) {
        int kept = size;
        while (kept >= least && turn(hull[kept - 2], hull[kept - 1], point) <= 0) {
            kept--;
        }
        hull[kept] = point;
        return kept + 1;
    }

    private static double turn(double[] a, double[] b, double[] c) {
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    }
}
