/** What an operator reads when the application refuses to start. */
@NullMarked
package jp.shopbridge.startup;

import org.jspecify.annotations.NullMarked;
