/**
 * Foretells what sending would come to and when, with the parts that really send, and follows what a person put forward to
 * be sent. TikTok is not asked and no listing is changed.
 */
@NullMarked
package jp.shopbridge.publishing.foresee;

import org.jspecify.annotations.NullMarked;
