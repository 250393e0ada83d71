package jp.shopbridge.deadletter;

import java.util.List;

/**
 * A page of dead letters, latest failure first.
 *
 * @param total how many there are over all pages
 */
public record DeadLetterPage(List<DeadLetter> items, long total) {}
