/**
 * Follows what TikTok makes of a product after it was sent: its audit, later take-downs, and changes made in Seller Center,
 * by reading the product at growing intervals and at once when a webhook says so. It reports to staging and never sends
 * anything that changes a product.
 */
@NullMarked
package jp.shopbridge.review;

import org.jspecify.annotations.NullMarked;
