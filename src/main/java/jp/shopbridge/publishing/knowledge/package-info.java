/**
 * What TikTok says of a shop, its set-up, its categories and their requirements, kept with its age, and those told whom a change
 * of it hits.
 */
@NullMarked
package jp.shopbridge.publishing.knowledge;

import org.jspecify.annotations.NullMarked;
