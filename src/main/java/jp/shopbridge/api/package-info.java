/**
 * The REST API: reads requests strictly, asks the other stages, and answers in JSON with one form for every problem. Its
 * routes are {@code routes/api/}; listings are {@code staging}'s, repairs are {@code deadletter}'s. It never
 * talks to futureshop or TikTok itself and decides nothing about a listing.
 */
@NullMarked
package jp.shopbridge.api;

import org.jspecify.annotations.NullMarked;
