/**
 * What is sent for a listing, byte for byte, made of the listing, of what is known of its shop and category, of its uploaded
 * pictures and of the product TikTok shows. It asks nobody and writes nothing, so that a real run, a dry run and a preview
 * come to the same bytes.
 */
@NullMarked
package jp.shopbridge.publishing.request;

import org.jspecify.annotations.NullMarked;
