/**
 * The listings as we hold them: mapped values, people's edits over them, selection, stock, state and history. Intake
 * writes into it, publishing and review claim from it and report back, the API reads and edits it. It never talks to
 * futureshop or TikTok.
 */
@NullMarked
package jp.shopbridge.staging;

import org.jspecify.annotations.NullMarked;
