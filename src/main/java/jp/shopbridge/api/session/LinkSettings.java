package jp.shopbridge.api.session;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the page leads people ({@code links.*}); an empty one is no link.
 *
 * @param sellerCenter the address of Seller Center
 * @param product the path of a product there, with {@code {id}}
 * @param warehouse the path of the warehouses
 * @param delivery the path of delivery options and shipping templates
 * @param bank the path of the bank account
 * @param tax the path of the tax details
 * @param buyersPage the address of a product as buyers see it, with {@code {id}}
 * @param futureshopProduct the address of a product's page in futureshop's administration, with {@code {productNo}}
 */
@ConfigurationProperties("links")
record LinkSettings(
        String sellerCenter,
        String product,
        String warehouse,
        String delivery,
        String bank,
        String tax,
        String buyersPage,
        String futureshopProduct) {}
