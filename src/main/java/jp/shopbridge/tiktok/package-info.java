/**
 * How TikTok Shop is spoken to: signing, authorization and its tokens, the rate, and what an answer means. Publishing and
 * review send their calls through it and the API drives the consent with it. It never decides what becomes of a listing,
 * and nothing secret ever leaves it: tokens and signatures are added below the route, in the HTTP client.
 */
@NullMarked
package jp.shopbridge.tiktok;

import org.jspecify.annotations.NullMarked;
