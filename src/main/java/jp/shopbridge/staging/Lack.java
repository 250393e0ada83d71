package jp.shopbridge.staging;

import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a listing is 不足項目あり.
 *
 * @param field path in the listing, such as {@code skus[2].price}
 */
public record Lack(String code, String field, @Nullable String skuNo, Sentence sentence) {}
