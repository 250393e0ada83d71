/**
 * The REST API: reads requests strictly, asks the other stages, and answers in JSON with one form for every problem. Each
 * resource has a route file in {@code routes/api/} and a package of the same word; here stands what all of them share, from
 * the wire to the answer. Listings are {@code staging}'s, repairs are {@code deadletter}'s. It never talks to futureshop or
 * TikTok itself and decides nothing about a listing.
 */
@NullMarked
package jp.shopbridge.api;

import org.jspecify.annotations.NullMarked;
