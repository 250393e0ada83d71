/** What can be called from the command line. */
@NullMarked
package jp.shopbridge;

import org.jspecify.annotations.NullMarked;
