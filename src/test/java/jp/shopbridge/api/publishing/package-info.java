/** Over HTTP: runs that send products to TikTok Shop. */
@NullMarked
package jp.shopbridge.api.publishing;

import org.jspecify.annotations.NullMarked;
