package jp.shopbridge.mapping;

/** Holds the one set of mappings in force and lets it be exchanged while documents are being mapped. */
public final class Mappings {

    private volatile MappingSet inForce;

    /** Starts with a set that was loaded before. */
    public Mappings(MappingSet first) {
        this.inForce = first;
    }

    /**
     * Reads, lints and tries mapping files.
     *
     * @throws MappingsRefused when a file is wrong or a case does not hold; nothing in force changes
     */
    public static MappingSet load(MappingSource source) {
        return MappingSet.of(source.read());
    }

    /**
     * Reads, lints and tries mapping files in order to look at their effect, also when their cases do not hold.
     *
     * @throws MappingsRefused when a file is wrong, so that nobody can say what it would do
     */
    public static MappingSet.Tried tried(MappingSource source) {
        return MappingSet.tried(source.read());
    }

    /** The set that decides at this moment; keep the reference for the length of one piece of work. */
    public MappingSet inForce() {
        return inForce;
    }

    /** Puts another set in force and returns the one that was. */
    public synchronized MappingSet replace(MappingSet next) {
        MappingSet before = inForce;
        inForce = next;
        return before;
    }
}
