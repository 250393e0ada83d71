/**
 * TikTok Shop's limits of a listing as data ({@code tiktok/limits.yaml}): what is measured, its least and most, and where in a
 * listing. Mappings, the check before sending, the page, sheets and settings ask here; it asks nobody.
 */
@NullMarked
package jp.shopbridge.limit;

import org.jspecify.annotations.NullMarked;
