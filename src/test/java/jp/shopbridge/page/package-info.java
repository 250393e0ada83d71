/**
 * The merchant's page in a real browser, over one whole application that all these tests share; skipped, with a line
 * saying so, where no Chromium is installed.
 */
@NullMarked
package jp.shopbridge.page;

import org.jspecify.annotations.NullMarked;
