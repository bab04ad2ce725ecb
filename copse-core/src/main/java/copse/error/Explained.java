package copse.error;

/// An entry of a catalogue of codes: what an error or diagnostic means and what to do about it.
///
/// Catalogues are enums, one per package that has problems to tell, whose constants are the codes.
public interface Explained {
    /// The code as printed: a letter and a number for errors (`F103`), a word for diagnostics (`singular`).
    ///
    /// @return the code
    String code();

    /// @return one line, without the particulars of a case
    String title();

    /// @return what it means, in a few sentences for someone who meets it the first time
    String meaning();

    /// @return what to do
    String advice();
}
