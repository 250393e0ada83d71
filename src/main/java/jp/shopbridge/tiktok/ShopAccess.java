package jp.shopbridge.tiktok;

/** What a signed call for a shop needs; never printed, never put on an exchange. */
record ShopAccess(String accessToken, String shopCipher) {

    @Override
    public String toString() {
        return "ShopAccess[…]";
    }
}
