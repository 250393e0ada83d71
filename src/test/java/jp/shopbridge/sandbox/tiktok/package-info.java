/** The pretend TikTok Shop's own checks: signature vectors, every operation, every refusal, every fault. */
@NullMarked
package jp.shopbridge.sandbox.tiktok;

import org.jspecify.annotations.NullMarked;
