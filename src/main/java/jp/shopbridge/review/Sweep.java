package jp.shopbridge.review;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a search through a shop's products under review has come.
 *
 * @param underReview TikTok's ids of those seen so far
 * @param pages how many pages were read
 * @param next what asks for the next page; null when there is none
 */
public record Sweep(String shop, Set<String> underReview, int pages, @Nullable String next) {

    /** More than TikTok's search answers, 10,000 products of 100 a page (docs/facts/tiktok.md 3.4). */
    private static final int MOST_PAGES = 100;

    /** Whether another page has to be read. */
    public boolean isOpen() {
        return pages == 0 || (next != null && pages < MOST_PAGES);
    }

    /** The shop and the numbers; never the ids. */
    @Override
    public String toString() {
        return "Sweep[" + shop + ", " + underReview.size() + " under review on " + pages + " pages]";
    }
}
