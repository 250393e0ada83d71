/** Tests of publishing: the real routes against the pretend TikTok Shop over HTTP. */
@NullMarked
package jp.shopbridge.publishing.foresee;

import org.jspecify.annotations.NullMarked;
