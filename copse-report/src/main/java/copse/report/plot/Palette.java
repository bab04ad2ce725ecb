package copse.report.plot;

/// Colours that stay apart in grey and for colour-blind readers.
///
/// Source: Okabe and Ito (2008), Color Universal Design. https://jfly.uni-koeln.de/color/
final class Palette {
    /// Marks without a group.
    static final String INK = "#0072b2";

    private Palette() {}
}
