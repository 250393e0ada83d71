/** The application's start and its settings; every stage has a package of its own below. */
@NullMarked
package jp.shopbridge;

import org.jspecify.annotations.NullMarked;
