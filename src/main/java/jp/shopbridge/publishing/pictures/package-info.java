/**
 * Brings the bytes behind a listing's picture addresses into a form TikTok takes, and knows which of them TikTok has
 * already. It alone reads from addresses that a catalogue names, and trusts none of them.
 */
@NullMarked
package jp.shopbridge.publishing.pictures;

import org.jspecify.annotations.NullMarked;
