package jp.shopbridge.intake;

import jp.shopbridge.futureshop.FutureshopProduct;

/**
 * One product on its way from futureshop, or from a stored snapshot, to staging.
 *
 * @param name its product number, or what stands for it in a dead letter when it has none that can be used
 * @param hash SHA-256 (hex) of the product as received
 */
public record ArrivedProduct(String shop, String name, String hash, FutureshopProduct product) {

    static ArrivedProduct of(String shop, FutureshopProduct product) {
        String hash = product.hash();
        String number = product.number();
        String name = number != null && FutureshopProduct.isUsable(number) ? number : "?" + hash.substring(0, 12);
        return new ArrivedProduct(shop, name, hash, product);
    }

    /** The product as received (JSON text). */
    public String snapshot() {
        return product.text();
    }
}
