/** Over HTTP: the consent of TikTok Shop's sellers. */
@NullMarked
package jp.shopbridge.api.authorization;

import org.jspecify.annotations.NullMarked;
