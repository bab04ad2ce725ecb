package copse.error;

/// An entry of a catalogue of codes.
///
/// Catalogues are enums, one per package that has problems to tell, whose constants are the codes.
public interface Explained {
    /// @return what the entry means and what to do
    Explanation explanation();

    /// @return the code as printed
    default String code() {
        return explanation().code();
    }

    /// @return one line, without the particulars of a case
    default String title() {
        return explanation().title();
    }

    /// @return what it means, in a few sentences for someone who meets it the first time
    default String meaning() {
        return explanation().meaning();
    }

    /// @return what to do
    default String advice() {
        return explanation().advice();
    }
}
