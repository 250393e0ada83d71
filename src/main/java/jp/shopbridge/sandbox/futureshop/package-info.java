/**
 * The pretend futureshop: the token endpoint, 商品検索, 在庫検索 and the picture host of one shop, as strict as the
 * futureshop contract sheet says and, where that is silent, as strict as a careful caller may rely on. Its catalogue is
 * either the sample of a few hundred products or any number of generated ones, and can be changed while it runs.
 *
 * <p>Neighbours: the shared server in the parent package. It never looks at, and never calls, anything of the product.
 *
 * <h2>Control endpoints besides the shared ones</h2>
 *
 * <table>
 * <caption>Control endpoints of the pretend futureshop</caption>
 * <tr><td>{@code GET /control/products}</td><td>all product numbers, at most 1,000 from {@code ?from=}</td></tr>
 * <tr><td>{@code GET /control/products/{productNo}}</td><td>one product with every block and its stock</td></tr>
 * <tr><td>{@code PATCH /control/products/{productNo}}</td><td>changes it by JSON Merge Patch; {@code ?updateDateMoves=false} leaves
 * the last-update time where it was, as the real shop does for some changes</td></tr>
 * <tr><td>{@code POST /control/products}</td><td>adds one; {@code "like": "<productNo>"} copies everything not given from another</td></tr>
 * <tr><td>{@code DELETE /control/products/{productNo}}</td><td>removes it; nothing but its absence tells</td></tr>
 * <tr><td>{@code PUT /control/products/{productNo}/stock}</td><td>{@code {"horizontalNo": "01", "verticalNo": "", "count": 5}}</td></tr>
 * <tr><td>{@code POST /control/products/{productNo}/images/{n}}</td><td>another picture under the same address, with a newer {@code t}</td></tr>
 * <tr><td>{@code POST /control/cursors/expire}</td><td>cursors handed out so far are refused</td></tr>
 * <tr><td>{@code DELETE /control/tokens}</td><td>access tokens handed out so far are refused</td></tr>
 * <tr><td>{@code GET}, {@code PATCH /control/settings}</td><td>{@code requestsPerSecond} (0 = no limit), {@code ipRegistered}, {@code failedStatus}</td></tr>
 * </table>
 *
 * <p>Fault kinds besides the common ones: {@code token-revoked} (401 and the token is gone), {@code ip-not-registered}
 * (403), {@code permission-missing} (403 on the matching API), {@code cursor-expired}, {@code maintenance} (503 with an
 * HTML page), {@code failed-with-200} ({@code status: failed} under HTTP 200), {@code product-list-missing} (200 without the
 * list).
 */
@NullMarked
package jp.shopbridge.sandbox.futureshop;

import org.jspecify.annotations.NullMarked;
