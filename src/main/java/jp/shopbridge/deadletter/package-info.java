/**
 * One item's failure, kept with everything needed to understand and to repeat it. Every stage parks here and reports
 * here when an item has gone through after all; the API lists, forecasts, replays and discards. It never repeats
 * anything by a way of its own: a replay enters the ordinary route.
 */
@NullMarked
package jp.shopbridge.deadletter;

import org.jspecify.annotations.NullMarked;
