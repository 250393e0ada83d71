/** The console as an operator meets it: health that is true, Hawtio in a browser, Jolokia that tells no secret. */
@NullMarked
package jp.shopbridge.console;

import org.jspecify.annotations.NullMarked;
