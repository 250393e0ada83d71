/**
 * What spreadsheets and editors do to files and cells: the character set and the separator a file was saved with, what
 * Shift_JIS makes of characters, and cells that were rewritten. Mappings' tables, corrections by CSV and the command line ask
 * it alike; it changes nothing and knows nobody.
 */
@NullMarked
package jp.shopbridge.spreadsheet;

import org.jspecify.annotations.NullMarked;
