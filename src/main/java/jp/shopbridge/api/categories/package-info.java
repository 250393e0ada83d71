/** TikTok Shop's categories, what each requires, and its brands. Its operations stand in {@code routes/api/categories.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.categories;

import org.jspecify.annotations.NullMarked;
