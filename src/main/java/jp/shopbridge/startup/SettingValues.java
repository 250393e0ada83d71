package jp.shopbridge.startup;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Reads settings as they are written and complains, in English and Japanese, about values that are of no use. */
final class SettingValues {

    private final Environment settings;
    private final Consumer<Complaint> complaints;

    SettingValues(Environment settings, Consumer<Complaint> complaints) {
        this.settings = settings;
        this.complaints = complaints;
    }

    /** What is set, without blanks around it; null when nothing is. */
    @Nullable
    String given(String name) {
        try {
            String value = settings.getProperty(name);
            return value == null || value.isBlank() ? null : value.strip();
        } catch (IllegalArgumentException e) {
            complaints.accept(new Complaint(name, "refers to a setting that does not exist: " + e.getMessage()));
            return null;
        }
    }

    /** A value that is refused, and why. */
    void refuse(String name, Object value, String en, String ja) {
        complaints.accept(new Complaint(name, "'" + value + "' " + en + ".", "「" + value + "」は" + ja + "。"));
    }

    void oneOf(String name, Set<String> allowed) {
        String value = given(name);
        if (value != null && !allowed.contains(value)) {
            String all = allowed.stream().sorted().toList().toString();
            refuse(name, value, "is none of " + all, all + "のどれでもありません");
        }
    }

    void number(String name, int least, int most) {
        String value = given(name);
        if (value != null
                && (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most)) {
            refuse(
                    name,
                    value,
                    "is not a whole number from " + least + " to " + most,
                    least + "から" + most + "までの整数ではありません");
        }
    }

    void decimal(String name) {
        String value = given(name);
        if (value != null && !value.matches("\\d{1,6}(\\.\\d{1,3})?")) {
            refuse(
                    name,
                    value,
                    "is not a number of requests per second, such as 1 or 0.5",
                    "1や0.5のような1秒あたりのリクエスト数ではありません");
        }
    }

    void share(String name) {
        String value = given(name);
        if (value != null && !value.matches("0(\\.\\d+)?|1(\\.0+)?")) {
            refuse(
                    name,
                    value,
                    "is not a share from 0 to 1, such as 0.5; 1 is no limit",
                    "0.5のような0から1までの割合ではありません（1は上限なし）");
        }
    }

    /** Longer than nothing. */
    void duration(String name) {
        duration(name, null);
    }

    /** Longer than nothing, and at most so long. */
    void duration(String name, @Nullable Duration most) {
        String value = given(name);
        if (value == null) {
            return;
        }
        try {
            Duration duration = DurationStyle.detectAndParse(value);
            if (duration.isZero() || duration.isNegative()) {
                refuse(name, value, "is not longer than nothing", "0より長い時間ではありません");
            } else if (most != null && duration.compareTo(most) > 0) {
                refuse(name, value, "is longer than " + most.toMinutes() + "m", most.toMinutes() + "分を超えています");
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            refuse(name, value, "is not a duration such as 30s or 10m", "30sや10mのような時間ではありません");
        }
    }

    /** From one size to another; answers what is set, null when that is of no use. */
    @Nullable
    DataSize size(String name, DataSize least, DataSize most) {
        String value = given(name);
        if (value == null) {
            return null;
        }
        try {
            DataSize size = DataSize.parse(value);
            if (size.compareTo(least) >= 0 && size.compareTo(most) <= 0) {
                return size;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // No size at all is told in the same words.
        }
        refuse(
                name,
                value,
                "is not a size from " + written(least) + " to " + written(most) + ", such as " + written(least),
                written(least) + "から" + written(most) + "までの容量ではありません");
        return null;
    }

    private static String written(DataSize size) {
        if (size.toMegabytes() > 0) {
            return size.toMegabytes() + "MB";
        }
        return size.toKilobytes() > 0 ? size.toKilobytes() + "KB" : size.toBytes() + "B";
    }
}
