package jp.shopbridge.sandbox.tiktok;

import java.util.Map;

/**
 * Which leaf category of this world fits the sample futureshop's main groups, by group url. A shop's own table of categories
 * would say the same; the ids never change.
 */
public final class SampleCategories {

    /** Group url to leaf category id (category_version v2). */
    public static final Map<String, String> LEAF_BY_GROUP_URL = Map.ofEntries(
            Map.entry("tea", "600002"),
            Map.entry("sweets", "600011"),
            Map.entry("tshirt", "600111"),
            Map.entry("bag", "600211"),
            Map.entry("cosmetics", "600311"),
            Map.entry("pet-food", "600411"),
            Map.entry("phone-case", "600511"),
            Map.entry("mug", "600611"),
            Map.entry("towel", "600631"),
            Map.entry("socks", "600121"),
            Map.entry("toy", "600711"),
            Map.entry("knife", "600621"));

    private SampleCategories() {}
}
