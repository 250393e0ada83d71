/** What several tests need: databases, clocks and running applications of their own. */
@NullMarked
package jp.shopbridge.support;

import org.jspecify.annotations.NullMarked;
