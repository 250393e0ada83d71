package jp.shopbridge.notice;

import jp.shopbridge.failure.Sentence;

/**
 * Something that holds now and that somebody has to act on.
 *
 * @param shop the shop's key, empty when it concerns them all
 * @param cause what makes it the same from look to look, such as {@code pause:publishing}
 * @param items how many products it stands for
 */
record AlarmCondition(String shop, String cause, String code, Sentence sentence, long items) {}
