/**
 * What can be told to be wrong with a listing before TikTok is asked, and whether a new one may be sent today.
 */
@NullMarked
package jp.shopbridge.publishing.check;

import org.jspecify.annotations.NullMarked;
