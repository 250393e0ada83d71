/** Cells and files of the spreadsheet, without a server. */
@NullMarked
package jp.shopbridge.api.sheet;

import org.jspecify.annotations.NullMarked;
