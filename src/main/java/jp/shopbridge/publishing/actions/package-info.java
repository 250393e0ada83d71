/**
 * What a person asks of TikTok beside sending: to stop and resume a sale, to link a product that is there already, to list
 * a deleted one anew, to have a category suggested.
 */
@NullMarked
package jp.shopbridge.publishing.actions;

import org.jspecify.annotations.NullMarked;
