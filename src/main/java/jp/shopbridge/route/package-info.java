/**
 * Route files, looked at like code before they run: on the command line without a start, and at every start. Knows what
 * Camel's own schema and components say, and which beans there are.
 */
@NullMarked
package jp.shopbridge.route;

import org.jspecify.annotations.NullMarked;
