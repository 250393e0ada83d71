package jp.shopbridge.staging.content;

import java.util.List;

/**
 * A document that proves something of the product.
 *
 * @param id TikTok's id of the kind of certificate; empty when none is given
 * @param images the addresses of its pages' pictures, in their order; empty text where one has none
 * @param expiresOn the last day it is valid, as it was written (such as 2027-03-31); empty when none is given
 */
public record Certificate(String id, List<String> images, String expiresOn) {}
