/// Charts as SVG and PNG, without a browser.
@NullMarked
package copse.image;

import org.jspecify.annotations.NullMarked;
