@NullMarked
package jp.shopbridge.staging;

import org.jspecify.annotations.NullMarked;
