package copse.interference;

import copse.frame.NumericColumn;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which units keep their arm while those of all others are drawn anew, and have their outcomes compared.
///
/// Where clusters are randomised, clusters are chosen: a focal unit fixes the arm of all that share it. The
/// choice is random, and looks neither at arms nor at outcomes; only those who have a neighbour elsewhere are
/// chosen, since nothing reaches the others.
///
/// Few focal units leave few outcomes to compare; many leave few arms to draw. A net keeps them apart, so that
/// what reaches one says little about what reaches another.
///
/// Source: Athey, Eckles and Imbens (2018), Exact p-values for network interference, J. Am. Stat. Assoc.
/// 113(521), 230-240, section 5.1. doi:10.1080/01621459.2016.1241178
public sealed interface FocalUnits {
    /// So many, at random.
    ///
    /// @param share of the units that have neighbours, between 0 and 1
    record Share(double share) implements FocalUnits {
        /// @throws copse.error.PlanException `G225` if the share is not between 0 and 1
        public Share {
            if (!(share > 0 && share < 1)) {
                throw InterferenceTestCode.FOCAL.planError(
                        "a share of " + NumericColumn.format(share) + " of focal units",
                        "some outcomes are compared while the arms of the others are drawn anew",
                        "take a share between 0 and 1: `share(0.5)`");
            }
        }
    }

    /// As many as fit at random with more than `radius` steps between any two: with 1 none are neighbours, with
    /// 2 none share a neighbour either.
    ///
    /// @param radius at least 1
    record Net(int radius) implements FocalUnits {
        /// @throws copse.error.PlanException `G225` if the radius is less than 1
        public Net {
            if (radius < 1) {
                throw InterferenceTestCode.FOCAL.planError(
                        "a net of focal units with radius " + radius,
                        "focal units are more than that many steps apart",
                        "take 1 or more: `net(radius: 2)`");
            }
        }
    }

    /// @param share of the units, between 0 and 1
    /// @return so many, at random
    static FocalUnits share(double share) {
        return new Share(share);
    }

    /// @param radius at least 1
    /// @return units more than that many steps apart
    static FocalUnits net(int radius) {
        return new Net(radius);
    }

    /// @return units none of which are neighbours
    static FocalUnits apart() {
        return new Net(1);
    }

    /// @param text such as `share(0.5)`, `net(radius: 2)` or `apart()`
    /// @return the choice
    /// @throws copse.error.PlanException `G225` if it is none
    static FocalUnits parse(String text) {
        String plain = text.strip();
        Matcher share = Text.SHARE.matcher(plain);
        if (share.matches()) {
            return new Share(Double.parseDouble(share.group(1)));
        }
        Matcher net = Text.NET.matcher(plain);
        if (net.matches()) {
            return new Net(Integer.parseInt(net.group(1)));
        }
        if (Text.APART.matcher(plain).matches()) {
            return apart();
        }
        throw InterferenceTestCode.FOCAL.planError(
                "no choice of focal units `" + plain + "`",
                "there are `share(0.5)`, `net(radius: 2)` and `apart()`",
                "take one of them");
    }

    /// @return the text that [#parse(String)] reads
    default String text() {
        return switch (this) {
            case Share(double share) -> "share(" + NumericColumn.format(share) + ")";
            case Net(int radius) -> "net(radius: " + radius + ")";
        };
    }

    /// How choices are written.
    final class Text {
        private static final Pattern SHARE = Pattern.compile("share\\(\\s*(?:share:)?\\s*([0-9]*\\.?[0-9]+)\\s*\\)");
        private static final Pattern NET = Pattern.compile("net\\(\\s*(?:radius:)?\\s*([0-9]{1,6})\\s*\\)");
        private static final Pattern APART = Pattern.compile("apart(?:\\(\\s*\\))?");

        private Text() {}
    }
}
