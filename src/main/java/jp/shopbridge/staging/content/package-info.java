/**
 * What a listing says: a typed, read-only view over the document that a mapping makes of futureshop's product, with or
 * without people's edits and stock. It knows the listing's shape and nothing else: no database, no outside world, no
 * opinion on what is allowed.
 */
@NullMarked
package jp.shopbridge.staging.content;

import org.jspecify.annotations.NullMarked;
