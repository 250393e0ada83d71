/** Tests of how TikTok Shop is spoken to. */
@NullMarked
package jp.shopbridge.tiktok;

import org.jspecify.annotations.NullMarked;
