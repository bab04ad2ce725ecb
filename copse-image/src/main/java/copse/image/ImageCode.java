package copse.image;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.NumericException;
import copse.error.Problem;

/// What can go wrong when pictures are drawn.
public enum ImageCode implements Explained {
    /// The engine that draws is native code, and there is none for this machine.
    NO_ENGINE(
            "I241",
            "nothing here can draw pictures",
            "Pictures are drawn by a library in JavaScript, which V8 runs. V8 is native code that is fetched for the system"
                    + " and processor on which copse is built; there is none for this one, or it cannot be loaded.",
            "Write the picture as .html or .json: a browser draws these, and nothing native is needed. Or build copse on the"
                    + " machine on which it runs (Linux, macOS or Windows on x86-64, Linux or macOS on ARM)."),
    /// The chart library does not understand a specification.
    REFUSED(
            "I242",
            "a picture that the chart library refuses",
            "The specification of a picture was not understood by the library that draws it. Those that copse makes are"
                    + " tested; one that was changed by hand can have a slip.",
            "Compare with what `copse plot … --out x.json` writes; if copse made it, report it together with that file."),
    /// A specification with more data than can be drawn.
    TOO_LARGE(
            "I243",
            "a picture with too much in it",
            "All data of a picture are inside of its specification, and this one is so large that drawing it would take"
                    + " minutes and gigabytes. The plots of copse thin their data long before.",
            "Draw fewer points or groups: a random part of them shows the same."),
    /// The machine has no fonts, which PNG needs.
    NO_FONTS(
            "I244",
            "no fonts on this machine",
            "A PNG consists of dots, so that letters are drawn here, with a font of this machine; small containers have"
                    + " none. An SVG or a page is drawn where it is looked at.",
            "Install a font (Debian: apt install fontconfig fonts-dejavu fonts-noto-cjk), or write .svg or .html."),
    /// A picture that is larger than a PNG may be.
    TOO_MANY_DOTS(
            "I245",
            "a picture of too many dots",
            "A PNG is made in memory, four bytes per dot.",
            "Give a smaller --width, --height or --scale; an SVG has no dots and can be enlarged without loss.");

    private final Explanation explanation;

    ImageCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// The machine lacks something: exit code 1.
    NumericException failure(String what, String why, String fix, Throwable cause) {
        NumericException failure = new NumericException(new Problem(code(), what, why, fix));
        failure.initCause(cause);
        return failure;
    }

    /// What was asked for cannot be drawn: exit code 3.
    InputException refusal(String what, String why, String fix) {
        return new InputException(new Problem(code(), what, why, fix));
    }
}
