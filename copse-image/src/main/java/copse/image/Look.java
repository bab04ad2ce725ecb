package copse.image;

import java.util.OptionalInt;

/// How a chart is drawn where it cannot stretch to a page.
///
/// @param width of the plotting area in pixels, without axes and legends; empty for what the chart itself says,
///     or [#WIDTH] where it fills a page
/// @param height of the plotting area in pixels; empty for what the chart itself says
/// @param titled whether the title stands above
public record Look(OptionalInt width, OptionalInt height, boolean titled) {
    /// Width of a chart that would fill its page.
    public static final int WIDTH = 560;

    /// Sizes that the chart itself says, with its title.
    ///
    /// @return the look of `copse plot` without options
    public static Look defaults() {
        return new Look(OptionalInt.empty(), OptionalInt.empty(), true);
    }

    /// @param pixels of the plotting area, above 0
    /// @return the same in this width
    public Look withWidth(int pixels) {
        return new Look(OptionalInt.of(pixels), height, titled);
    }

    /// @param pixels of the plotting area, above 0
    /// @return the same in this height
    public Look withHeight(int pixels) {
        return new Look(width, OptionalInt.of(pixels), titled);
    }

    /// @return the same without a title, for where one stands beside the picture
    public Look untitled() {
        return new Look(width, height, false);
    }
}
