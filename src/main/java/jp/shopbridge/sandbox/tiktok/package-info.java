/**
 * The pretend TikTok Shop of the sandbox: the Partner API as far as a Japanese listing integration uses it, strict in signature,
 * timestamp, token, {@code shop_cipher} and every documented listing rule, with reviews that take time and can fail, and
 * webhooks. It follows {@code tiktok/contract.json}; where the documentation is silent it takes the stricter reading, and what that leaves
 * open can be turned over.
 *
 * <p>Built on the server, faults and request counts of {@link jp.shopbridge.sandbox}; knows nothing of the product. State is
 * committed before each answer, so a killed process keeps it.
 *
 * <h2>How to make things happen</h2>
 *
 * <table>
 * <caption>Control endpoints besides the common ones; all answer JSON</caption>
 * <tr><td>{@code GET /control/products}, {@code GET /control/products/{id}}</td><td>every product with external id, SKUs, versions and status; one product in full</td></tr>
 * <tr><td>{@code GET /control/status}</td><td>products by status, reviews under way, images, webhooks waiting</td></tr>
 * <tr><td>{@code GET /control/webhooks}</td><td>what was delivered, and how it was answered</td></tr>
 * <tr><td>{@code POST /control/audits}</td><td>{@code {"fail_next": 2, "reason": "…"}}, {@code {"product_id": "…", "outcome": "FAILED|APPROVED|PRE_APPROVED", "reason": "…"}}, {@code {"held": true}}</td></tr>
 * <tr><td>{@code POST /control/products/{id}/seller-center}</td><td>top-level properties to replace, {@code "prices": {skuId: "980"}}, {@code "quantities": {skuId: 3}}</td></tr>
 * <tr><td>{@code POST /control/products/{id}/draft}</td><td>the same, left as a draft beside what is there</td></tr>
 * <tr><td>{@code POST /control/products/{id}/state}</td><td>{@code {"state": "PLATFORM_DEACTIVATED|FREEZE|…", "reason": "…"}}</td></tr>
 * <tr><td>{@code POST /control/products/{id}/price-lock}, {@code …/appeal}</td><td>{@code {"locked": true}}, {@code {"open": true}}</td></tr>
 * <tr><td>{@code POST /control/shops/{id}}</td><td>{@code deposit_missing}, {@code daily_limit} (0 none, -1 exhausted), {@code sales_warehouse}, {@code return_warehouse}, {@code second_warehouse}, {@code multi_warehouse}, {@code "failing": {"BANk_ACCOUNT": "reason or empty"}}</td></tr>
 * <tr><td>{@code POST /control/categories/{id}}</td><td>{@code {"permission": "PROHIBITED|INVITE_ONLY|NON_MAIN_CATEGORY|RESTRICTED|AVAILABLE"}}; empty for its own</td></tr>
 * <tr><td>{@code POST /control/tokens}</td><td>{@code {"revoke": shopId, "code": 105002|101000}}, {@code {"restore": shopId}}, {@code {"expire_access": true}}, {@code {"expires_soon": shopId}}</td></tr>
 * <tr><td>{@code POST /control/images}</td><td>{@code {"forget": "uri"}} or {@code {"forget": "all"}}</td></tr>
 * <tr><td>{@code POST /control/webhooks}</td><td>{@code {"target": url}}, {@code {"repeat": 1}}, {@code {"held": true}}, {@code {"held": false, "reverse": true}}</td></tr>
 * <tr><td>{@code POST /control/webhooks/send}</td><td>{@code {"type": 5, "shop_id": "…", "data": {…}}}</td></tr>
 * <tr><td>{@code POST /control/open-questions}</td><td>{@code {"otherwise": ["STOCK_OF_PLATFORM_DEACTIVATED_TAKEN", …]}}: the names of {@link jp.shopbridge.sandbox.tiktok.OpenQuestion}</td></tr>
 * <tr><td>{@code POST /control/redirect}</td><td>{@code {"url": "…"}}: where the consent page sends the browser</td></tr>
 * </table>
 *
 * <p>Fault kinds of its own for {@code POST /control/faults}: {@code audit-ng} (a review fails; {@code details.reason}) and
 * {@code refuse} (any code: {@code details.code}, {@code details.status}, {@code details.message}).
 *
 * <p>A review fails by itself when title or description contains 審査NG, 最安値保証, 医師推奨, 必ず痩せる or 並行輸入品.
 */
@NullMarked
package jp.shopbridge.sandbox.tiktok;

import org.jspecify.annotations.NullMarked;
