/** Alarms and digests, over a real SMTP server and a real HTTP receiver. */
@NullMarked
package jp.shopbridge.notice;

import org.jspecify.annotations.NullMarked;
