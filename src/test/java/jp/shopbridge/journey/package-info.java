@NullMarked
package jp.shopbridge.journey;

import org.jspecify.annotations.NullMarked;
