/** What is found in route files before they run. */
@NullMarked
package jp.shopbridge.route;

import org.jspecify.annotations.NullMarked;
