/**
 * The listings as a spreadsheet (CSV): every editable field of every product and SKU out, corrections back in. Knows
 * columns, cells and files; what an edit means is {@code staging}'s business.
 */
@NullMarked
package jp.shopbridge.api.sheet;

import org.jspecify.annotations.NullMarked;
