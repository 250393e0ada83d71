package jp.shopbridge.staging.content;

/**
 * The group that the shop itself puts a product into.
 *
 * @param id its word in addresses; empty when there is none
 * @param name its name; empty when none is told
 */
public record ShopGroup(String id, String name) {

    /** What people call it. */
    public String label() {
        return name.isEmpty() ? id : name;
    }
}
