package jp.shopbridge.spreadsheet;

/** What stands between the cells of a file that was meant to be CSV. */
public enum Separator {
    COMMA(',', "コンマ（,）", "commas"),
    TAB('\t', "タブ", "tabs"),
    SEMICOLON(';', "セミコロン（;）", "semicolons"),
    BAR('|', "縦線（|）", "bars"),
    WIDE_COMMA('，', "全角のコンマ（，）", "full-width commas"),
    JAPANESE_COMMA('、', "読点（、）", "Japanese commas");

    private final char sign;
    private final String ja;
    private final String en;

    Separator(char sign, String ja, String en) {
        this.sign = sign;
        this.ja = ja;
        this.en = en;
    }

    /** What separates the names of the columns; a comma unless it is plainly something else. */
    public static Separator of(String headings) {
        String bare = headings.replaceAll("\"[^\"]*\"", "");
        if (bare.indexOf(COMMA.sign) < 0) {
            for (Separator each : values()) {
                if (bare.indexOf(each.sign) >= 0) {
                    return each;
                }
            }
        }
        return COMMA;
    }

    /** The sign itself. */
    public char sign() {
        return sign;
    }

    /** Its name in Japanese. */
    public String ja() {
        return ja;
    }

    /** Its name in English, for several of them. */
    public String en() {
        return en;
    }
}
