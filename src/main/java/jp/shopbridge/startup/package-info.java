/**
 * Whether the application may start: every setting is looked at before anything else runs, and whatever is wrong with a
 * setting, a route file or a mapping file is said in one message with the place and the remedy. Nothing here is used
 * once the application runs.
 */
@NullMarked
package jp.shopbridge.startup;

import org.jspecify.annotations.NullMarked;
