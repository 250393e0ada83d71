/** Tests of how TikTok's review is followed. */
@NullMarked
package jp.shopbridge.review;

import org.jspecify.annotations.NullMarked;
