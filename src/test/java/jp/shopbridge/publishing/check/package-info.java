/** Tests of publishing: the real routes against the pretend TikTok Shop over HTTP. */
@NullMarked
package jp.shopbridge.publishing.check;

import org.jspecify.annotations.NullMarked;
