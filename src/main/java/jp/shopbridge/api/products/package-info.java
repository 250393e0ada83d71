/** Products as staff see and correct them: one, many, what they are selected for, why each value is what it is. Its operations stand in {@code routes/api/products.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.products;

import org.jspecify.annotations.NullMarked;
