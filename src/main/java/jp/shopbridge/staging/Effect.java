package jp.shopbridge.staging;

/**
 * What a change would do to listings that are staged already.
 *
 * @param all counted among all of them
 * @param sold counted among those that are at TikTok or selected to be
 * @param prices how many prices of SKUs would be altered, by however much
 */
public record Effect(Tally all, Tally sold, long prices) {

    /** Nothing. */
    public static final Effect NONE = new Effect(Tally.NONE, Tally.NONE, 0);

    /**
     * Numbers of listings.
     *
     * @param listings how many were looked at
     * @param altered whose content would be another
     * @param leaving that are complete now and would lack something, lose a SKU or could not be mapped any more
     * @param repriced of which a price would move by more than the limit
     */
    public record Tally(long listings, long altered, long leaving, long repriced) {

        /** Nothing. */
        public static final Tally NONE = new Tally(0, 0, 0, 0);

        /** Both together. */
        public Tally plus(Tally other) {
            return new Tally(
                    listings + other.listings,
                    altered + other.altered,
                    leaving + other.leaving,
                    repriced + other.repriced);
        }
    }

    /** Both together. */
    public Effect plus(Effect other) {
        return new Effect(all.plus(other.all), sold.plus(other.sold), prices + other.prices);
    }
}
