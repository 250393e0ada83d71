package jp.shopbridge.staging;

import jp.shopbridge.failure.Sentence;

/**
 * How many selected listings one cause keeps from being sent.
 *
 * @param cause a code and the field it is about, with a colon between; what {@link ListingQuery#cause()} takes
 * @param sentence the reason as one of them has it
 * @param products how many it keeps
 * @param alone how many of those nothing else keeps
 */
public record CauseCount(String cause, Sentence sentence, long products, long alone) {}
