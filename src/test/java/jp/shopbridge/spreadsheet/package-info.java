/** What spreadsheets do to files and cells, without a server. */
@NullMarked
package jp.shopbridge.spreadsheet;

import org.jspecify.annotations.NullMarked;
