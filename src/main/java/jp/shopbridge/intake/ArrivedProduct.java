package jp.shopbridge.intake;

import com.fasterxml.jackson.databind.JsonNode;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.futureshop.FutureshopProduct;
import jp.shopbridge.mapping.Mappable;

/**
 * One product on its way from futureshop, or from a stored snapshot, to staging.
 *
 * @param name its product number, or what stands for it in a dead letter when it has none that can be used
 * @param hash SHA-256 (hex) of the product as received
 * @param repeated whether another product of the same number came before it
 */
public record ArrivedProduct(String shop, String name, String hash, FutureshopProduct product, boolean repeated)
        implements Mappable {

    static ArrivedProduct of(String shop, FutureshopProduct product) {
        String hash = product.hash();
        String number = product.number();
        String name = number != null && FutureshopProduct.isUsable(number) ? number : "?" + hash.substring(0, 12);
        return new ArrivedProduct(shop, name, hash, product, false);
    }

    /** Whether it goes by its own product number. */
    boolean isNamed() {
        return name.equals(product.number());
    }

    /** The same as a second product of its number; its dead letter stands beside the first one's. */
    ArrivedProduct again() {
        String second = (name.length() > 60 ? name.substring(0, 60) : name) + " (2)";
        return new ArrivedProduct(shop, second, hash, product, true);
    }

    /**
     * The product as a document that can be mapped.
     *
     * @throws MappingFailure when it is no product at all, has no usable number, repeats one or is too large to keep
     */
    @Override
    public JsonNode document() {
        if (repeated) {
            String number = String.valueOf(product.number());
            throw new MappingFailure(
                    "INTAKE_NUMBER_TWICE",
                    Messages.sentence("INTAKE_NUMBER_TWICE", number),
                    "futureshop-product",
                    "",
                    null);
        }
        return product.document();
    }

    /** The product as received (JSON text). */
    public String snapshot() {
        return product.text();
    }
}
