/**
 * Telling people who do not look at the page: an alarm for each cause that somebody has to act on, once until it is
 * resolved, and a digest a day, by mail and by webhook. Off until an address is set. Its routes are
 * {@code routes/notice.camel.yaml}.
 */
@NullMarked
package jp.shopbridge.notice;

import org.jspecify.annotations.NullMarked;
