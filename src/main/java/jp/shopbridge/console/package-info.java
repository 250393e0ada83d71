/**
 * What an operator looks at: health, readiness, metrics and the services behind Hawtio's tabs. It asks its neighbours'
 * tables and Camel what is true now; it never changes anything and never decides anything for them.
 */
@NullMarked
package jp.shopbridge.console;

import org.jspecify.annotations.NullMarked;
