package jp.shopbridge.staging;

/**
 * Names one listing.
 *
 * @param shop the shop's key in the configuration
 * @param productNo futureshop's 商品番号, at most 64 characters here (futureshop allows 32 bytes)
 */
public record ListingKey(String shop, String productNo) {

    @Override
    public String toString() {
        return productNo + " (" + shop + ")";
    }
}
