/** Codes of TikTok Shop that nobody has described yet. Its operations stand in {@code routes/api/undescribed-codes.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.undescribedcodes;

import org.jspecify.annotations.NullMarked;
