/** Serves the files of the page so that a browser fetches each of them once. What is in them stands in {@code static/}. */
@NullMarked
package jp.shopbridge.page;

import org.jspecify.annotations.NullMarked;
