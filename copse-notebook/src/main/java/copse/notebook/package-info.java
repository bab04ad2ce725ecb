/// Results that show themselves in a Java notebook and in JShell.
@NullMarked
package copse.notebook;

import org.jspecify.annotations.NullMarked;
