package jp.shopbridge.mapping;

import org.jspecify.annotations.Nullable;

/** A place in the target; its text is only made when somebody reads it, and then once for all places below it. */
final class TargetPath {

    static final TargetPath ROOT = new TargetPath(null, "", -1);

    private final @Nullable TargetPath parent;
    private final String name;
    private final int index;
    private @Nullable String text;

    private TargetPath(@Nullable TargetPath parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    TargetPath field(String child) {
        return new TargetPath(this, child, -1);
    }

    TargetPath entry(int number) {
        return new TargetPath(this, "", number);
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = made();
            text = known;
        }
        return known;
    }

    private String made() {
        String above = parent == null ? "" : parent.toString();
        if (index >= 0) {
            return above + "[" + index + "]";
        }
        return above.isEmpty() ? name : above + "." + name;
    }
}
