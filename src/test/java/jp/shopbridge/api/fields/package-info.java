/** Which fields people may correct. */
@NullMarked
package jp.shopbridge.api.fields;

import org.jspecify.annotations.NullMarked;
