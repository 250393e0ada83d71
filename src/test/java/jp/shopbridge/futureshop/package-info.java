/** What futureshop's answers mean and how its token and pace are kept. */
@NullMarked
package jp.shopbridge.futureshop;

import org.jspecify.annotations.NullMarked;
