/** Tests of publishing: the real routes against the pretend TikTok Shop over HTTP. */
@NullMarked
package jp.shopbridge.publishing.knowledge;

import org.jspecify.annotations.NullMarked;
