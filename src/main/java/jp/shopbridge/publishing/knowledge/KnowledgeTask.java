package jp.shopbridge.publishing.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** One piece of TikTok's knowledge that is to be read again; it belongs to one exchange. */
public final class KnowledgeTask {

    private final String shop;
    private final String categoryId;
    JsonNode brands = MissingNode.getInstance();
    String pageToken = "";
    int pages;
    boolean complete;

    KnowledgeTask(String shop, String categoryId) {
        this.shop = shop;
        this.categoryId = categoryId;
    }

    /** The shop's key. */
    public String shop() {
        return shop;
    }

    /** The category whose requirements are read; empty for the shop's brands. */
    public String categoryId() {
        return categoryId;
    }

    /** Whether a page of brands is still to be read. */
    public boolean isReading() {
        return !complete;
    }

    @Override
    public String toString() {
        return "KnowledgeTask[" + shop + (categoryId.isEmpty() ? ", brands" : ", category " + categoryId) + "]";
    }
}
