/** The certification walks against the pretend TikTok Shop, and sees what is planted. */
@NullMarked
package jp.shopbridge.certification;

import org.jspecify.annotations.NullMarked;
