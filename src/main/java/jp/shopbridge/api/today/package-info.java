/** What there is to do today. Its operations stand in {@code routes/api/today.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.today;

import org.jspecify.annotations.NullMarked;
