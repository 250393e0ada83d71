/**
 * Sends what people selected: claim, preflight, images, create or edit, and the truth about the outcome. It takes
 * listings from staging and reports back to it, speaks to TikTok through the route {@code tiktok-call}, and
 * writes every attempt down before it is made. It never decides what a listing says, and never repeats a create blindly.
 */
@NullMarked
package jp.shopbridge.publishing;

import org.jspecify.annotations.NullMarked;
